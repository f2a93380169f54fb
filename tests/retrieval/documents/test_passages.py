"""Passages: whole sentences under one heading."""

from retrieval.collection import Collection
from retrieval.documents.formats.recognize import articles
from retrieval.documents.passages import MAX_PASSAGE_CHARACTERS, passages
from retrieval.documents.sentences import MAX_SENTENCE_CHARACTERS


def test_a_passage_stays_under_its_heading() -> None:
    """The heading opens its passage and travels as the section of those that follow."""
    text = "# 题\n\n开头。\n\n## 01\n\n## 收入\n\n" + "云收入增长了一些。" * 50 + "\n\n## 02 成本\n\n成本下降。\n"
    (article,) = articles(text)
    found = passages(text, article, 0)
    assert [p.section for p in found] == [None, *["01 收入"] * (len(found) - 2), "02 成本"]
    assert len(found) == 4


def test_a_summary_is_no_part_of_the_article() -> None:
    """A passage never runs from the text into the summary behind it."""
    text = "标题: 题\n链接: https://example.com\n正文: 正文一句。\n摘要: 摘要一句。\n"
    (article,) = articles(text)
    assert [{s.role for s in p.sentences} for p in passages(text, article, 0)] == [{"title", "text"}, {"summary"}]


def test_passages_of_the_seeds_are_about_a_paragraph_long(seeds: Collection) -> None:
    """None is longer than allowed, but for one sentence that is longer by itself."""
    for passage in seeds.passages:
        size = sum(sentence.end - sentence.start for sentence in passage.sentences)
        assert size <= MAX_PASSAGE_CHARACTERS + MAX_SENTENCE_CHARACTERS
        if len([s for s in passage.sentences if s.role == "text"]) > 1:
            assert size <= MAX_PASSAGE_CHARACTERS


def test_every_sentence_of_the_seeds_is_in_one_passage(seeds: Collection) -> None:
    """In order and without overlap, in each file."""
    ends: dict[str, int] = {}
    for passage in seeds.passages:
        file = seeds.document_of(passage).file
        for sentence in passage.sentences:
            assert sentence.start >= ends.get(file, 0)
            ends[file] = sentence.end


def test_nothing_on_the_list_of_furniture_can_be_quoted(seeds: Collection) -> None:
    """No sentence of the seeds holds what a scraped page has beside its article."""
    furniture = ("<<<<<<<", "=======", ">>>>>>>", "![", "](", "{%", "查看详情", "图片来源", "圖片來源", "免责声明", "当前位置", "IP属地", "赞赏", "禁止转载", "特别声明", "**")  # fmt: skip
    for passage in seeds.passages:
        text = seeds.text(seeds.document_of(passage).file)
        for sentence in passage.sentences:
            words = text[sentence.start : sentence.end]
            assert not any(mark in words for mark in furniture), words
