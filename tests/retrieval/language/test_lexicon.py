"""Other names and other words."""

from pathlib import Path

import pytest

from retrieval.language.lexicon import ALIASES, NAMES, SYNONYMS, Groups, Lexicon, Occurrence, joined
from tests.conftest import LibraryOf


def test_names_are_found_whole_and_longest_first() -> None:
    """Latin names as words of their own, Chinese ones wherever they stand."""
    groups = Groups([["阿里巴巴", "阿里", "BABA"], ["京东", "JD"]])
    assert list(groups.find("阿里巴巴和jd，jdk和abaca")) == [
        Occurrence(0, 4, "阿里巴巴"),
        Occurrence(5, 7, "jd"),
    ]
    assert groups.others("阿里巴巴") == ["阿里", "baba"]


def test_a_single_character_is_found_only_where_it_is_a_word() -> None:
    """卖 in 卖家 is not the verb."""
    groups = Groups([["卖", "出售"]])
    assert list(groups.find("卖家卖货", {(0, 2), (2, 3), (3, 4)})) == [Occurrence(2, 3, "卖")]
    assert list(groups.find("卖家卖货")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("淘宝 闪 购", "淘宝闪购"),
        ("8 8 vip", "88 vip"),
        ("阿里  云 ai", "阿里云 ai"),
        ("the a b test", "the ab test"),
        ("what's a cask", "what's a cask"),
    ],
)
def test_spaces_inside_of_words_are_taken_out(text: str, expected: str) -> None:
    """Between Chinese characters and between single letters; words of letters stay apart."""
    assert joined(text) == expected


def test_the_shipped_groups_have_two_expressions_at_least() -> None:
    """A group of one would say nothing."""
    for name, separator in ((ALIASES, " = "), (SYNONYMS, None)):
        data = (Path(__file__).parents[3] / "retrieval/language/data" / name).read_text("utf-8")
        for line in data.splitlines():
            if line and not line.startswith("#"):
                assert len(line.split(separator)) > 1, line


def test_a_folder_brings_its_own_names_and_words(tmp_path: Path) -> None:
    """In files of the same form beside the documents."""
    (tmp_path / ALIASES).write_text("# ours\n星海科技 = 星海 = StarSea\n")
    (tmp_path / SYNONYMS).write_text("食堂 饭堂\n")
    (tmp_path / NAMES).write_text("# ours\ncompany: 星海科技 StarSea\nno kind of names\n")
    lexicon = Lexicon(tmp_path)
    assert lexicon.aliases.others("starsea") == ["星海科技", "星海"]
    assert lexicon.all.others("饭堂") == ["食堂"]
    assert lexicon.names[-1] == ("company", ("星海科技", "starsea"))


def test_lists_of_names_and_words_are_no_documents(library_of: LibraryOf) -> None:
    """None of them is quoted, and the words in them find those of the documents."""
    lists = {"aliases__txt": "食堂 = 饭堂\n", "synonyms__txt": "吃 用餐\n"}
    library = library_of(
        a__txt="食堂十点开门。\n", glossary__txt="canteen = 食堂\n", names__txt="place: 食堂\n", **lists
    )
    assert [file.name for file in library.files] == ["a.txt"]
    assert library.ask("饭堂几点开门").quotes[0].text == "食堂十点开门。"


def test_a_nickname_finds_the_name_that_the_material_has(library_of: LibraryOf) -> None:
    """The quote has the name as it stands."""
    library = library_of(a__txt="腾讯用混元做了广告。\n别的公司做了别的。\n还有一家什么也没做。\n")
    assert library.ask("鹅厂做了什么").quotes[0].text == "腾讯用混元做了广告。"


def test_an_everyday_word_finds_the_written_one(library_of: LibraryOf) -> None:
    """But a text with the asked word itself comes first."""
    library = library_of(a__txt="甲公司出售了仓库。\n乙公司有个食堂。\n")
    assert library.ask("谁把东西卖掉了").quotes[0].text == "甲公司出售了仓库。"
    library = library_of(b__txt="丙公司卖掉了汽车。\n")
    assert library.ask("谁把东西卖掉了").quotes[0].text == "丙公司卖掉了汽车。"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("房东是谁", "出租方：何建国"),
        ("房租多少", "租金为每月18000元。"),
        ("租约到哪天为止", "租赁期限自2024年5月1日起至2029年4月30日止。"),
        ("供货商是哪家", "供应商为江南粮油。"),
        ("邮费多少", "配送费每单5元。"),
    ],
)
def test_words_of_a_shop_find_those_of_its_papers(library_of: LibraryOf, asked: str, written: str) -> None:
    """Who rents, buys and sends speaks otherwise than contracts do."""
    library = library_of(a__txt=f"早上七点开门。\n\n{written}\n\n面包当天做好。\n")
    answer = library.ask(asked)
    assert answer.missing == ()
    assert answer.quotes[0].text == written
