"""A sentence or paragraph of unknown origin -> where it stands in the material, word for word or altered."""

from typing import Literal

from retrieval.corpus.citation import cite_cues, cite_words
from retrieval.corpus.corpus import Material
from retrieval.errors import ClaimEmpty, ClaimTooLong
from retrieval.index.top_k import best_units
from retrieval.language.tokenizer import grams
from retrieval.lookup.difference import (
    Alignment,
    Difference,
    Letters,
    aligned,
    differences,
    expected,
    greatest_likeness,
    is_cut_within_figure,
    is_cut_within_word,
    letters,
)
from retrieval.lookup.edges import widened
from retrieval.lookup.joints import (
    MIN_PIECE_LETTERS,
    Joint,
    TextPiece,
    ends_sentence,
    joint_in,
    turn_after,
    turn_before,
)
from retrieval.lookup.statements import statements
from retrieval.model import Quote, Span, Value
from retrieval.runtime import Progress, each, unseen
from retrieval.shown import reveal

MAX_TEXT_CHARACTERS = 4096
MAX_PLACES_SHOWN = 5
_CANDIDATES = 12
# The share of letters that must be the same for a text to come from a place: more for a short one, which
# chance makes alike.
_ALTERED = 0.62
_ALTERED_SHORT = 0.75
_SHORT = 12
# Under this, a place of a short text is none if it begins or ends within a word or number that is not the text's.
_CUT_WITHIN_WORD, _CUT_LETTERS = 0.9, 40
# Another place is as good as the best one if it is this near to it.
_AS_GOOD = 0.03

# A text that is more like one place is that, with a change, also if its two halves are found apart.
_MADE_OF_TWO = 0.8
# Unless each piece has so many letters.
_TELLING_LETTERS = 8


class FoundPlace(Value):
    """Place of the slice `own` of a text: the slice of a file, the quotes of its sentences, and the differences.

    `words` are the slice without its markup.

    `likeness` is the share of the letters that are the same, 1 where nothing differs but script, width, punctuation and
    spaces. Differences come with misquoted figures first, then in the order of the text. `turn` is what the sentence
    has around the slice that turns it, such as 但… behind it or 除非… before it; empty if nothing does.
    """

    own: Span
    file: str
    start: int
    end: int
    words: str
    quotes: tuple[Quote, ...]
    likeness: float
    differences: tuple[Difference, ...]
    turn: str = ""


class Location(Value):
    """Location of a text in the material: places best first, ties in the order of the documents.

    `in_part` says that the text as a whole stands nowhere, and some of its sentences do: each with its best place, in
    the order of the text. `abridged`: words were left out in the middle of it, which are its difference. `stitched`: it
    is made of two pieces of different places, which are its places, in the order of the text.
    """

    text: str
    status: Literal["word_for_word", "abridged", "altered", "stitched", "in_part", "not_found"]
    places: tuple[FoundPlace, ...] = ()
    milliseconds: float = 0.0


