"""Extras of the program, and the libraries that each brings."""

from collections.abc import Mapping
from importlib.util import find_spec

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "documents": (
        "pypdfium2",
        "pdfplumber",
        "mammoth",
        "python_calamine",
        "pptx",
        "markdownify",
        "trafilatura",
        "lxml",
    ),
    "serve": ("starlette", "uvicorn", "jinja2"),
    "charts": ("matplotlib",),
    "fast": ("rjieba",),
    "milvus": ("pymilvus",),
    "xapian": ("xapian",),
    "webhook": ("starlette", "uvicorn", "prometheus_client"),
    "preview": ("starlette", "uvicorn", "python_multipart", "tdjson"),
}


def is_installed(extra: str) -> bool:
    """Return whether all libraries of an extra are there; none of them is imported."""
    return all(find_spec(name) for name in EXTRAS[extra])
