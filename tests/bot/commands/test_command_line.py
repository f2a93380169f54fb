"""The command as scripts and people use it, each time as a process of its own."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.phrases import phrases
from retrieval.documents.convert.kinds import DOCUMENTS
from retrieval.documents.folder import KINDS
from tests.bot.conftest import Run
from tests.conftest import SEEDS

QUESTION = "阿里云哪块收入最亮眼"
NOTHING_TO_SEARCH = phrases("en").errors["QuestionEmpty"]
KEYS = [
    *("question", "status", "confidence", "missing", "absent", "outline", "follows", "quotes", "notes", "milliseconds"),
]
QUOTE_KEYS = [
    "text", "file", "start", "end", "line", "document", "title", "author", "publisher", "published", "url", "section",
    "score", "highlights", "receipt", "shown", "row", "speaker", "said_at",
]  # fmt: skip


def test_ask_json_prints_one_object_and_nothing_else(run: Run) -> None:
    """The documented keys in their order, text that is the slice of the file, and not a word on stderr."""
    done = run("ask", "--json", QUESTION)
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.decode().splitlines()
    found = json.loads(line)
    assert list(found) == KEYS
    assert (found["question"], found["status"]) == (QUESTION, "answered")
    for quote in found["quotes"]:
        assert list(quote) == QUOTE_KEYS
        text = (SEEDS / quote["file"]).read_bytes().decode("utf-8")
        assert quote["text"] == text[quote["start"] : quote["end"]]


def test_ask_jsonl_answers_every_line_in_order(run: Run) -> None:
    """Good lines are answered, each bad one gets its sentence, blank ones are passed over; the rest goes on."""
    lines = [
        json.dumps({"question": QUESTION}).encode(),
        b'{"question": ',
        b"",
        b"[1]",
        b'{"question": 3}',
        b'{"question": "\xff"}',
        b'{"question": "\\ud800\\u0000", "history": []}',
        b'{"question": "x", "history": "y"}',
        b'{"question": "\xf0\x9f\x98\x80"}',
        b"[" * 100_000,
        json.dumps({"question": "利润呢", "history": [QUESTION]}).encode(),
    ]
    done = run("ask", "--jsonl", stdin=b"\n".join(lines))
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer.get("error", answer["status"]) for answer in found] == [
        "answered",
        "Line 2 was skipped: not a JSON object (Expecting value: line 1 column 13 (char 12)).",
        'Line 4 was skipped: no text field "question".',
        'Line 5 was skipped: no text field "question".',
        "Line 6 was skipped: not UTF-8 text.",
        "not_found",
        'Line 8 was skipped: "history" is not a list of texts.',
        "not_found",
        found[8].get("error"),
        "answered",
    ]
    assert found[8]["error"].startswith("Line 10 was skipped: not a JSON object (")
    assert found[5]["notes"] == found[7]["notes"] == ["There is nothing to search for in this; please ask in words."]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param(
            "云" * 5000,
            phrases("en").errors["QuestionTooLong"].format(length=5000, limit=2000),
            id="5000 characters",
        ),
        pytest.param("😀🎉", NOTHING_TO_SEARCH, id="emoji only"),
        pytest.param("？！。……", NOTHING_TO_SEARCH, id="only punctuation"),
        pytest.param("", NOTHING_TO_SEARCH, id="empty"),
    ],
)
def test_a_question_that_cannot_be_searched_gets_a_sentence(run: Run, question: str, sentence: str) -> None:
    """On stderr with status 1 for people, as a note for scripts; never a traceback."""
    done = run("ask", question)
    assert done.returncode == 1
    assert done.stderr.decode() == f"{sentence}\n"
    found = json.loads(run("ask", "--json", question).stdout)
    assert found["status"] == "not_found"
    assert found["notes"][0] == sentence


def test_ask_prints_quotes_for_people(run: Run) -> None:
    """Number, quote, citation, the catalog's note, place; without colours where there is no terminal."""
    done = run("ask", QUESTION, LANG="zh_CN.UTF-8")
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("1  阿里云收入317亿，增速从7%翻倍到13%")
    assert lines[1].startswith("   《AI重写了阿里所有业务的价值》 · 潘乱 · 2025-02-21")
    assert lines[2] == "   ※ 文章说，这一部分由 DeepSeek 写成"
    assert lines[3].startswith("   000_7832463599805a60.txt:108  https://www.woshipm.com/it/6183259.html  ")
    assert "\x1b" not in done.stdout.decode()


