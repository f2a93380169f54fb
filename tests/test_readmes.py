"""The READMEs: short, in two languages that say the same, with links, commands and options that exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args
from urllib.parse import unquote

import click
import pytest

from bot.cli import COMMANDS, yinju
from bot.commands.ask import answer_object
from bot.phrases import phrases
from bot.settings import Settings
from bot.terminal.json_output import quote_object
from retrieval.library import Library
from retrieval.model import Answer, Cell, Position
from tests.bot.conftest import Run
from tests.bot.conftest import preloaded as preloaded
from tests.bot.conftest import run as run
from tests.conftest import ROOT, SEEDS

FOLDERS = (".", "bot", "retrieval", "deploy", "tests")
PAGES = tuple(ROOT / folder / name for folder in FOLDERS for name in ("README.md", "README.zh-CN.md"))
PAIRS = tuple(zip(PAGES[::2], PAGES[1::2], strict=True))
LINKED = (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")
MAX_README_LINES = 150

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.M | re.S)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#+) (.+)$", re.M)
_COMMENT = re.compile(r"\s+# .*$", re.M)
_CODE = re.compile(r"`((?:\.venv/bin/)?yinju(?: [^`]+)?)`")
_CALL = re.compile(r"(?:\S*/)?yinju(?= |$)(.*)")
# Words of a README that stand for what a reader puts in.
_VALUES = {"N": "5"}

# Commands of code blocks that are run in a temporary folder, in this order.
RUN = (
    "yinju ask 淘宝闪购一天最多接过多少单",
    "yinju check 阿里云收入同比增长24%",
    "yinju count 88VIP",
    "yinju timeline 88VIP会员数",
    "yinju sources",
    "yinju sources --check",
    "yinju show 003:29",
    "yinju show --every 5",
    "yinju index --check",
    "yinju gaps",
)
NOT_RUN = {
    "yinju --seeds DIR": "the folder is the reader's",
    "yinju preview": "runs until Ctrl-C; tests/bot/web/preview drives it",
    "yinju serve": "runs until Ctrl-C; tests/bot/web/reader drives it",
    "yinju locate": "its input is the reader's file",
    "yinju verify": "the receipt, or the log, is the reader's",
    "yinju show RECEIPT": "the receipt is the reader's",
    "yinju show NAME": "the name is the reader's",
    "yinju add": "the file is the reader's, and `add` is an extra",
    "yinju eval": "takes seconds; tests/retrieval/evaluation has small sets",
    "yinju gaps --questions": "prints nothing before a bot has run",
    "yinju --collection NAME": "the collection is one of a catalog, or a chat of a running bot",
    "yinju collections": "lists what chats have brought along; tests/bot/commands does that",
    "yinju backup": "copies what a bot has kept; tests/bot/storage does that",
    "yinju restore": "replaces what a bot has kept; tests/bot/storage does that",
    "git clone": "the address is the reader's",
    "deploy/setup.sh": "installs from a package registry",
    "docker": "needs Docker",
    'python3 -c "import xapian': "makes a database; tests/retrieval/index does that",
    "xapian-tcpsrv": "runs until it is ended; tests/retrieval/index does that",
    "python3 -m venv": "installs the service, as root",
    "/opt/yinju": "installs the service, as root",
    "install -m 600": "installs the service, as root",
    "cp /opt/yinju": "installs the service, as root",
    "systemctl": "starts the service, as root",
    "journalctl": "follows the service, as root",
    ".venv/bin/pytest": "runs these tests",
    ".venv/bin/ruff": "what `.ci/run` does",
    "YINJU_": "takes minutes",
    ".venv/bin/python -m tests": "takes minutes, or writes pictures",
    ".venv/bin/python tests": "writes pictures",
}


class Block(NamedTuple):
    """A code block: the language after its fence, and what it holds without comments."""

    language: str
    code: str


def blocks_of(page: Path) -> list[Block]:
    """Return the code blocks of a page without comments, which are in the page's language."""
    return [
        Block(language, _COMMENT.sub("", code) if language != "python" else code)
        for _, language, code in _FENCE.findall(page.read_text("utf-8"))
    ]


def prose_of(page: Path) -> str:
    """Return a page without its code blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


def anchor_of(heading: str) -> str:
    """Return the anchor that a forge gives a heading."""
    words = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def name_of(page: Path) -> str:
    """Return the path of a page below the project."""
    return page.relative_to(ROOT).as_posix()


def commands_of(page: Path) -> Iterator[str]:
    """Yield each command of a page's shell blocks, one a line."""
    for language, code in blocks_of(page):
        if language == "sh":
            yield from (line for line in map(str.strip, code.splitlines()) if line)


def calls_of(page: Path) -> Iterator[str]:
    """Yield what follows each `yinju` that a page calls, in code blocks and within sentences."""
    shell = (part for line in commands_of(page) for part in re.split(r"&&|exec yinju ", line))
    for text in (*shell, *_CODE.findall(prose_of(page))):
        if match := _CALL.match(text.strip()):
            yield re.split(r" [<>] ", match[1])[0].strip()


def parse(call: str) -> None:
    """Parse the words after `yinju` as click does; raises UsageError if it would not take them."""
    words = [_VALUES.get(word, word) for word in shlex.split(call) if word not in {"…", "COMMAND"}]
    with click.Context(yinju) as context:
        _, rest, _ = yinju.make_parser(context).parse_args(words)
        if rest:
            command = yinju.get_command(context, rest[0])
            if command is None:
                raise click.UsageError(f"no command {rest[0]}")
            with click.Context(command, **command.context_settings) as inner:
                known = {option for parameter in command.get_params(inner) for option in parameter.opts}
                unknown = [word for word in rest[1:] if word.startswith("--") and word not in known]
                if unknown:  # some commands take them for words of a question
                    raise click.NoSuchOption(unknown[0])
                command.make_parser(inner).parse_args(rest[1:])


