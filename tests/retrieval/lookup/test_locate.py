"""Location of a text: sentences written here, and sentences of the shipped documents altered by a generator."""

import random
import re

import pytest
from opencc import OpenCC

from retrieval.errors import ClaimEmpty, ClaimTooLong
from retrieval.library import Library
from retrieval.lookup.locate import Location
from tests.conftest import LibraryOf

TEXT = "第一句是引子。星海科技全年收入398亿元,同比增长34.5%。它的海外业务亏损收窄。最后一句。"
# Characters that are put into sentences, common ones of both scripts.
_COMMON = (
    "的一是不了在人有我他这個上們來到時大地為子中你說生國年著就那和要她出也得里後自以會家可下而過天去能對小多然於心學"
)
# Sentences of the same kind as the documents', about nothing that they speak of.
_SUBJECTS = ("河边的渔夫", "这座古庙", "高山上的牧民", "那位钢琴家", "北方的森林")
_VERBS = ("在清晨修补", "世代守护着", "终于找到了", "从不谈起", "慢慢忘记了")
_OBJECTS = ("破旧的木船", "石头上的碑文", "失散的羊群", "童年的乐谱", "松树的年轮")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("星海科技全年收入398亿元,同比增长34.5%。", id="as it is"),
        pytest.param("星海科技全年收入398亿元同比增长34.5%", id="without punctuation"),
        pytest.param("星海科技全年收入３９８億元，同比增長34.5％。", id="other script and width"),
        pytest.param("星海 科技 全年\n收入398 亿元", id="spaces, and a part of it"),
    ],
)
def test_the_same_letters_stand_there_word_for_word(library_of: LibraryOf, text: str) -> None:
    """Script, width, punctuation and spaces are no difference."""
    found = library_of(a__txt=TEXT).locate(text)
    assert (found.status, len(found.places)) == ("word_for_word", 1)
    place = found.places[0]
    assert place.words == TEXT[place.start : place.end]
    assert place.words.startswith("星海科技全年收入398亿元")
    assert (place.likeness, place.differences) == (1.0, ())


def test_a_paragraph_stands_where_its_sentences_do(library_of: LibraryOf) -> None:
    """All of them are quoted."""
    found = library_of(a__txt=TEXT).locate("星海科技全年收入398亿元，同比增长34.5%。它的海外业务亏损收窄。")
    assert found.status == "word_for_word"
    assert [quote.text for quote in found.places[0].quotes] == [
        "星海科技全年收入398亿元,同比增长34.5%。",
        "它的海外业务亏损收窄。",
    ]


def test_differences_are_told_letter_by_letter_and_a_misquoted_figure_first(library_of: LibraryOf) -> None:
    """With the slices of both texts; a figure is told whole."""
    text = "星海科技的年收入398亿元，而且同比增长43.5%！"
    found = library_of(a__txt=TEXT).locate(text)
    (place,) = found.places
    assert found.status == "altered"
    assert [(d.kind, d.claimed, d.found, d.figure) for d in place.differences] == [
        ("changed", "43.5%", "34.5%", True),
        ("changed", "的", "全", False),
        ("inserted", "而且", "", False),
    ]
    for difference in place.differences:
        assert text[difference.own.start : difference.own.end] == difference.claimed
        assert TEXT[difference.there.start : difference.there.end] == difference.found


def test_what_is_put_together_from_a_sentence_is_no_altered_quote(library_of: LibraryOf) -> None:
    """Words of the middle of a clause, or pieces of words, are no other wording of its first or last ones."""
    library = library_of(a__txt="Giant kelp (Macrocystis pyrifera) grows up to 60 cm a day in good light.")
    assert library.locate("Kelp grows up to 80 cm a day").status == "not_found"
    oven = "烤箱型号 NFC-4D，每季度请厂家检修一次，维修电话400-820-1166，保修期到2027年6月。\n冷藏柜每月15日除霜。\n"
    assert library_of(b__txt=oven).locate("烤箱保修期到2027年6月").status == "not_found"


def test_a_first_word_that_is_another_is_named(library_of: LibraryOf) -> None:
    """If the clause begins there, and if it is a small part of the text."""
    library = library_of(a__txt="In 2022, divers removed 18 tonnes of purple urchins from Albion Cove.")
    for text in ("fishers removed 18 tonnes of purple urchins", "moved 81 tonnes of purple urchins from Albion Cove"):
        (place,) = library.locate(text).places
        assert {"divers", "18"} & {difference.found.strip() for difference in place.differences}


