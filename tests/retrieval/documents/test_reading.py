"""A folder -> a collection: what is read, what is not, and why."""

import os
from pathlib import Path

import pytest

from retrieval.collection import Collection
from retrieval.documents.reader import open_collection
from retrieval.errors import FolderEmpty, FolderIsFile, FolderMissing, FolderUnreadable


def test_the_seeds_are_twelve_documents(seeds: Collection) -> None:
    """One for each file but the digest, which holds eight articles, each with its title."""
    files = [document.file[:3] for document in seeds.documents]
    assert files == ["000", "001", "002", "003", *["004"] * 8]
    titles = [document.title for document in seeds.documents]
    assert titles[:4] == [
        "AI重写了阿里所有业务的价值",
        "长久以来,AI技术常被寄予厚望,期待其能颠覆应用…",
        "新火种AI | 拼多多超越阿里,而AI电商时代才刚开始",
        "英伟达要感谢「双11」,电商或撑起AI落地半边天",
    ]
    assert titles[5] == "中國消費的下一程"
    assert all(titles[4:])
    assert len(set(titles)) == 12


TABLE = [
    # file, authors, editor, publisher, published, link
    ("000", "潘乱", None, None, "2025-02-21", "https://www.woshipm.com/it/6183259.html"),
    ("001", "周天财经", None, "周天财经", None, None),
    (
        "002",
        "一号 / 美美",
        "美美",
        "澎湃新闻",
        "2023-12-18 14:20",
        "https://www.thepaper.cn/newsDetail_forward_25689966",
    ),
    ("003", "刘伟", "林觉民", "雷峰网", "2025-11-10 16:15:42", None),
    ("004", None, None, "每日經濟新聞", None, None),
    ("004", None, None, "秦朔朋友圈", None, None),
    ("004", None, None, "極客公園", None, None),
    ("004", None, None, "36氪", "2025-11", None),
    ("004", None, None, "科創日報", None, None),
    ("004", None, None, "混沌學園", None, None),
    ("004", None, None, "LatePost", None, None),
    ("004", None, None, "創業邦", None, None),
]


def test_the_seeds_are_cited_as_themselves(seeds: Collection) -> None:
    """Each article has its author, publisher, date and address as far as its file or the catalog says."""
    assert [(d.file[:3], d.author, d.editor, d.publisher, d.published, d.url) for d in seeds.documents] == TABLE


def test_sections_of_the_seeds_are_those_of_the_articles(seeds: Collection) -> None:
    """Numbered headings with their names, sub-headings below them, headlines of strung news items."""
    sections: dict[str, list[str]] = {}
    for passage in seeds.passages:
        found = sections.setdefault(seeds.document_of(passage).id, [])
        if passage.section and passage.section not in found:
            found.append(passage.section)
    assert [s for s in sections["000_7832463599805a60.txt#1"] if s.startswith("01")] == [
        "01 淘天对马云三个回归的完成情况 › 1. 回归淘宝：从流量场回归交易场",
        "01 淘天对马云三个回归的完成情况 › 2. 回归用户：体验升级肉眼可见",
        "01 淘天对马云三个回归的完成情况 › 3. 回归互联网：断舍离与再聚焦",
    ]
    assert {s[:2] for s in sections["000_7832463599805a60.txt#1"]} == {"01", "02", "03"}
    assert sections["003_b51d8a116362c2bb.txt#1"] == [
        "01 电商成为AI最大的落地应用场景",
        "02 双11,AI应用遍地开花",
        "03 AI重构电商:体验与范式的双重革命",
        "04 结语",
    ]
    assert len(sections["004_4e627f4a21125a39.txt#3"]) == 10


def test_metadata_is_cut_from_the_file(seeds: Collection) -> None:
    """Whatever a citation says of a document is in the file; a date may be written in another way there.

    A title that is the first words of a text is cut off.
    """
    for document in seeds.documents:
        text, found = seeds.text(document.file), document.metadata
        for stated in (found.title, *found.authors, *found.editors, found.publisher, found.url):
            cut_off = stated is not None and stated.value == document.opening
            assert (
                stated is None or cut_off or (stated.span and text[stated.span.start : stated.span.end] == stated.value)
            )


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    """Every file that is not read is named with its reason, and the rest is read."""
    outside = tmp_path / "outside.txt"
    outside.write_text("外面的文字。")
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "good.md").write_text("好的文字。")
    (folder / "binary.txt").write_bytes(b"a\0b")
    (folder / "bytes.txt").write_bytes(b"\xff\xfe\xfa")
    (folder / "empty.txt").write_text("\n \n")
    (folder / "furniture.txt").write_text("免责声明:没有别的。\n")
    (folder / "link.txt").symlink_to(outside)
    (folder / "dangling.txt").symlink_to(folder / "nothing.txt")
    (folder / ".hidden.txt").write_text("藏着的文字。")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    found = open_collection(folder)
    assert [file.name for file in found.files if file.name.startswith("sub")] == ["sub/good.md"]
    assert {file.name: file.reason for file in found.unread} == {
        "binary.txt": "not text: it holds control characters",
        "bytes.txt": "not text in an encoding that is read",
        "dangling.txt": "not to be opened",
        "empty.txt": "empty",
        "furniture.txt": "without any text of an article",
        "link.txt": "a link that leads out of the folder",
    }


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    """With its name and what to do."""
    with pytest.raises(FolderMissing, match=r"no folder .*/nowhere; name an existing one with --seeds"):
        open_collection(tmp_path / "nowhere")


