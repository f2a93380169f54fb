"""Facts: what a sentence states, each part with the place where it stands."""

from typing import Literal

from retrieval.language.units import Kind
from retrieval.model import Span, Value

Inherited = Literal["", "sentence", "heading", "title", "header", "speaker", "document"]
FactKind = Literal["figure", "role", "plain", "cell"]


class FactPart(Span):
    """A part of a fact: the slice of the document's file, and its words as they stand there.

    `inherited` says from where, if not from the sentence itself: from a sentence before, the heading, the title, the
    header of a table, the speaker of a message, or what is stated of the document. What only a catalog states has an
    empty slice at the start of the document.
    """

    document: str
    words: str
    inherited: Inherited = ""


class Fact(Value):
    """One statement of a sentence; a part that cannot be bound is None, and proves nothing.

    `subject` is what it is about, `attribute` the measure, office or verb, `value` what is said of it: a figure, who
    holds an office, the cell of a row, or the words behind the verb. A figure has its `low` and `high` value, in the
    unit of its kind as `retrieval.language.quantities` has it.

    `time` is when, as it is told, and `date` the same as YYYY, YYYY-MM or YYYY-MM-DD, where it is known. `scope` are
    words for a part, the whole, an average, a peak or a total; `certainty` words for a plan or a deed; `polarity` words
    that deny; `comparison` words for more, less, a rise or a fall, or the figure that it is compared with; `source` who
    says it.
    """

    kind: FactKind
    subject: FactPart | None = None
    attribute: FactPart | None = None
    value: FactPart | None = None
    low: float = 0.0
    high: float = 0.0
    measure: Kind = "number"
    unit: str = ""
    time: FactPart | None = None
    date: str | None = None
    scope: FactPart | None = None
    certainty: FactPart | None = None
    polarity: FactPart | None = None
    comparison: FactPart | None = None
    source: FactPart | None = None