def test_the_same_number_in_another_spelling_is_no_misquoted_figure(library_of: LibraryOf) -> None:
    """It is a difference of letters."""
    (place,) = library_of(a__txt="全国一共有二十亿件商品等着上架。").locate("全国一共有20亿件商品等着上架。").places
    assert [(d.claimed, d.figure) for d in place.differences] == [("20", False)]


def test_of_a_text_that_is_from_there_in_part_the_sentences_are_found(library_of: LibraryOf) -> None:
    """With the slice of the text that each is, and what differs."""
    text = "大家早上好，今天天气不错，我们先去河边钓鱼再回来吃饭。星海科技全年收入389亿元,同比增长34.5%。晚上一起去听音乐会，记得带上雨伞和外套。"
    found = library_of(a__txt=TEXT).locate(text)
    assert found.status == "in_part"
    (place,) = found.places
    assert text[place.own.start : place.own.end] == "星海科技全年收入389亿元,同比增长34.5%。"
    (difference,) = place.differences
    assert (text[difference.own.start : difference.own.end], difference.found) == ("389亿", "398亿")


CUT = "平台取消超时罚款,但骑手须先通过考核。除非遇到暴雨,展馆周一照常开放。"
LEFT_OUT = "物流方面,配送时效明显提升,单均物流成本显著降低。"


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        pytest.param("平台取消超时罚款。", "但骑手须先通过考核。", id="before 但"),
        pytest.param("展馆周一照常开放。", "除非遇到暴雨", id="after 除非"),
        pytest.param("平台取消超时罚款,但骑手须先通过考核。", "", id="whole"),
        pytest.param("骑手须先通过考核。", "", id="the turn itself"),
    ],
)
def test_words_that_turn_what_was_cut_before_them_are_named(library_of: LibraryOf, text: str, turn: str) -> None:
    """They are the rest of the sentence, or the condition at its beginning."""
    found = library_of(a__txt=TEXT + CUT).locate(text)
    assert (found.status, found.places[0].turn) == ("word_for_word", turn)


def test_words_left_out_in_the_middle_are_the_difference(library_of: LibraryOf) -> None:
    """The place runs from the beginning of the first piece to the end of the second."""
    found = library_of(a__txt=TEXT + LEFT_OUT).locate("物流方面,单均物流成本显著降低。")
    assert found.status == "abridged"
    (place,) = found.places
    assert place.words == LEFT_OUT.rstrip("。")
    assert [(d.kind, d.found) for d in place.differences] == [("deleted", "配送时效明显提升")]


def test_a_text_put_together_from_two_places_has_both(library_of: LibraryOf) -> None:
    """Each with the slice of the text that it is, in the order of the text."""
    text = "星海科技全年收入398亿元,单均物流成本显著降低。"
    found = library_of(a__txt=TEXT, b__txt=LEFT_OUT).locate(text)
    assert found.status == "stitched"
    assert [(place.file, place.words) for place in found.places] == [
        ("a.txt", "星海科技全年收入398亿元"),
        ("b.txt", "单均物流成本显著降低"),
    ]
    assert [text[place.own.start : place.own.end] for place in found.places] == [place.words for place in found.places]


def test_a_long_beginning_of_another_sentence_is_a_place_of_its_own(library_of: LibraryOf) -> None:
    """It is one also if most of the text is of the other sentence; a date in place of another is a change of it."""
    rest = "双方将于十月在会展中心的三号馆签署为期五年的物流合作协议，并成立一个由七家航运公司组成的联合工作组。"
    library = library_of(
        a__txt=f"经理事会一致同意，{rest}", b__txt="经仲裁委再三调解，赔偿减半。2024年5月17日，仓库停租。"
    )
    stitched = library.locate(f"经仲裁委再三调解，{rest}")
    assert stitched.status == "stitched"
    assert [place.file for place in stitched.places] == ["b.txt", "a.txt"]
    assert library.locate(f"2024年5月17日，{rest}").status == "altered"


def test_what_was_left_out_is_looked_for_where_least_of_it_was(library_of: LibraryOf) -> None:
    """A beginning that other sentences have too is that of the sentence with the end."""
    text = "在2021年10月，公司收购了码头。在2021年10月，公司换了审计师，账目由此更加透明。"
    found = library_of(a__txt=text).locate("在2021年10月，账目由此更加透明。")
    assert found.status == "abridged"
    assert [d.found for d in found.places[0].differences] == ["公司换了审计师"]


def test_the_number_of_a_note_hides_no_turn(library_of: LibraryOf) -> None:
    """Encyclopaedias have one before the comma."""
    found = library_of(a__txt="新航线每周飞四班[12]，但冬季停飞。").locate("新航线每周飞四班[12]。")
    assert found.places[0].turn == "但冬季停飞。"


