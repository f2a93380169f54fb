"""The phrases: the same in every language, and complete."""

import re
import string
from typing import get_args

import pytest
from rich.cells import cell_len

from bot.collections import errors as uploads
from bot.dispatch import administrators, check_pool
from bot.phrases import LANGUAGES, Language, Phrases, language_of, phrases, terminal_phrases
from bot.replies import names
from bot.storage import backup, database
from retrieval import errors
from retrieval.collection import Reason
from retrieval.errors import YinjuError


def leaves(kind: type[YinjuError]) -> set[str]:
    """Return the names of the errors that are raised: those of the tree without children."""
    children = kind.__subclasses__()
    return {name for child in children for name in leaves(child)} if children else {kind.__name__}


def fields(template: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def flat(values: dict[str, object], prefix: str = "") -> dict[str, str]:
    """All phrases by their path."""
    found: dict[str, str] = {}
    for name, value in values.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: str(value)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_phrase_with_the_same_names_in_braces(language: Language) -> None:
    """A phrase that lost its {line} would hide a fact in one language."""
    own, english = flat(phrases(language).model_dump()), flat(phrases("en").model_dump())
    assert own.keys() == english.keys()
    assert {name: fields(own[name]) for name in own} == {name: fields(english[name]) for name in own}
    assert all(own.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_and_every_reason_has_a_sentence(language: Language) -> None:
    """Nobody is shown a class name."""
    spoken = phrases(language)
    assert set(spoken.errors) == leaves(YinjuError)
    assert set(spoken.reasons) == set(get_args(Reason))


def test_the_english_sentences_of_errors_have_the_names_of_the_library(english: Phrases) -> None:
    """The library fills in the names that the phrase asks for."""
    for name, sentence in english.errors.items():
        kinds = (
            vars(errors)
            | vars(database)
            | vars(backup)
            | vars(administrators)
            | vars(check_pool)
            | vars(uploads)
            | vars(names)
        )
        told = {field for field in fields(sentence) if not field.startswith("install[")}
        assert told <= fields(kinds[name].sentence)


@pytest.mark.parametrize(("count", "said"), [(0, "0 pages"), (1, "1 page"), ("1", "1 page"), (2, "2 pages")])
def test_a_count_has_its_noun_in_the_singular_or_the_plural(count: object, said: str, english: Phrases) -> None:
    """One is the singular, also where it was made a text before."""
    assert english.collections.pages.format(count=count) == said


def test_no_english_phrase_says_several_of_one(english: Phrases) -> None:
    """A count beside a noun in the plural has its singular as well; ranges and limits are never one."""
    plural = re.compile(
        r"\{(?:count|total|documents|passages|places|files|lines|times|questions|chats)\} (?:more )?[a-z]+s\b"
    )
    said = {name: text for name, text in flat(english.model_dump()).items() if plural.search(text)}
    assert said.keys() == {
        "missing",
        "usage.unread",
        "preview.page.members",
        "errors.FileAmbiguous",
        "errors.SourceAmbiguous",
    }


@pytest.fixture
def english() -> Phrases:
    """Return the English phrases."""
    return phrases("en")


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("zh-hans", "zh-hans"), ("zh-hant", "zh-hant"), ("zh_TW.UTF-8", "zh-hant"), ("zh-HK", "zh-hant"), ("zh", "zh-hans"),
        ("zh_CN.UTF-8", "zh-hans"), ("en_GB.UTF-8", "en"), ("de", "en"), ("C", "en"), (None, "zh-hans"), ("", "zh-hans"),
        ("zh-hans-hk", "zh-hans"), ("zh_Hans_TW", "zh-hans"), ("zh-Hant-CN", "zh-hant"), ("zh_TW@radical", "zh-hant"),
        ("zh_TW.UTF-8@radical", "zh-hant"), ("zh-MO", "zh-hant"), ("zh-SG", "zh-hans"), ("yue", "zh-hant"), ("yue-HK", "zh-hant"),
        ("yue-Hans", "zh-hans"), ("yue_CN.UTF-8", "zh-hans"), ("cmn", "zh-hans"), ("cmn-TW", "zh-hant"), ("wuu", "zh-hans"),
        ("zhx", "en"), ("ja", "en"), ("POSIX", "en"),
    ],
)  # fmt: skip
def test_the_language_follows_the_code(code: str | None, language: Language) -> None:
    """IETF tags from Telegram and locales from the terminal; Chinese where nothing is known."""
    assert language_of(code) == language


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ({"LC_ALL": "zh_TW.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh-hant"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh-hans"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_TW.UTF-8"}, "zh-hant"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "en"),
    ],
)
def test_the_locale_of_the_terminal_is_read_in_its_order(
    monkeypatch: pytest.MonkeyPatch, locale: dict[str, str], language: Language
) -> None:
    """LC_ALL before LC_MESSAGES before LANG, an empty one like none; English without any."""
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert terminal_phrases().language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_the_terminal_fits_a_narrow_one(language: Language) -> None:
    """Forty columns, where a character of Chinese takes two."""
    assert max(cell_len(line) for line in phrases(language).help_terminal.splitlines()) <= 40


def test_what_an_error_names_is_made_visible(english: Phrases) -> None:
    """The name of a file cannot steer the terminal, and is cut where it is far too long."""
    said = english.error(errors.FileUnknown(file="a\x1b[2J\n" + "b" * 900))
    assert said.startswith("No file a[2J bbb")
    assert len(said) < 400


# Words that a person would not use in an app, or that name one thing in two ways.
ODD = {
    "en": (" behind {", "stands there", "made anew", "Who runs me", "receipt"),
    "zh-hans": ("您", "回执", "用不了", "写不进去", "不认这个", "讀"),
    "zh-hant": ("您", "回執", "安靜時段", "命令", "含義", "程式庫", "这"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_has_a_word_that_was_found_odd(language: Language) -> None:
    """One thing has one name in each language, and nobody is addressed in two ways."""
    said = {name: text.replace("{receipt}", "") for name, text in flat(phrases(language).model_dump()).items()}
    assert {name: text for name, text in said.items() if any(odd in text for odd in ODD[language])} == {}
