"""Verdict, location, verification and count as plain lines, and as the messages that show them with their quotes."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.answers import books, folded, quoted
from bot.replies.citation import about, day_of, file_place, in_collection
from bot.replies.comparison import compared_text
from bot.replies.message import MAX_MESSAGE_UNITS, Button, Message, escaped
from bot.replies.reader_links import Reader, in_app, linked
from bot.replies.refusal import occurring
from bot.replies.start import ASK, MAX_DATA_BYTES
from bot.text import clipped, length, shortened, visible
from retrieval import Checked, Difference, Library, Location, Mismatch, Occurrences, Quote, Verdict, Verification
from retrieval.check.verdict import State
from retrieval.lookup.count import DocumentOccurrences
from retrieval.lookup.locate import FoundPlace

MAX_SHOWN_QUOTES = 3  # besides one that contradicts the others
_CLAIM_UNITS = 500
_LINES_UNITS = 800
_MORE_UNITS = 120
SIGNS: dict[State, str] = {"supported": "✅", "contradicted": "❌", "not_found": "❔"}
_MOST_DIFFERENCES = 8
_WORDS_UNITS = 80
_DATES_UNITS = 200


def claim_message(
    checked: Checked, library: Library, phrases: Phrases, reader: Reader | None = None, *, advice: bool = True
) -> Message:
    """Return the claim with its parts marked, what the documents say, and the best quotes that prove it, each with its
    📖.

    If sources disagree, one that says otherwise is among the quotes. 📖 or the citation leads to a `reader`. `advice`
    says how to go on if nothing is found.
    """
    numbers = _shown(checked)
    quotes = [checked.quotes[number - 1] for number in numbers]
    differing = [at for at, number in enumerate(numbers, 1) if number in _differing(checked)]
    claim = shortened(marked_claim(checked.verdict), _CLAIM_UNITS) if checked.verdict else ""
    pasted = compared_text(checked.location)
    told = _fitting(_glance(checked, quotes, differing, phrases))
    units = MAX_MESSAGE_UNITS - _MORE_UNITS - sum(length(line) + 2 for line in (claim, pasted.shown, *told))
    shown = quoted(quotes, range(1, len(quotes) + 1), units, library, phrases, linked(quotes, reader))
    hidden = len(checked.quotes) - len(shown)
    foot = [f"<i>{escaped(phrases.checking.more_quotes.format(count=hidden))}</i>"] if hidden else []
    head = [escaped(part) for part in (claim, "\n".join(told)) if part]
    head += [pasted.html] if pasted.html else []
    rows = (books(quotes[: len(shown)], range(1, len(shown) + 1)),)
    hidden_quotes = [f"<blockquote expandable>{_plain(shown)}</blockquote>"] if shown else []
    onward = () if shown else _onward(checked.text, phrases)
    foot += [escaped(phrases.try_again)] if advice and not shown else []
    message = Message(html="\n".join([*head, *hidden_quotes, *foot]), buttons=rows if shown else onward)
    return in_app(message, reader, quotes)


def _onward(claim: str, phrases: Phrases) -> tuple[tuple[Button, ...], ...]:
    """Return a button that asks what a claim of which nothing is said, if it fits one."""
    asked = ASK + " ".join(visible(claim).split())
    return ((Button(text=phrases.forwarded_ask, data=asked),),) if len(asked.encode()) <= MAX_DATA_BYTES else ()


def _plain(shown: Sequence[str]) -> str:
    """Return quotes to put into a blockquote, which may hold no other."""
    return "\n\n".join(shown).replace("<blockquote>", "").replace("</blockquote>", "")


def verdict_line(checked: Checked, phrases: Phrases) -> str:
    """Return the verdict on a text in one line: its first mismatch, if it has one, says it all."""
    return verdict_first(claim_lines(checked, phrases), phrases)[0]


def _glance(checked: Checked, quotes: Sequence[Quote], differing: Sequence[int], phrases: Phrases) -> list[str]:
    """Return the verdict with the dates of its sources in a line, then everything else."""
    first, *others = verdict_first(claim_lines(checked, phrases), phrases)
    disagreeing = sources_lines(quotes, differing, phrases)[:-1]
    days = phrases.between_dates.join(_days(quotes, phrases))
    dated = f"{first.rstrip('。.')} · {clipped(days, _DATES_UNITS)}" if days and checked.verdict else first
    return [dated, *others, *disagreeing]


def verdict_first(lines: Sequence[str], phrases: Phrases) -> Sequence[str]:
    """Return the lines without the bare verdict, if a mismatch or a likeness follows that says the same and more."""
    said = phrases.checking
    if lines[1:2] == [said.word_for_word] and said.supported in lines[0]:
        return [f"{SIGNS['supported']} {said.word_for_word}", *lines[2:]]
    contradicted = SIGNS["contradicted"]
    return lines[1:] if len(lines) > 1 and all(line.startswith(contradicted) for line in lines[:2]) else lines


def claim_lines(checked: Checked, phrases: Phrases) -> list[str]:
    """Return what is said of a text but for its sources: the verdict with each mismatch, and the place of its words.

    A difference in words that the verdict has named is not named again.
    """
    verdict, location = checked.verdict, checked.location
    lines = verdict_lines(verdict.model_copy(update={"quotes": (), "differing": ()}), phrases) if verdict else []
    named = [(mismatch.claimed, mismatch.found) for mismatch in verdict.mismatches] if verdict else []
    if location is None:
        return lines
    apart = _without(location, named)
    # That it is nearly the same would take back what is contradicted.
    contradicted = verdict is not None and verdict.verdict == "contradicted" and location.status == "altered"
    changed = any(difference.kind == "changed" for place in apart.places[:1] for difference in place.differences)
    return lines if contradicted and not changed else [*lines, *location_lines(apart, phrases)]


def sourced_lines(checked: Checked, phrases: Phrases) -> list[str]:
    """Return the verdict and the place of the words, then which of all the quotes disagree and their dates."""
    return [
        *verdict_first(claim_lines(checked, phrases), phrases),
        *sources_lines(checked.quotes, _differing(checked), phrases),
    ]


def _shown(checked: Checked) -> list[int]:
    """Return the numbers, from 1, of the quotes that are shown."""
    numbers, differing = list(range(1, len(checked.quotes) + 1)), _differing(checked)
    shown = numbers[:MAX_SHOWN_QUOTES]
    return [*shown, differing[0]] if differing and not set(differing) & set(shown) else shown


def _differing(checked: Checked) -> tuple[int, ...]:
    return checked.verdict.differing if checked.verdict else ()


def _without(location: Location, named: Sequence[tuple[str, str]]) -> Location:
    """Return a location without the differences that are part of what is named."""
    places = [
        place.model_copy(
            update={
                "differences": tuple(
                    d for d in place.differences if d.kind != "changed" or not any(_in(d, pair) for pair in named)
                )
            }
        )
        for place in location.places
    ]
    return location.model_copy(update={"places": tuple(places)})


def _in(difference: Difference, named: tuple[str, str]) -> bool:
    return difference.claimed in named[0] and difference.found in named[1]


def _fitting(lines: Sequence[str]) -> list[str]:
    """Return the first lines that fit beside quotes, and … for the others."""
    kept: list[str] = []
    for line in lines:
        if sum(length(one) + 1 for one in (*kept, line)) > _LINES_UNITS:
            return [*kept, "…"]
        kept.append(line)
    return kept


def marked_claim(verdict: Verdict) -> str:
    """Return the claim with a sign after each of its parts."""
    text, at = "", 0
    for part in verdict.parts:
        text += verdict.claim[at : part.end] + SIGNS[part.state]
        at = part.end
    return visible(text + verdict.claim[at:])


def verdict_lines(verdict: Verdict, phrases: Phrases) -> list[str]:
    """Return what the documents say to a claim: the verdict, each mismatch, whether sources disagree, and
    their dates.
    """
    said = phrases.checking
    head = {"supported": said.supported, "contradicted": said.contradicted, "not_found": said.not_found}
    lines = [f"{SIGNS[verdict.verdict]} {head[verdict.verdict]}"]
    lines += [_mismatch(mismatch, phrases) for mismatch in verdict.mismatches]
    lines += [
        said.other_measure.format(**{name: clipped(words, _WORDS_UNITS) for name, words in other.model_dump().items()})
        for other in verdict.other[:1]
    ]
    return [*lines, *sources_lines(verdict.quotes, verdict.differing, phrases)]


def sources_lines(quotes: Sequence[Quote], differing: Sequence[int], phrases: Phrases) -> list[str]:
    """Return the note that quotes differ, by their numbers from 1, and the dates of all quotes."""
    said = phrases.checking
    numbers = phrases.between_dates.join(f"[{number}]" for number in differing)
    dates = phrases.between_dates.join(_days(quotes, phrases))
    lines = [said.differing.format(numbers=numbers)] if numbers else []
    return [*lines, said.dates.format(dates=clipped(dates, _DATES_UNITS))] if dates else lines


def _days(quotes: Sequence[Quote], phrases: Phrases) -> Sequence[str]:
    """Return the different days of the sources of quotes."""
    return list(dict.fromkeys(day_of(one.published) if one.published else phrases.undated for one in quotes))


def location_lines(location: Location, phrases: Phrases) -> list[str]:
    """Return whether a text is in the documents, and what differs, misquoted figures first."""
    said = phrases.checking
    if not location.places:
        return [said.nowhere]
    if location.status == "in_part":
        return [
            said.in_part,
            *difference_lines(tuple(d for place in location.places for d in place.differences), phrases),
        ]
    turned = [said.turned.format(turn=clipped(p.turn, _WORDS_UNITS)) for p in location.places if p.turn][:1]
    best, *others = location.places
    if location.status == "word_for_word":
        return [said.word_for_word, *turned]
    if location.status == "stitched":
        pieces = [clipped(place.words, _WORDS_UNITS) for place in (best, *others)]
        return [said.stitched.format(first=pieces[0], second=pieces[-1]), *turned]
    head = said.abridged if location.status == "abridged" else said.altered.format(share=_share(best))
    return [head, *difference_lines(best.differences, phrases), *turned]


def difference_lines(differences: tuple[Difference, ...], phrases: Phrases) -> list[str]:
    """Return the first differences, one a line, and how many more there are."""
    lines = [_difference(difference, phrases) for difference in differences[:_MOST_DIFFERENCES]]
    more = len(differences) - len(lines)
    return [*lines, phrases.checking.more.format(count=more)] if more else lines


def verification_line(verification: Verification, phrases: Phrases) -> str:
    """Return what has become of the words that a receipt cites."""
    said = phrases.checking
    if verification.status == "unchanged":
        return said.receipt_unchanged_in_changed if verification.file_changed else said.receipt_unchanged
    return {"moved": said.receipt_moved, "changed": said.receipt_changed}.get(verification.status, said.receipt_gone)


def occurrence_lines(found: Occurrences, phrases: Phrases) -> list[str]:
    """Return how often a phrase appears, and words of a similar spelling if it does not."""
    lines = [occurring(found.phrase, found.places, len(found.documents), phrases)]
    terms = [phrases.checking.term.format(term=visible(term.term), places=term.places) for term in found.nearest]
    return [*lines, phrases.checking.spelled.format(terms=phrases.between_dates.join(terms))] if terms else lines


def stands_line(stands: DocumentOccurrences, library: Library, phrases: Phrases) -> str:
    """Return how often a phrase appears in one document."""
    document = library.document(stands.document)
    name = in_collection(about(document, phrases), document.file, library, phrases)
    return phrases.checking.places.format(name=name, places=stands.places)


def _mismatch(mismatch: Mismatch, phrases: Phrases) -> str:
    said = phrases.checking
    form = said.mismatch if mismatch.found else said.mismatch_alone
    claimed, found = clipped(mismatch.claimed, _WORDS_UNITS), clipped(mismatch.found, _WORDS_UNITS)
    return f"{SIGNS['contradicted']} {form.format(claimed=claimed, found=found)}"


def _difference(difference: Difference, phrases: Phrases) -> str:
    said = phrases.checking
    by_kind = {"changed": said.changed, "inserted": said.inserted, "deleted": said.deleted}
    form = said.figure if difference.figure and difference.kind == "changed" else by_kind[difference.kind]
    return form.format(claimed=clipped(difference.claimed, _WORDS_UNITS), found=clipped(difference.found, _WORDS_UNITS))


def _share(place: FoundPlace) -> int:
    """Return the likeness in whole per cent, rounded down, so that only what is the same has 100."""
    return int(place.likeness * 100)


def verified_message(
    verification: Verification, library: Library, phrases: Phrases, reader: Reader | None = None
) -> Message:
    """Return the state of a receipt, and what stands at its place now: the first sentences, each with the 📖 that opens
    it.

    If the place holds no sentence that can be quoted, its file and line are named. With a `reader`, 📖 or the
    citation leads to it.
    """
    lines = [verification_line(verification, phrases), *difference_lines(verification.differences, phrases)]
    quotes = verification.quotes[:MAX_SHOWN_QUOTES]
    if verification.file and not quotes:
        lines.append(file_place(verification.file, verification.line))
    numbers = range(1, len(quotes) + 1)
    units = MAX_MESSAGE_UNITS - sum(length(line) + 2 for line in lines)
    shown = quoted(quotes, numbers, units, library, phrases, linked(quotes, reader))
    head = "\n".join(escaped(line) for line in lines)
    message = Message(html="\n\n".join([head, *folded(shown)]), buttons=(books(quotes, numbers),) if quotes else ())
    return in_app(message, reader, quotes)
