"""The second stage of ranking: what it looks at, and what it puts first."""

import numpy as np
import pytest

from retrieval.ask.confidence import leading_of, witnesses
from retrieval.ask.features import shipped
from retrieval.ask.pool import QuestionTerms, pool_of
from retrieval.ask.query import query
from retrieval.ask.ranking import rank
from retrieval.ask.remainder import Remainders
from retrieval.ask.reranker import candidates_of
from retrieval.language.fold import fold
from retrieval.library import Library
from tests.conftest import LibraryOf

FAQ = "# 借书证\n\n## 借书证丢了怎么办？\n\n请带身份证到一楼服务台，当场补办。\n\n## 借书证如何办理？\n\n在网上填写表格即可。\n"
REPORT = (
    "# 云岭水务有限公司2019年年度报告\n\n云岭水务有限公司成立于1998年。\n\n云岭水务有限公司的总部在昆明。\n\n"
    + "".join(f"云岭水务有限公司在第{n}区供水。\n\n" for n in "一二三四五六七八九")
    + "全年净利润为3200万元。\n"
)


def first(library: Library, question: str) -> str:
    """Return the words that are quoted first."""
    return library.ask(question).quotes[0].text


def feature(library: Library, question: str, name: str) -> dict[str, float]:
    """One feature of every candidate for a question, by the words of the sentence."""
    material = library.material
    asked = query(question, (), material.index, material.analyzer, material.lexicon)
    ranked = rank(asked, material.index)
    leading = leading_of(witnesses(asked, ranked, material))
    found = candidates_of(asked, ranked, leading.entry if leading else None, material)
    entries = found.pool.entries.tolist()
    return {material.words(entry): float(value) for entry, value in zip(entries, found.features[name], strict=True)}


def test_a_question_gives_way_to_the_words_that_answer_it(library_of: LibraryOf) -> None:
    """Though it has more words in common with what is asked than they have."""
    assert first(library_of(faq__md=FAQ), "借书证丢了怎么办") == "请带身份证到一楼服务台，当场补办。"


def test_the_words_of_the_title_do_not_drown_the_asked_word(library_of: LibraryOf) -> None:
    """The name of the report's company stands in every sentence but the one that answers."""
    library = library_of(report__md=REPORT, other__md="# 城南书店\n\n书店有三万册书。\n")
    assert first(library, "云岭水务有限公司2019年的净利润是多少") == "全年净利润为3200万元。"


def test_the_remainder_leaves_out_what_the_document_is_named_by(library_of: LibraryOf) -> None:
    """And a sentence that holds all of the rest has all of it."""
    material = library_of(report__md=REPORT).material
    asked = query("云岭水务有限公司的净利润", (), material.index, material.analyzer, material.lexicon)
    document = material.index.range_of(0)
    name = fold(material.collection.documents[0].name)
    left = Remainders(asked, QuestionTerms(asked, material), material).of([document], [name])
    shares = left.shares(np.arange(len(document), dtype=np.int32), np.zeros(len(document), np.int32))
    assert shares.tolist() == pytest.approx([0.0] * (len(document) - 1) + [1.0])


def test_the_pool_holds_what_follows_a_heading(library_of: LibraryOf) -> None:
    """A sentence that shares no word with the question is found by the heading over it."""
    library = library_of(faq__md="## 停车位怎么申请？\n\n找前台登记。\n\n随后等通知。\n\n## 食堂\n\n二楼。\n")
    material = library.material
    asked = query("停车位怎么申请", (), material.index, material.analyzer, material.lexicon)
    pool = pool_of(rank(asked, material.index), (), material)
    assert {"找前台登记。", "随后等通知。"} <= {material.words(entry) for entry in pool.entries.tolist()}


def test_a_figure_that_the_question_says_itself_is_no_answer(library_of: LibraryOf) -> None:
    """Of two sentences with a number, the one that only repeats the question's shows none."""
    shown = feature(library_of(a__txt="食堂在2019年开业。\n食堂有300个座位。\n"), "2019年食堂有多少个座位", "figure")
    assert shown["食堂有300个座位。"] > shown["食堂在2019年开业。"] == 0


