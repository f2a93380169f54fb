"""Kinds of file that are converted before they are read: the module and the libraries of each."""

from collections.abc import Mapping
from importlib.util import find_spec

_HTML = ("markdownify", "lxml")
CODE = (".py", ".js", ".ts", ".java", ".c", ".h", ".cpp", ".hpp", ".cs", ".go", ".rs", ".sh", ".rb", ".php", ".sql")
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    ".pdf": ("pypdfium2", "pdfplumber"),
    ".docx": ("mammoth", *_HTML),
    ".epub": _HTML,
    ".odt": ("lxml",),
    ".xlsx": ("python_calamine",),
    ".xls": ("python_calamine",),
    ".ods": ("python_calamine",),
    ".pptx": ("pptx",),
    ".eml": _HTML,
    ".mbox": _HTML,
    ".csv": (),
    ".tsv": (),
    ".json": (),
    ".jsonl": (),
    ".ipynb": (),
    ".rst": (),
    ".adoc": (),
    ".org": (),
    ".tex": (),
    **dict.fromkeys(CODE, ()),
}

MODULES: Mapping[str, str] = {
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "sheets"),
    **dict.fromkeys((".csv", ".tsv", ".json", ".jsonl", ".ipynb"), "records"),
    **dict.fromkeys((".rst", ".adoc", ".org", ".tex"), "markup"),
    **dict.fromkeys(CODE, "code"),
    ".pdf": "pdf",
    ".docx": "word",
    ".odt": "odt",
    ".epub": "epub",
    ".pptx": "slides",
    ".eml": "mail",
    ".mbox": "mail",
}
DOCUMENTS = tuple(kind for kind in LIBRARIES if kind not in CODE)


def is_converted(name: str) -> bool:
    """Return True if a file of that name is converted before it is read."""
    return suffix_of(name) in LIBRARIES


def is_readable(name: str) -> bool:
    """Return True if the libraries that convert a file of that name are installed."""
    return all(find_spec(library) for library in LIBRARIES[suffix_of(name)])


def suffix_of(name: str) -> str:
    """Return the kind of a file, such as `.pdf`, in lower case."""
    stem, _, kind = name.rpartition("/")[2].rpartition(".")
    return f".{kind.lower()}" if stem and kind else ""