@pytest.mark.parametrize(
    "text", ["星海科技全年收入389亿元,同比增长34.5%。", "星海科技全年总收入398亿元,同比增长34.5%。"]
)
def test_a_changed_or_added_word_is_no_joint(library_of: LibraryOf, text: str) -> None:
    """The words on both sides of it are one piece."""
    assert library_of(a__txt=TEXT).locate(text).status == "altered"


@pytest.mark.parametrize(
    ("claim", "left_out"),
    [
        pytest.param("住宅用电上调4.5%", "2.8%，工业用电上调", id="its figure is another"),
        pytest.param("工程亏损4,922万元", "应为4,229万元，早先误写为", id="its figure was corrected"),
    ],
)
def test_a_figure_behind_what_was_left_out_is_no_change(library_of: LibraryOf, claim: str, left_out: str) -> None:
    """It stands there; that another one stands before it was left out."""
    text = "会上决定住宅用电上调2.8%，工业用电上调4.5%。后来说工程亏损应为4,229万元，早先误写为4,922万元。"
    (place,) = library_of(a__txt=text).locate(claim).places
    assert [(d.kind, d.claimed, d.found) for d in place.differences] == [("deleted", "", left_out)]


def test_words_in_place_of_a_figure_are_no_other_figure(library_of: LibraryOf) -> None:
    """Neither is a figure in place of words, though it is among the differences to look at."""
    found = library_of(a__txt="新馆的展厅里总共摆放着三百件青铜器。").locate("新馆的展厅里总共摆放着许多件青铜器。")
    assert [(d.claimed, d.found, d.figure) for d in found.places[0].differences] == [("许多", "三百", False)]


@pytest.mark.parametrize("claim", ["单价15", "单价1", "每箱运费单价1.", "The new fee is 2"])
def test_digits_of_a_longer_figure_are_another_figure(library_of: LibraryOf, claim: str) -> None:
    """The beginning of 1,526 stands there, and is said of nothing."""
    assert library_of(a__txt="每箱运费单价1,526元。\n\nThe new fee is 2025 crowns.").locate(claim).status == "not_found"


@pytest.mark.parametrize(
    ("claim", "left_out"),
    [
        pytest.param("我们不是反对修路，是反对补偿。", "不公平的", id="at the end"),
        pytest.param("金卡会员享9.5折，特价品除外", "累计消费满1000元", id="at the beginning"),
    ],
)
def test_the_first_and_last_words_are_looked_for_a_little_beyond(
    library_of: LibraryOf, claim: str, left_out: str
) -> None:
    """They were added to nothing: what stands between was left out."""
    text = "村民说：我们不是反对修路，是反对不公平的补偿。\n\n金卡会员（累计消费满1000元）享9.5折，特价品除外。"
    (place,) = library_of(a__txt=text).locate(claim).places
    assert [(d.kind, d.found) for d in place.differences] == [("deleted", left_out)]


def test_words_beyond_the_end_of_a_sentence_are_of_another(library_of: LibraryOf) -> None:
    """They are added where the sentence ends without them."""
    found = library_of(a__txt="我们不是反对修路，是反对强拆。补偿另议。").locate("我们不是反对修路，是反对补偿。")
    assert [d.claimed for d in found.places[0].differences] == ["补偿"]


@pytest.mark.parametrize("claim", ["Margaret voted against the repair", "Three members are a quorum of the committee"])
def test_a_common_phrase_is_no_half_of_a_text(library_of: LibraryOf, claim: str) -> None:
    """A noun with its article stands in many sentences; the half of a quote says something."""
    text = (
        "The committee approved the repair by three votes to one; Margaret voted against.\n\n"
        "Three members are a quorum.\n\nSheds need the written consent of the committee.\n"
    )
    assert library_of(a__txt=text).locate(claim).status != "stitched"


def test_words_that_join_two_names_make_no_quote_of_them(library_of: LibraryOf) -> None:
    """Each name is in a sentence of its own; that one denies the other is said in the reader's own words."""
    text = "卫生局发言人林静在会上介绍了情况。她也否认网上流传的“接种导致失忆”的说法。"
    assert library_of(a__txt=text).locate("卫生局发言人否认接种导致失忆").status != "stitched"


def test_the_same_words_in_two_documents_are_two_places(library_of: LibraryOf) -> None:
    """In the order of the documents."""
    found = library_of(a__txt=TEXT, b__txt=TEXT).locate("它的海外业务亏损收窄")
    assert [place.file for place in found.places] == ["a.txt", "b.txt"]