def test_a_label_counts_as_the_field_that_is_asked_for(library_of: LibraryOf) -> None:
    """Before a colon or a verb of being, and in no other place."""
    library = library_of(a__txt="初步诊断：肺炎。\n初步诊断需要三天。\n")
    assert feature(library, "病人的初步诊断是什么", "field") == {"初步诊断：肺炎。": 1.0, "初步诊断需要三天。": 0.0}


def test_what_becomes_something_is_no_label(library_of: LibraryOf) -> None:
    """成为 ends like a verb of being."""
    library = library_of(a__txt="找编剧成为头等大事。\n编剧为秦舟。\n")
    assert feature(library, "编剧是谁", "field") == {"找编剧成为头等大事。": 0.0, "编剧为秦舟。": 1.0}


def test_who_reports_is_no_answer(library_of: LibraryOf) -> None:
    """Their names stand in brackets, and what they report follows."""
    told = "本报讯(记者王明、张洋)剧组名单公布。"
    library = library_of(a__txt=f"{told}\n剧组有王明、张洋和李朗。\n")
    assert feature(library, "剧组名单里都有谁", "list") == {told: 0.0, "剧组有王明、张洋和李朗。": 1.0}


def test_most_of_them_is_no_superlative(library_of: LibraryOf) -> None:
    """It is nearly all; the most of something comes after an article."""
    library = library_of(a__txt="The largest mill grinds oats.\nMost mills grind rye.\n")
    assert set(feature(library, "What do most mills grind?", "superlative").values()) == {0.0}
    found = feature(library, "Which mill grinds the most?", "superlative")
    assert found == {"The largest mill grinds oats.": 1.0, "Most mills grind rye.": 0.0}


def test_the_place_of_the_best_one_is_no_superlative(library_of: LibraryOf) -> None:
    """The question asks for a rank, which other things that are the most of something do not say."""
    library = library_of(a__txt="最强的渡轮是北岸号。\n北岸号在全国排第三。\n")
    assert set(feature(library, "最强的渡轮全国排第几", "superlative").values()) == {0.0}
    assert feature(library, "最强的渡轮是哪艘", "superlative")["最强的渡轮是北岸号。"] == 1.0


def test_a_heading_that_shows_the_figure_of_what_is_asked_is_an_answer(library_of: LibraryOf) -> None:
    """Others only say what is below them, and one with the figure of another thing hardly answers."""
    library = library_of(
        a__md="# 渡轮\n\n## 新渡轮造价\n\n造价。\n\n## 新渡轮造价300万元\n\n没有名字。\n\n## 渡轮旁的码头耗资9万元\n\n旧。\n"
    )
    found = feature(library, "新渡轮造价多少钱", "heading")
    assert found["新渡轮造价300万元"] < 0 < found["渡轮旁的码头耗资9万元"] <= found["新渡轮造价"] == 1


def test_a_yes_counts_as_far_as_it_is_about_what_is_named(library_of: LibraryOf) -> None:
    """A yes to another thing is none; a bare one answers what is asked above it."""
    library = library_of(a__txt="鸽子可以留在码头仓库里。\n仓库里不可以喂养鹦鹉。\n可以。\n码头仓库有鸽子和鹦鹉。\n")
    found = feature(library, "仓库能养鹦鹉吗", "yes_or_no")
    assert found["仓库里不可以喂养鹦鹉。"] > found["可以。"] > found["码头仓库有鸽子和鹦鹉。"] == 0
    assert found["鸽子可以留在码头仓库里。"] < found["仓库里不可以喂养鹦鹉。"]


def test_words_of_one_clause_count_together(library_of: LibraryOf) -> None:
    """An English sentence that has all of them apart has less of them than one that has them in a clause."""
    apart, together = "The ferry sank, and the bell rang at noon.", "The ferry bell rang, and people left."
    shown = feature(library_of(a__txt=f"{apart}\n{together}\n"), "Why did the ferry bell ring?", "clause")
    assert shown[apart] < shown[together]


def test_words_that_stand_together_in_an_english_question_do_so_in_its_answer(library_of: LibraryOf) -> None:
    """Also in other forms, and with a word or two between them."""
    near, far = "The bells of the ferry rang.", "The ferry left the pier as soon as everybody had heard the bell."
    shown = feature(library_of(a__txt=f"{near}\n{far}\n"), "Where is the ferry bell?", "together")
    assert shown == {near: 1.0, far: 0.0}


