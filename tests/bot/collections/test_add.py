"""A file that somebody sends is among the documents of that chat after one tap, and nowhere else."""

import asyncio
import errno
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from bot.collections.intake import MAX_UPLOAD_MEGABYTES, MEGABYTE
from bot.replies.collections import ADD, KEEP, REMOVE, REPLACE
from bot.replies.start import ASK
from bot.web.preview.standin import StandIn
from retrieval import try_file
from tests.bot.collections.conftest import HANDBOOK, Serve, accept, add, answer_to, files_below
from tests.retrieval.documents.convert.test_add import pdf


async def test_a_file_that_is_sent_is_answered_from_after_one_tap(api: StandIn) -> None:
    """The card has its figures and questions, and the answer names the collection that it comes from."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    card = await add(api, chat, alice, "员工手册.md", HANDBOOK)
    assert card.text.splitlines()[:2] == ["✅ 已加入 员工手册.md", "2 章 · 3 段"]
    told = await answer_to(chat, alice, "星海科技的年假是多少天")
    assert "星海科技的年假为十五天。" in told
    assert "📎 本聊天" in told


async def test_a_question_on_the_card_is_answered_by_the_file(api: StandIn) -> None:
    """A question that would be answered by nothing is not offered."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    card = await add(api, chat, alice, "员工手册.md", HANDBOOK)
    questions = [data for data in card.callback_data if data.startswith(ASK)]
    assert 1 <= len(questions) <= 3
    for question in questions:
        chat.press(alice, card, question)
        assert "📎 本聊天" in (await chat.next_bot_message(30)).text


async def test_both_collections_are_searched_and_the_shared_one_still_answers(api: StandIn) -> None:
    """Documents brought along come beside the operator's, and the list says whose each is."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    told = await answer_to(chat, alice, "云湖集团2024年的收入是多少")
    assert "3亿元" in told
    assert "📎 公共" in told
    listed = (await answer_to(chat, alice, "/sources")).splitlines()[1:]
    assert [line.rpartition("📎 ")[2] for line in listed] == ["本聊天", "公共"]


async def test_a_file_that_is_removed_leaves_nothing(api: StandIn, serve: Serve) -> None:
    """Neither an answer nor its index, nor an older version."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五天", "十天"))
    card = await accept(api, chat, alice, await add(api, chat, alice, "员工手册.md", HANDBOOK), REPLACE)
    remove = next(data for data in card.callback_data if data.startswith(REMOVE))
    await accept(api, chat, alice, card, remove)
    assert card.text == "已移除 员工手册.md，由它生成的数据也已删除。"
    for question in ("星海科技的年假是多少天", "旧版里星海科技的年假是多少天"):
        assert "十天" not in (await answer_to(chat, alice, question)).replace("十五天", "十天")


async def test_the_same_file_again_is_named(api: StandIn) -> None:
    """By its bytes under whatever name, and by its text in whatever form."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    again = await add(api, chat, alice, "手册.md", HANDBOOK)
    assert again.text.startswith("✅ 员工手册.md 已经加入过了")
    other = await add(api, chat, alice, "手册.md", HANDBOOK.replace("\n\n", "\n\n\n"))
    assert other.text == "手册.md 与已加入的 员工手册.md 内容相同，没有重复加入。"


async def test_a_new_version_replaces_the_old_one_if_its_sender_says_so(api: StandIn) -> None:
    """Until then the old one stays; afterwards only the new figure is found, unless somebody asks for the old version."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    asked = await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五天", "二十天"))
    assert asked.callback_data == [REPLACE, KEEP]
    assert "十五天" in await answer_to(chat, alice, "星海科技的年假是多少天")
    await accept(api, chat, alice, asked, REPLACE)
    assert "旧版已保留" in asked.text
    told = await answer_to(chat, alice, "星海科技的年假是多少天")
    assert "二十天" in told
    assert "十五天" not in told
    older = await answer_to(chat, alice, "旧版手册里星海科技的年假是多少天")
    assert "十五天" in older
    assert f"📎 旧版（用到 {date.today()}）" in older


