"""Addition of a file of another kind to the folder, as Markdown."""

import hashlib
import re
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile

from retrieval.documents.convert.kinds import DOCUMENTS, MODULES
from retrieval.documents.convert.markdown import markdown_file
from retrieval.documents.convert.sandbox import confined
from retrieval.documents.folder import MAX_TEXT_BYTES as LARGEST_TEXT
from retrieval.errors import AddingFailed, AddingKindUnknown, AddingNeedsExtra

_MODULES = {**MODULES, ".html": "html", ".htm": "html"}
MAX_ORIGINAL_BYTES = 256 * 1024 * 1024
_UNSAFE = re.compile(r"[^\w.() -]|^\.+")


def add(path: Path, folder: Path) -> Path:
    """Convert a file into the folder and return the new file's path: the same one again, unless its text was edited.

    Raises AddingKindUnknown, AddingNeedsExtra if the converters are not installed, and AddingFailed with a reason.
    """
    module = _MODULES.get(path.suffix.lower())
    if module is None:
        raise AddingKindUnknown(file=path.name, kinds=", ".join((*DOCUMENTS, ".html", ".htm")))
    convert = import_module(f"retrieval.documents.convert.{module}").convert
    try:
        if path.exists() and not path.is_file():
            raise AddingFailed(file=path.name, reason="it is no file")
        if path.stat().st_size > MAX_ORIGINAL_BYTES:
            raise AddingFailed(file=path.name, reason=f"it is larger than {MAX_ORIGINAL_BYTES // 1024 // 1024} MB")
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        text = markdown_file(confined(convert, path), path.name, sha256)
        if len(text.encode("utf-8", "replace")) > LARGEST_TEXT:
            raise AddingFailed(file=path.name, reason=f"its text is larger than {LARGEST_TEXT // 1024 // 1024} MB")
    except ImportError:
        raise AddingNeedsExtra(file=path.name) from None
    except (OSError, ValueError) as error:
        raise AddingFailed(file=path.name, reason=getattr(error, "strerror", None) or str(error)) from None
    return _write(text, folder, _UNSAFE.sub("_", path.stem)[:100] or "document")


def _write(text: str, folder: Path, stem: str) -> Path:
    """Write to a free name; what has a name already is never changed, and the same text keeps its name."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    target = folder / f"{stem}.md"
    while target.exists() and target.read_text("utf-8", "replace") != text:
        number += 1
        target = folder / f"{stem}-{number}.md"
    # A new file of its own: whatever lies there under a name that could be guessed may be a link to elsewhere.
    with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=".", suffix=".part", delete=False) as beside:
        beside.write(text)
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(target)
    return target
