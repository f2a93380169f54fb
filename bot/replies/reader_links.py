"""The ways from a message to the reader on the web, where there is one."""

from collections.abc import Sequence

from bot.replies.address import public
from bot.replies.message import Button, Message
from retrieval.model import Answer, Quote, Value

READ = "read:"


class Reader(Value):
    """A reader that people reach at `url`; as an `app` inside Telegram, which it allows in private chats only."""

    url: str
    app: bool

    def place(self, answer: Answer, quote: Quote) -> str:
        """The address of a quote's place, with the other quotes of its answer."""
        return public(self.url, quote.receipt, [one.receipt for one in answer.quotes], answer.skipped + 1)

    def places(self, quotes: Sequence[Quote]) -> list[str]:
        """The addresses of quotes that are shown together, counted from 1."""
        receipts = [quote.receipt for quote in quotes]
        return [public(self.url, receipt, receipts) for receipt in receipts]


def reader_at(url: str | None, *, group: bool) -> Reader | None:
    """The reader for a chat; None where it has no address."""
    return Reader(url=url, app=not group) if url else None


def in_app(message: Message, reader: Reader | None, quotes: Sequence[Quote] = ()) -> Message:
    """A message whose buttons open places as the app, where there is one; `quotes` are those it shows together."""
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
    """The addresses that the citations of quotes link to; none where buttons open them or there is no reader."""
    return reader.places(quotes) if reader and not reader.app else []


def read_button(text: str, answer: Answer, quote: Quote, reader: Reader | None) -> Button:
    """The button that opens a quote's place: the app where there is one, else a message."""
    if reader and reader.app:
        return Button(text=text, app=reader.place(answer, quote))
    return Button(text=text, data=READ + quote.receipt)


def linked_place(answer: Answer, quote: Quote, reader: Reader | None) -> str | None:
    """The address that a citation links to, None where the button opens it or there is no reader."""
    return reader.place(answer, quote) if reader and not reader.app else None
