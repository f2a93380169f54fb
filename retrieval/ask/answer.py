"""Question -> answer: ranks, chooses what to quote, and says plainly when nothing was found."""

from collections.abc import Sequence
from itertools import islice
from typing import Literal

from retrieval.ask.absence import missing_words, moves_on, years_first
from retrieval.ask.clauses import named_first
from retrieval.ask.codes import exact_first, names_unknown_address, names_unknown_code, only_address
from retrieval.ask.comparisons import compared, compares
from retrieval.ask.confidence import (
    confidence,
    leading_of,
    likelihood,
    likelihood_by,
    speaker,
    witnesses,
)
from retrieval.ask.day_lines import dated_first
from retrieval.ask.disagreement import compared_quotes, differing, ordered_by_version
from retrieval.ask.doubts import doubted
from retrieval.ask.earlier import FoundFirst, stands_alone
from retrieval.ask.features import shipped
from retrieval.ask.found import FoundSentences
from retrieval.ask.intent import asks_for_more, is_small_talk
from retrieval.ask.omissions import Omissions, omissions_of
from retrieval.ask.overview import OverviewWish, names_no_document, overview, overview_wish
from retrieval.ask.provenance import provenance
from retrieval.ask.query import Query, points_back, query, unknown_words
from retrieval.ask.quotes import quotable
from retrieval.ask.ranking import documents_of, rank
from retrieval.ask.replies import replied_first
from retrieval.ask.reranker import rerank
from retrieval.ask.scope import asked_within, check_number_in
from retrieval.ask.spelling import mistyped, nearest_terms, respelled, shortenings
from retrieval.ask.spoken import said_first
from retrieval.corpus.citation import cite_metadata
from retrieval.corpus.corpus import Material
from retrieval.corpus.phrase import find_phrase, quoted_phrase, single_character
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.language.tokenizer import content
from retrieval.model import Answer, Contrast
from retrieval.runtime import once_each, pattern

MAX_ANSWER_QUOTES = 3
_ABOUT = pattern(r"\s*(?:那么?)?.{1,12}呢[?？。!]?\s*|(?:and |what about |how about ).{1,30}")
MAX_NEAREST_DOCUMENTS = 3
MAX_THREADS = 1024  # Who asks on was just answered: that is not worked out again.
# A word put in place of one that stands nowhere must make the question this much likelier to have an answer.
BETTER = 0.3
# A question with what was asked before it is no better understood than one that has an answer of its own so likely.
SURE = 0.6


def answer(
    question: str, history: Sequence[str], material: Material, most: int = MAX_ANSWER_QUOTES, skip: int = 0
) -> Answer:
    """Answer a question from the material by at most `most` quotes behind the first `skip`; raises QuestionError."""
    folded = fold(question)
    clause = bool(named_first(folded, (), material))
    if is_small_talk(folded) and not clause:
        return Answer(question=question, status="not_found", small_talk=True)
    if history and asks_for_more(folded):
        return answer(history[-1], history[:-1], material, most, skip + most).model_copy(update={"question": question})
    check_number_in(question, material)
    wish = None if clause else overview_wish(question, material)
    if wish:
        return overview(question, _pointed_to(wish, history, material), material, most, skip)
    if of_document := asked_of_document(question, history, material):
        return answer(*of_document, most, skip).model_copy(update={"question": question})
    history = [earlier for earlier in history if not names_no_document(earlier)]
    phrase = quoted_phrase(question) or single_character(question) or only_address(folded)
    if phrase:
        places = find_phrase(question, phrase, material, skip + most + 1)
        return _after(places, most, skip, len(places.quotes))
    found = find(question, history, material)
    if found.status == "not_found" or _asks_about_unknown(found, material):
        first = dict.fromkeys(documents_of(found.ranked, material.index))
        meant = nearest_terms(unknown_words(found.asked.parts[0], material.index), material)
        return Answer(
            question=question,
            status="not_found",
            nearest=tuple(material.collection.documents[at].id for at in islice(first, MAX_NEAREST_DOCUMENTS)),
            missing=missing_words(found.asked, material),
            meant=meant,
            confidence=round(found.confidence, 3),
            absent=found.omissions.words,
            follows=_followed(found.asked, history),
        )
    return _quoted(question, history, found, material, most, skip)


