"""Gaps: questions without a good answer, for those who run the bot."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.exchanges import Exchange
from bot.storage.storage import Storage
from bot.web.preview.standin import StandIn, User
from retrieval.evaluation.questions import read_questions
from retrieval.library import Library
from tests.bot.conftest import Run, running

QUESTION = "阿里云收入增长了多少"
UNANSWERED = "番茄炒蛋怎么做 <&>"


@pytest.fixture
async def owned(library: Library, tmp_path: Path) -> AsyncIterator[tuple[StandIn, User]]:
    """Yield the bot, and the person who runs it."""
    async with StandIn.serve(username="Yinju_Bot") as api:
        owner = api.user("Alice", language_code="en")
        async with running(api, library, data_dir=tmp_path / "data", owner_ids=frozenset({owner.id})):
            yield api, owner


async def test_gaps_and_stats_are_for_owners(owned: tuple[StandIn, User]) -> None:
    """Questions that found nothing or were voted against, with figures; small talk and answered questions are none."""
    api, owner = owned
    bob = api.user("Bob", language_code="en")
    his, hers = api.private_chat(bob), api.private_chat(owner)
    for question in (QUESTION, UNANSWERED, UNANSWERED, "你好", "？！", "“番茄炒蛋”"):
        his.send(bob, question)
        await his.next_bot_message()
    answer = his.bot_messages[0]
    await his.press(bob, answer, "vote:-").answered()
    await his.press(bob, answer, "why:partial").answered()
    hers.send(owner, "/gaps")
    assert (await hers.next_bot_message()).text.splitlines() == [
        "Questions to improve: 2",
        f"• {QUESTION} → {UNANSWERED} · not answered ×2",
        f"• {QUESTION} · 👎 1 (Incomplete 1)",
    ]
    hers.send(owner, "/stats")
    assert (await hers.next_bot_message()).text.splitlines() == [
        "Documents: 12",
        "Last 14 days: 6 questions in 1 chat, 1 answered",
        "Votes: 👍 0 · 👎 1",
        "Questions to improve: 2 (/gaps)",
    ]
    for command in ("/gaps", "/stats"):
        his.send(bob, command)
        assert (await his.next_bot_message()).text == f"There is no command {command}. /help lists the commands."


async def test_what_others_asked_is_told_in_no_group(owned: tuple[StandIn, User]) -> None:
    """Not even where an owner asks; the bot is silent there, as at any command that is none of its own."""
    api, owner = owned
    group = api.group("群", members=[owner])
    group.add_bot(by=owner, earlier=True)
    group.send(owner, "/gaps@Yinju_Bot")
    group.send(owner, "/stats@Yinju_Bot")
    asked = group.send(owner, f"/ask@Yinju_Bot {QUESTION}")
    assert (await group.next_bot_message()).reply_to == asked


async def test_a_vote_that_is_taken_back_leaves_no_gap(owned: tuple[StandIn, User]) -> None:
    """Nobody is against the answer any more."""
    api, owner = owned
    chat = api.private_chat(owner)
    chat.send(owner, QUESTION)
    answer = await chat.next_bot_message()
    for data in ("vote:-", "vote:+"):
        await chat.press(owner, answer, data).answered()
    chat.send(owner, "/gaps")
    assert (await chat.next_bot_message()).text == "No questions to improve."


async def test_without_a_log_there_are_no_gaps(library: Library, tmp_path: Path) -> None:
    """And /gaps says why."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        async with running(api, library, data_dir=tmp_path, owner_ids=frozenset({alice.id}), privacy_log=False):
            chat = api.private_chat(alice)
            chat.send(alice, UNANSWERED)
            await chat.next_bot_message()
            chat.send(alice, "/gaps")
            assert (await chat.next_bot_message()).text == "Questions are not recorded (PRIVACY_LOG=off)."


def keep(folder: Path, *questions: str) -> None:
    """Keep questions as a bot does that did not answer them."""
    storage = Storage(folder)
    assert storage.gaps
    for at, question in enumerate(questions):
        kept = Exchange(
            chat_id=7,
            asker_id=7,
            question_id=2 * at,
            answer_id=2 * at + 1,
            question=question,
            history=("先问的",),
            answered=False,
            asked_at=datetime.now(UTC),
        )
        storage.gaps.settle(kept, unanswered=True)
    storage.close()


def test_gaps_are_printed_and_written_as_a_question_set(run: Run, tmp_path: Path) -> None:
    """The set can be read by `yinju eval`, where every question counts as missed until its answer is filled in."""
    keep(tmp_path / "data", "哪里\n有\x1b[2J", "哪里\n有\x1b[2J", "何时")
    done = run("gaps")
    assert done.stdout.decode().splitlines() == [
        "先问的 → 哪里 有[2J · not answered ×2",
        "先问的 → 何时 · not answered ×1",
    ]
    written = run("gaps", "--questions").stdout
    assert json.loads(written.splitlines()[1]) == {
        "id": "gap-002", "kind": "unanswered", "question": "何时", "history": ["先问的"], "answerable": True,
        "answers": [], "evidence": [], "times": 1, "votes": 0, "reasons": {},
    }  # fmt: skip
    (tmp_path / "set.jsonl").write_bytes(written)
    items = read_questions(tmp_path / "set.jsonl")
    assert [(item.question, item.history) for item in items] == [
        ("哪里\n有\x1b[2J", ("先问的",)),
        ("何时", ("先问的",)),
    ]
    judged = run("eval", "set.jsonl", "--misses").stdout.decode()
    assert "gap-001 unanswered: 哪里" in judged
    assert "gap-002 unanswered: 何时" in judged


def test_gaps_without_any_say_so(run: Run, tmp_path: Path) -> None:
    """And leave the data folder as it is: who asks may be another user than who runs the bot."""
    assert run("gaps").stdout.decode() == "No questions to improve.\n"
    assert run("gaps", "--questions").stdout == b""
    assert not (tmp_path / "data").exists()
    off = run("gaps", PRIVACY_LOG="off").stdout.decode()
    assert off == "Questions are not recorded (PRIVACY_LOG=off).\n"
