"""Collections of the catalog: offered to named chats alone, and nowhere else is anything of them seen."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.live_library import LiveLibrary
from bot.phrases import phrases
from bot.replies.answers import READ
from bot.replies.collections import NAME, REMOVE, SEARCH, key_of
from bot.transport import rate_limiter
from bot.web.preview.standin import Chat, StandIn, User
from retrieval import NamedCollection
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.collections.conftest import HANDBOOK, NEWS, accept, add, answer_to
from tests.bot.collections.test_isolation import DOORS, MINUTE_SECONDS, Others, leaks, secret_file
from tests.bot.conftest import running, until

WORD, NUMBER = "紫檀", 0
QUESTION = f"{WORD}的价格是多少"
HR = NamedCollection(folder="hr", name="人事")
BUTTON = NAME + key_of(HR)


class Firm:
    """A folder with a collection that is offered to Alice's chat, and the chats of Alice and Bob."""

    def __init__(self, api: StandIn, folder: Path, analyzer: Analyzer) -> None:
        self.api, self.folder = api, folder
        self.alice, self.bob = (api.user(name, language_code="zh-hans") for name in ("甲", "乙"))
        self.own, self.other = api.private_chat(self.alice), api.private_chat(self.bob)
        self.group = api.group("群", [self.alice, self.bob])
        self.group.add_bot(by=self.alice, earlier=True)
        (folder / "hr").mkdir(parents=True)
        (folder / "news.md").write_text(NEWS, "utf-8")
        (folder / "hr" / "pay.md").write_text(secret_file(WORD, NUMBER), "utf-8")
        self.offer(self.own.id)
        self.live_library = LiveLibrary(Library.read(FolderReader(folder), analyzer), phrases("en"))

    def offer(self, *chats: int) -> None:
        """Offer the collection to these chats only."""
        named = f'[[collection]]\nfolder = "hr"\nname = "人事"\nchats = {list(chats)}\n'
        (self.folder / "catalog.toml").write_text(named, "utf-8")

    async def press(self, chat: Chat, person: User, data: str) -> list[str]:
        """Press a button of /collection, forged where there is none, and return the buttons then."""
        chat.send(person, "/collection@yinju_bot" if chat is self.group else "/collection")
        listed = await chat.next_bot_message(30)
        await chat.press(person, listed, data, forged=True).answered(30)
        return [button.text for row in listed.buttons for button in row]


@pytest.fixture
async def firm(tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Firm]:
    """Yield a firm whose bot takes files from everybody; neither the bot nor Telegram counts messages."""
    monkeypatch.setattr(rate_limiter, "_PER_MINUTE", 10_000)
    async with StandIn.serve() as api:
        firm = Firm(api, tmp_path / "seeds", analyzer)
        async with running(
            api, firm.live_library(), live_library=firm.live_library, repeats=True, seeds_dir=firm.folder,
            data_dir=tmp_path / "data", uploads="everyone", rate_limit_per_user=0, rate_limit_per_chat=0,
        ):  # fmt: skip
            yield firm


async def test_a_named_chat_chooses_a_collection_and_is_answered_from_it(firm: Firm) -> None:
    """By a button, off again by the same; each citation says where it is from."""
    assert str(7000 + NUMBER) not in await answer_to(firm.own, firm.alice, QUESTION)
    assert "☑ 人事" in await firm.press(firm.own, firm.alice, BUTTON)
    told = await answer_to(firm.own, firm.alice, QUESTION)
    assert f"{WORD}的价格为{7000 + NUMBER}元。" in told
    assert "📎 人事" in told
    assert "📎 公共" in await answer_to(firm.own, firm.alice, "云湖集团2024年的收入是多少")
    assert "☐ 人事" in await firm.press(firm.own, firm.alice, BUTTON)
    assert str(7000 + NUMBER) not in await answer_to(firm.own, firm.alice, QUESTION)


async def test_a_change_in_a_collection_is_noticed_and_a_withdrawn_offer_closes_it(firm: Firm) -> None:
    """While the bot runs."""
    await firm.press(firm.own, firm.alice, BUTTON)
    looks = firm.live_library.looks
    (firm.folder / "hr" / "pay.md").write_text(secret_file(WORD, 5), "utf-8")
    await until(lambda: firm.live_library.looks > looks)
    assert str(7005) in await answer_to(firm.own, firm.alice, QUESTION)
    looks = firm.live_library.looks
    firm.offer(firm.other.id)
    await until(lambda: firm.live_library.looks > looks)
    assert str(7005) not in await answer_to(firm.own, firm.alice, QUESTION)
    assert "☑ 人事" in await firm.press(firm.other, firm.bob, BUTTON)
    assert str(7005) in await answer_to(firm.other, firm.bob, QUESTION)


@pytest.mark.parametrize("kind", DOORS)
async def test_nothing_of_a_collection_is_seen_where_it_is_not_offered(firm: Firm, kind: str) -> None:
    """Through any entry, in a person's chat and a group, also if somebody forges the button."""
    await firm.press(firm.own, firm.alice, BUTTON)
    assert str(7000 + NUMBER) in await answer_to(firm.own, firm.alice, QUESTION)
    data = firm.own.bot_messages[-1].callback_data
    receipt = next(one for one in data if one.startswith(READ)).removeprefix(READ)
    for chat, person in ((firm.other, firm.bob), (firm.group, firm.alice)):
        assert "人事" not in str(await firm.press(chat, person, BUTTON))
        for name, attempt in DOORS[kind].items():
            firm.api.advance(MINUTE_SECONDS)
            found = await attempt(Others(firm.api, chat, person), WORD, receipt)
            assert not leaks(found, NUMBER, WORD, WORD if kind in ("words", "elsewhere") else ""), (name, found)


async def test_a_chat_that_is_answered_from_its_own_documents_only_is_told_that_it_has_none(firm: Firm) -> None:
    """And how to add some, or choose otherwise; nothing shared is quoted meanwhile."""
    card = await add(firm.api, firm.own, firm.alice, "手册.md", HANDBOOK)
    await firm.press(firm.own, firm.alice, f"{SEARCH}own")
    remove = next(data for data in card.callback_data if data.startswith(REMOVE))
    await accept(firm.api, firm.own, firm.alice, card, remove)
    told = await answer_to(firm.own, firm.alice, "云湖集团2024年的收入是多少")
    assert told == phrases("zh-hans").errors["CollectionEmpty"]
    query = firm.api.inline_query(firm.alice, "云湖集团2024年的收入", chat_type="sender")
    await firm.api.until(lambda: query.answer is not None, 20)
    assert "3亿" not in str(query.answer)
    assert "● 本聊天和公共资料" in await firm.press(firm.own, firm.alice, f"{SEARCH}both")
    assert "3亿元" in await answer_to(firm.own, firm.alice, "云湖集团2024年的收入是多少")
