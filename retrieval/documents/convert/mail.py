"""EML -> Markdown: who wrote to whom, the text, and the names of what is attached."""

from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from retrieval.documents.convert.markdown import Converted, Part

# A text beside a page that says so much more than it is no copy of it, but says to look at the page.
MAX_PAGE_RATIO = 2


def convert(path: Path) -> Converted:
    """Convert a mail. Raises ValueError with a reason if it holds no text."""
    with path.open("rb") as file:
        mail = BytesParser(EmailMessage, policy=policy.default).parse(file)
    plain, page = (_text(body) if (body := mail.get_body((kind,))) is not None else "" for kind in ("plain", "html"))
    text = page if len(page) > MAX_PAGE_RATIO * len(plain) else plain
    attached = [name for part in mail.iter_attachments() if (name := part.get_filename())]
    if not text and not attached:
        raise ValueError("empty")
    name, address = parseaddr(str(mail["from"] or ""))
    lines = [text, *(f"Attachment: {name}" for name in attached)]
    return Converted(
        parts=(Part(text="\n\n".join(line for line in lines if line)),),
        title=str(mail["subject"] or "") or None,
        author=name or address or None,
        published=_date(mail),
    )


def _text(body: MIMEPart) -> str:
    from retrieval.documents.convert.html import markdown_of

    try:
        content = str(body.get_content())
    except LookupError:  # a charset that Python does not know
        content = (body.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
    return markdown_of(content) if body.get_content_subtype() == "html" else content.strip()


def _date(mail: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(mail["date"])).strftime("%Y-%m-%d") if mail["date"] else None
    except ValueError:
        return None
