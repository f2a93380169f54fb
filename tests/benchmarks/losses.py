"""Text that reading loses, in folders of other people's files.

    python -m tests.benchmarks.losses FOLDER…

For each folder and kind of file: how many files, how many of them have no title, in how many some front matter is quoted,
and what share of the characters of the article's text is in no sentence. The text of Markdown is that of the page that
pulldown-cmark makes of it, without front matter, template tags, scripts and comments; of a notebook its cells; of RST,
AsciiDoc and Org their source without what only says how it is set. The words lost most often follow.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pyromark

from retrieval.collection import FileReading, Unread
from retrieval.documents.folder import list_folder
from retrieval.documents.reader import read_file
from retrieval.model import masked

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:.*?\n)??---[ \t]*(?:\r?\n|\Z)", re.S)
_TEMPLATE = re.compile(
    r"(?m)\{%[^%\n]*%\}|\{\{[^{}\n]*\}\}|\{[:#.][^{}\n]*\}|<!--(?:.|\n)*?-->|\[\^[^\]\s]*\]:?|\[!\w+\][-+]?|!\[\[[^\]\n]*\]\]|(?<=\[\[)[^\[\]|\n]*\|"
    r"|^[ \t]*(?:(?:!!!|\?\?\?\+?|:::+)[ \t]*[\w-]*|===(?=[ \t]+\"))|(?<=```)[ \t]*[\w+#-]+.*$"
)
# What a page shows of markup that is set as code, and addresses.
_LEFT = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*|/)?>|\]\([^()\s]*\)|https?://\S+")
# A number that is longer than a sentence is quoted in pieces.
_WORD = re.compile(r"[A-Za-z]+|\d|[^\W\dA-Za-z_]")
_SETTING: Mapping[str, re.Pattern[str]] = {
    ".rst": re.compile(
        r"(?m)^(?P<in>[ \t]*)\.\.(?: (?:raw|toctree)::.*| (?![_|\[])(?!.*::).*|[ \t]*$)(?:\n(?:(?P=in)[ \t]+.*|[ \t]*))*+|^[ \t]*\.\. (?:_.*|(?:index|toctree|image|figure|code-block|include|literalinclude|contents|raw|module|"
        r"currentmodule|highlight|only|meta|tabularcolumns|sectionauthor|moduleauthor)::.*|\|.*|[^:\n]*$)"
        r"|^\s+:[\w -]+:.*$|^:[\w -]+:.*$|\.\. [\w-]+::|:[\w:-]+:(?=`)|<[^<>`]*>(?=`)|https?://\S+"
        # Raw HTML, the text of which is read.
        r"|</?(?:t[dhr]|table|thead|tbody|colgroup|col|div|span|p|br|a|img|[uo]l|li|b|i|em|strong|code|style)\b[^<>]*>"
    ),
    ".adoc": re.compile(
        r"(?m)^(?:\[[^\]\n]*\]|\[\[.*\]\]|//.*|:[\w-]+!?:.*|(?:ifdef|ifndef|endif|include|image)::.*)$"
        r"|<<[^,<>]*(?:,|>>)|\(\(\(.*?\)\)\)|(?:link:|https?:|xref:)[^\s\[]*|image:[^\s\[]*\[[^\]]*\]|\[[#.][^\]\n]*\]"
    ),
    ".org": re.compile(
        r"(?mi)\{\{\{\w+\(?|^\s*(?:#\+(?!title).*|:[A-Z_]+:.*|# .*)$|\[\[[^\]]*\](?=\[)|[ \t]:[\w@:]+:[ \t]*$"
    ),
}


class Loss(NamedTuple):
    """Words of a file that are in none of its sentences, by how often, and how many characters it has in all."""

    words: Counter[str]
    characters: int
    untitled: int
    quotes_front_matter: bool


def rendered(source: str) -> str:
    """Return the text of the page that Markdown is set as."""
    body = _TEMPLATE.sub(" ", _FRONT_MATTER.sub("", source))
    page = lxml.html.fromstring(f"<div>{pyromark.html(body, options=pyromark.Options.ENABLE_TABLES)}</div>")
    for silent in page.xpath("//script|//style"):
        silent.drop_tree()
    return _LEFT.sub(" ", " ".join(map(str, page.itertext())))


def cells(source: str) -> str:
    """Return the text of a notebook's cells."""
    made = json.loads(source)["cells"]
    texts = (("".join(cell["source"]), cell["cell_type"] == "markdown") for cell in made)
    return "\n".join(rendered(text) if is_markdown else text for text, is_markdown in texts)


TEXTS: Mapping[str, Callable[[str], str]] = {
    ".md": rendered,
    ".ipynb": cells,
    **{kind: partial(setting.sub, " ") for kind, setting in _SETTING.items()},
}


def loss(source: str, kind: str, reading: FileReading) -> Loss:
    """Compare the text of a file with the sentences that were made of it."""
    sentences = [sentence for passage in reading.passages for sentence in passage.sentences]
    text = reading.file.text
    shown = " ".join(masked(text, one.start, one.end, one.markup) for one in sentences)
    words = Counter(_WORD.findall(TEXTS[kind](source)))
    front = _FRONT_MATTER.match(text) if kind == ".md" else None
    return Loss(
        words - Counter(_WORD.findall(shown)),
        sum(len(word) * count for word, count in words.items()),
        sum(document.metadata.title is None for document in reading.documents),
        front is not None and any(one.start < front.end() for one in sentences),
    )


def main() -> None:
    """Print a line for each kind of each folder."""
    for folder in map(Path, sys.argv[1:]):
        losses: dict[str, list[Loss]] = {}
        unread: list[Unread] = []
        for found in list_folder(folder):
            kind = found.path.suffix.lower()
            if kind in TEXTS:
                reading = read_file(found, folder)
                if isinstance(reading, Unread):
                    unread.append(reading)
                else:
                    source = found.path.read_text("utf-8", errors="replace")
                    losses.setdefault(kind, []).append(loss(source, kind, reading))
        for kind, of_kind in losses.items():
            print(row(folder.name, kind, of_kind))  # noqa: T201
        for one in unread:
            print(f"    not read: {one.name}: {one.reason}")  # noqa: T201


def row(folder: str, kind: str, losses: list[Loss]) -> str:
    """Return the figures of a kind, and the words lost most often."""
    words = sum((one.words for one in losses), Counter[str]())
    lost, all_ = sum(len(word) * count for word, count in words.items()), sum(one.characters for one in losses)
    figures = (
        f"{folder:<24}{kind:<7}{len(losses):>5} files {sum(one.untitled for one in losses):>3} untitled"
        f"{sum(one.quotes_front_matter for one in losses):>4} quote front matter {all_:>10} characters"
    )
    return f"{figures} {100 * lost / max(1, all_):.2f} % lost\n    {dict(words.most_common(12))}"


if __name__ == "__main__":
    main()
