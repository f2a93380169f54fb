"""Web pages as they are saved: the article, its title, and what the page states of it.

Addresses count the characters of the HTML source; tags within a sentence are markup that is not shown.
"""

import html
import re
from collections.abc import Sequence

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Article, Block, covered
from retrieval.documents.boilerplate import line_left_out, split_text
from retrieval.documents.metadata import MetadataBuilder
from retrieval.documents.prose import once
from retrieval.documents.web.article import judge
from retrieval.documents.web.outline import Outline, TextRun, outline
from retrieval.documents.web.properties import Head, byline
from retrieval.documents.web.rows import row_block, table_rows
from retrieval.documents.web.tags import tags
from retrieval.model import Role, Span, Stated
from retrieval.shown import reveal

_HEADING = re.compile(r"h[1-6]$")
# Between the title of an article and the name of its site.
_SEPARATOR = re.compile(r" ?[_|｜丨]{1,3} ?| [-–—·•»:]{1,3} |(?<=[\u4e00-\u9fff]) ?[-–—]{1,3} ?(?=[\u4e00-\u9fff])")
MIN_TITLE_CHARACTERS = 3
# A byline stands so many runs of text before or after the title.
_BESIDE_TITLE = 8


def read(text: str) -> tuple[Article, ...]:
    """Read a page as one article."""
    page = outline(text)
    gathering, head = MetadataBuilder(), Head()
    for tag in tags(text):
        if tag.name in ("meta", "link", "title", "script", ""):
            head.read(text, tag, gathering)
    words = [_words(text, run) for run in page.runs]
    reasons = judge(text, page)
    titled = _title(text, page, words, reasons, head, gathering)
    blocks: list[Block] = []
    if titled is not None:
        reasons[titled] = None
    near = range(max(0, titled - _BESIDE_TITLE), titled + _BESIDE_TITLE) if titled is not None else range(_BESIDE_TITLE)
    rows = {row.runs.start: row for row in table_rows(text, page) if any(reasons[at] is None for at in row.runs)}
    at = 0
    while at < len(page.runs):
        run, row = page.runs[at], rows.get(at)
        if row:
            blocks.append(row_block(page, row))
            at = row.runs.stop
            continue
        if at != titled and byline(text, run.start, run.end, words[at], gathering, beside=at in near):
            blocks.append(Block(start=run.start, end=run.end, left_out="metadata"))
        elif reason := reasons[at] or line_left_out(words[at]):
            blocks.append(Block(start=run.start, end=run.end, left_out=reason))
        else:
            blocks += _text(text, page, run, title=at == titled)
        at += 1
    head.finish(gathering)
    found = once(text, covered(text, blocks))
    return (Article(blocks=found, metadata=gathering.metadata()),) if found else ()


def _words(text: str, run: TextRun) -> str:
    """Return a run as it is shown."""
    cuts = [(start - run.start, end - run.start) for start, end in run.cuts]
    return html.unescape(reveal(text[run.start : run.end], cuts).text)


def _text(text: str, page: Outline, run: TextRun, *, title: bool) -> list[Block]:
    name = page.elements[run.element].name if run.element >= 0 else ""
    level = int(name[1]) if _HEADING.match(name) else 0
    cuts = tuple(Cut(start, end) for start, end in run.cuts)
    role: Role = "title" if title else "heading" if level else "text"
    return split_text(text, run.start, run.end, role, level, lambda *_: cuts)


def _title(
    text: str,
    page: Outline,
    words: Sequence[str],
    reasons: Sequence[str | None],
    head: Head,
    gathering: MetadataBuilder,
) -> int | None:
    """State the title; return the index of the run that shows it, None if there is no such run."""
    headings = [
        n for n, run in enumerate(page.runs) if run.element >= 0 and _HEADING.match(page.elements[run.element].name)
    ]
    said = [*head.titles, *([head.window] if head.window else [])]
    for title in said:
        parts = {_plain(part) for part in (title.value, *_SEPARATOR.split(title.value))}
        shown = [n for n in headings if len(_plain(words[n])) > 1 and _plain(words[n]) in parts]
        if not shown:
            shown = [
                n for n, own in enumerate(words) if len(_plain(own)) >= MIN_TITLE_CHARACTERS and _plain(own) in parts
            ]
            shown = [n for n in shown if reasons[n] is None][:1]
        if shown:
            best = min(shown, key=lambda n: (-len(words[n]), reasons[n] is not None, n))
            gathering.state("title", _shown_title(page.runs[best], words[best]))
            return best
    first = next((n for n in headings if reasons[n] is None), None)
    if first is not None and (not said or any(_akin(title.value, words[first]) for title in said)):
        gathering.state("title", _shown_title(page.runs[first], words[first]))
        return first
    if said:
        gathering.state("title", _without_site(said[0], gathering))
    return None


def _shown_title(run: TextRun, words: str) -> Stated:
    return Stated(value=" ".join(words.split()), span=Span(start=run.start, end=run.end))


def _without_site(title: Stated, gathering: MetadataBuilder) -> Stated:
    """Return the title without the name of the site after it, or before it."""
    parts = [part for part in _SEPARATOR.split(title.value) if part]
    publisher = gathering.metadata().publisher
    kept = [part for part in parts if not publisher or _plain(part) != _plain(publisher.value)]
    if len(kept) == len(parts) > 1 and len(parts[0]) >= len(parts[-1]):
        kept = kept[:1] if "_" in title.value or "|" in title.value else kept[:-1]
    found = title.value.find(kept[0]) if kept else -1
    last = title.value.rfind(kept[-1]) + len(kept[-1]) if kept else -1
    return title.model_copy(update={"value": title.value[found:last]}) if 0 <= found < last else title


def _akin(title: str, heading: str) -> bool:
    """Tell whether a part of a title is in a heading, or the heading in it."""
    own = _plain(heading)
    parts = (_plain(part) for part in _SEPARATOR.split(title))
    return any(len(part) > MIN_TITLE_CHARACTERS and (part in own or own in part) for part in parts)


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()
