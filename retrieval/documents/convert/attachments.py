"""Attachments of a mail -> sections of its text: what they say if they are of a kind that is read, else their names.

They are read in the confined process of the mail, within its time; one that cannot be read is named, and the mail is
read all the same.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage, MIMEPart
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from retrieval.documents.convert.kinds import LIBRARIES, MODULES, is_readable, suffix_of
from retrieval.documents.folder import decode

# Further attachments are passed over, larger ones and those after so much work are named.
MAX_ATTACHMENTS = 50
MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024
MAX_PROCESSOR_SECONDS = 40
_TEXT = (".txt", ".md", ".markdown")
_PAGES = (".html", ".htm")
_MAILS = (".eml", ".mbox")


def attached_sections(mail: EmailMessage) -> Iterator[str]:
    """Yield a section for each named attachment, in their order: the name, and below it the text if it is read."""
    for part in islice(mail.iter_attachments(), MAX_ATTACHMENTS):
        if name := " ".join((part.get_filename() or "").split()):
            words = _words(part, suffix_of(name))
            yield f"## Attachment: {name}\n\n{words}" if words else f"Attachment: {name}"


def _words(part: MIMEPart, kind: str) -> str:
    """Return the text of an attachment as Markdown; empty if it is not read."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or len(data) > MAX_ATTACHMENT_BYTES or time.process_time() > MAX_PROCESSOR_SECONDS:
        return ""
    # A damaged attachment drives a converter to any error.
    with suppress(Exception):
        if kind in _TEXT:
            return (decode(data)[0] or "").strip()
        if kind in _PAGES:
            return _page(decode(data)[0] or "")
        if kind in LIBRARIES and kind not in _MAILS and is_readable(f"attachment{kind}"):
            return _converted(data, kind)
    return ""


def _page(source: str) -> str:
    from retrieval.documents.convert.html import markdown_of

    return markdown_of(source)


def _converted(data: bytes, kind: str) -> str:
    """Return what a converter makes of a file of a kind. Raises what the converter raises."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"attachment{kind}")
        path.write_bytes(data)
        found = import_module(f"retrieval.documents.convert.{MODULES[kind]}").convert(path)
    return "\n\n".join(text for part in found.parts if (text := part.text.strip()))
