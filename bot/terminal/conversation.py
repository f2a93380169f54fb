"""The conversation in a terminal: what to do with each line that is typed."""

from collections import deque

from bot.phrases import Phrases
from bot.plain import clipped
from bot.terminal.printing import console, print_answer, print_page, print_sources
from retrieval.errors import YinjuError
from retrieval.library import Library
from retrieval.model import Answer, Page

_REMEMBERED = 5
_LONGEST_COMMAND = 40


class Conversation:
    """Answers lines one by one.

    It remembers the last answer, the page that lies open, and the last questions that were answered, which a question
    such as “and the profit?” is understood by.
    """

    def __init__(self, library: Library, phrases: Phrases) -> None:
        self._library = library
        self._phrases = phrases
        self._answer: Answer | None = None
        self._page: Page | None = None
        self._asked: deque[str] = deque(maxlen=_REMEMBERED)

    def line(self, line: str) -> None:
        """Print what a line asks for: a question, or a command that begins with a slash."""
        if not line.strip():
            return
        try:
            if line.lstrip().startswith("/"):
                self._command(*line.split(maxsplit=1))
            else:
                self._ask(line.strip())
        except YinjuError as error:
            self._warn(self._phrases.error(error))

    def _ask(self, question: str) -> None:
        self._answer = self._library.ask(question, tuple(self._asked))
        if self._answer.status == "answered":
            self._asked.append(question)
        print_answer(self._answer, self._library, self._phrases)

    def _command(self, typed: str, argument: str = "") -> None:
        name = typed.lower()
        number = int(argument) if argument.strip().isdecimal() and len(argument) < 10 else None
        if name == "/help":
            console().print(self._phrases.help_terminal.strip("\n"))
        elif name == "/sources" or (name == "/source" and number is None):
            print_sources(self._library, self._phrases)
        elif name == "/source" and number is not None:
            self._show(self._library.source(number))
        elif name == "/read":
            self._read(argument.strip() or "1")
        elif name in ("/n", "/p"):
            self._turn(name)
        else:
            self._warn(self._phrases.chat_unknown.format(command=clipped(typed, _LONGEST_COMMAND)))

    def _read(self, number: str) -> None:
        quotes = self._answer.quotes if self._answer else ()
        number = str(int(number)) if number.isdecimal() and len(number) < 10 else number
        if not quotes:
            self._warn(self._phrases.chat_no_place)
        elif number in (numbers := [str(at + 1) for at in range(len(quotes))]):
            self._show(self._library.resolve(quotes[numbers.index(number)].receipt))
        else:
            shown = clipped(number, _LONGEST_COMMAND)
            self._warn(self._phrases.chat_no_quote.format(number=shown, count=len(quotes)))

    def _turn(self, name: str) -> None:
        receipt = (self._page.after if name == "/n" else self._page.before) if self._page else None
        if receipt:
            self._show(self._library.resolve(receipt))
        else:
            self._warn(self._phrases.chat_no_place)

    def _warn(self, sentence: str) -> None:
        console().print(sentence, style="yellow", soft_wrap=True)

    def _show(self, page: Page) -> None:
        self._page = page
        print_page(page, self._phrases)