def asked_of_document(
    question: str, history: Sequence[str], material: Material
) -> tuple[str, Sequence[str], Material] | None:
    """Return what is asked of the one document that a question names; None if it names none.

    A name that is also a thing which documents speak of counts if that document answers as likely as all do.
    """
    within = asked_within(question, history, material)
    if not within:
        return None
    sure = within.certain or find(*within.asked).confidence >= find(question, history, material).confidence
    return within.asked if sure else None


def _pointed_to(wish: OverviewWish, history: Sequence[str], material: Material) -> OverviewWish:
    """Return the wish with the document that the last question was answered from, if it only points to one."""
    if not (wish.this_one and history):
        return wish
    found = find(history[-1], history[:-1], material).ranked[:1]
    places = [material.index.document_of(one.entry) for one in found]
    return wish._replace(of="document", document=places[0]) if places else wish


def _asks_about_unknown(found: FoundSentences, material: Material) -> bool:
    """Tell if a question names an unknown code or speaker, or asks "what about X" of something that appears nowhere."""
    asked = found.asked.parts[0]
    unknown_code = not found.own and names_unknown_code(found.asked, material.index)
    if unknown_code or names_unknown_address(found.asked, material.index):
        return True
    if any(next(iter(material.index.find(name)), None) is None for name in speaker(found.asked)):
        return True
    words = {token.text for token in content(asked.tokens)}
    return bool(_ABOUT.fullmatch(asked.text)) and bool(words) and words <= set(unknown_words(asked, material.index))


def find(question: str, history: Sequence[str], material: Material) -> FoundSentences:
    """Return what is found for a question.

    By itself, unless it points back or says too little to stand alone. If that is not sure, or a word of it may be the
    initials of another or an English one mistyped, with a word in place of one that appears nowhere.
    """
    found = _find(question, history, material)
    threads = _threads(material.index)
    if len(threads) >= MAX_THREADS:
        threads.clear()
    threads[material.only, question, *history] = _thread_of(found)
    return found


@once_each
def _threads(_: Index) -> dict[tuple[object, ...], int | None]:
    """Return the sentences that answered the last questions, by these and what was asked before them."""
    return {}


def _thread_of(found: FoundSentences) -> int | None:
    return found.ranked[0].entry if found.ranked and found.status != "not_found" else None


def _find(question: str, history: Sequence[str], material: Material) -> FoundSentences:
    asked = _query(question, history, material)
    thread = _answered_before(history, material) if len(asked.parts) > 1 else None
    if thread is not None and not points_back(asked.folded) and moves_on(asked.parts[0], thread, material):
        asked, thread = _query(question, (), material), None
    found = find_by(asked, material, thread)
    if len(found.asked.parts) > 1:
        alone = find(question, (), material)
        # A misspelled word may have made it seem to lean.
        if alone.taken_for or stands_alone(found.asked, _reading(found), _reading(alone), material):
            return alone
    shortened = bool(shortenings(found.asked, material) or mistyped(found.asked, material))
    if found.own or (not shortened and (found.likelihood >= SURE or (found.likely and not history))):
        return found
    spelled = [
        (spelling, _first_stage(_query(spelling.question, (), material), material))
        for spelling in respelled(question, found.asked, material)
    ]
    if not spelled:
        return found
    spelling, best = max(spelled, key=lambda one: one[1].likelihood)
    if best.likely and best.likelihood >= found.likelihood + (0 if shortened else BETTER):
        return _second_stage(best, material)._replace(taken_for=spelling.instead)
    return found


def _reading(found: FoundSentences) -> FoundFirst:
    return FoundFirst(found.ranked[0].entry if found.ranked else None, found.status)


def _answered_before(history: Sequence[str], material: Material) -> int | None:
    """Return the sentence that answers the question before; None if nothing does."""
    threads, asked = _threads(material.index), (material.only, history[-1], *history[:-1])
    return threads[asked] if asked in threads else _thread_of(find(history[-1], history[:-1], material))


def _query(question: str, history: Sequence[str], material: Material) -> Query:
    return query(question, history, material.index, material.analyzer, material.lexicon)


def find_by(asked: Query, material: Material, thread: int | None = None) -> FoundSentences:
    """Return what is found for a query; `thread` is the sentence that answered what was asked before it."""
    return _second_stage(_first_stage(asked, material), material, thread)


