"""Ends of sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.blocks import WHITE, Block
from retrieval.documents.sentences import MAX_LATIN_CHARACTERS, MAX_SENTENCE_CHARACTERS, sentences
from tests.stopwatch import processor_seconds


def split(text: str) -> list[str]:
    """Return the sentences of a paragraph as slices."""
    block = Block(start=0, end=len(text), role="text")
    return [text[s.start : s.end] for s in sentences(text, block)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("一。二！三？四", ["一。", "二！", "三？", "四"], id="full stops"),
        pytest.param("他说：“很好。”她走了。", ["他说：“很好。”", "她走了。"], id="a closing quotation mark stays"),
        pytest.param(
            "增长12.5%，达3.6亿。降了。", ["增长12.5%，达3.6亿。", "降了。"], id="a decimal point ends nothing"
        ),
        pytest.param("有啥用。。现在呢", ["有啥用。。", "现在呢"], id="two stops are one end"),
        pytest.param(
            "上一篇《有没有梦想？》是这样写的。", ["上一篇《有没有梦想？》是这样写的。"], id="a title may ask"
        ),
        pytest.param("甲增长27%；乙增长15%。", ["甲增长27%；", "乙增长15%。"], id="a semicolon ends a statement"),
        pytest.param("（甲；乙）都好。", ["（甲；乙）都好。"], id="but not within brackets"),
        pytest.param("It rose; then it fell.", ["It rose; then it fell."], id="nor between English words"),
        pytest.param("A rise;\na fall.", ["A rise;", "a fall."], id="but at the end of a line"),
        pytest.param(
            "亏了四千亿？（后来更正了）\n修桥。（见图）",
            ["亏了四千亿？（后来更正了）", "修桥。", "（见图）"],
            id="an aside to a question",
        ),
        pytest.param("It is v1.2 now. Yes.", ["It is v1.2 now.", "Yes."], id="an ASCII stop before a space"),
        pytest.param(
            "Rev. Ida Marsh saw Fig. 3, i.e. crows vs. gulls etc. in it. She left.",
            ["Rev. Ida Marsh saw Fig. 3, i.e. crows vs. gulls etc. in it.", "She left."],
            id="no abbreviation that goes on",
        ),
        pytest.param("It sells ropes etc. We buy.", ["It sells ropes etc.", "We buy."], id="one that ends a sentence"),
        pytest.param("还可以跌……“几大业务。”", ["还可以跌……", "“几大业务。”"], id="an ellipsis"),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text: str, expected: list[str]) -> None:
    """Marks end a sentence, with whatever closes behind them."""
    assert split(text) == expected


@pytest.mark.parametrize(
    ("clause", "most"),
    [("这个分句一共有十个字，", MAX_SENTENCE_CHARACTERS), ("here is a clause, ", MAX_LATIN_CHARACTERS)],
)
def test_an_over_long_sentence_is_cut_behind_a_clause(clause: str, most: int) -> None:
    """Each piece ends with the comma that it was cut behind, and is nearly as long as is allowed for its letters."""
    text = clause * 60
    pieces = split(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(most - len(clause) <= len(piece) <= most for piece in pieces[:-1])
    assert all(piece[-1] in ",，" for piece in pieces[:-1])


def test_a_number_is_not_cut_in_two() -> None:
    """The comma in 1,000 is no clause."""
    pieces = split("共1,000元与2,000元与" * 60 + "，完。")
    assert not any(piece[-1] == "," or piece[:1] == "0" for piece in pieces)


@given(st.text(alphabet=st.sampled_from("云。，？！”“（）《》；…1.2 \u3000A\n"), max_size=900))
def test_sentences_cover_a_paragraph_once(text: str) -> None:
    """Nothing but white space is lost between sentences, and they come in order."""
    at = 0
    for sentence in sentences(text, Block(start=0, end=len(text), role="text")):
        assert at <= sentence.start < sentence.end
        assert sentence.end - sentence.start <= MAX_SENTENCE_CHARACTERS
        assert not text[at : sentence.start].strip(WHITE)
        at = sentence.end
    assert not text[at:].strip(WHITE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“甲要做。乙也要做。”负责人彭某说道。别的。",
            ["“甲要做。乙也要做。”负责人彭某说道。", "别的。"],
            id="who said it",
        ),
        pytest.param("“甲要做。”乙在别处。", ["“甲要做。”", "乙在别处。"], id="somebody else"),
        pytest.param("口号从“太好逛了吧！”变回早年的样子。", ["口号从“太好逛了吧！”变回早年的样子。"], id="a slogan"),
        pytest.param("（注：甲。乙也是。）都好。", ["（注：甲。乙也是。）都好。"], id="stops within brackets"),
        pytest.param("这不是...360的搜索???", ["这不是...360的搜索???"], id="dots that go on"),
        pytest.param(
            "The price of Dr. Smith is $3.5 in the U.S. today.",
            ["The price of Dr. Smith is $3.5 in the U.S. today."],
            id="abbreviations",
        ),
        pytest.param(
            "（二）雨伞。借期三天。续借一次。", ["（二）雨伞。借期三天。", "续借一次。"], id="an item and its name"
        ),
        pytest.param("雨伞。借期三天。", ["雨伞。", "借期三天。"], id="no item"),
        pytest.param("Apple Inc. is big. Yes.", ["Apple Inc. is big.", "Yes."], id="a company"),
    ],
)
def test_a_sentence_is_read_as_a_whole(text: str, expected: list[str]) -> None:
    """Neither a short quotation nor a bracket is torn apart, and nothing ends at an abbreviation."""
    assert split(text) == expected


def test_a_long_quotation_is_quoted_sentence_by_sentence() -> None:
    """A quotation too long to read in one go is no longer one quote."""
    said = "“" + "我们说了一句比较长的话，又说了一句。" * 12 + "”"
    assert len(split(said)) == 12


@pytest.mark.slow
def test_lone_marks_take_linear_time() -> None:
    """A paragraph of unmatched brackets and quotation marks is split about as fast as any other."""

    def seconds(count: int) -> float:
        return processor_seconds(lambda: split("（阿;“阿；" * count))

    seconds(100)
    assert seconds(20_000) < 10 * seconds(5_000) + 0.1