def test_sources_lists_the_documents(run: Run) -> None:
    """For people a line each, for scripts an array."""
    assert len(run("sources").stdout.decode().splitlines()) == 13
    found = json.loads(run("sources", "--json").stdout)
    assert [(s["number"], s["file"][:3], s["line"]) for s in found][3:6] == [
        (4, "003", 1),
        (5, "004", 1),
        (6, "004", 4),
    ]
    assert found[3]["published"] == "2025-11-10 16:15:42"


def test_show_prints_a_line_with_its_neighbours(run: Run) -> None:
    """The line as it stands, marked."""
    lines = run("show", "003:3", "--around", "1").stdout.decode().splitlines()
    assert lines == ["    2   ", "    3 ▶ 英伟达要感谢「双11」,电商或撑起AI落地半边天", "    4   "]


def test_a_person_is_shown_the_receipt_of_each_quote(run: Run) -> None:
    """It stands where `yinju verify` wants it."""
    out = run("ask", "阿里云哪块收入最亮眼").stdout.decode()
    quotes = json.loads(run("ask", "--json", "阿里云哪块收入最亮眼").stdout)["quotes"]
    assert all(quote["receipt"] in out for quote in quotes)


def test_a_question_for_a_change_is_told_by_date(run: Run) -> None:
    """As in a conversation."""
    out = run("ask", "阿里云收入的变化").stdout.decode()
    assert out.splitlines() == run("timeline", "阿里云收入").stdout.decode().splitlines()


def test_show_opens_a_receipt(run: Run) -> None:
    """The receipt of a citation leads back to its place."""
    quote = json.loads(run("ask", "--json", QUESTION).stdout)["quotes"][0]
    assert quote["text"] in run("show", quote["receipt"]).stdout.decode()


@pytest.mark.parametrize(
    ("place", "status", "sentence"),
    [
        ("003:999", 1, "003_b51d8a116362c2bb.txt has 107 lines, so there is no line 999; choose one from 1 to 107."),
        ("nothing.txt:1", 1, "No file nothing.txt was read from the folder; `yinju sources` lists the files."),
        ("nothing", 1, phrases("en").errors["SourceUnnamed"].format(name="nothing")),
        (
            "0",
            1,
            phrases("en").errors["SourceAmbiguous"].format(count=12, name="0", first="AI重写了阿里所有业务的价值"),
        ),
        ("a" * 40, 1, f"“{'a' * 40}” is not a reference code; copy the whole code from a citation."),
    ],
)
def test_a_place_that_leads_nowhere_gets_a_sentence(run: Run, place: str, status: int, sentence: str) -> None:
    """The sentence says what is wrong, and what there is instead."""
    done = run("show", place)
    assert (done.returncode, done.stderr.decode().strip()) == (status, sentence)


def test_eval_prints_the_figures(run: Run, tmp_path: Path) -> None:
    """Of any set in the format, and what was missed."""
    path = tmp_path / "q.jsonl"
    evidence = [{"file": "003_b51d8a116362c2bb.txt", "quote": "作者丨刘伟"}]
    asked = {"question": QUESTION, "answerable": True, "answers": ["刘伟"], "evidence": evidence, "kind": "fact"}
    path.write_text(json.dumps(asked | {"id": "q1"}))
    lines = run("eval", str(path), "--misses").stdout.decode().splitlines()
    assert [line.split() for line in lines[:3]] == [["questions", "1"], ["hit@1", "0.000"], ["hit@3", "0.000"]]
    assert lines[-3].startswith(f"q1 fact: {QUESTION}")


