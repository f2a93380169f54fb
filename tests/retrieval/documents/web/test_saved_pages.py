"""Saved news pages of twelve layouts: what of them is read, and what they state."""

import html

import pytest

from retrieval.documents.blocks import Article
from retrieval.documents.formats.recognize import articles
from retrieval.shown import reveal
from tests.retrieval.documents.web.saved_pages import SavedPage, saved_pages

MAX_OTHER_SHARE = 0.05
PAGES = saved_pages()


def read(page: SavedPage) -> Article:
    """Return the only article of a page."""
    (article,) = articles(page.source, "a.html")
    return article


def shown(page: SavedPage) -> list[str]:
    """Return the text of a page, block by block, as people are shown it."""
    return [
        reveal(page.source[b.start : b.end], [(cut.start - b.start, cut.end - b.start) for cut in b.markup]).text
        for b in read(page).blocks
        if b.role
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.layout)
def test_all_paragraphs_of_the_article_are_read(page: SavedPage) -> None:
    """Each as a block of its own, whatever the elements around it."""
    assert [words.strip() for words in shown(page) if words.strip() in page.story.paragraphs] == [
        *page.story.paragraphs
    ]


def test_nearly_nothing_else_is_read() -> None:
    """Less than a twentieth of all text read is neither title nor article."""
    others = total = 0
    for page in PAGES:
        for words in shown(page):
            total += len(words)
            others += 0 if words.strip() in (*page.story.paragraphs, page.story.title) else len(words)
    assert others < MAX_OTHER_SHARE * total


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.layout)
def test_the_title_has_no_name_of_the_site(page: SavedPage) -> None:
    """Wherever the page names it."""
    title = read(page).metadata.title
    assert title is not None
    assert title.value == page.story.title


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.layout)
def test_a_page_states_what_its_elements_or_a_byline_say(page: SavedPage) -> None:
    """Nothing is stated that the layout does not say."""
    found = read(page).metadata
    said = {
        "publisher": found.publisher and found.publisher.value,
        "published": found.published and found.published.value[:10],
        "author": found.authors[0].value if found.authors else None,
        "url": found.url and found.url.value,
    }
    for name, value in said.items():
        if name in page.states:
            assert value == getattr(page.story, name)
        else:
            assert value in (None, getattr(page.story, name))


def test_references_are_shown_as_their_characters() -> None:
    """Not as they are written in the source, which the quote stays a slice of."""
    source = "<html><body><h1>题</h1><p>甲&amp;乙说：&ldquo;好&rdquo;，价格&lt;5元。</p></body></html>"
    page = SavedPage("", source, PAGES[0].story, frozenset())
    assert shown(page)[-1] == html.unescape("甲&amp;乙说：&ldquo;好&rdquo;，价格&lt;5元。")
