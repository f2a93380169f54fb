"""Attachments of mails: those of a kind that is read are part of the mail's text, below their names."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from retrieval.documents.convert import attachments
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.retrieval.documents.convert import samples

Attachment = tuple[str, bytes]
TIDES = "涨潮在六点。".encode()


def mail(*attached: Attachment) -> bytes:
    """Return a mail with attachments, all sent as bytes of no kind."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "潮汐", "lin@port.example", "all@port.example"
    made.set_content("表格见附件。")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def text_of(folder: Path, *attached: Attachment) -> str:
    """Return what is read of a mail with these attachments."""
    (folder / "a.eml").write_bytes(mail(*attached))
    return FolderReader(folder).read().text("a.eml")


def test_text_pages_and_tables_are_read(tmp_path: Path) -> None:
    """Each below its name, as a file of its kind is read; text in another encoding too."""
    text = text_of(
        tmp_path,
        ("tides.txt", "涨潮在六点，退潮在十二点，渡轮随潮水开航。".encode("gb18030")),
        ("page.html", b"<style>p{}</style><p>The ferry waits.</p>"),
        ("prices.csv", "航线,票价\n北线,12元\n".encode()),
    )
    assert "## Attachment: tides.txt\n\n涨潮在六点，退潮在十二点，渡轮随潮水开航。" in text
    assert "## Attachment: page.html\n\nThe ferry waits." in text
    assert "| 北线 | 12元 |" in text


def test_a_quote_of_an_attached_pdf_names_it(tmp_path: Path, analyzer: Analyzer) -> None:
    """As the section that the quote is from."""
    pdf = samples.pdf(tmp_path / "a.pdf", samples.drawn(72, 700, "Riders deliver forty meals a day.")).read_bytes()
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "a.eml").write_bytes(mail(("报告.pdf", pdf)))
    quote = Library.read(FolderReader(folder), analyzer).ask("How many meals do riders deliver?").quotes[0]
    assert quote.section == "Attachment: 报告.pdf"
    assert quote.line is None


@pytest.mark.parametrize(
    "attached",
    [
        pytest.param(("photo.jpg", b"\xff\xd8"), id="another kind"),
        pytest.param(("a.pdf", b"%PDF-1.7 nothing else"), id="damaged"),
        pytest.param(("b.eml", mail(("tides.txt", TIDES))), id="another mail"),
        pytest.param(("tides.txt", b" \n"), id="empty"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, attached: Attachment) -> None:
    """And the mail is read all the same."""
    text = text_of(tmp_path, attached)
    assert text.endswith(f"表格见附件。\n\nAttachment: {attached[0]}\n\n")


def test_a_large_attachment_is_named_and_many_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no mail costs more than it may."""
    monkeypatch.setattr(attachments, "MAX_ATTACHMENT_BYTES", len(TIDES))
    monkeypatch.setattr(attachments, "MAX_ATTACHMENTS", 2)
    made = EmailMessage()
    made.set_content("表格见附件。")
    for name, data in (("a.txt", TIDES), ("b.txt", TIDES + TIDES), ("c.txt", TIDES)):
        made.add_attachment(data, maintype="text", subtype="plain", filename=name)
    assert [*attachments.attached_sections(made)] == [
        "## Attachment: a.txt\n\n涨潮在六点。",
        "Attachment: b.txt",
    ]
