"""Pages of a document, and its sections, as messages.

◀ ▶ turn, ✔ verifies the quote, 📄 lists the sections, ↗ leads to the original.
"""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.citation import about, copied, original_address, spot_of
from bot.replies.listing import PAGE_LINES, ListLine, ListPage, listing
from bot.replies.message import MAX_MESSAGE_UNITS, Button, Message, escaped, unlinked
from bot.replies.runs import Run, fitted, html_of, narrowed
from bot.text import clipped, clipped_name, length, visible
from retrieval.pages.contents import Contents, Section
from retrieval.pages.page import Page, Piece

TURN = "turn:"
BACK = "back:"
VERIFY = "verify:"
SECTIONS = "sections:"
_SECTION_UNITS = 200
_NAME_UNITS = 60
_REMARK_UNITS = 200
_MAX_REMARKS = 3


def page_message(
    page: Page, phrases: Phrases, cited: str | None = None, *, quote: int | None = None, sharing: bool = False
) -> Message:
    """Return the passage with the quote in bold, under the document's name and section; cut around it where it is long.

    If it was opened by the receipt that `cited` a quote, ✔ says what has become of that, and the head which one it is
    if the number of the `quote` is known. With `sharing`, ↪ hands the quote to another chat.
    """
    head = [about(page.document, phrases)]
    if page.section:
        head.append(clipped(page.section, _SECTION_UNITS))
    number = phrases.page.format(number=page.number, total=page.total)
    told = [phrases.page_quote.format(number=quote)] if quote else []
    head.append(" · ".join([*told, number, *spot_of(page.position, phrases, page.section, lines=False)]))
    if page.changed:
        head.append(phrases.changed)
    remarks = remark_lines(page)
    room = MAX_MESSAGE_UNITS - sum(length(line) + 1 for line in (*head, *remarks))
    shown = [unlinked(line) for line in head]
    if page.section:
        shown[1] = f"<i>{shown[1]}</i>"
    body = html_of(fitted(_runs(page.pieces), room))
    below = [f"<i>{escaped(line)}</i>" for line in remarks]
    return Message(
        html="\n".join([*shown, f"<blockquote>{body}</blockquote>", *below]),
        buttons=_buttons(page, phrases, cited, quote, sharing=sharing),
    )


def remark_lines(page: Page) -> list[str]:
    """Return the first three remarks of the catalog on a page, a line each."""
    return [f"※ {clipped(remark, _REMARK_UNITS).rstrip('。.')}" for remark in page.remarks[:_MAX_REMARKS]]


def original(page: Page) -> str | None:
    """Return the address of the quote on the original page, or of the first words if none is marked; None
    without.
    """
    marked = [piece for piece in page.pieces if piece.marked] or page.pieces[:1]
    return original_address(page.document.url, "".join(piece.gap + piece.text for piece in marked))


def _buttons(
    page: Page, phrases: Phrases, cited: str | None, quote: int | None, *, sharing: bool
) -> tuple[tuple[Button, ...], ...]:
    turns = [
        Button(text=sign, data=TURN + receipt) for sign, receipt in (("◀", page.before), ("▶", page.after)) if receipt
    ]
    checks = [Button(text=phrases.checking.verify, data=VERIFY + cited)] if cited and _is_quoted(page) else []
    shared = page.quoted or page.receipt
    checks += [Button(text=phrases.share, share=shared)] if sharing else []
    more = [Button(text=phrases.copy_citation, copied=copied(page, phrases))]
    url = original(page)
    if url:
        more.insert(0, Button(text=phrases.open_original, url=url))
    if page.total > 1:
        from_quote = f":{quote}:" if quote else ""
        more.insert(0, Button(text=phrases.sections, data=f"{SECTIONS}{page.quoted or page.receipt}{from_quote}"))
    return tuple(tuple(row) for row in (turns, checks, more) if row)


def _is_quoted(page: Page) -> bool:
    return bool(page.quoted or page.changed)


def _runs(pieces: Sequence[Piece]) -> list[Run]:
    """Return the pieces with the text between them: the quote is one run, however many sentences it has."""
    runs: list[Run] = []
    for piece in pieces:
        gap, words = _gap(piece.gap), narrowed(piece.text)
        if piece.marked and runs and runs[-1].bold:
            runs[-1] = Run(text=runs[-1].text + gap + words, bold=True)
        elif words:
            runs += [Run(text=gap)] if gap else []
            runs.append(Run(text=words, bold=piece.marked))
    return runs


def _gap(gap: str) -> str:
    """Return what to show between two sentences: however much white space it is, one of it."""
    if gap.strip():
        return visible(gap)
    return "\n" if "\n" in gap else visible(gap)[:1]


def sections_message(
    contents: Contents, page: int | None, phrases: Phrases, origin: str | None = None, quote: int | None = None
) -> Message:
    """Return one page of the list, from 1; without a page, the one with the section that was asked from, in bold.

    A button leads back to the place of the receipt `origin`, as it was when the `quote` of that number was opened.
    """
    sections = contents.sections

    def line(number: int) -> ListLine:
        section = sections[number - 1]
        said = escaped(phrases.source_line.format(number=number, name=name_of_section(section)))
        return ListLine(html=f"<b>{said}</b>" if number == contents.at + 1 else said, opens=TURN + section.receipt)

    head = [unlinked(about(contents.document, phrases)), escaped(phrases.sections_head.format(count=len(sections)))]
    wanted = contents.at // PAGE_LINES + 1 if page is None else page
    turn = f"{SECTIONS}{origin or sections[contents.at].receipt}:{quote or ''}:"
    shown = listing(head, line, ListPage(count=len(sections), page=wanted, turn=turn), phrases)
    back = ((Button(text=phrases.back, data=f"{BACK}{origin}:{quote or ''}"),),) if origin else ()
    return shown.model_copy(update={"buttons": (*shown.buttons, *back)})


def name_of_section(section: Section) -> str:
    """Return the heading, else the first words."""
    return clipped_name(section.title or section.opening, _NAME_UNITS)
