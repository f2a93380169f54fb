"""Roles around what is done, read from clauses in many forms; each tells the same of the same two."""

import pytest

from retrieval.facts.acts import party, roles
from retrieval.facts.parsed import wording
from retrieval.facts.roles import Roles
from retrieval.language.names import Names
from tests.conftest import LibraryOf

NAMES = ("柳青", "陶然", "Ann Reed", "Tom Hale")


@pytest.fixture
def roles_in(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Read the roles of what is done in a text, as words."""
    material = library_of(a__md="# 一\n\n馆里有书。\n").material
    names = Names(material.analyzer, material.lexicon)

    def read(text: str, act: str, read_act=roles) -> tuple[str, str]:  # type: ignore[no-untyped-def]
        found: Roles | None = read_act(wording(text, names, material), (text.index(act), text.index(act) + len(act)))
        assert found is not None
        return tuple("|".join(text[a:b].strip() for a, b in part) for part in (found.doer, found.other))  # type: ignore[return-value]

    return read


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("柳青批评了陶然", "批评"),
        ("陶然被柳青批评", "批评"),
        ("陶然受到柳青的批评", "批评"),
        ("柳青对陶然的批评很有道理", "批评"),
        ("批评陶然的是柳青", "批评"),
        ("柳青批评的是陶然", "批评"),
        ("被柳青批评的是陶然", "批评"),
        ("柳青进了馆,批评了陶然", "批评"),
        ("Tom Hale was criticised by Ann Reed", "criticised"),
        ("Ann Reed criticised Tom Hale", "criticised"),
        ("The chair met Ann Reed, who criticised Tom Hale", "criticised"),
    ],
)
def test_who_does_it_and_to_whom_is_the_same_in_every_form(roles_in, text: str, act: str) -> None:  # type: ignore[no-untyped-def]
    """Active, passive, a noun, what is singled out, a subject that goes on, and a clause with who."""
    doer, other = roles_in(text, act)
    assert [name for name in NAMES if name in doer] == ["Ann Reed" if text.isascii() else "柳青"]
    assert [name for name in NAMES if name in other] == ["Tom Hale" if text.isascii() else "陶然"]


@pytest.mark.parametrize(
    ("text", "act", "doer", "other"),
    [
        ("画是柳青送给陶然的", "送给", "柳青", "陶然"),
        ("柳青把画送给陶然", "送给", "柳青", "陶然"),
        ("柳青替陶然求情", "求情", "柳青", "陶然"),
        ("柳青请陶然修理钟楼", "修理", "陶然", "钟楼"),
        ("The council asked Ann Reed to resign", "resign", "Ann Reed", ""),
    ],
)
def test_what_is_given_and_who_is_asked_have_their_own_place(  # type: ignore[no-untyped-def]
    roles_in, text: str, act: str, doer: str, other: str
) -> None:
    """Neither of the two is what goes from one to the other, and who is asked to do something does it."""
    found = roles_in(text, act)
    assert doer in found[0]
    assert other in found[1]
    assert doer not in found[1]


@pytest.mark.parametrize("text", ["柳青是陶然的师父", "陶然的师父是柳青", "陶然拜柳青为师父", "陶然认柳青做师父"])
def test_a_noun_for_somebody_tells_of_two(roles_in, text: str) -> None:  # type: ignore[no-untyped-def]
    """Whoever is named first."""
    doer, other = roles_in(text, "师父", party)
    assert "柳青" in doer
    assert "陶然" in other
