"""Facts of sentences: the examples of the page on facts, and what must hold for every sentence."""

from collections.abc import Iterator

import pytest

import retrieval.facts
from retrieval.facts.extraction import Facts
from retrieval.facts.fact import Fact, FactPart
from retrieval.language.names import Names
from retrieval.library import Library
from tests.conftest import LibraryOf

PARTS = ("subject", "attribute", "value", "time", "scope", "certainty", "polarity", "comparison", "source")


def _examples() -> Iterator[tuple[str, list[str]]]:
    """Yield each text of the page with the facts below it."""
    for block in (retrieval.facts.__doc__ or "").split("\n\n"):
        lines = [line.strip() for line in block.splitlines()]
        if block.startswith("    "):
            expected = [line[2:] for line in lines if line.startswith("- ")]
            yield "\n".join(line for line in lines if not line.startswith("- ")), expected


def _facts(library: Library) -> list[Fact]:
    material = library.material
    facts = Facts(material, Names(material.analyzer, material.lexicon))
    return [fact for entry in range(len(material.index.entries)) for fact in facts.of(entry)]


def _line(fact: Fact) -> str:
    parts: list[tuple[str, FactPart | None]] = [(name, getattr(fact, name)) for name in PARTS]
    told = (f"{name} {p.words}{f' ({p.inherited})' if p.inherited else ''}" for name, p in parts if p)
    return f"{fact.kind}: {', '.join(told)}"


@pytest.mark.parametrize(("text", "expected"), list(_examples()))
def test_the_examples_of_the_page_are_what_is_read(library_of: LibraryOf, text: str, expected: list[str]) -> None:
    """Each sentence states the facts below it and no others."""
    assert [_line(fact) for fact in _facts(library_of(a__md=text + "\n"))] == expected


@pytest.mark.slow
def test_every_part_is_the_slice_of_its_file(library: Library) -> None:
    """The words of a part stand at its address, in the sentence or where they are inherited from."""
    for fact in _facts(library):
        for name in PARTS:
            part = getattr(fact, name)
            if part is not None and part.start < part.end and part.inherited != "header":
                text = library.text(part.document.rpartition("#")[0])
                assert text[part.start : part.end].replace("\n", " ") == part.words.replace("\n", " ")


def test_a_message_is_said_by_its_speaker(library_of: LibraryOf) -> None:
    """The name before the message is the source, and its address is there."""
    chat = "[2024-05-01 09:00] 王芳: 仓库的库存为300箱\n[2024-05-01 09:05] 李伟: 仓库的库存为500箱\n"
    found = [fact.source for fact in _facts(library_of(chat__txt=chat)) if fact.kind == "figure"]
    assert [(part.words, part.inherited) for part in found if part] == [("王芳", "speaker"), ("李伟", "speaker")]
