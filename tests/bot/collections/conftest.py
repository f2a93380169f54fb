"""A bot over one shared document, to which people send files of their own."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.replies.collections import ADD
from bot.web.preview.standin import Chat, Message, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import running
from tests.conftest import LibraryOf

HANDBOOK = "# 员工手册\n\n## 假期\n\n星海科技的年假为十五天。\n\n## 报销\n\n餐费每天最多报销八十元。\n"
NEWS = "# 新闻\n\n云湖集团2024年的收入为3亿元。\n"
Serve = Callable[..., AbstractAsyncContextManager[StandIn]]


@pytest.fixture
def shared(library_of: LibraryOf) -> Library:
    """Return the library of the operator's folder."""
    return library_of(news__md=NEWS)


@pytest.fixture
def serve(shared: Library, tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Serve a bot to which everybody may send files, over one data folder, with other settings where given."""
    home = tmp_path_factory.mktemp("home")

    @asynccontextmanager
    async def serving(api: StandIn | None = None, **settings: object) -> AsyncIterator[StandIn]:
        usual: dict[str, Any] = {"data_dir": home, "uploads": "everyone", "seeds_dir": home / "documents", **settings}
        if api is not None:
            async with running(api, shared, **usual):
                yield api
            return
        async with StandIn.serve() as standin, running(standin, shared, **usual):
            yield standin

    return serving


@pytest.fixture
async def api(serve: Serve) -> AsyncIterator[StandIn]:
    """Yield the stand-in of a bot to which everybody may send files."""
    async with serve() as standin:
        yield standin


async def add(api: StandIn, chat: Chat, person: User, name: str, content: str | bytes) -> Message:
    """Send a file, accept the offer, and return the message that tells what became of it."""
    data = content.encode() if isinstance(content, str) else content
    chat.send_document(person, name, data)
    return await accept(api, chat, person, await chat.next_bot_message())


async def accept(api: StandIn, chat: Chat, person: User, offer: Message, data: str = ADD) -> Message:
    """Press a button of an offer, and return the same message when the file is in, or refused."""
    query = chat.press(person, offer, data)
    await api.until(lambda: query.answer is not None, 60, "the file to be added or refused")
    return offer


async def answer_to(chat: Chat, person: User, question: str) -> str:
    """Ask something, and return the text of the answer."""
    chat.send(person, question)
    return (await chat.next_bot_message(30)).text


def files_below(folder: Path) -> list[str]:
    """Return the names of all files below a folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
