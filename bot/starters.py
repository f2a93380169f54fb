"""Starters: buttons to begin with, made from the material at hand, each of which leads to an answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from threading import Lock
from weakref import WeakKeyDictionary

from bot.phrases import Language, Phrases
from bot.replies.start import ASK, CLAIM, COVERS, MAX_DATA_BYTES, Starter, has_chinese
from bot.replies.timeline import MIN_ANSWERED_FIGURES, comparable
from bot.text import one_line
from retrieval import Library
from retrieval.errors import QuestionError, YinjuError
from retrieval.language.fold import Script, fold, in_script
from retrieval.pages.openers import Opener

MAX_STARTERS = 4
_SCRIPTS: dict[Language, Script] = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
_MOST_DOCUMENTS = 40
_MOST_TRIED = 30
_MOST_TERMS = 40
_CHARACTERS_READ = 2000  # to tell the language of a document
_HEAD_CHARACTERS = 4  # by which a question about the thing of another starter is told
# What is said of a value before its figure, and of a rise or a fall.
_VALUE = re.compile(
    r"(?:[也已将將均就约約仅僅]|已[经經]|大幅|同比|[环環]比){0,3}(?:[提上下增]?[升涨降长高](?:至|到)|達到?|达到?|[为為是至到]|超過?|超过?|突破|[仅僅约約]?[为為有]|不得?(?:超[过過]|[低少多高][于於]|到|足)|至少|最多|[近逾])$"
)
_RISE = re.compile(
    r"(?:同比|环比|環比|整体|整體)?(?:强劲|強勁|大幅|持续|持續|快速|显著|也)?(?:增长|增長|成长|成長|提升|提高|增加|上涨|上漲|下降|下跌|减少|減少)[了至到达達]*$"
)
# Words that say of nobody in particular whose figure it is.
_NOBODY = re.compile(r"集团|公司|企业|平台|整体|总|项目|产品|用户|部门|业务|商品|交易|[二两三]")
_ASKS = re.compile(r"什么|哪[些个里种]|如何|怎[么样]|为何|多少|吗$|^(?:what|how|why|when|who|which)\b")
_UNIT = r"(?:[美港]?元|[人名件次倍家天]|[单單]|[个個]月|分[钟鐘])?"
_FIGURE = rf"[\d,.]{{1,15}}(?:%|[多余餘]?[十百千万萬亿億]{{0,3}}){_UNIT}"

_FOUND: "WeakKeyDictionary[Library, dict[Language, tuple[Starter, ...]]]" = WeakKeyDictionary()
# Who comes while they are found waits for them, rather than finding them as well.
_FINDING = Lock()


def starters_of(library: Library, phrases: Phrases) -> tuple[Starter, ...]:
    """Return what `find_starters` does, found once for each library that is in use; any number of threads may ask."""
    with _FINDING:
        found = _FOUND.setdefault(library, {})
        if phrases.language not in found:
            found[phrases.language] = find_starters(library, phrases)
        return found[phrases.language]


def find_starters(library: Library, phrases: Phrases) -> tuple[Starter, ...]:
    """Return a question, a claim, a timeline, and what the documents cover; more questions if one has no example.

    Questions to documents in the reader's language come first. They are in the script of who reads Chinese, whatever
    that of the documents is; quotes never are converted. Each has the words of the material and was tried. The same
    library gives the same ones.
    """
    of_documents = list(islice(library.openers(), _MOST_DOCUMENTS))
    figures = list(_in_turn([opener for opener in openers if opener.figure] for openers in of_documents))
    figures.sort(key=lambda opener: bool(_NOBODY.match(fold(opener.words))))
    topics = _in_turn([one for one in openers if not one.figure and not one.statement] for openers in of_documents)
    foreign = {one.file: _is_foreign(library.text(one.file), phrases) for openers in of_documents for one in openers}
    openers = sorted(chain(figures, topics), key=lambda opener: foreign[opener.file])
    statements = _in_turn([opener for opener in openers if opener.statement] for openers in of_documents)
    claimed = sorted(chain(figures, statements), key=lambda opener: foreign[opener.file])
    questions = _questions(library, phrases, openers)
    first = tuple(islice(questions, 1))
    shown = [*_claims(library, phrases, claimed, first), *_timelines(library, phrases, figures)]
    shown.append(Starter(text=phrases.starter_covers, data=COVERS, typed="/sources"))
    others = (one for one in questions if not any(one.text[:_HEAD_CHARACTERS] in other.text for other in shown))
    return (*first, *islice(others, MAX_STARTERS - len(shown) - len(first)), *shown)


def questions_about(file: str, library: Library, phrases: Phrases) -> tuple[Starter, ...]:
    """Return up to three questions that a file of the library answers, those for a figure first."""
    of_all = chain.from_iterable(library.openers())
    own = [opener for opener in of_all if opener.file == file and not opener.statement]
    openers = sorted(own, key=lambda opener: not opener.figure)
    return tuple(islice(_questions(library, phrases, openers, apart=False), MAX_STARTERS - 1))


def _questions(
    library: Library, phrases: Phrases, openers: Iterable[Opener], *, apart: bool = True
) -> Iterator[Starter]:
    """Yield different questions whose best quote is what they were made of; `apart`, each of another document."""
    asked: set[str] = set()
    for opener in islice(openers, _MOST_TRIED):
        question = _question(opener, phrases)
        if not asked & {question, opener.file} and _fits(ASK, question) and _answers(library, opener, question):
            asked |= {question, opener.file} if apart else {question}
            yield Starter(text=question, data=ASK + question, typed=question)


def _claims(
    library: Library, phrases: Phrases, figures: Sequence[Opener], questions: Sequence[Starter]
) -> list[Starter]:
    """Return a clause or sentence with its figure that the documents confirm, of another than the questions ask for."""
    asked = {question.text for question in questions}
    others = (opener for opener in figures if _question(opener, phrases) not in asked)
    for opener in islice(others, _MOST_TERMS):
        form = re.escape(opener.words) + ("" if opener.statement else _FIGURE)
        clause = re.search(form, library.text(opener.file)[opener.start : opener.end])
        claim = _in_reader_script(one_line(clause[0]), phrases) if clause else ""
        if claim and _fits(CLAIM, claim) and _is_confirmed(library, claim):
            text = phrases.starter_claim.format(claim=claim)
            return [Starter(text=text, data=CLAIM + claim, typed=f"/check {claim}")]
    return []


def _timelines(library: Library, phrases: Phrases, figures: Sequence[Opener]) -> list[Starter]:
    """Return the first thing that has figures to compare."""
    terms = dict.fromkeys(_RISE.sub("", _VALUE.sub("", one_line(opener.words))) for opener in figures)
    for term in islice((term for term in terms if term and not _NOBODY.match(fold(term))), _MOST_TERMS):
        question = _in_reader_script(phrases.starter_change.format(term=term), phrases)
        if _fits(ASK, question) and _changes(library, term):
            text = phrases.starter_timeline.format(term=_in_reader_script(term, phrases))
            return [Starter(text=text, data=ASK + question, typed=f"/timeline {term}")]
    return []


def _in_turn(openers: Iterable[Sequence[Opener]]) -> Iterator[Opener]:
    """Return the first of each sequence, then the second of each, and so on."""
    return (opener for turn in zip_longest(*openers) for opener in turn if opener)


def _question(opener: Opener, phrases: Phrases) -> str:
    words, unit = (_in_reader_script(part, phrases) for part in (one_line(opener.words), opener.unit))
    if not opener.figure and _ASKS.search(fold(words)):
        return words
    if not opener.figure:
        # A heading that is no name reads as part of the request, if nothing sets it off.
        topic = words if words.istitle() or has_chinese(words) else phrases.title.format(title=words)
        return phrases.starter_about.format(topic=topic)
    value = _VALUE.sub("", words)
    if value != words and len(value) > 1:
        return phrases.starter_value.format(subject=value)
    return phrases.starter_figure.format(before=words, unit=unit)


def _in_reader_script(text: str, phrases: Phrases) -> str:
    script = _SCRIPTS.get(phrases.language)
    return in_script(text, script) if script else text


def _is_foreign(text: str, phrases: Phrases) -> bool:
    return has_chinese(text[:_CHARACTERS_READ]) == (phrases.language == "en")


def _fits(verb: str, words: str) -> bool:
    return len((verb + words).encode()) <= MAX_DATA_BYTES


def _answers(library: Library, opener: Opener, question: str) -> bool:
    """Return whether the best quote for the question comes from the slice that it was made of."""
    try:
        quotes = library.ask(question, most=1).quotes
    except QuestionError:
        return False
    return any(q.file == opener.file and q.start < opener.end and opener.start < q.end for q in quotes)


def _is_confirmed(library: Library, claim: str) -> bool:
    try:
        return library.check(claim).verdict == "supported"
    except YinjuError:
        return False


def _changes(library: Library, term: str) -> bool:
    try:
        return bool(comparable(library.timeline(term), MIN_ANSWERED_FIGURES))
    except YinjuError:
        return False
