"""Links from messages to the web reader, and the query of such a link back to receipts."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from bot.replies.message import Button, Message
from bot.text import number_in
from retrieval import Answer, JoinedLibrary, Library, Quote
from retrieval.model import Value

READ = "read:"
_PLACE = re.compile(r"/[qr]/([^/?#]+)(?:\?|$)")
_MAX_RECEIPTS = 20  # receipts of one answer; nobody makes more, and an address has to stay short


class Reader(Value):
    """A reader that people reach at `url`; as an `app` inside Telegram, which it allows in private chats only."""

    url: str
    app: bool

    def place(self, answer: Answer, quote: Quote) -> str:
        """Return the address of a quote's place, with the other quotes of its answer."""
        return public(self.url, quote.receipt, [one.receipt for one in answer.quotes], answer.skipped + 1)

    def places(self, quotes: Sequence[Quote]) -> list[str]:
        """Return the addresses of quotes that are shown together, counted from 1."""
        receipts = [quote.receipt for quote in quotes]
        return [public(self.url, receipt, receipts) for receipt in receipts]


def reader_at(url: str | None, *, group: bool) -> Reader | None:
    """Return the reader for a chat; None where it has no address."""
    return Reader(url=url, app=not group) if url else None


def reader_for(library: Library, url: str | None, *, group: bool) -> Reader | None:
    """Return the reader for a chat that is answered from `library`; None if the reader, which is public, has only part
    of that.
    """
    return None if isinstance(library, JoinedLibrary) else reader_at(url, group=group)


def in_app(message: Message, reader: Reader | None, quotes: Sequence[Quote] = ()) -> Message:
    """Return a message whose buttons open places as the app, if there is one; `quotes` are those it shows
    together.
    """
    if reader is None or not reader.app:
        return message
    receipts = [quote.receipt for quote in quotes]

    def opening(button: Button) -> Button:
        verb, _, receipt = (button.data or "").partition(":")
        if f"{verb}:" != READ:
            return button
        return Button(text=button.text, app=public(reader.url, receipt, receipts if receipt in receipts else ()))

    rows = tuple(tuple(opening(button) for button in row) for row in message.buttons)
    return message.model_copy(update={"buttons": rows})


def linked(quotes: Sequence[Quote], reader: Reader | None) -> list[str]:
    """Return the addresses that the citations of quotes link to; none where buttons open them or there is no reader."""
    return reader.places(quotes) if reader and not reader.app else []


def read_button(text: str, answer: Answer, quote: Quote, reader: Reader | None) -> Button:
    """Return the button that opens a quote's place: the app if there is one, else a message."""
    if reader and reader.app:
        return Button(text=text, app=reader.place(answer, quote))
    return Button(text=text, data=READ + quote.receipt)


def linked_place(answer: Answer, quote: Quote, reader: Reader | None) -> str | None:
    """Return the address that a citation links to, None where the button opens it or there is no reader."""
    return reader.place(answer, quote) if reader and not reader.app else None


class AnswerReceipts(Value):
    """The quotes of an answer: their receipts in order, counted from `first`."""

    receipts: tuple[str, ...] = ()
    first: int = 1


def path_of(receipt: str, answer: AnswerReceipts, *, verb: str = "r") -> str:
    """Return the path of a document's page below the reader's address, with the other quotes of the answer.

    The verb `q` leads to the same page, at the quote, also where an app puts something of its own after the `#`.
    """
    also = [quote(one, safe="") for one in answer.receipts[:_MAX_RECEIPTS]]
    query = f"?also={','.join(also)}" if also else ""
    first = f"&from={answer.first}" if also and answer.first != 1 else ""
    return f"{verb}/{quote(receipt, safe='')}{query}{first}"


def place_in(address: str) -> str | None:
    """Return the receipt that an address of the reader opens; None for any other address."""
    found = _PLACE.search(address)
    return unquote(found[1]) if found else None


def answered_in(query: Mapping[str, str]) -> AnswerReceipts:
    """Return the quotes that the query of an address names; what it holds otherwise is passed over."""
    receipts = tuple(one for one in query.get("also", "").split(",") if one.strip())
    return AnswerReceipts(receipts=receipts[:_MAX_RECEIPTS], first=number_in(query.get("from", "")) or 1)


def public(base: str, receipt: str, receipts: Sequence[str], first: int = 1) -> str:
    """Return the address of a quote in a reader that people reach at `base`."""
    answer = AnswerReceipts(receipts=tuple(receipts) if len(receipts) > 1 or first != 1 else (), first=first)
    return f"{base.rstrip('/')}/{path_of(receipt, answer, verb='q')}"