class Locator:
    """Looks texts up in a material, which never changes."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._letters: dict[int, Letters] = {}

    def locate(self, text: str, progress: Progress = unseen) -> Location:
        """Return where a text stands; progress counts its sentences, if it does not stand anywhere as a whole.

        Raises ClaimEmpty without a letter or digit, and ClaimTooLong over `MAX_TEXT_CHARACTERS` characters.
        """
        if len(text) > MAX_TEXT_CHARACTERS:
            raise ClaimTooLong(length=len(text), limit=MAX_TEXT_CHARACTERS)
        whole = Span(start=0, end=len(text))
        if not letters(text).text:
            raise ClaimEmpty()
        places = self._places(text, whole)
        joined = self._joined(text, whole) if not places or places[0].differences else None
        unlike = not places or places[0].likeness < _MADE_OF_TWO
        if joined and (joined.status == "abridged" or (unlike and not _has_bare_figure(joined)) or _says(joined)):
            return joined
        if places:
            return Location(text=text, status="altered" if places[0].differences else "word_for_word", places=places)
        spans = [span for span in statements(text) if span != whole]
        each_span = each(spans, "checking", progress)
        parts = [found[0] for span in each_span if (found := self._places(text, span, 1))]
        return Location(text=text, status="in_part" if parts else "not_found", places=tuple(parts))

    def _places(self, text: str, span: Span, most: int = MAX_PLACES_SHOWN) -> tuple[FoundPlace, ...]:
        """Return where a slice of a text stands, best first, in at most `most` places; none if it stands nowhere."""
        own = letters(text[span.start : span.end], span.start)
        least = enough = _ALTERED_SHORT if len(own.text) < _SHORT else _ALTERED
        found: dict[tuple[int, int], tuple[float, int, Alignment]] = {}
        for entry in self._candidates(text[span.start : span.end]):
            document = self._material.passage(entry).document
            place = self._beside(own, document, entry, enough)
            if place is None:
                continue
            likeness = 1 - place.edits / max(len(own.text), place.end - place.start, 1)
            is_short = len(own.text) < _CUT_LETTERS
            if is_short and likeness >= least and self._is_cut(own, document, place, likeness):
                continue
            found.setdefault((document, place.start), (likeness, document, place))
            if most == 1:
                # What is less like it comes behind it.
                enough = max(enough, likeness)
        best = sorted(found.values(), key=lambda f: (-f[0], f[1], f[2].start))
        kept = [f for f in best if f[0] >= max(least, best[0][0] - _AS_GOOD)][:most]
        return tuple(self._place(text, span, own, document, place, likeness) for likeness, document, place in kept)

    def _joined(self, text: str, whole: Span) -> Location | None:
        """Return where the two pieces stand that a text is made of; None if it is not made of two."""
        own, middle = letters(text), len(text) // 2
        if len(own.text) < 2 * MIN_PIECE_LETTERS:
            return None
        entries = [*self._candidates(text[:middle]), *self._candidates(text[middle:])]
        documents = {self._material.passage(entry).document for entry in entries}
        joint = joint_in(text, own, {document: self._of_document(document) for document in sorted(documents)})
        if joint is None:
            return None
        one, other = joint.first, joint.second
        if joint.left_out and not self._runs_over(text, own, joint):
            end = other.at + other.last - other.first
            left_out = other.at - one.at - one.last
            place = Alignment(one.at, end, left_out)
            likeness = 1 - left_out / max(len(own.text), end - one.at)
            found = self._place(text, whole, own, one.document, place, likeness)
            return Location(text=text, status="abridged", places=(found,))
        pieces = tuple(self._piece(text, own, piece) for piece in (one, other))
        return Location(text=text, status="stitched", places=pieces)

    def _runs_over(self, text: str, own: Letters, joint: Joint) -> bool:
        """Return if the end of a sentence is left out, and the text goes on as if there were none."""
        one, other = joint.first, joint.second
        places = self._of_document(one.document).places
        file = self._material.collection.text(self._material.collection.documents[one.document].file)
        left_out = file[places[one.at + one.last - 1] + 1 : places[other.at]]
        joined = text[own.places[one.last - 1] + 1 : own.places[other.first]]
        return ends_sentence(left_out) and not ends_sentence(joined)

    def _piece(self, text: str, own: Letters, piece: TextPiece) -> FoundPlace:
        """Return where a piece of a text stands word for word."""
        span = Span(start=own.places[piece.first], end=own.places[piece.last - 1] + 1)
        place = Alignment(piece.at, piece.at + piece.last - piece.first, 0)
        return self._place(text, span, letters(text[span.start : span.end], span.start), piece.document, place, 1.0)

    def _candidates(self, text: str) -> list[int]:
        """Return the sentences with most pairs of characters in common, ties in order."""
        tokens = self._material.analyzer.tokens(text)
        index = self._material.index
        scores = index.pairs.scores(dict.fromkeys(grams(tokens, 2), 1.0))
        scores = scores + 0.5 * index.singles.scores(dict.fromkeys(grams(tokens, 1), 1.0))
        return [int(at) for at in best_units(scores, _CANDIDATES) if scores[at] > 0]

    def _beside(self, own: Letters, document: int, entry: int, least: float) -> Alignment | None:
        """Return the letters of a document, in the neighbourhood of a sentence, that are nearest to those of a text.

        None if none there can have so great a likeness to it.
        """
        whole = self._of_document(document)
        sentence = self._material.sentence(entry)
        first, last = whole.letter_at(sentence.start), whole.letter_at(sentence.end)
        begin, end = max(0, first - len(own.text)), min(len(whole.text), last + len(own.text))
        around = whole.text[begin:end]
        exact = around.find(own.text)
        if exact >= 0:
            return Alignment(begin + exact, begin + exact + len(own.text), 0)
        if least == 1:
            return None
        start, end = expected(own.text, around, first - begin, last - begin)
        if greatest_likeness(own.text, around, start, end) < least:
            return None
        place = aligned(own.text, around, start, end)
        return Alignment(begin + place.start, begin + place.end, place.edits)

    def _is_cut(self, own: Letters, document: int, place: Alignment, likeness: float) -> bool:
        """Return if a place begins or ends within a figure, or unless it is very like, within another word."""
        file = self._material.collection.text(self._material.collection.documents[document].file)
        there = self._of_document(document)
        return is_cut_within_figure(own.text, file, there, place.start, place.end) or (
            likeness < _CUT_WITHIN_WORD and is_cut_within_word(own.text, file, there, place.start, place.end)
        )

    def _of_document(self, document: int) -> Letters:
        """Return the letters of all sentences of a document, with their places in its file."""
        if document not in self._letters:
            text: list[str] = []
            places: list[int] = []
            for entry in self._material.index.range_of(document):
                sentence = letters(self._material.words(entry), self._material.sentence(entry).start)
                text.append(sentence.text)
                places += sentence.places
            self._letters[document] = Letters("".join(text), tuple(places))
        return self._letters[document]

    def _place(
        self, text: str, span: Span, own: Letters, document: int, place: Alignment, likeness: float
    ) -> FoundPlace:
        whole = self._of_document(document)
        found = self._material.collection.documents[document]
        file = self._material.collection.text(found.file)
        place = widened(own.text, file, whole, place)
        start, end = whole.span(place.start, place.end)
        there = Letters(whole.text[place.start : place.end], whole.places[place.start : place.end])
        quotes = self._quotes(document, Span(start=start, end=end))
        turn = turn_after(file, end, quotes[-1].end) or turn_before(file, start, quotes[0].start) if quotes else ""
        return FoundPlace(
            own=span,
            file=found.file,
            start=start,
            end=end,
            words=self._shown(document, Span(start=start, end=end)),
            quotes=quotes,
            likeness=round(likeness, 4),
            differences=differences(text, own, file, there),
            turn=turn,
        )

    def _quotes(self, document: int, span: Span) -> tuple[Quote, ...]:
        """Return the sentences of a document that share characters with a slice of its file, the slice marked."""
        quotes = []
        for entry in self._material.index.range_of(document):
            sentence = self._material.sentence(entry)
            start, end = max(span.start, sentence.start), min(span.end, sentence.end)
            if start >= end:
                continue
            if sentence.unit and sentence.unit.kind == "cue":
                quotes += cite_cues(self._material, entry, span)
            else:
                quotes.append(cite_words(self._material, entry, ((start - sentence.start, end - sentence.start),)))
        return tuple(quotes)

    def _shown(self, document: int, span: Span) -> str:
        """Return a slice of a document's file without the markup in it."""
        material = self._material
        sentences = (material.sentence(entry) for entry in material.index.range_of(document))
        cuts = [
            (max(cut.start, span.start) - span.start, min(cut.end, span.end) - span.start)
            for sentence in sentences
            for cut in sentence.markup
            if cut.start < span.end and span.start < cut.end
        ]
        text = material.collection.text(material.collection.documents[document].file)
        return reveal(text[span.start : span.end], cuts).text


def _says(stitched: Location) -> bool:
    """Return if two clauses are put together that say something by themselves: a date for another is a change."""
    joint = stitched.text[stitched.places[0].own.end : stitched.places[1].own.start].strip()
    if not joint or any(map(str.isalnum, joint)):
        return False
    return all(length >= _TELLING_LETTERS and 3 * digits < length for length, digits in _pieces(stitched))


def _has_bare_figure(stitched: Location) -> bool:
    """Return if one of two pieces is no more than a figure or a date, which stands in many places."""
    return any(length < _TELLING_LETTERS and 3 * digits >= length for length, digits in _pieces(stitched))


def _pieces(stitched: Location) -> list[tuple[int, int]]:
    """Return how many letters each piece has, and how many of them are digits."""
    pieces = (letters(stitched.text[place.own.start : place.own.end]).text for place in stitched.places)
    return [(len(piece), sum(map(str.isdigit, piece))) for piece in pieces]
