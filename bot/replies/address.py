"""Where a place stands in the reader: receipts -> addresses, and the query of an address -> receipts."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from bot.numbers import number_in
from retrieval.model import Value

_MOST = 20  # receipts of one answer; nobody makes more, and an address has to stay short


class Answered(Value):
    """The quotes of an answer: their receipts in order, counted from `first`."""

    receipts: tuple[str, ...] = ()
    first: int = 1


def path_of(receipt: str, answer: Answered, *, verb: str = "r") -> str:
    """The path of a document's page below the reader's address, with the other quotes of the answer.

    The verb `q` leads to the same page, at the quote, also where an app puts something of its own behind the `#`.
    """
    also = [quote(one, safe="") for one in answer.receipts[:_MOST]]
    query = f"?also={','.join(also)}" if also else ""
    first = f"&from={answer.first}" if also and answer.first != 1 else ""
    return f"{verb}/{quote(receipt, safe='')}{query}{first}"


def answered_in(query: Mapping[str, str]) -> Answered:
    """The quotes that the query of an address names; what it holds otherwise is passed over."""
    receipts = tuple(one for one in query.get("also", "").split(",") if one.strip())
    return Answered(receipts=receipts[:_MOST], first=number_in(query.get("from", "")) or 1)


def public(base: str, receipt: str, receipts: Sequence[str], first: int = 1) -> str:
    """The address of a quote in a reader that people reach at `base`."""
    answer = Answered(receipts=tuple(receipts) if len(receipts) > 1 or first != 1 else (), first=first)
    return f"{base.rstrip('/')}/{path_of(receipt, answer, verb='q')}"
