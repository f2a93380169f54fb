"""Occurrences of a word."""

from tests.conftest import LibraryOf

NEWS = "标题: 云的一年\n发布时间: 2025-03-01\n链接: https://example.com/1\n正文: 云收入增长。云的收入，还是云收入。\n"


def test_every_place_is_counted_and_shown_by_document(library_of: LibraryOf) -> None:
    """In any script, width and case; a sentence that holds it twice is shown once with both places."""
    library = library_of(a__txt="淘宝上的ＶＩＰ很多。VIP与vip一样。", b__txt="没有會員。只有贵宾。")
    found = library.count("vip")
    assert (found.places, [(stands.document, stands.places) for stands in found.documents]) == (3, [("a.txt#1", 3)])
    assert [[q.text[a:b] for a, b in q.highlights] for q in found.documents[0].quotes] == [["ＶＩＰ"], ["VIP", "vip"]]
    assert library.count("会员").places == 1
    assert library.count("“会员”").places == 1


def test_a_word_that_stands_nowhere_gets_what_is_spelled_nearly_like_it(library_of: LibraryOf) -> None:
    """Zero is an answer; the nearest come first, with how often they stand there."""
    found = library_of(a__txt="闪购很快。闪购很便宜。买卖很大。").count("闪够")
    assert (found.places, found.documents) == (0, ())
    assert (found.nearest[0].term, found.nearest[0].places) == ("闪购", 2)


def test_what_is_offered_is_whole(library_of: LibraryOf) -> None:
    """No piece of a longer term that stands as often, and none that ends with a particle."""
    text = "蓝鲸小铺的会员很多。蓝鲸小铺的店很多。蓝鲸小铺很大。蓝鲸小铺在杭州。"
    terms = [near.term for near in library_of(a__txt=text).count("蓝鲸小浦").nearest]
    assert terms[0] == "蓝鲸小铺"
    assert not {"蓝鲸小", "鲸小铺", "蓝鲸小铺的"} & set(terms)


def test_a_word_that_nothing_is_like_gets_nothing(library_of: LibraryOf) -> None:
    """Neither another word with some of its letters, nor a piece of a phrase with one of its two characters."""
    library = library_of(
        a__txt="淘宝闪购很快。烤箱下火不热了，明天来修。", b__txt="The boat engine failed, and the boom began in 2014."
    )
    for word in ("xyzzy", "penguin", "火锅"):
        found = library.count(word)
        assert (found.places, found.nearest) == (0, ())


def test_a_slip_in_an_english_word_gets_the_word(library_of: LibraryOf) -> None:
    """A letter that is missing, or two that changed places."""
    library = library_of(a__txt="The urchins were archived, and the engine was removed.")
    for slip, word in (("urchn", "urchins"), ("enigne", "engine"), ("remved", "removed")):
        assert [near.term for near in library.count(slip).nearest] == [word]