def test_the_readme_is_short() -> None:
    """Whoever wants more follows a link."""
    for page in PAGES[:2]:
        assert len(page.read_text("utf-8").splitlines()) <= MAX_README_LINES


@pytest.mark.parametrize(("english", "chinese"), PAIRS, ids=lambda page: name_of(page))
def test_both_languages_have_the_same_sections_code_and_pictures(english: Path, chinese: Path) -> None:
    """A section, a command, a table's row or a picture that one page has, the other one has at the same place."""
    levels = [[len(hashes) for hashes, _ in _HEADING.findall(prose_of(page))] for page in (english, chinese)]
    assert levels[0] == levels[1]
    assert blocks_of(english) == blocks_of(chinese)
    rows, pictures = (
        [re.findall(pattern, page.read_text("utf-8"), re.M) for page in (english, chinese)]
        for pattern in (r"^\|", r"!\[[^]]*\]\(([^)]+)\)")
    )
    assert rows[0] == rows[1]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_contents_name_every_section(page: Path) -> None:
    """In their order, above the first one."""
    text = prose_of(page)
    anchors = re.findall(r"\]\(#([^)]+)\) ?(?:·|$)", text.partition("\n## ")[0], re.M)
    assert anchors == [anchor_of(heading) for level, heading in _HEADING.findall(text) if level == "##"]


@pytest.mark.parametrize("page", LINKED, ids=name_of)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    """The file exists, and so does the heading after `#`."""
    for link in _LINK.findall(prose_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        if "/actions/workflows/" in path:  # a forge's page about a workflow, relative to the project's own page there
            assert (ROOT / ".github" / "workflows" / path.split("workflows/")[1].split("/")[0]).is_file(), link
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name_of(page)}: {link}"
        if anchor:
            page_there = target / "README.md" if target.is_dir() else target
            headings = [heading for _, heading in _HEADING.findall(prose_of(page_there))]
            assert anchor in map(anchor_of, headings), f"{name_of(page)}: {link}"


@pytest.mark.parametrize("chinese", PAGES[1::2], ids=name_of)
def test_a_chinese_page_sends_nobody_to_an_english_one(chinese: Path) -> None:
    """Except for the first link, which changes the language."""
    links = [link.partition("#")[0] for link in _LINK.findall(prose_of(chinese))]
    english = [link for link in links if link.endswith("README.md")]
    assert english == ["README.md"]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_call_of_yinju_exists(page: Path) -> None:
    """Its command and each of its options."""
    for call in calls_of(page):
        try:
            parse(call)
        except click.UsageError as error:
            pytest.fail(f"{name_of(page)}: yinju {call}: {error.format_message()}")


@pytest.mark.parametrize("page", PAIRS[FOLDERS.index("deploy")], ids=name_of)
def test_the_table_of_settings_names_each(page: Path) -> None:
    """In the environment's spelling, and no other."""
    table = re.search(r"^\| `TELEGRAM_BOT_TOKEN` .*?\n\n", page.read_text("utf-8"), re.M | re.S)
    assert table
    cells = [line.split("|")[1] for line in table[0].splitlines() if line]
    assert sorted(re.findall(r"`([A-Z_]+)`", " ".join(cells))) == sorted(map(str.upper, Settings.model_fields))


def test_the_json_of_an_answer_has_the_documented_keys(library: Library) -> None:
    """All of them and no other; those with a question mark only if there is a value."""
    (block,) = (code for _, code in blocks_of(ROOT / "retrieval" / "README.md") if code.startswith('{"question"'))
    answer = library.ask("阿里云收入增长了多少")
    quote = quote_object(answer.quotes[0])
    keys = {*answer_object(answer, phrases("en")), *quote, *Position.model_fields, *Cell.model_fields}
    assert set(re.findall(r'"(\w+)"', block)) == keys | set(get_args(Answer.model_fields["status"].annotation))


def test_the_readme_names_every_command() -> None:
    """In its table of commands."""
    table = prose_of(PAGES[0]).split("## Commands")[1].split("\n## ")[0]
    assert {name for name in COMMANDS if not re.search(rf"`yinju {name}\b", table)} == set()


def test_each_command_is_run_or_named_with_the_reason() -> None:
    """A new command in a README is run here, or it is said why it cannot be."""
    shown = {re.sub(r"^\.venv/bin/yinju", "yinju", line) for page in PAGES[::2] for line in commands_of(page)}
    assert {line for line in shown - set(RUN) if not line.startswith(tuple(NOT_RUN))} == set()
    assert set(RUN) <= shown
    assert {known for known in NOT_RUN if not any(line.startswith(known) for line in shown)} == set()


@pytest.mark.slow
def test_commands_that_need_nothing_run(run: Run, tmp_path: Path) -> None:
    """Each ends with status 0 and says something, in a folder that holds documents, and without settings."""
    (tmp_path / "seeds").symlink_to(SEEDS)
    for line in RUN:
        done = run(*shlex.split(line)[1:], SEEDS_DIR="")
        assert (done.returncode, bool(done.stdout)) == (0, True), f"{line}: {done.stderr.decode()}"


def test_contributing_names_what_is_there() -> None:
    """Every path that it names is in the checkout, and every name in the file that it is said to be in."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    paths = [path for path in re.findall(r"`([\w./]+/[\w./]*)`", page) if not re.search("NAME|KIND", path)]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    named = re.findall(r"`(?:_cue\(.*?\)` to `)?(\w+)` in\s+`([\w./]+)`", page)
    assert [
        (name, path) for name, path in named if name.removesuffix("NAME") not in (ROOT / path).read_text("utf-8")
    ] == []
