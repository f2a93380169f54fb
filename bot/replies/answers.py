"""An answer -> the message that shows it."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.citation import original_address, same_source, source_in
from bot.replies.message import MAX_MESSAGE_UNITS, Button, Message, escaped, link, unlinked
from bot.replies.reader_links import READ as READ
from bot.replies.reader_links import Reader, linked_place, read_button
from bot.replies.refusal import counted, missing_lines, offers, refusal
from bot.replies.runs import Run, fitted, html_of, runs_of, units_of
from bot.text import clipped, clipped_name, length, one_line
from retrieval import Answer, Library, Quote
from retrieval.model import Contrast, Place

MORE = "more:"
_BESIDE_A_QUOTE = 4  # line breaks between the parts of a quote and before the next
_OPEN_UNITS = 240  # of the first quote, which stands open; 📖 opens the rest of a longer one
_LEAST = 40  # units of a quote's words below which it is not worth showing
_MOST_BOLD = 20  # Telegram shows about a hundred entities in a message and drops the others
_MOST_NOTES = 3
_NOTE_UNITS = 200
_WORD_UNITS = 40
_BY_UNITS = 20
_ALSO_UNITS = 60


def answer_message(
    answer: Answer, library: Library, phrases: Phrases, *, told: bool = False, reader: Reader | None = None
) -> Message:
    """Return the quotes, best first, each with its citation, and a 📖 for the open one; or what to say without any.

    The question comes before them if it is to be `told`. With a `reader`, 📖 or the citation leads to it.
    """
    asked = [clipped(answer.question, _NOTE_UNITS)] if told else []
    head = [f"<b>{escaped(line)}</b>" for line in asked]
    foot, lead = notes_below(answer, phrases), notes_above(answer, library, phrases)
    if answer.status == "not_found":
        lines = refusal(answer, library, phrases, listed=False)
        html = "\n".join([*head, *(escaped(line) for line in lines)])
        return Message(html=html, buttons=offers(answer, library, phrases))
    numbers = numbered(answer)
    told_units = sum(length(line) + 2 for line in (*asked, *lead, *foot))
    told_units += length(counted(answer.count, phrases)) + 2 if answer.count else 0
    places = [linked_place(answer, quote, reader) for quote in answer.quotes]
    shown = quoted(answer.quotes, numbers, MAX_MESSAGE_UNITS - told_units, library, phrases, places)
    first = read_button(f"📖 {numbers[0]}", answer, answer.quotes[0], reader)
    more = [Button(text=phrases.more, data=f"{MORE}{numbers[-1]}")] if answer.more else []
    head += [escaped(counted(answer.count, phrases))] if answer.count else []
    head += [f"<i>{escaped(line)}</i>" for line in lead]
    end = [f"<i>{escaped(' · '.join(foot))}</i>"] if foot else []
    return Message(html="\n\n".join([*head, *folded(shown), *end]), buttons=((first, *more),))


def quoted(
    quotes: Sequence[Quote],
    numbers: Sequence[int],
    units: int,
    library: Library,
    phrases: Phrases,
    places: Sequence[str | None] = (),
) -> list[str]:
    """Return the HTML of each quote above its numbered source; together, and an empty line each, in so many units.

    The first is a blockquote of at most 240 units, the others are plain, for `folded`. A document that was named before
    is referred to by the number of its quote. A source links to its place if `places`, as many as quotes, name one.
    The last quotes are left out if their sources and notes leave no room for words: hardly ever, and never of three
    quotes in two thirds of a message.
    """
    below = [_below(at, quotes, numbers, library, phrases) for at in range(len(quotes))]
    room = units - sum(length(line) + 1 for lines in below for line in lines)
    room -= sum(length(f"{number} · {phrases.original}") + _BESIDE_A_QUOTE for number in numbers)
    if len(quotes) > 1 and room < _LEAST * len(quotes):
        return quoted(quotes[:-1], numbers[:-1], units, library, phrases, places[:-1])
    bold = _MOST_BOLD * 3 // max(len(quotes), 3)
    runs = [runs_of(quote.shown.text, quote.shown.slices(quote.highlights)[:bold]) for quote in quotes]
    wanted = [units_of(one) for one in runs]
    given = _shared(room - _for_rests(room, wanted, phrases), wanted)
    if given:
        given[0] = min(given[0], _OPEN_UNITS)
    originals = [original_link(quote, phrases) for quote in quotes]
    parts = zip(runs, given, below, originals, places or [None] * len(quotes), strict=True)
    return [_quote(*part, phrases, opened=not at) for at, part in enumerate(parts)]


def folded(shown: Sequence[str]) -> list[str]:
    """Return the first quote as it is, and all others in one blockquote that a touch unfolds."""
    others = "\n\n".join(shown[1:])
    return [*shown[:1], *([f"<blockquote expandable>{others}</blockquote>"] if others else [])]


def books(quotes: Sequence[Quote], numbers: Sequence[int]) -> tuple[Button, ...]:
    """Return a 📖 for each quote, which opens its place."""
    return tuple(Button(text=f"📖 {n}", data=READ + quote.receipt) for n, quote in zip(numbers, quotes, strict=True))


def numbered(answer: Answer) -> range:
    """Return the numbers of an answer's quotes: from 1, or after those that were shown before."""
    return range(answer.skipped + 1, answer.skipped + len(answer.quotes) + 1)


