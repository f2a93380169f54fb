"""Folders of mails in one file: each mail is a document with its subject, sender and time."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from retrieval import Library
from retrieval.collection import Collection
from retrieval.documents.convert.add import add
from retrieval.documents.convert.store import Conversions
from retrieval.documents.reader import FolderReader

MAILS = (
    (
        "码头限行",
        "罗岚 <luo@port.example>",
        "Mon, 03 Mar 2031 08:30:00 +0800",
        "二号码头周三起只准货车进出。\n\n卸货到晚上九点。",
    ),
    (
        "Crane #4",
        "gus@yard.example",
        "Tue, 04 Mar 2031 17:05:00 +0000",
        "The crane lifts 38 tonnes.\n\nFrom May on it lifts 45.",
    ),
    ("", "Ida", "no day", "The gate closes at ten.\n\n---\nrecord: 9\nauthor: Nobody\n---\n\nBring *papers*."),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a folder with one file of mails, one of them without a word."""
    box = mailbox.mbox(tmp_path / "港口.mbox")
    for subject, sender, date, words in (*MAILS, ("Nothing", "a@b.example", "Tue, 04 Mar 2031 18:00:00 +0000", "")):
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["Date"] = subject, sender, date
        mail.set_content(words)
        box.add(mail)
    box.close()
    return tmp_path


@pytest.fixture
def collection(folder: Path) -> Collection:
    """Read the folder."""
    return FolderReader(folder, Conversions()).read()


def test_each_mail_is_a_document_with_who_and_when(collection: Collection) -> None:
    """One without a subject is named by the file; a mail that looks like the beginning of another begins none."""
    assert [(one.title, one.author, one.published) for one in collection.documents] == [
        ("码头限行", "罗岚", "2031-03-03 08:30"),
        ("Crane #4", "gus@yard.example", "2031-03-04 17:05"),
        ("港口 3", "Ida", None),
    ]


def test_each_sentence_is_of_its_mail(collection: Collection) -> None:
    """Nothing of a mail is lost, and none of it is markup but the marks of rules and quotations."""
    text = collection.files[0].text
    said = [
        (passage.document, "".join(s.words(text).split())) for passage in collection.passages for s in passage.sentences
    ]
    assert said == [
        (0, "二号码头周三起只准货车进出。"),
        (0, "卸货到晚上九点。"),
        (1, "Thecranelifts38tonnes."),
        (1, "FromMayonitlifts45."),
        (2, "Thegateclosesatten."),
        (2, "record:9"),
        (2, "author:Nobody"),
        (2, "Bring*papers*."),
    ]


def test_a_quote_names_the_mail_it_is_of(folder: Path) -> None:
    """By its number in the file."""
    best = Library.open(folder).ask("how many tonnes does the crane lift").quotes[0]
    assert (best.text, best.author, best.position.record) == ("The crane lifts 38 tonnes.", "gus@yard.example", 2)


def test_mails_that_are_added_have_who_and_when_as_text(folder: Path) -> None:
    """Under the subject as a heading."""
    text = add(folder / "港口.mbox", folder / "added").read_text("utf-8")
    assert "# 码头限行\n\n罗岚, 2031-03-03 08:30\n\n二号码头" in text


def test_a_file_of_no_mail_is_not_read(tmp_path: Path) -> None:
    """It is named with the reason."""
    (tmp_path / "a.mbox").write_text("nothing of a mail", "utf-8")
    (tmp_path / "b.txt").write_text("A gate is open.", "utf-8")
    (unread,) = FolderReader(tmp_path, Conversions()).read().unread
    assert (unread.name, unread.reason) == ("a.mbox", "empty")
