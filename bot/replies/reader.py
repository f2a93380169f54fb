"""The ways from a message to the reader on the web, where there is one."""

from bot.reader.address import public
from bot.replies.message import Button
from retrieval.model import Answer, Quote, Value

READ = "read:"


class Reader(Value):
    """A reader that people reach at `url`; as an `app` inside Telegram, which it allows in private chats only."""

    url: str
    app: bool

    def place(self, answer: Answer, quote: Quote) -> str:
        """The address of a quote's place, with the other quotes of its answer."""
        return public(self.url, quote.receipt, [one.receipt for one in answer.quotes], answer.skipped + 1)


def read_button(text: str, answer: Answer, quote: Quote, reader: Reader | None) -> Button:
    """The button that opens a quote's place: the app where there is one, else a message."""
    if reader and reader.app:
        return Button(text=text, app=reader.place(answer, quote))
    return Button(text=text, data=READ + quote.receipt)


def linked_place(answer: Answer, quote: Quote, reader: Reader | None) -> str | None:
    """The address that a citation links to, None where the button opens it or there is no reader."""
    return reader.place(answer, quote) if reader and not reader.app else None
