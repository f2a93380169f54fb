"""The conversation in a terminal: what to do with each line that is typed."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from types import MappingProxyType

from bot.dispatch.wish import claim_in, points_at_answer, remark_on
from bot.phrases import Phrases
from bot.replies.answers import numbered
from bot.replies.collections import intake_lines
from bot.replies.count import found_in
from bot.replies.names import named_place, source_and_words
from bot.replies.pages import name_of_section
from bot.replies.refusal import openings_of_nearest
from bot.replies.start import in_chinese
from bot.replies.timeline import MIN_ANSWERED_FIGURES, steps_of
from bot.settings import at_home
from bot.starters import find_starters
from bot.terminal.add import TerminalCollection
from bot.terminal.check import print_checked, print_occurrences, print_verification
from bot.terminal.console import console
from bot.terminal.print import print_answer, print_choices, print_page, print_sources
from bot.terminal.timeline import print_timeline
from bot.text import clipped, number_in, with_slash
from bot.usage import refused_path
from retrieval import Answer, Library, Occurrences, Quote, YinjuError, receipts_in
from retrieval.facts.subject import asked_term
from retrieval.pages.page import Page

_REMEMBERED = 5
_LONGEST_COMMAND = 40
_LONGEST_CHOICE = 4
_NEED_WORDS = frozenset({"/ask", "/check", "/count", "/verify"})
_QUITTING = frozenset({"quit", "exit", "bye", "退出", "離開", "再见", "再見", "/quit", "/exit"})
# Commands that are typed in words, one form for all.
_HELP = re.compile(r"help(?: me)?|how to use|[?？]|帮助|幫助|说明|說明|使用说明|使用說明|怎么用|怎麼用")
_SOURCES = re.compile(r"(?:list )?sources|(?:资料|資料)(?:列表)?")


class Conversation:
    """Answers lines one by one.

    It remembers the last answer, the page that lies open, and the last questions that were answered, which a question
    such as “and the profit?” is understood by. A number by itself chooses from what was listed last, where buttons
    would be in Telegram: a question to begin with, a quote, a document or a section.
    """

    def __init__(self, library: Library, phrases: Phrases, collection: TerminalCollection | None = None) -> None:
        self._library = library
        self._collection = collection
        self._phrases = phrases
        self._answer: Answer | None = None
        self._quotes: Mapping[int, Quote] = {}
        self._page: Page | None = None
        self._history: tuple[str, ...] = ()
        self._asked: deque[str] = deque(maxlen=_REMEMBERED)
        self._choices: Mapping[int, Callable[[], None]] = {}

    def begin(self) -> None:
        """Print what to begin with."""
        starters = find_starters(self._library, self._phrases)
        self._choices = {number: partial(self._begin_with, one.typed) for number, one in enumerate(starters, 1)}
        for line in in_chinese((one.text for one in starters), self._phrases):
            console().say(line)
        print_choices([one.text for one in starters])

    def line(self, line: str) -> bool:
        """Print what a line asks for, a question or a command, and return False if it ends the conversation."""
        line = with_slash(line)
        said = line.strip().casefold()
        if said in _QUITTING:
            return False
        if said:
            named = {"/help": _HELP, "/sources": _SOURCES}
            self._answer_line(next((command for command, form in named.items() if form.fullmatch(said)), line))
        return True

    def _answer_line(self, line: str) -> None:
        try:
            # While somebody thinks, another program may write to the file of the index.
            if self._library.is_unsafe:
                self._library = self._library.reread()
            if line.lstrip().startswith("/"):
                self._command(*line.split(maxsplit=1))
            elif self._choices and (number := number_in(line)) is not None and len(line.strip()) <= _LONGEST_CHOICE:
                self._choose(number)
            else:
                self._say(line.strip())
        except YinjuError as error:
            self._warn(self._phrases.error(error))
        except OSError as error:
            if error.filename is None:
                raise
            self._warn(refused_path(error, self._phrases))

    def _begin_with(self, line: str) -> None:
        """Do what a line says that was chosen, and print it, because nobody typed it."""
        console().say(line, style="bold")
        self._answer_line(line)

    def _say(self, words: str) -> None:
        """Do what words wish, or name by nothing but a title, a link or a receipt; ask all others."""
        remark, place, claim = remark_on(words, self._phrases), named_place(words, self._library), claim_in(words)
        if remark:
            console().say(remark)
        elif claim:
            self._check(claim)
        elif place:
            self._open(place)
        elif points_at_answer(words):
            self._read("")
        else:
            self._ask(words)

    def _ask(self, question: str) -> None:
        term = asked_term(question)
        if term and self._timeline(term, least=MIN_ANSWERED_FIGURES):
            return
        history = tuple(self._asked)
        self._print(self._library.ask(question, history))
        self._history = history
        if self._answer and self._answer.status != "not_found":
            self._asked.append(question)

    def _timeline(self, term: str, least: int = 0) -> bool:
        """Print the figures of a thing, if there are at least n; without a term, how to ask for one."""
        if not term:
            self._warn(self._phrases.timeline.what)
            return True
        found = self._library.timeline(term)
        if len(found.points) < least:
            return False
        self._offer(count(1), (step.quote for step in steps_of(found)))
        print_timeline(found, self._library, self._phrases)
        return True

    def _more(self) -> None:
        """Show the quotes after those of the last answer."""
        last = self._answer
        if last is None or not last.more:
            self._warn(self._phrases.no_more if last else self._phrases.chat_no_place)
            return
        shown = dict(zip(numbered(last), last.quotes, strict=False))
        # What was printed before can still be opened, unless something else has taken its numbers meanwhile.
        before = self._quotes if shown.items() <= self._quotes.items() else {}
        self._print(self._library.ask(last.question, self._history, skip=last.skipped + len(last.quotes)), before)

    def _print(self, answer: Answer, before: Mapping[int, Quote] = MappingProxyType({})) -> None:
        self._answer = answer
        self._offer(numbered(answer), answer.quotes, before)
        print_answer(answer, self._library, self._phrases, choosing=True)
        if answer.nearest and not answer.quotes:
            openings = enumerate(openings_of_nearest(answer, self._library), 1)
            self._choices = {number: partial(self._open, receipt) for number, receipt in openings}
        if answer.more:
            console().say(self._phrases.chat_more, style="dim")

    def _offer(
        self, numbers: Iterable[int], quotes: Iterable[Quote], before: Mapping[int, Quote] = MappingProxyType({})
    ) -> None:
        """Let the quotes that are printed be opened by their numbers, beside those that were printed before."""
        self._quotes = {**dict(zip(numbers, quotes, strict=False)), **before}
        if self._quotes:
            self._choices = {number: partial(self._open, quote.receipt) for number, quote in self._quotes.items()}

    def _check(self, claim: str) -> None:
        found = self._library.examine(claim)
        self._offer(count(1), found.quotes)
        print_checked(found, self._library, self._phrases)

    def _count(self, phrase: str) -> None:
        self._print_places(self._library.count(phrase))

    def _print_places(self, found: Occurrences) -> None:
        self._offer(count(1), (quote for stands in found.documents for quote in stands.quotes))
        print_occurrences(found, self._library, self._phrases)

    def _verify(self, typed: str) -> None:
        """Verify the receipt of a quote that was printed by its number, or any that is typed or pasted."""
        number, receipts = number_in(typed), receipts_in(typed)
        quote = self._quotes.get(number) if number is not None else None
        if number is not None and quote is None:
            self._read(typed)
            return
        receipt = quote.receipt if quote else receipts[0].receipt if receipts else typed
        found = self._library.verify(receipt, quote.text if quote else None)
        self._offer(count(1), found.quotes)
        print_verification(found, self._library, self._phrases)

    def _choose(self, number: int) -> None:
        if number in self._choices:
            self._choices[number]()
        else:
            self._warn(self._phrases.chat_no_choice.format(number=number, last=max(self._choices)))

    def _command(self, typed: str, argument: str = "") -> None:
        name = typed.lower().partition("@")[0]
        if name in _NEED_WORDS and not argument.strip():
            self._warn(self._phrases.chat_needs.format(command=name))
            return
        commands: Mapping[str, Callable[[], object]] = {
            "/help": lambda: console().say(self._phrases.help_terminal.strip("\n")),
            "/ask": lambda: self._ask(argument.strip()),
            "/sources": lambda: self._source(argument),
            "/source": lambda: self._source(argument),
            "/read": lambda: self._read(argument.strip()),
            "/more": self._more,
            "/check": lambda: self._check(argument.strip()),
            "/count": lambda: self._count(argument.strip()),
            "/verify": lambda: self._verify(argument.strip()),
            "/add": lambda: self._add(argument.strip()),
            "/sections": self._sections,
            "/timeline": lambda: self._timeline(argument.strip()),
            "/n": lambda: self._turn(name),
            "/p": lambda: self._turn(name),
        }
        unknown = self._phrases.chat_unknown.format(command=clipped(typed, _LONGEST_COMMAND))
        commands.get(name, lambda: self._warn(unknown))()

    def _sources(self) -> None:
        count = len(self._library.documents)
        self._choices = {number: partial(self._source, str(number)) for number in range(1, count + 1)}
        print_sources(self._library, self._phrases)

    def _source(self, named: str) -> None:
        """Open a document by its number or name, or look for the words behind that in it; without one, list them."""
        if not named.strip():
            self._sources()
            return
        number, words = source_and_words(named.split(), self._library)
        page = self._library.source(number)
        if words:
            self._search(page.document.id, words)
        else:
            self._show(page)

    def _search(self, document: str, words: str) -> None:
        """Print the places of words in a document, or what answers them there as a question."""
        if places := found_in(self._library.count(words), document):
            self._print_places(places)
            return
        answer = self._library.ask(words, within=document)
        if answer.quotes:
            self._print(answer.model_copy(update={"more": False}))
        else:
            self._warn(self._phrases.not_in_document.format(words=clipped(words, _LONGEST_COMMAND)))

    def _sections(self) -> None:
        if self._page is None:
            self._warn(self._phrases.chat_no_place)
            return
        sections = self._library.contents(self._page.receipt).sections
        self._choices = {number: partial(self._open, section.receipt) for number, section in enumerate(sections, 1)}
        console().say(self._phrases.sections_head.format(count=len(sections)))
        print_choices([name_of_section(section) for section in sections])

    def _read(self, typed: str) -> None:
        number = number_in(typed) if typed else next(iter(self._quotes), None)
        if not self._quotes:
            self._warn(self._phrases.chat_no_place)
        elif number is not None and number in self._quotes:
            self._open(self._quotes[number].receipt)
        else:
            shown = clipped(str(number) if number is not None else typed, _LONGEST_COMMAND)
            self._warn(self._phrases.chat_no_quote.format(number=shown, count=len(self._quotes)))

    def _open(self, receipt: str) -> None:
        self._show(self._library.resolve(receipt))

    def _turn(self, name: str) -> None:
        page, onward = self._page, name == "/n"
        receipt = (page.after if onward else page.before) if page else None
        if receipt:
            self._show(self._library.resolve(receipt))
        elif page:
            self._warn(self._phrases.chat_last_page if onward else self._phrases.chat_first_page)
        else:
            self._warn(self._phrases.chat_no_place)

    def _add(self, typed: str) -> None:
        """Add a file to the documents, and answer from it as well from now on."""
        if not typed or self._collection is None:
            self._warn(self._phrases.chat_needs.format(command="/add"))
            return
        intake, card = self._collection.add(at_home(Path(typed)))
        self._library = self._collection.library
        for line in intake_lines(Path(typed).name, intake, card, self._phrases):
            console().say(line)

    def _warn(self, sentence: str) -> None:
        console().say(sentence, style="yellow")

    def _show(self, page: Page) -> None:
        self._page = page
        print_page(page, self._phrases)
