"""Errors in the use of the command line, in the language of the locale."""

from collections.abc import Iterator
from unicodedata import east_asian_width

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from bot.cli import folder_first, yinju
from bot.phrases import LANGUAGES, Language, phrases

LOCALES: dict[Language, str] = {"zh-hans": "zh_CN.UTF-8", "zh-hant": "zh_TW.UTF-8", "en": "en_GB.UTF-8"}
MISUSES = {
    "asks": "there is no command asks. did you mean ask?",
    "ask --foo x": "there is no option --foo.",
    "sources --chek": "there is no option --chek. did you mean --check, --help?",
    "ask --jsonl x": "give a question, as words or on standard input, or --jsonl; --explain goes with neither --json nor --jsonl.",
    "ask --json=3 x": "--json takes no value.",
    "check --jsonl x": "give a claim, as words or on standard input, or --jsonl.",
    "verify": "give either a receipt or --all log.",
    "show": "give either a place or --every n.",
    "show --web --every 3": "--web opens a place: name one.",
    "show --every 0": "--every must be a whole number from 1 up.",
    "show 1 2 3": "not expected here: 2 3",
    "timeline": "word is missing.",
    "add": "file is missing.",
    "backup /": "file must be the path of a file.",
    "preview --port 99999": "--port must be a whole number from 0 to 65535.",
    "eval --convert x q": "--convert must be one of s2t, t2s.",
    "collections lst": "there is no command lst. did you mean list?",
    "collections export x y": "chat must be a whole number.",
    "--collection 3 doctor": "--collection goes with chat, ask, check, locate, count, verify, sources, show, timeline.",
    "--seeds": "--seeds needs a value after it.",
    "ask --seeds": "--seeds needs a value after it.",
}


def told(typed: str, language: Language, monkeypatch: pytest.MonkeyPatch, **settings: str) -> list[str]:
    """Return the lines on stderr of a command that cannot be run."""
    for name, value in ({"LC_ALL": LOCALES[language]} | settings).items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(yinju, typed.split(), prog_name="yinju")
    assert (done.exit_code, done.stdout) == (2, "")
    return done.stderr.splitlines()


@pytest.mark.parametrize(("typed", "sentence"), MISUSES.items())
def test_a_misuse_is_told_in_one_sentence_below_the_usage(
    typed: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every kind that click knows, and those of the commands themselves."""
    *head, last = told(typed, "en", monkeypatch)
    assert last.lower() == sentence
    assert not head or (head[0].startswith("Usage: yinju"), head[-1]) == (True, "")


def test_the_folder_may_be_named_after_the_command() -> None:
    """But not among the words after --."""
    assert folder_first(["ask", "--seeds", "notes", "how many"]) == ["--seeds", "notes", "ask", "how many"]
    assert folder_first(["ask", "how many", "--seeds=notes"]) == ["--seeds=notes", "ask", "how many"]
    assert folder_first(["ask", "--", "--seeds", "notes"]) == ["ask", "--", "--seeds", "notes"]


@pytest.mark.parametrize("typed", MISUSES)
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_a_misuse_is_told_in_chinese_to_who_reads_it(
    typed: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of click's own English is left."""
    *head, last = told(typed, language, monkeypatch)
    assert any(map(_is_wide, last))
    assert not head or head[0].startswith("用法：yinju")
    assert not any(word in " ".join([*head, last]) for word in ("Usage", "Error", "Try", "No such", "Missing"))


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("WEBHOOK_PORT", "x", "设置 WEBHOOK_PORT 无效：应为整数。"),
        ("WEBHOOK_PORT", "70000", "设置 WEBHOOK_PORT 无效：不能大于 65535。"),
        ("RATE_LIMIT_PER_USER", "-1", "设置 RATE_LIMIT_PER_USER 无效：不能小于 0。"),
        ("PUBLIC_URL", "http://a.example", "设置 PUBLIC_URL 无效：应以 https:// 开头。"),
        ("PUBLIC_URL", "nowhere", "设置 PUBLIC_URL 无效：应为网址。"),
        ("PUBLIC_URL", "https://a.example/?q", "设置 PUBLIC_URL 无效：应为不含用户名、“?”和“#”的网址。"),
        ("LOG_FORMAT", "xml", "设置 LOG_FORMAT 无效：应为其中之一：text, json。"),
        ("PRIVACY_LOG", "perhaps", "设置 PRIVACY_LOG 无效：应为 on 或 off。"),
        ("TIMEZONE", "Nowhere", "设置 TIMEZONE 无效：应为时区名称，例如 Asia/Shanghai。"),
    ],
)
def test_a_wrong_setting_is_told_in_the_language_of_the_locale(
    setting: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the reason, and where to change it."""
    (line,) = told("sources", "zh-hans", monkeypatch, **{setting: value})
    assert line.startswith(sentence)


def test_every_language_tells_the_same_faults_of_settings() -> None:
    """None is left to pydantic's English in one language only."""
    kinds = {language: set(phrases(language).usage.setting) for language in LANGUAGES}
    assert kinds["zh-hans"] == kinds["zh-hant"] == kinds["en"]


def _paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of a command and of all below it."""
    yield path
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), name)
            assert found
            yield from _paths(found, (*path, name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_tells_its_help_in_the_language_of_the_locale(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line has words of that language, no line is wider than the terminal, and none is cut."""
    monkeypatch.setenv("LC_ALL", LOCALES[language])
    monkeypatch.setenv("COLUMNS", "72")
    for path in _paths(yinju):
        done = CliRunner().invoke(yinju, [*path, "--help"], prog_name="yinju")
        assert done.exit_code == 0, path
        usage, *lines = done.stdout.splitlines()
        assert usage.startswith(phrases(language).usage.usage.format(usage=" ".join(("yinju", *path))))
        assert max(map(cell_len, lines)) <= 72
        assert not any(kind in done.stdout for kind in ("INTEGER", "RANGE", "FLOAT"))
        assert "…" not in done.stdout.replace("FILE…", "")
        told = [line for line in lines if line.lstrip().startswith(("-h", "--version"))]
        assert all(any(map(_is_wide, line)) is (language != "en") for line in told)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) == "W"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Permission denied", "没有权限"),
        ("database is locked", "正被其他程序使用"),
        ("it is larger than 64 MB", "超过 64 MB"),
        ("it is damaged (KeyError)", "文件已损坏"),
        ("Invalid value (at line 3, column 5)", "第 3 行第 5 列不是有效的 TOML"),
        ("encrypted", "已加密"),
        ("Something else", "Something else"),
    ],
)
def test_the_reason_of_the_system_is_told_in_the_language_of_the_locale(said: str, words: str) -> None:
    """With its numbers; one that is not known stays as it is."""
    assert phrases("zh-hans").cause(said) == words


def test_no_command_at_all_shows_the_help() -> None:
    """A person who types the name alone is not told of an error."""
    done = CliRunner().invoke(yinju, [], prog_name="yinju")
    assert "Commands:" in done.stderr
    assert "Misuse" not in done.stderr
