"""Documents that a chat brought along go when the chat says so, and when it has removed the bot for long enough."""

import gc
from pathlib import Path
from weakref import ref

from bot.collections.folders import CollectionFolder, keys_in
from bot.collections.libraries import Libraries
from bot.replies.collections import REPLACE
from bot.storage.collections import DAYS_AFTER_LEAVING, Collections
from bot.storage.database import Database
from retrieval.library import Library
from tests.bot.collections.conftest import HANDBOOK, Serve, accept, add, answer_to, files_below

DAY_SECONDS = 24 * 3600.0


async def test_forget_leaves_no_trace_on_the_disk(serve: Serve, tmp_path: Path) -> None:
    """Neither the file, nor an older version of it, nor its index, nor its conversion, nor whose it was."""
    async with serve(data_dir=tmp_path / "data") as api:
        alice, bob = (api.user(name, language_code="zh-hans") for name in ("Alice", "Bob"))
        chat, other = api.private_chat(alice), api.private_chat(bob)
        await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五", "十"))
        await accept(api, chat, alice, await add(api, chat, alice, "员工手册.md", HANDBOOK), REPLACE)
        await add(api, other, bob, "别的.md", HANDBOOK.replace("十五", "二十"))
        chat.send(alice, "/forget")
        sure = await chat.next_bot_message()
        await accept(api, chat, alice, sure, sure.callback_data[0])
        left = files_below(tmp_path / "data" / "collections")
        assert "员工手册.md" not in left
        assert "别的.md" in left
        assert len(keys_in(tmp_path / "data" / "collections")) == 1
        assert "十五天" not in await answer_to(chat, alice, "星海科技的年假是多少天")
        assert "二十天" in await answer_to(other, bob, "星海科技的年假是多少天")


async def test_a_group_that_removes_the_bot_is_told_how_long_its_documents_stay(serve: Serve) -> None:
    """By a message to who removed it; who adds it again finds them."""
    async with serve() as api:
        alice = api.user("Alice", language_code="zh-hans")
        private, group = api.private_chat(alice), api.group("群", [alice])
        private.send(alice, "/privacy")
        await private.next_bot_message()
        group.add_bot(by=alice, earlier=True)
        group.send_document(alice, "员工手册.md", HANDBOOK.encode(), "/add@yinju_bot")
        offer = await group.next_bot_message()
        await accept(api, group, alice, offer)
        group.remove_bot(by=alice)
        assert "“群”。这个群的资料将在 30 天后删除" in (await private.next_bot_message()).text
        group.add_bot(by=alice)
        await group.next_bot_message()
        assert "十五天" in await answer_to(group, alice, "/ask@yinju_bot 星海科技的年假是多少天")


def test_documents_of_a_chat_that_removed_the_bot_go_after_thirty_days(library: Library, tmp_path: Path) -> None:
    """Not a day earlier, and those of others stay."""
    collections = Collections(Database())
    libraries = Libraries(tmp_path, tmp_path, lambda: library)
    left, stayed = collections.begin(-1), collections.begin(-2)
    for one in (left, stayed):
        CollectionFolder(tmp_path, one.key).make()
    collections.leave(-1, 1000.0)
    for days, kept in ((DAYS_AFTER_LEAVING - 1, {left.key, stayed.key}), (DAYS_AFTER_LEAVING + 1, {stayed.key})):
        collections.expire(1000.0 + days * DAY_SECONDS)
        libraries.sweep(collections.keys)
        assert set(keys_in(tmp_path)) == kept


def test_only_the_collections_used_last_stay_open_and_a_new_file_indexes_only_its_own(
    library: Library, tmp_path: Path
) -> None:
    """Whichever they are; the index of another chat stays the same file."""
    collections, libraries = Collections(Database()), Libraries(tmp_path, tmp_path, lambda: library, most=2)
    chats = [collections.begin(number) for number in range(3)]
    for number, one in enumerate(chats):
        libraries.folder(one).make()
        (libraries.folder(one).files / "a.md").write_text(f"星海科技的年假为{number + 3}天。", "utf-8")
    opened = [ref(libraries.own(one)) for one in chats]
    gc.collect()
    assert [one() is not None for one in opened] == [False, True, True]
    indexes = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.index")}
    (libraries.folder(chats[0]).files / "b.md").write_text("星海科技的会员数为9万。", "utf-8")
    libraries.own(chats[0])
    changed = {path for path in tmp_path.rglob("*.index") if indexes.get(path) != path.stat().st_mtime_ns}
    assert changed
    assert {path.parents[1].name for path in changed} == {chats[0].key}


async def test_a_group_that_becomes_a_supergroup_takes_its_documents_along(serve: Serve) -> None:
    """Its id changes, and the receipts of its documents stay the same."""
    async with serve() as api:
        alice = api.user("Alice", language_code="zh-hans")
        group = api.group("群", [alice], basic=True)
        group.add_bot(by=alice, earlier=True)
        group.send_document(alice, "员工手册.md", HANDBOOK.encode(), "/add@yinju_bot")
        await accept(api, group, alice, await group.next_bot_message())
        grown = api.upgrade(group)
        await api.all_confirmed()
        assert "十五天" in await answer_to(grown, alice, "/ask@yinju_bot 星海科技的年假是多少天")