def _first_stage(asked: Query, material: Material) -> FoundSentences:
    """Return what is found for a query before it is put in order again; its confidence is not known yet."""
    ranked = years_first(asked, rank(asked, material.index, material.passages), material)
    if compares(asked.parts[0].text):
        ranked = compared(asked, ranked, material)
    seen = witnesses(asked, ranked, material) if ranked else []
    return FoundSentences(asked, ranked, seen, provenance(asked, material), likelihood(asked, seen, material), 0.0)


def _second_stage(found: FoundSentences, material: Material, thread: int | None = None) -> FoundSentences:
    asked = found.asked
    if not found.ranked:
        clauses = [*named_first(asked.parts[0].text, (), material), *dated_first(asked.parts[0].text, (), material)]
        return found._replace(ranked=clauses, confidence=1.0 if found.own or clauses else 0.0)
    ranked, evidence, leads = rerank(asked, found.ranked, leading_of(found.seen), material, thread)
    likely = likelihood_by(ranked[0], asked, found.seen, material) or found.likelihood
    clauses = list(named_first(asked.parts[0].text, ranked, material)) or dated_first(asked.folded, ranked, material)
    said = [] if clauses else said_first(asked.parts[0].text, ranked, material)
    clauses = clauses or said
    others = replied_first(asked, exact_first(asked, ranked, material.index), material)
    known = {clause.entry for clause in clauses}
    ranked = [*clauses, *(one for one in others if one.entry not in known)]
    told = confidence(evidence, len(material.index.entries), likely)
    away = omissions_of(asked, ranked[0].entry, material)
    told = doubted(told, asked, ranked[:MAX_ANSWER_QUOTES], away, material)
    least = 1.0 if found.own else shipped().sure if clauses or leads else 0.0
    return found._replace(
        ranked=ranked, confidence=max(told, least), omissions=Omissions() if said else away, said=bool(said)
    )


def _quoted(
    question: str, history: Sequence[str], found: FoundSentences, material: Material, most: int, skip: int
) -> Answer:
    """Return the answer with `most` of its quotes after the first `skip`."""
    ranked = found.ranked
    first = compared_quotes(ranked, MAX_ANSWER_QUOTES, material)
    chosen = quotable(found.asked, ranked, material, max(skip + most + 1, first))
    quotes = chosen.quotes(found.asked, material, max(skip + most, first))
    if found.own:
        best = ranked[0].score if ranked else 1.0
        quotes = [cite_metadata(material, found.own.document, found.own.span, best), *quotes]
    # Always the same ones are put in order, or fewer quotes would be others, and further ones would repeat some.
    quotes, apart = ordered_by_version(found.asked, quotes, MAX_ANSWER_QUOTES, first, material)
    apart = () if skip else differing(found.asked, quotes[:most], material) if apart or most > MAX_ANSWER_QUOTES else ()
    opposed: tuple[Contrast, ...] = ()
    if apart:
        # Few answers differ, and what is known of facts takes a while to import.
        from retrieval.ask.contrasts import contrasts

        opposed = contrasts(found.asked, quotes, apart, material)
    whole = Answer(
        question=question,
        status=found.status,
        quotes=tuple(quotes),
        differing=tuple(one.quote for one in opposed),
        contrasts=opposed,
        taken_for=found.taken_for,
        confidence=round(found.confidence, 3),
        missing=() if found.taken_for or found.said else missing_words(found.asked, material),
        absent=() if found.own else found.omissions.words,
        follows=_followed(found.asked, history),
    )
    return _after(whole, most, skip, len(chosen.excerpts) + bool(found.own))


def _followed(asked: Query, history: Sequence[str]) -> str | None:
    """Return the first of the earlier questions that one was read with; None if it stands alone."""
    return history[1 - len(asked.parts)] if len(asked.parts) > 1 else None


def _after(found: Answer, most: int, skip: int, total: int) -> Answer:
    """Return the same answer with `most` of its `total` quotes, after the first `skip`; not found without any."""
    if found.status == "not_found":
        return found
    quotes, more = found.quotes[skip : skip + most], total > skip + most
    status: Literal["answered", "near", "not_found"] = found.status if quotes else "not_found"
    return found.model_copy(update={"status": status, "quotes": quotes, "skipped": skip, "more": more})