def quote_message(quote: Quote, library: Library, phrases: Phrases, place: str) -> Message:
    """Return one quote with its citation, to post in any chat; 📖 leads to `place`, an address."""
    lines = [line.removeprefix("[1] ") for line in _below(0, (quote,), (1,), library, phrases)]
    beside = sum(length(line) + 1 for line in (*lines, phrases.rest)) + length(f" · {phrases.original}")
    runs = runs_of(quote.shown.text, quote.shown.slices(quote.highlights)[:_MOST_BOLD])
    html = _quote(runs, MAX_MESSAGE_UNITS - beside, lines, original_link(quote, phrases), None, phrases)
    if units_of(runs) > _OPEN_UNITS:
        html = html.replace("<blockquote>", "<blockquote expandable>", 1)
    return Message(html=html, buttons=((Button(text=phrases.read_place, url=place),),))


def notes_above(answer: Answer, library: Library, phrases: Phrases) -> list[str]:
    """Return the lines before the quotes: what they are an outline of, which question they follow, what of it is
    missing, and that they are the nearest only.
    """
    if not answer.quotes:
        return []
    if answer.outline:
        heads = {
            "document": phrases.outline_document,
            "documents": phrases.outline_documents,
            "newest": phrases.outline_newest,
        }
        return [heads[answer.outline]]
    follows = [phrases.follows.format(question=clipped(answer.follows, _NOTE_UNITS))] if answer.follows else []
    near = [phrases.near] if answer.status == "near" else []
    return [*follows, *missing_lines(answer, library, phrases, phrases.absent), *near]


def notes_on(quote: Quote, phrases: Phrases) -> list[str]:
    """Return what a reader should know of a quote.

    That it is a summary, what the folder's catalog says of its place, where else it appears, and what its words mean
    that only the document's date explains.
    """
    notes: list[str] = [phrases.summary_note] if quote.summary else []
    notes += [*quote.remarks, *(_also(place, phrases) for place in quote.also)]
    if quote.meant and quote.published:
        words = phrases.between_dates.join(
            phrases.meant_word.format(word=word, told=told) for word, told in quote.meant
        )
        notes.append(phrases.meant.format(words=words))
    return [f"※ {note.rstrip('。.')}" for note in notes]


def _also(place: Place, phrases: Phrases) -> str:
    name = phrases.title.format(title=clipped_name(place.title, _ALSO_UNITS)) if place.title else one_line(place.file)
    return phrases.also.format(name=name)


