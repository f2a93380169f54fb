"""A page of a document -> the message that shows it, with ◀ ▶ to turn."""

from bot.phrases import Phrases
from bot.replies.citation import about
from bot.replies.message import Button, Message, escaped
from retrieval.model import Page, Piece

TURN = "turn:"


def page_message(page: Page, phrases: Phrases) -> Message:
    """The passage with the quote in bold, under the document's name and section."""
    head = [escaped(about(page.document, phrases))]
    if page.section:
        head.append(f"<i>{escaped(page.section[:200])}</i>")
    number = phrases.page.format(number=page.number, total=page.total)
    head.append(escaped(f"{number} · {phrases.line.format(line=page.line)}"))
    if page.changed:
        head.append(escaped(phrases.changed))
    body = "".join(_piece(piece) for piece in page.pieces)
    turns = [
        Button(text=sign, data=TURN + receipt) for sign, receipt in (("◀", page.before), ("▶", page.after)) if receipt
    ]
    return Message(
        html="\n".join(head) + f"\n<blockquote>{body}</blockquote>", buttons=(tuple(turns),) if turns else ()
    )


def _piece(piece: Piece) -> str:
    words = escaped(piece.text)
    return escaped(piece.gap) + (f"<b>{words}</b>" if piece.marked else words)