def test_folders_that_cannot_be_used_get_a_sentence(run: Run, tmp_path: Path) -> None:
    """Missing, empty, or with nothing but unreadable files: one sentence each, status 1."""
    empty, broken = tmp_path / "empty", tmp_path / "broken"
    empty.mkdir()
    broken.mkdir()
    (broken / "a.txt").write_bytes(b"\0\1\2")
    for folder, sentence in (
        (
            tmp_path / "nowhere",
            f"There is no folder {tmp_path}/nowhere; choose an existing one with --seeds or SEEDS_DIR.",
        ),
        (
            empty,
            f"The folder {empty} has no {', '.join((*KINDS, *DOCUMENTS))} files; put your documents there, or choose another folder.",
        ),
        (
            broken,
            f"No file in {broken} could be read (1 file). The first, a.txt: not text (control characters).",
        ),
    ):
        done = run("--seeds", str(folder), "ask", QUESTION)
        assert (done.returncode, done.stderr.decode().strip()) == (1, sentence)


def test_a_file_that_cannot_be_read_is_named_and_the_rest_answers(run: Run, tmp_path: Path) -> None:
    """One bad file never empties the bot."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    (folder / "b.txt").write_bytes(b"\xff\xff")
    done = run("--seeds", str(folder), "ask", "云收入")
    assert "云收入增长了34%。" in done.stdout.decode()
    assert done.stderr.decode() == "b.txt was not read: unknown text encoding.\n"


def test_many_files_that_are_not_read_for_one_reason_take_one_line(run: Run, tmp_path: Path) -> None:
    """The first three are named; a file with a reason of its own has its own line."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text("云收入增长了34%。")
    for name in "bcdef":
        (docs / f"{name}.txt").write_bytes(b"\0\1")
    (docs / "g.txt").write_bytes(b"\xff\xff")
    assert run("--seeds", str(docs), "ask", "云收入").stderr.decode().splitlines() == [
        "5 files were not read, such as b.txt, c.txt, d.txt: not text (control characters).",
        "g.txt was not read: unknown text encoding.",
    ]


def test_files_that_are_not_read_are_named_once(run: Run, tmp_path: Path) -> None:
    """Not above every answer, but again as soon as they are others, and always by what opens the folder for long."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text("云收入增长了34%。")
    (docs / "b.txt").write_bytes(b"\0\1")

    def told(*typed: str) -> str:
        return run("--seeds", str(docs), *typed).stderr.decode()

    said = "b.txt was not read: not text (control characters).\n"
    assert [told("ask", "云收入"), told("check", "云收入增长了34%"), told("chat")] == [said, "", said]
    (docs / "c.txt").write_bytes(b"\0\1")
    assert "c.txt" in told("ask", "云收入")
    assert told("ask", "云收入") == ""


def test_a_setting_that_cannot_be_used_gets_a_sentence(run: Run) -> None:
    """With its name; never its value, which may be a secret."""
    done = run("ask", QUESTION, TELEGRAM_API_BASE_URL="gopher://secret")
    assert done.returncode == 2
    before_reason = phrases("en").bad_settings.partition("{reason}")[0]
    assert done.stderr.decode().startswith(before_reason.format(name="TELEGRAM_API_BASE_URL"))
    assert "secret" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh_CN.UTF-8", "资料里没找到答案。"),
        ("zh_TW.UTF-8", "資料裡找不到答案。"),
        ("C.UTF-8", "I found no answer in the documents."),
    ],
)
def test_the_terminal_speaks_the_language_of_its_locale(run: Run, locale: str, words: str) -> None:
    """Simplified Chinese, traditional Chinese, or English."""
    assert run("ask", "Zanzibar", LANG=locale).stdout.decode().startswith(words)


def test_show_every_prints_samples_in_their_passages(run: Run, tmp_path: Path) -> None:
    """For a person who wants to see how the material is cut."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("甲说了一句。乙说了一句。丙说了一句。\n")
    done = run("--seeds", str(tmp_path / "docs"), "show", "--every", "2")
    pages = [line for line in done.stdout.decode().splitlines() if "▸" in line]
    assert [page.strip() for page in pages] == [
        "▸甲说了一句。◂乙说了一句。丙说了一句。",
        "甲说了一句。乙说了一句。▸丙说了一句。◂",
    ]