async def test_both_versions_stay_if_their_sender_says_so(api: StandIn) -> None:
    """The new one gets a name of its own."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    asked = await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五天", "二十天"))
    kept = await accept(api, chat, alice, asked, KEEP)
    assert kept.text.splitlines()[0] == "✅ 已加入 员工手册 (2).md"
    told = await answer_to(chat, alice, "星海科技的年假是多少天")
    assert "二十天" in told
    assert "十五天" in told


async def test_hostile_files_are_refused_with_a_sentence(api: StandIn) -> None:
    """Of another kind, damaged, empty, or too large to be handed over."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    for name, content, said in (
        ("病毒.exe", b"MZ", "无法加入 病毒.exe。我能读取的文件类型："),
        ("大.md", b"a" * (MAX_UPLOAD_MEGABYTES * MEGABYTE + 1), "大.md 超过 20 MB"),
    ):
        chat.send_document(alice, name, content)
        assert (await chat.next_bot_message()).text.startswith(said)
    assert (await add(api, chat, alice, "坏.pdf", b"%PDF-1.7 nothing")).text.startswith("无法加入 坏.pdf：")
    assert (await add(api, chat, alice, "空.md", b"\n")).text.startswith("无法加入 空.md：空文件。")
    assert "没有" in await answer_to(chat, alice, "病毒是什么")


async def test_a_pdf_is_quoted_with_its_page(api: StandIn, tmp_path: Path) -> None:
    """The card counts its pages."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    card = await add(api, chat, alice, "report.pdf", pdf(tmp_path / "report.pdf").read_bytes())
    assert card.text.splitlines()[1].startswith("2 pages · ")
    told = await answer_to(chat, alice, "How many meals do riders deliver a day?")
    assert "Riders deliver forty meals a day." in told
    assert "p. 2" in told


async def test_names_have_no_power_over_the_folder(api: StandIn) -> None:
    """A path, the folder's own word lists and hidden names are files like any other."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    for name in ("../../../evil.md", "aliases.txt", ".hidden.md", "~$lock.md"):
        card = await add(api, chat, alice, name, f"# 甲\n\n名为{name[-8:]}的文件说会员数为{len(name)}万。\n")
        assert card.text.startswith("✅ 已加入"), card.text


async def test_who_may_send_files_is_the_operators_choice(serve: Serve) -> None:
    """Owners only, as long as the operator says nothing else."""
    async with StandIn.serve() as api:
        owner, other = api.user("Owner", language_code="en"), api.user("Other", language_code="en")
        async with serve(api, uploads="owners", owner_ids=str(owner.id)):
            for person, said in ((owner, "Add 员工手册.md"), (other, "I can only read text")):
                chat = api.private_chat(person)
                chat.send_document(person, "员工手册.md", HANDBOOK.encode())
                assert said in (await chat.next_bot_message()).text
        async with serve(api, uploads="owners", owner_ids=str(owner.id), uploads_kinds=".pdf"):
            chat = api.private_chat(owner)
            chat.send_document(owner, "员工手册.md", HANDBOOK.encode())
            assert (await chat.next_bot_message()).text == "员工手册.md can't be added. I can read: .pdf"
        async with serve(api, uploads="off", owner_ids=str(owner.id)):
            chat = api.private_chat(owner)
            chat.send_document(owner, "员工手册.md", HANDBOOK.encode())
            assert ADD not in (await chat.next_bot_message()).callback_data


