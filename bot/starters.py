"""Questions to begin with, drawn from the material at hand: only such as it answers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from weakref import WeakKeyDictionary

from bot.phrases import Language, Phrases
from bot.replies.start import LONGEST_QUESTION
from bot.text import one_line
from retrieval import Library, Opener
from retrieval.errors import QuestionError
from retrieval.language.fold import Script, in_script

STARTERS = 3
_SCRIPTS: dict[Language, Script] = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
_MOST_DOCUMENTS = 40
_MOST_TRIED = 30


class Starters:
    """The questions in each language, found once for each library that is in use."""

    def __init__(self) -> None:
        self._found: WeakKeyDictionary[Library, dict[Language, tuple[str, ...]]] = WeakKeyDictionary()

    def __call__(self, library: Library, phrases: Phrases) -> tuple[str, ...]:
        """Up to three questions; see `find_starters`."""
        found = self._found.setdefault(library, {})
        if phrases.language not in found:
            found[phrases.language] = find_starters(library, phrases)
        return found[phrases.language]


def find_starters(library: Library, phrases: Phrases, file: str | None = None) -> tuple[str, ...]:
    """Up to three questions whose best quote is what they were made of, each short enough for a button.

    They are in the script of who reads Chinese, whatever that of the documents is; quotes never are converted.
    Questions for a figure come first, and within a kind one of each document before a second one of any. The same
    library gives the same ones. With `file`, they are about that one alone.
    """
    openers = (one for one in library.openers() if file is None or (one and one[0].file == file))
    of_documents = list(islice(openers, _MOST_DOCUMENTS))
    figures = _in_turn([opener for opener in of_one if opener.figure] for of_one in of_documents)
    topics = _in_turn([opener for opener in of_one if not opener.figure] for of_one in of_documents)
    written = ((opener, _question(opener, phrases)) for opener in chain(figures, topics))
    short = ((opener, question) for opener, question in written if len(question.encode()) <= LONGEST_QUESTION)
    found: list[str] = []
    for opener, question in islice(short, _MOST_TRIED):
        if len(found) == STARTERS:
            break
        if question not in found and _answers(library, opener, question):
            found.append(question)
    return tuple(found)


def _in_turn(openers: Iterable[Sequence[Opener]]) -> Iterator[Opener]:
    """Return the first of each sequence, then the second of each, and so on."""
    return (opener for turn in zip_longest(*openers) for opener in turn if opener)


def _question(opener: Opener, phrases: Phrases) -> str:
    script = _SCRIPTS.get(phrases.language)
    words, unit = (in_script(part, script) if script else part for part in (one_line(opener.words), opener.unit))
    if opener.figure:
        return phrases.starter_figure.format(before=words, unit=unit)
    return phrases.starter_about.format(topic=words)


def _answers(library: Library, opener: Opener, question: str) -> bool:
    """Return whether the best quote for the question comes from the slice that it was made of."""
    try:
        quotes = library.ask(question, most=1).quotes
    except QuestionError:
        return False
    return any(q.file == opener.file and q.start < opener.end and opener.start < q.end for q in quotes)
