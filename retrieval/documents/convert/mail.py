"""EML and mbox -> Markdown: who wrote each mail and when, the text, and what is attached."""

import mailbox
import re
from collections.abc import Iterator
from contextlib import closing
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from retrieval.collection import RECORD
from retrieval.documents.convert.attachments import attached_sections
from retrieval.documents.convert.markdown import Converted, Part
from retrieval.model import Position

# A text beside a page that says so much more than it is no copy of it, but says to look at the page.
MAX_PAGE_RATIO = 2
# No mail may pass for the beginning of another one.
_HEAD_LIKE = re.compile(rf"(?m)^---$(?=\n{RECORD}: )")
_PARSER = BytesParser(EmailMessage, policy=policy.default)


def convert(path: Path) -> Converted:
    """Convert a mail, or each mail of an mbox file. Raises ValueError with a reason if none holds text."""
    if path.suffix.lower() == ".mbox":
        parts = tuple(_mails(path))
        if not parts:
            raise ValueError("empty")
        return Converted(parts=parts)
    with path.open("rb") as file:
        mail = _PARSER.parse(file)
    words = _words(mail)
    if not words:
        raise ValueError("empty")
    return Converted(
        parts=(Part(text=words),), title=_subject(mail), author=_sender(mail), published=_date(mail, "%Y-%m-%d")
    )


def _mails(path: Path) -> Iterator[Part]:
    """Yield each mail of an mbox file that holds text, a document of its own."""
    with closing(mailbox.mbox(path, create=False)) as box:
        for number, key in enumerate(box.iterkeys(), 1):
            mail = _PARSER.parsebytes(box.get_bytes(key))
            if words := _words(mail):
                yield Part(
                    text=_HEAD_LIKE.sub("----", words),
                    position=Position(record=number),
                    is_document=True,
                    title=_subject(mail),
                    author=_sender(mail),
                    published=_date(mail, "%Y-%m-%d %H:%M"),
                )


def _words(mail: EmailMessage) -> str:
    """Return the text of a mail, and a section for each attachment."""
    plain, page = (_text(body) if (body := mail.get_body((kind,))) is not None else "" for kind in ("plain", "html"))
    text = page if len(page) > MAX_PAGE_RATIO * len(plain) else plain
    return "\n\n".join(block for block in (text, *attached_sections(mail)) if block)


def _subject(mail: EmailMessage) -> str | None:
    return str(mail["subject"] or "") or None


def _sender(mail: EmailMessage) -> str | None:
    name, address = parseaddr(str(mail["from"] or ""))
    return name or address or None


def _text(body: MIMEPart) -> str:
    from retrieval.documents.convert.html import markdown_of

    try:
        content = str(body.get_content())
    except LookupError:  # a charset that Python does not know
        content = (body.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
    return markdown_of(content) if body.get_content_subtype() == "html" else content.strip()


def _date(mail: EmailMessage, form: str) -> str | None:
    try:
        return parsedate_to_datetime(str(mail["date"])).strftime(form) if mail["date"] else None
    except ValueError:
        return None