def test_a_long_passage_is_found_and_what_was_changed_in_it(library: Library) -> None:
    """Two thousand characters with one figure changed: it is the only difference."""
    whole = library.text("003_b51d8a116362c2bb.txt")
    start = whole.index("首先,庞大的用户基数")
    found = library.locate(whole[start : start + 2000].replace("9.74亿", "9.47亿"))
    assert [(d.claimed, d.found) for d in found.places[0].differences if d.figure] == [("9.47亿", "9.74亿")]
    assert found.places[0].likeness > 0.95


@pytest.mark.parametrize(("text", "error"), [("。。", ClaimEmpty), ("云" * 5000, ClaimTooLong)])
def test_what_is_no_text_is_refused(library_of: LibraryOf, text: str, error: type[Exception]) -> None:
    """Nothing to look up, or too much."""
    with pytest.raises(error):
        library_of(a__txt=TEXT).locate(text)


def sentences(library: Library, count: int) -> list[str]:
    """Sentences of the shipped documents, of twelve letters at least, the same ones every time."""
    files = {quote.file: library.text(quote.file) for quote in library.count("的").documents[0].quotes}
    assert files
    found = ["".join(piece.text for piece in page.pieces if piece.marked) for page in library.samples(2)]
    long = [sentence for sentence in found if sum(c.isalnum() for c in sentence) >= 12]
    return random.Random(1).sample(long, count)


def holds(found: Location, sentence: str) -> bool:
    """Return whether a sentence is among those that were found."""
    return any(quote.text == sentence for place in found.places for quote in place.quotes)


def altered(sentence: str, share: float, rng: random.Random) -> str:
    """Return a sentence of which so many letters were changed, left out or doubled by another."""
    letters = list(sentence)
    places = [at for at, character in enumerate(letters) if character.isalnum()]
    for at in rng.sample(places, round(len(places) * share)):
        letters[at] = rng.choice((rng.choice(_COMMON), "", letters[at] + rng.choice(_COMMON)))
    return "".join(letters)


def test_sentences_of_the_documents_are_found_as_they_are_and_altered(library: Library) -> None:
    """The bars of the product: 99 of 100 as they are, 95 of 100 with a fifth of the letters changed."""
    rng, chosen = random.Random(2), sentences(library, 60)
    other = OpenCC("t2s"), OpenCC("s2t")
    as_it_is = [holds(library.locate(each), each) for each in chosen]
    bare = [holds(library.locate("".join(filter(str.isalnum, each))), each) for each in chosen]
    converted = [holds(library.locate(other[other[0].convert(each) == each].convert(each)), each) for each in chosen]
    changed = [holds(library.locate(altered(each, 0.2, rng)), each) for each in chosen]
    assert sum(as_it_is) == sum(converted) == len(chosen)
    assert sum(bare) >= 0.99 * len(chosen)
    assert sum(changed) >= 0.95 * len(chosen)


def test_a_changed_number_of_a_sentence_of_the_documents_is_named_first(library: Library) -> None:
    """The whole number, in the words of the text and of the document."""
    rng, named = random.Random(3), []
    for sentence in sentences(library, 150):
        found = re.search(r"(?<![\d.,A-Za-z])\d{2,}(?![\d.,A-Za-z])", sentence)
        if found:
            digit = rng.choice([d for d in "123456789" if d != found[0][0]])
            text = sentence[: found.start()] + digit + sentence[found.start() + 1 :]
            (first, *_) = library.locate(text).places[0].differences
            named.append(first.figure and digit + found[0][1:] in first.claimed and found[0] in first.found)
    assert len(named) >= 20
    assert sum(named) >= 0.95 * len(named)


def test_sentences_from_elsewhere_stand_nowhere(library: Library) -> None:
    """Not one of 125 that speak of other things is attributed to the documents."""
    elsewhere = [s + v + o + "。" for s in _SUBJECTS for v in _VERBS for o in _OBJECTS]
    assert [text for text in elsewhere if library.locate(text).status != "not_found"] == []


def test_a_sentence_over_several_cues_is_quoted_cue_by_cue(library_of: LibraryOf) -> None:
    """Each with the time at which the words begin; no timing is among the words."""
    cues = (
        "1\n00:00:01,000 --> 00:00:03,000\n我们去年种了两百棵\n\n2\n00:00:03,000 --> 00:00:06,500\n梨树，活了九成。\n"
    )
    (place,) = library_of(a__srt=cues).locate("去年种了两百棵梨树").places
    assert place.words == "去年种了两百棵 梨树"
    assert [(quote.text, quote.said_at) for quote in place.quotes] == [
        ("我们去年种了两百棵", "00:00:01"),
        ("梨树，活了九成。", "00:00:01"),
    ]