def differing(answer: Answer, phrases: Phrases) -> str | None:
    """Return that the figures of some quotes come from different documents, with their dates; None where they
    do not.
    """
    if not answer.differing:
        return None
    if answer.contrasts and len(answer.contrasts) == len(answer.differing):
        told = [
            phrases.differing_figure.format(
                figure=clipped(one.words, _WORD_UNITS), number=one.quote, source=_whence(one, answer, phrases)
            )
            for one in answer.contrasts
        ]
        return phrases.differing_figures.format(figures=phrases.between_dates.join(told))
    quotes = [answer.quotes[number - 1] for number in answer.differing]
    told = [quote.published or phrases.undated for quote in quotes]
    dates = phrases.between_dates.join(told if len(set(told)) > 1 else told[:1])
    numbers = phrases.between_dates.join(f"[{number}]" for number in answer.differing)
    return phrases.differing.format(numbers=numbers, dates=clipped(dates, _NOTE_UNITS))


def _whence(contrast: Contrast, answer: Answer, phrases: Phrases) -> str:
    """Return who gives a figure, as far as that is known, and of which date."""
    quote = answer.quotes[contrast.quote - 1]
    by = quote.publisher or quote.author
    return " ".join([*([clipped(by, _BY_UNITS)] if by else []), contrast.date or phrases.undated])


def notes_below(answer: Answer, phrases: Phrases) -> list[str]:
    """Return what is said below all quotes: that figures differ, and which word another was taken for."""
    taken = [phrases.taken_for.format(word=answer.taken_for)] if answer.taken_for else []
    return [*taken, *([note] if (note := differing(answer, phrases)) else [])]


def notes_of(answer: Answer, phrases: Phrases) -> list[str]:
    """Return the same as sentences, each with the number of its quote; and how often a phrase appears, if that
    was asked.
    """
    whole = [counted(answer.count, phrases)] if answer.count else []
    whole += notes_below(answer, phrases)
    return whole + [
        phrases.quote_note.format(number=number, note=note.removeprefix("※ "))
        for number, quote in zip(numbered(answer), answer.quotes, strict=True)
        for note in notes_on(quote, phrases)
    ]


def _below(
    at: int, quotes: Sequence[Quote], numbers: Sequence[int], library: Library, phrases: Phrases
) -> tuple[str, ...]:
    """Return the plain lines below a quote: its numbered source, then its notes in one line."""
    quote, number = quotes[at], f"[{numbers[at]}] "
    named = next((n for n, one in enumerate(quotes[:at]) if one.document == quote.document), None)
    if named is None:
        source = source_in(library, quote, phrases)
    else:
        source = same_source(quote, quotes[named], numbers[named], phrases)
    notes = " ".join(clipped(note, _NOTE_UNITS) for note in notes_on(quote, phrases)[:_MOST_NOTES])
    return (number + source, notes) if notes else (number + source,)


def _for_rests(room: int, wanted: Sequence[int], phrases: Phrases) -> int:
    """Return how many units to leave for the notes on what is cut; a quote within its even share never is."""
    note = length(phrases.rest) + 1
    if sum(wanted) <= room:
        return 0
    return note * sum(units > room // len(wanted) - note for units in wanted)


def _shared(room: int, wanted: Sequence[int]) -> list[int]:
    """Return how many units each quote gets: the short ones all that they want, the long ones alike of what is left."""
    given = [0] * len(wanted)
    for place, at in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        given[at] = min(wanted[at], room // (len(wanted) - place))
        room -= given[at]
    return given


def original_link(quote: Quote, phrases: Phrases) -> str | None:
    """Return the link to the words on the original page, or to the page where that would be too long; None
    without a page.
    """
    address = original_address(quote.url, quote.shown.text)
    return link(address, phrases.original) if address else None


def _quote(
    runs: Sequence[Run],
    units: int,
    lines: Sequence[str],
    original: str | None,
    place: str | None,
    phrases: Phrases,
    *,
    opened: bool = True,
) -> str:
    """Return a quote in so many units above its source, which links to its place, and the notes.

    An `opened` one is a blockquote. If it is cut, the last note says where to read the rest.
    """
    shown = fitted(runs, units)
    rest = [phrases.rest] if units_of(runs) > units else []
    linked = link(place, lines[0]) if place else None
    source = (linked or unlinked(lines[0])) + (f" · {original}" if original else "")
    notes = "".join(f"\n<i>{escaped(note)}</i>" for note in (*lines[1:], *rest))
    words = html_of(shown)
    return f"<blockquote>{words}</blockquote>\n{source}{notes}" if opened else f"{words}\n{source}{notes}"
