r"""Answers from a folder of documents, by quotes that are cut from its files.

`Library` is the way in: it asks, checks, locates, counts and verifies. Every other name here is what it gives back, or
what it takes. A name is imported from its module when it is first used: whoever only asks never loads the rest.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     _ = Path(folder, "report.txt").write_text("星海科技2024年的收入为3亿元。\n", "utf-8")
...     library = Library.open(Path(folder))
>>> library.ask("星海科技的收入是多少").quotes[0].text
'星海科技2024年的收入为3亿元。'
>>> library.check("星海科技2024年的收入为5亿元").verdict
'contradicted'

Public as well: `retrieval.model` and `retrieval.errors`; `retrieval.collection`, with what was read and passed over;
`retrieval.runtime`, with progress; `retrieval.pages`, which lays documents out; and `retrieval.evaluation`.

This package knows no Telegram, and opens no network connection unless it is given a remote index.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retrieval.arrays.blocks import BlockStore
    from retrieval.ask.explain import Explanation
    from retrieval.cache.trial import Trial, index_folder, readable_kinds, try_file
    from retrieval.check.examine import Checked
    from retrieval.check.verdict import Mismatch, Verdict
    from retrieval.documents.convert.add import add
    from retrieval.documents.named_collection import NamedCollection
    from retrieval.errors import YinjuError
    from retrieval.facts.timeline import Point, Timeline
    from retrieval.index.engines import connect_index
    from retrieval.joined.library import JoinedLibrary
    from retrieval.library import Library
    from retrieval.lookup.count import Occurrences
    from retrieval.lookup.difference import Difference
    from retrieval.lookup.locate import Location
    from retrieval.lookup.receipt_log import receipts_in
    from retrieval.lookup.verify import Verification
    from retrieval.model import Answer, Document, Quote

_HOMES = {
    "Answer": "model",
    "BlockStore": "arrays.blocks",
    "Checked": "check.examine",
    "Difference": "lookup.difference",
    "Document": "model",
    "Explanation": "ask.explain",
    "JoinedLibrary": "joined.library",
    "Library": "library",
    "Location": "lookup.locate",
    "Mismatch": "check.verdict",
    "NamedCollection": "documents.named_collection",
    "Occurrences": "lookup.count",
    "Point": "facts.timeline",
    "Quote": "model",
    "Timeline": "facts.timeline",
    "Trial": "cache.trial",
    "Verdict": "check.verdict",
    "Verification": "lookup.verify",
    "YinjuError": "errors",
    "add": "documents.convert.add",
    "connect_index": "index.engines",
    "index_folder": "cache.trial",
    "readable_kinds": "cache.trial",
    "receipts_in": "lookup.receipt_log",
    "try_file": "cache.trial",
}
"""The module, below this package, in which each public name is defined."""

__all__ = [
    "Answer",
    "BlockStore",
    "Checked",
    "Difference",
    "Document",
    "Explanation",
    "JoinedLibrary",
    "Library",
    "Location",
    "Mismatch",
    "NamedCollection",
    "Occurrences",
    "Point",
    "Quote",
    "Timeline",
    "Trial",
    "Verdict",
    "Verification",
    "YinjuError",
    "add",
    "connect_index",
    "index_folder",
    "readable_kinds",
    "receipts_in",
    "try_file",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562); raises AttributeError for any other."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