async def test_quotas_bound_a_chat_and_all_of_them(serve: Serve) -> None:
    """By number and by size; older versions count."""
    async with serve(uploads_per_chat=2, uploads_mb=1, uploads_mb_per_chat=2) as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send_document(alice, "大.md", b"a" * (MEGABYTE + 1))
        assert "no space left" in (await chat.next_bot_message()).text
        chat.send_document(alice, "大.md", b"a" * (2 * MEGABYTE + 1))
        assert "more than 2 MB" in (await chat.next_bot_message()).text
        await add(api, chat, alice, "员工手册.md", HANDBOOK)
        asked = await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五", "二十"))
        await accept(api, chat, alice, asked, REPLACE)
        chat.send_document(alice, "b.md", b"b")
        assert "already 2 documents here" in (await chat.next_bot_message()).text


async def test_a_full_disk_is_told_and_leaves_nothing_half(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once there is room again, the same button adds the file; so does the one that replaces another, once."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with serve(data_dir=tmp_path / "data") as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        with monkeypatch.context() as patched:
            patched.setattr("bot.collections.intake._put", full)
            failed = await add(api, chat, alice, "员工手册.md", HANDBOOK)
        assert failed.text.startswith("员工手册.md was not added: there is no space left on the server.")
        assert "员工手册.md" not in files_below(tmp_path / "data" / "collections")
        again = await add(api, chat, alice, "员工手册.md", HANDBOOK)
        assert again.text.startswith("✅")
        asked = await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五", "二十"))
        with monkeypatch.context() as patched:
            patched.setattr("bot.collections.intake._put", full)
            await accept(api, chat, alice, asked, REPLACE)
        assert asked.text.startswith("员工手册.md was not added")
        await accept(
            api, chat, alice, await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五", "九")), REPLACE
        )
        assert files_below(tmp_path / "data" / "collections").count("员工手册.md") == 2


async def test_others_are_answered_while_a_file_is_read(api: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long that takes; its sender sees that it goes on."""
    begun, go_on = Event(), Event()

    def slow(path: Path, *folders: Path) -> object:
        begun.set()
        assert go_on.wait(60)
        return try_file(path, *folders)

    monkeypatch.setattr("bot.collections.intake.try_file", slow)
    monkeypatch.setattr("bot.handlers.additions._PROGRESS_SECONDS", 1.2)
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send_document(alice, "员工手册.md", HANDBOOK.encode())
    offer = await chat.next_bot_message()
    query = chat.press(alice, offer, ADD)
    await asyncio.to_thread(begun.wait, 30)
    assert "3亿元" in await answer_to(api.private_chat(bob), bob, "云湖集团2024年的收入是多少")
    await api.until(lambda: offer.text.startswith("⏳ 员工手册.md：正在读取……"), 30)
    assert any(call.method == "sendChatAction" and call.params["chat_id"] == chat.id for call in api.calls)
    go_on.set()
    await api.until(lambda: query.answer is not None, 30)
    assert offer.text.startswith("✅")


@pytest.mark.parametrize("call", ["getFile", "downloadFile"])
async def test_a_file_that_telegram_does_not_hand_over_can_be_tried_again(api: StandIn, call: str) -> None:
    """A button does it, and nothing is half in."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    api.fail_next(call, status=500, times=3)
    failed = await add(api, chat, alice, "员工手册.md", HANDBOOK)
    assert failed.text == "I couldn't get 员工手册.md from Telegram; please try again in a moment."
    await accept(api, chat, alice, failed)
    assert failed.text.startswith("✅")


async def test_a_file_that_cannot_be_read_gets_the_kinds_that_people_have(api: StandIn) -> None:
    """Not all forty of them; where few are taken, each of those."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send_document(alice, "run.exe", b"MZ")
    said = (await chat.next_bot_message()).text
    assert (
        said == "run.exe can't be added. I can read: .pdf, .docx, .xlsx, .pptx, .txt, .md, .html, .csv, .epub, .eml …"
    )


async def test_of_few_kinds_that_are_taken_each_is_named(serve: Serve) -> None:
    """In the order of the common ones, then by name."""
    async with serve(uploads_kinds=".rst,.txt,.pdf") as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send_document(alice, "run.exe", b"MZ")
        assert (await chat.next_bot_message()).text.endswith("I can read: .pdf, .txt, .rst")
