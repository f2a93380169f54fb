"""The reader over libraries of the test's own, and somebody who asks it over HTTP."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import pytest

from bot.web.reader.website import website
from retrieval.library import Library
from retrieval.model import Quote

QUESTION = "阿里云收入增长了多少"
Asking = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@asynccontextmanager
async def _asking(
    library: Library, *, hosts: Collection[str] | None = None, in_telegram: bool = False, language: str = "en"
) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with a browser of this language, and the reader of a library in the same process."""
    app = website(lambda: library, hosts, in_telegram=in_telegram)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False),
        base_url="http://127.0.0.1",
        headers={"Accept-Language": language},
    ) as client:
        yield client


@pytest.fixture
def asking() -> Asking:
    """Ask the reader of a library."""
    return _asking


def three_quotes(library: Library) -> list[Quote]:
    """Three quotes of the shipped documents that answer one question: one of an article, then two of another."""
    quotes = sorted(library.ask(QUESTION).quotes, key=lambda quote: (quote.file, quote.start))
    assert len(quotes) == 3
    assert quotes[0].document != quotes[1].document == quotes[2].document
    return quotes
