"""A question as a person types it -> what is searched for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from retrieval.ask.ellipsis import completed
from retrieval.ask.forms import in_forms_of
from retrieval.ask.intent import ASKED_MEASURE, FIGURES, Cue, cues_of
from retrieval.ask.own_thing import has_own_thing
from retrieval.ask.question_tokens import known_tokens, versions_of
from retrieval.ask.term_weights import weight_in, weighted
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.index.index import Index
from retrieval.language.compounds import MARK
from retrieval.language.fold import fold
from retrieval.language.lexicon import Lexicon, joined
from retrieval.language.names import SURNAMES
from retrieval.language.numerals import numbers
from retrieval.language.tokenizer import Analyzer, Token, content, grams
from retrieval.runtime import pattern

MAX_QUESTION_CHARACTERS = 2000
MAX_EARLIER_QUESTIONS = 10
EARLIER_WEIGHT = 0.7
# A question that is completed from the one before says all of that itself, and has its time or name replaced.
REPLACED_WEIGHT = 0.05
_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = pattern(r"[\ud800-\udfff]")
_NUMBER = pattern(r"\d{2}")
# Five digits and more are a telephone number, or a number of something.
# A number that is asked for by itself: a long one, or that of a clause.
_LONG_NUMBER = pattern(r"\d(?:[ -]?\d){4}|§\s?\d|(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,4}(?![\d.])")
# A question that points back lacks something.
_LEANS = pattern(
    r"^(?:那|它|他|她|这|该|其|里面|then|and |it |what about)|呢[?？。!]?$|[它他她][们家]|平均下来|前者|后者"
    r"|\b(?:it|they|them|its|their|he|she|him|his|her)\b|[他她它牠](?!国|乡|山|人)|之前|之后|以后|后来|当时|那时|还有|还剩|也(?:是|这样|这么|一样|能|可以|要)|^.{0,4}(?:等于|相当于|折合|合计)"
)
_QUESTIONS = pattern(r"(?<=[?？])")
_POINTS_AHEAD = pattern(r"[这该](?:句|段|个|条)?[^:：?？]{0,12}[:：]\s*\w")
# A question what a thing is names it and is complete; "what is the price" may be asked of what was named before.
_NAMES_THING = pattern(
    r"(?:请问)?(?:什么|啥)是[^?？]{2,}[?？]?|[a-z0-9][\w.+-]*是(?:什么|啥)[?？]?"
    r"|[\u4e00-\u9fff]{2,8}[说讲问写]了?(?:些|过)?(?:什么|啥)[?？]?"
    r"|what (?:is|are) (?:an? )?(?!(?:left|missing|new|next|wrong)\b)[a-z][\w.+-]*(?<!ed)\s?\??"
)
# With fewer content words, a question with a question word cannot stand alone.
_ALONE_WORDS, _ALONE_ENGLISH_WORDS = 3, 2
_NAME_CHARACTERS = 3
_ASKS = pattern(
    r"什么|甚么|啥|谁|哪|几|多少|多[大高长久远快重]|为何|如何|怎|咋|何时|何地|干[嘛吗]|凭什么|\b(?:what|which|who|when|where|why|how)\b"
)
# Who says again what was said before elides nothing: has Sue paid, who has not paid.
_ASKS_WHO = pattern(r"[谁哪]|\b(?:who|which)\b")
# What a price is asked by says nothing of what it is the price of.
_ASKED_WORDS = frozenset("钱")
# In capitals it is a country, in small letters a pronoun.
_UNITED_STATES = pattern(r"(?<![\w.])U\.?S\.?(?![\w.])")
# What's is what is: the forms of questions have the verb whole.
_CONTRACTED = pattern(r"\b(what|who|where|when|how|why)['’]s\b")
# The noun behind what or which names the kind of the answer, and does not stand beside it.
_ASKED_NOUN = pattern(
    r"(?:什么|啥|哪个|哪种|哪一个|哪一种|何种|何|哪)(?:样的?)?"
    r"(名字|名称|名|地方|时候|时间|位置|单位|职业|东西|内容|原因|目的|人物|人|地点|国家|日期|方式|方法|情况|事情?|事件)"
)


# Tells what to do with what is named, and does not stand beside it.
_COMPARE = pattern(r"^\W*(?:please |can you |could you )?(compare)\b")


class QueryPart(NamedTuple):
    """A question, now or earlier, and how much it counts: folded, with the tokens that are searched for.

    `compounds` are those of the material that stand in it, marked, and versions of what it names.
    """

    text: str
    tokens: tuple[Token, ...]
    compounds: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Query:
    """Query: the question first, then those before it, and the kinds of answer wanted.

    `raw` is the question as it was typed, and `folded` the same folded, without the words that the parts have in place
    of some of its own.
    """

    raw: str
    folded: str
    parts: tuple[QueryPart, ...]
    cues: tuple[Cue, ...]

    @property
    def wants_figure(self) -> bool:
        """Return whether the answer is a number or a date."""
        return self.cue is not None and self.cue.name in FIGURES

    @property
    def cue(self) -> Cue | None:
        """The first kind of answer that is wanted."""
        return self.cues[0] if self.cues else None

    @cached_property
    def words(self) -> Mapping[str, float]:
        """The content words, compounds and numbers, by weight."""
        return weighted(
            (term, part.weight * factor)
            for part in self.parts
            for term, factor in (
                *((token.text, weight_in(token, part.text)) for token in content(part.tokens)),
                *((term, 1.0) for term in part.compounds),
                *((number.term, 1.0) for number in numbers(part.text)),
            )
        )

    @cached_property
    def singles(self) -> Mapping[str, float]:
        """The characters of the content words, by weight."""
        return weighted(
            (gram, part.weight * weight_in(token, part.text))
            for part in self.parts
            for token in content(part.tokens)
            for gram in grams([token], 1)
        )

    @cached_property
    def pairs(self) -> Mapping[str, float]:
        """The pairs of characters of the whole question, by weight."""
        return weighted((gram, part.weight) for part in self.parts for gram in grams(part.tokens, 2))

    def fading(self, factor: float) -> "Query":
        """Return the same with what was asked before counting less by a factor."""
        first, *earlier = self.parts
        return replace(self, parts=(first, *(part._replace(weight=factor * part.weight) for part in earlier)))

    def without(self, start: int, end: int) -> "Query":
        """Return the same without what stands in characters `start:end` of the question itself."""
        asked = self.parts[0]
        tokens = tuple(token for token in asked.tokens if token.end <= start or token.start >= end)
        text = asked.text[:start] + " " * (end - start) + asked.text[end:]
        compounds = tuple(term for term in asked.compounds if term.removeprefix(MARK) in text)
        return replace(self, parts=(asked._replace(text=text, tokens=tokens, compounds=compounds), *self.parts[1:]))


def readable(question: str) -> str:
    """Return the question without what cannot be shown or searched: control characters and halves of surrogate
    pairs.
    """
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", question)).strip()


def query(
    question: str,
    history: Sequence[str],
    index: Index,
    analyzer: Analyzer,
    lexicon: Lexicon,
) -> Query:
    """Turn a question, with the one before it that it leans on, into a query; `history` is oldest first.

    Raises QuestionTooLong over `MAX_QUESTION_CHARACTERS`, and QuestionEmpty without a letter, five digits in a
    row or the number of a clause. A shorter number by itself, such as 2024, may follow on a question.
    """
    if len(question) > MAX_QUESTION_CHARACTERS:
        raise QuestionTooLong(length=len(question), limit=MAX_QUESTION_CHARACTERS)
    asks = any(map(str.isalpha, question)) or _LONG_NUMBER.search(question)
    if not asks and not (history and _NUMBER.search(question)):
        raise QuestionEmpty()
    folded = fold(question)
    asked = _part(_spelled_out(question), 1.0, index, analyzer, lexicon)
    recent = (
        [_spelled_out(text[:MAX_QUESTION_CHARACTERS]) for text in history[-MAX_EARLIER_QUESTIONS:]]
        if leans(asked, index)
        else []
    )
    known = [_part(text, EARLIER_WEIGHT, index, analyzer, lexicon) for text in recent]
    names = any(len(word) > 1 for word in _words(asked.tokens))
    alone = known and has_own_thing(asked.tokens, known[-1].tokens, index)
    alone = alone or (known and _asks_again(asked, known[-1]))
    if not points_back(folded) and (alone or (names and all(map(_asks_of_one_thing, known)))):
        known = []
    topic = max((at for at, part in enumerate(known) if not leans(part, index)), default=0)
    parts, earlier = known[topic:], recent[topic:] if known else []
    whole = completed(folded, earlier, lexicon)
    if whole:
        asked = _part(whole, 1.0, index, analyzer, lexicon)
        parts = [part._replace(weight=REPLACED_WEIGHT) for part in parts]
    wanted = next((cues for text in [folded, *reversed(earlier)] if (cues := cues_of(text))), ())
    return Query(question, folded, (asked, *parts), wanted)


def _spelled_out(question: str) -> str:
    """Return a question folded, with the country that only its capitals tell from a pronoun written out."""
    return fold(question if question.isupper() else _UNITED_STATES.sub("United States", question))


def leans(asked: QueryPart, index: Index) -> bool:
    """Tell if a question points back or says too little to stand alone, so that it needs the one before it.

    One with a word that appears nowhere is about something else.
    """
    text = asked.text.strip()
    if points_back(text):
        return True
    short = len(set(_words(asked.tokens))) < (_ALONE_ENGLISH_WORDS if text.isascii() else _ALONE_WORDS)
    return bool(short and _ASKS.search(text) and not _NAMES_THING.fullmatch(text)) and not unknown_words(asked, index)


def _asks_of_one_thing(asked: QueryPart) -> bool:
    """Return if a question is a thing and what is asked of it (押金多少): one that asks of another replaces both."""
    return len({*_words(asked.tokens)} - _ASKED_WORDS) <= 1 and bool(cues_of(asked.text))


def _asks_again(asked: QueryPart, earlier: QueryPart) -> bool:
    """Return if a question asks who or which by nothing but words of the one before: it elides none of them."""
    words = {*_words(asked.tokens)}
    return bool(words and _ASKS_WHO.search(asked.text)) and words <= {*_words(earlier.tokens)}


def points_back(folded: str) -> bool:
    """Return if a question has a word for what was asked about before: 那, 它, 呢; of several, if the first one has.

    What it points to may stand behind a colon: 这句话出自哪里：…
    """
    first = next((one for one in _QUESTIONS.split(folded) if one.strip()), folded).strip()
    return bool(_LEANS.search(first)) and not _POINTS_AHEAD.match(first)


def _words(tokens: Sequence[Token]) -> list[str]:
    """Return the content words of a question; a surname and the single characters behind it are one."""
    found, end = list[str](), -1
    for token in content(tokens):
        goes_on = len(token.text) == 1 and token.start == end
        if goes_on and found[-1][0] in SURNAMES and len(found[-1]) < _NAME_CHARACTERS:
            found[-1] += token.text
        else:
            found.append(token.text)
        end = token.end if len(token.text) == 1 else -1
    return found


def unknown_words(asked: QueryPart, index: Index) -> tuple[str, ...]:
    """Words of a question, of two characters at least, that stand nowhere in the material by any name."""
    words = index.words
    # Several rules ask for those of the same question.
    found: tuple[tuple[str, ...]] = words.recent.get(
        (words.key, "unknown", asked), lambda: (_unknown_words(asked, index),)
    )
    return found[0]


def _unknown_words(asked: QueryPart, index: Index) -> tuple[str, ...]:
    everywhere = range(len(index.entries))
    held = [place for place, known in index.concepts.holds(asked.text, asked.tokens, everywhere).items() if known]
    return tuple(
        dict.fromkeys(
            token.text
            for token in content(asked.tokens)
            if len(token.text) > 1
            and not index.knows(token.text)
            and not len(index.holding(token.text))
            and not any(start <= token.start and token.end <= end for start, end in held)
        )
    )


def _part(folded: str, weight: float, index: Index, analyzer: Analyzer, lexicon: Lexicon) -> QueryPart:
    whole = _CONTRACTED.sub(r"\1 is", joined(folded))
    text = in_forms_of(_known_names(whole, index, analyzer, lexicon), index)
    asking = [match.span(1) for form in (_ASKED_NOUN, ASKED_MEASURE, _COMPARE) for match in form.finditer(text)]
    tokens = known_tokens(analyzer.tokens(text), index)
    searched = tuple(t for t in tokens if not any(start <= t.start and t.end <= end for start, end in asking))
    versions = () if text.isascii() else (one for token in searched for one in versions_of(token.text, index))
    return QueryPart(text, searched, (*index.compounds.find(searched), *versions), weight)


def _known_names(folded: str, index: Index, analyzer: Analyzer, lexicon: Lexicon) -> str:
    """Return the question with names that the material does not have put in the words of one that it has."""
    parts, at = [], 0
    for found in lexicon.aliases.find(folded):
        if _is_known(found.expression, index, analyzer):
            continue
        others = lexicon.aliases.others(found.expression)
        known = next((other for other in others if _is_known(other, index, analyzer)), None)
        if known:
            parts += [folded[at : found.start], known]
            at = found.end
    return "".join([*parts, folded[at:]])


def _is_known(expression: str, index: Index, analyzer: Analyzer) -> bool:
    """Return whether every word of a name stands in the material."""
    tokens = content(analyzer.tokens(expression))
    return bool(tokens) and all(index.knows(token.text) for token in tokens)