def test_a_file_in_place_of_the_folder_is_said_to_be_one(tmp_path: Path) -> None:
    """It is there, so that it would be wrong to call it missing."""
    (tmp_path / "notes.txt").write_text("鹤在湖边筑巢。")
    with pytest.raises(FolderIsFile, match=r"/notes.txt is a file, not a folder"):
        open_collection(tmp_path / "notes.txt")


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    """With the kinds of file that would be read."""
    (tmp_path / "notes.png").write_bytes(b"PNG")
    with pytest.raises(
        FolderEmpty, match=r"holds no \.txt, \.md, \.markdown, \.html, \.htm, .* file; put the documents there"
    ):
        open_collection(tmp_path)


@pytest.mark.parametrize("data", [b"\0", b"", "免责声明:没有。".encode()], ids=["binary", "empty", "no article"])
def test_a_folder_of_unreadable_files_is_said_to_be_so(tmp_path: Path, data: bytes) -> None:
    """The error counts the files, and says what is wrong with the first."""
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_bytes(data)
    with pytest.raises(FolderUnreadable, match=r"None of the 2 files in .* could be read. The first, a.txt, is "):
        open_collection(tmp_path)


@pytest.mark.parametrize(
    "text", ["﻿带字节序标记的文字。", "换行\r\n用两个字符的文字。\r\n"], ids=["byte order mark", "CRLF"]
)
def test_addresses_count_the_file_as_it_is(tmp_path: Path, text: str) -> None:
    """A byte order mark and CR count, so that anybody can cut the same slice from the decoded bytes."""
    (tmp_path / "a.txt").write_bytes(text.encode())
    found = open_collection(tmp_path)
    decoded = (tmp_path / "a.txt").read_bytes().decode("utf-8")
    sentence = found.passages[0].sentences[-1]
    assert found.text("a.txt") == decoded
    assert decoded[sentence.start : sentence.end].endswith("文字。")


@pytest.mark.parametrize("kind", ["pipe", "loop", "large"])
def test_what_is_no_ordinary_file_does_not_hide_the_others(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A named pipe, a link to itself and a file over the limit are named, and reading goes on."""
    (tmp_path / "good.txt").write_text("好的文字。")
    odd = tmp_path / "odd.txt"
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "loop":
        odd.symlink_to(odd)
    else:
        monkeypatch.setattr("retrieval.documents.folder.MAX_TEXT_BYTES", 100)
        odd.write_bytes(b"a" * 101)
    found = open_collection(tmp_path)
    assert [file.name for file in found.files] == ["good.txt"]
    assert [(file.name, file.reason) for file in found.unread] == [
        ("odd.txt", "too large" if kind == "large" else "not to be opened")
    ]


def test_what_is_left_out_is_accounted_for(seeds: Collection) -> None:
    """Text and omissions cover every file once; only white space is in neither."""
    for file in seeds.files:
        covered = [False] * len(file.text)
        own = [p for p in seeds.passages if seeds.document_of(p).file == file.name]
        spans = [(s.start, s.end) for p in own for s in p.sentences]
        for start, end in [*spans, *((o.start, o.end) for o in seeds.omissions if o.file == file.name)]:
            assert not any(covered[start:end])
            covered[start:end] = [True] * (end - start)
        assert not "".join(c for c, seen in zip(file.text, covered, strict=True) if not seen).strip()


def test_every_document_has_a_title(tmp_path: Path) -> None:
    """Without one in the file it is the file's name, or the folder's if that is a common name."""
    names = {
        "会议_纪要.txt": "会议 纪要",
        "guide/index.md": "guide",
        "set-up.txt": "set up",
        "2031-03-02.txt": "2031-03-02",
    }
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("今天讨论了三件事，都已经决定了。下周再开一次会。\n", "utf-8")
    found = {document.file: document.title for document in open_collection(tmp_path).documents}
    assert found == names


def test_the_number_of_a_hash_is_no_title(tmp_path: Path) -> None:
    """Such a document is titled by its first words, with dots if they are a sentence."""
    (tmp_path / "004_9f86d081884c7d65.txt").write_text("今天讨论了三件事，都已经决定了。\n", "utf-8")
    (document,) = open_collection(tmp_path).documents
    assert document.title == "今天讨论了三件事，都已经决定了。…"


@pytest.mark.parametrize(
    "name",
    ["004_9f86d081884c7d65.txt", "3F2A9C77D0E1.md", "20250412093015.txt", "1b4e28ba-2fa1-11d2-883f-0016d3cca427.md"],
)
def test_a_file_named_by_a_hash_is_titled_by_what_it_begins_with(tmp_path: Path, name: str) -> None:
    """If that is a heading or a line that ends like no sentence."""
    (tmp_path / name).write_text("第三季度安全检查\n\n车间的灭火器全部换新，通道保持畅通，未发现隐患。\n", "utf-8")
    (document,) = open_collection(tmp_path).documents
    assert document.title == "第三季度安全检查"