def test_who_is_a_name_that_the_question_does_not_have(library_of: LibraryOf) -> None:
    """Capitals tell names in English; one of a single word may be a place."""
    person, place, none = "Ada Marsh led the Harrow crew.", "The Harrow crew met in Leeds.", "The crew won."
    shown = feature(library_of(a__txt=f"{person}\n{place}\n{none}\n"), "Who led the Harrow crew?", "person")
    assert shown[person] > shown[place] > shown.get(none, 0.0) == 0


def test_every_feature_has_a_weight(library_of: LibraryOf) -> None:
    """And no weight is of a feature that is not there."""
    material = library_of(a__txt="食堂有300个座位。\n").material
    asked = query("食堂有多少座位", (), material.index, material.analyzer, material.lexicon)
    found = candidates_of(asked, rank(asked, material.index), None, material)
    assert set(found.features) == set(shipped().reranked)


def test_a_question_in_bold_gives_way_to_its_answer(library_of: LibraryOf) -> None:
    """And takes none of the other places, as it answers nothing."""
    text = "# Boats\n\n" + "".join(
        f"**{asked}**\n{told}\n\n"
        for asked, told in [
            ("Can I pay by card?", "Yes, at the kiosk and on board."),
            ("How long can I keep a boat?", "Until the evening bell, at most nine hours."),
            ("Can I bring a dog?", "Dogs travel free, on a lead."),
        ]
    )
    answer = library_of(boats__md=text).ask("how long may I keep a boat")
    assert answer.quotes[0].text == "Until the evening bell, at most nine hours."
    assert not any(quote.text.strip("*\n").endswith("?") for quote in answer.quotes[:2])


@pytest.mark.parametrize("question", ["怎么办借书证", "如何办借书证？", "借书证怎么办"])
def test_a_question_in_another_order_of_words_is_answered(library_of: LibraryOf, question: str) -> None:
    """By the answer to the same one, though another document has its words in a row."""
    library = library_of(
        faq__md="# 常见问题\n\n## 借书证怎么办？\n\n带身份证到一楼填表。\n\n## 几点开门？\n\n早上九点。\n",
        other__md="# 馆史\n\n1990年起可以办借书证。\n\n书库在三楼。\n",
    )
    assert first(library, question) == "带身份证到一楼填表。"


def test_the_subject_of_a_letter_gives_way_to_its_text(library_of: LibraryOf) -> None:
    """Though it has all the words of the question; a greeting says nothing either."""
    library = library_of(
        mail__txt="From: Ann Lee\nSubject: Warehouse closing\n\nHi all,\nThe roof of the warehouse leaks, so it is closing.\n"
    )
    assert first(library, "Why is the warehouse closing?") == "The roof of the warehouse leaks, so it is closing."


def test_what_a_document_is_called_is_no_label(library_of: LibraryOf) -> None:
    """The opening defines the ship; who built it is told further on."""
    library = library_of(
        ship__md="# 海鸥号\n\n海鸥号是一艘往返于南港与北岛之间的渡轮，总吨位412吨，最多能载三百人。\n\n它在1998年换过主机。\n\n建造者为秦朗。\n"
    )
    assert first(library, "海鸥号是谁建造的") == "建造者为秦朗。"


def test_the_answer_under_a_heading_that_asks_the_same_is_found_among_many_that_repeat_its_words(
    library_of: LibraryOf,
) -> None:
    """The words of the question may be in more short sentences than the second stage looks at."""
    log = "# Log\n\n" + "".join(f"Brewkit uninstalled {n} tools.\n\n" for n in range(3, 90, 2))
    faq = "# Questions\n\n## How do I uninstall Brewkit?\n\nRun the removal script from the installer's repository.\n"
    library = library_of(log__md=log, faq__md=faq)
    assert first(library, "How do I uninstall Brewkit?") == "Run the removal script from the installer's repository."
    assert first(library, "how can I uninstall brewkit") == "Run the removal script from the installer's repository."
