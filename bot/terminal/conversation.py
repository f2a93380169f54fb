"""The conversation in a terminal: what to do with each line that is typed."""

from bot.phrases import Phrases
from bot.terminal.printing import console, print_answer, print_page, print_sources
from retrieval.errors import YinjuError
from retrieval.library import Library
from retrieval.model import Answer, Page


class Conversation:
    """Answers lines one by one; it remembers the last answer and the page that lies open."""

    def __init__(self, library: Library, phrases: Phrases) -> None:
        self._library = library
        self._phrases = phrases
        self._answer: Answer | None = None
        self._page: Page | None = None

    def line(self, line: str) -> None:
        """Print what a line asks for: a question, or a command that begins with a slash."""
        if not line.strip():
            return
        try:
            if line.lstrip().startswith("/"):
                self._command(*line.split(maxsplit=1))
            else:
                self._answer = self._library.ask(line)
                print_answer(self._answer, self._library, self._phrases)
        except YinjuError as error:
            console().print(self._phrases.error(error), style="yellow")

    def _command(self, name: str, argument: str = "") -> None:
        number = int(argument) if argument.strip().isdecimal() and len(argument) < 10 else None
        if name == "/help":
            console().print(self._phrases.help_terminal.strip("\n"))
        elif name == "/sources" or (name == "/source" and number is None):
            print_sources(self._library, self._phrases)
        elif name == "/source" and number is not None:
            self._show(self._library.source(number))
        elif name in ("/read", "/n", "/p"):
            self._open(self._receipt(name, number))
        else:
            console().print(self._phrases.chat_unknown.format(command=name), style="yellow")

    def _open(self, receipt: str | None) -> None:
        if receipt:
            self._show(self._library.resolve(receipt))
        else:
            console().print(self._phrases.chat_no_place, style="yellow")

    def _receipt(self, name: str, number: int | None) -> str | None:
        if name == "/read":
            quotes = self._answer.quotes if self._answer else ()
            wanted = number or 1
            return quotes[wanted - 1].receipt if wanted <= len(quotes) else None
        if self._page is None:
            return None
        return self._page.after if name == "/n" else self._page.before

    def _show(self, page: Page) -> None:
        self._page = page
        print_page(page, self._phrases)