def test_sources_check_accounts_for_every_file(run: Run, tmp_path: Path) -> None:
    """It lists what was read, what was left out and why, what could not be read at all, and the sum."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# 题目\n\n正文在这里。\n\n图片来源：某网\n")
    (tmp_path / "docs" / "b.txt").write_bytes(b"\0\1\2")
    done = run("--seeds", str(tmp_path / "docs"), "sources", "--check")
    assert done.stdout.decode().splitlines() == [
        "a.md",
        "  1 document, 1 passage, 8 characters of text",
        "  7 characters left out as caption (1 place, such as “图片来源：某网”)",
        "  2 characters left out as markup (1 place, such as “#”)",
        "b.txt",
        "  not read: not text (control characters)",
        "In all: 1 file read (1 document, 1 passage, 8 characters of text), 1 file not read.",
    ]


def test_add_brings_a_file_into_the_folder(run: Run, tmp_path: Path) -> None:
    """A file that can be converted is, any other gets its sentence, and the status says so."""
    page = "<html><head><title>云的一年</title></head><body><article><h1>云的一年</h1>"
    page += "".join(f"<p>第{n}段说云计算的收入在这一年里又增长了许多，而且还会继续增长下去。</p>" for n in range(1, 8))
    (tmp_path / "page.html").write_text(page + "</article></body></html>")
    (tmp_path / "table.zip").write_bytes(b"")
    done = run("--seeds", str(tmp_path / "docs"), "add", "page.html", "table.zip")
    assert done.returncode == 1
    assert done.stdout.decode().startswith("Added page.html as ")
    assert done.stderr.decode().startswith("table.zip was not added: only .pdf, .docx, .epub")
    assert "第7段说" in run("--seeds", str(tmp_path / "docs"), "ask", "第7段说了什么").stdout.decode()


def test_a_phrase_in_quotation_marks_is_counted(run: Run) -> None:
    """For people above the quotes, for scripts as a note."""
    lines = run("ask", "「阿里雲」").stdout.decode().splitlines()
    found = json.loads(run("count", "--json", "阿里雲").stdout)
    assert lines[0] == phrases("en").counted.format(
        phrase="阿里雲", places=found["places"], documents=len(found["documents"])
    )
    assert lines[2].startswith("1  ")
    assert json.loads(run("ask", "--json", "“番茄炒蛋”").stdout)["notes"] == [
        "“番茄炒蛋” doesn't appear in the documents."
    ]


def test_a_refusal_says_which_words_stand_nowhere(run: Run) -> None:
    """So that a person can see why."""
    lines = run("ask", "巴西队的教练是谁", LANG="zh_CN.UTF-8").stdout.decode().splitlines()
    assert lines[:2] == ["资料里没找到答案。", "12 篇资料都没有提到“巴西队”、“教练”。"]


def test_one_question_loads_nothing_that_it_does_not_need(run: Run) -> None:
    """Whoever asks one waits mostly for modules: dictionaries, servers, colours and Telegram are for others."""
    run("ask", QUESTION)
    told = run("ask", "--json", QUESTION, PYTHONPROFILEIMPORTTIME="1").stderr.decode().splitlines()
    loaded = {line.rpartition("|")[2].strip() for line in told}
    assert {"retrieval.ask.answer", "numpy"} <= loaded
    late = {"jieba", "rjieba", "telegram", "asyncio", "pymilvus", "rich", "rapidfuzz", "multiprocessing"}
    assert not loaded & {
        *late,
        "retrieval.documents.formats.recognize",
        "retrieval.check.checker",
        "retrieval.index.engines",
    }


def test_without_its_libraries_the_program_says_what_to_install() -> None:
    """Started by a Python that has none of them: one sentence, no traceback."""
    bare = [sys.executable, "-S", "-m", "bot", "ask", QUESTION]
    done = subprocess.run(bare, cwd=SEEDS.parent, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    (sentence,) = done.stderr.splitlines()
    assert re.match(
        r"The library \w+ is not installed for .+; run `pip install \.` in a virtual environment\.", sentence
    )
