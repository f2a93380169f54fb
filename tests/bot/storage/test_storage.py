"""All that is stored, and forgetting it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.chats import ChatSettings, usual
from bot.storage.exchanges import Exchange
from bot.storage.gaps import Gap, QuestionStatistics
from bot.storage.storage import Storage
from bot.storage.votes import Tally

ALICE, BOB, GROUP = 4_200_000_001, 4_200_000_002, -1_001_234_567_890


def exchange(chat: int, answer: int, asker: int | None, question: str, *, answered: bool = True) -> Exchange:
    """Return an exchange of now."""
    return Exchange(
        chat_id=chat,
        question_id=answer - 1,
        answer_id=answer,
        asker_id=asker,
        question=question,
        history=("先问的",),
        answered=answered,
        asked_at=datetime.now(UTC),
    )


def filled(folder: Path) -> Storage:
    """Both people asked in the group and in private: one question without an answer each time, and one that Bob dislikes."""
    storage = Storage(folder)
    assert storage.gaps
    assert storage.votes
    for at, (chat, asker) in enumerate(((GROUP, ALICE), (GROUP, BOB), (ALICE, ALICE), (BOB, BOB))):
        unanswered = exchange(chat, 10 * at + 2, asker, f"没有{at}", answered=False)
        answered = exchange(chat, 10 * at + 4, asker, f"有{at}")
        for one in (unanswered, answered):
            storage.exchanges.keep(one)
            storage.gaps.settle(one, unanswered=not one.answered)
        storage.votes.cast(chat, answered.answer_id, BOB, up=False, reason="wrong")
        storage.gaps.disliked(answered)
        storage.chats.put(chat, ChatSettings(quotes=1))
    return storage


def asked(storage: Storage) -> set[str]:
    """Return the questions among the gaps."""
    return {gap.question for gap in storage.listed_gaps()}


def test_a_person_is_forgotten_everywhere(tmp_path: Path) -> None:
    """Bob's questions and votes go; a question of Alice's that only he disliked is no gap any more."""
    storage = filled(tmp_path)
    assert asked(storage) == {"没有0", "没有1", "没有2", "没有3", "有0", "有1", "有2", "有3"}
    storage.forget_person(BOB)
    assert asked(storage) == {"没有0", "没有2"}
    assert storage.exchanges.by_answer(GROUP, 4)
    assert storage.exchanges.by_answer(GROUP, 14) is None
    assert storage.statistics() == QuestionStatistics(questions=4, answered=2, chats=2, up=0, down=0, gaps=2)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "没有0".encode() in written
    for words in ("没有1", "有1", "没有3", "有3"):
        assert words.encode() not in written
    storage.close()


def test_a_chat_is_forgotten_alone(tmp_path: Path) -> None:
    """Its questions, the votes there and its settings; what its members asked elsewhere stays."""
    storage = filled(tmp_path)
    storage.forget_chat(GROUP)
    assert asked(storage) == {"没有2", "没有3", "有2", "有3"}
    assert storage.chats.of(GROUP) == usual(GROUP)
    assert storage.chats.of(BOB) == ChatSettings(quotes=1)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for words in ("没有0", "有0", "没有1"):
        assert words.encode() not in written
    storage.close()


def test_a_group_that_becomes_a_supergroup_keeps_settings_and_gaps(tmp_path: Path) -> None:
    """An answer that has the number of an old one there is another one."""
    storage = filled(tmp_path)
    assert storage.gaps
    storage.migrate(GROUP, -1_009)
    assert storage.chats.of(-1_009) == ChatSettings(quotes=1)
    storage.gaps.settle(exchange(-1_009, 2, BOB, "又没有", answered=False), unanswered=True)
    assert asked(storage) > {"没有0", "有0", "又没有"}
    storage.forget_chat(-1_009)
    assert asked(storage) == {"没有2", "没有3", "有2", "有3"}
    storage.close()


def test_a_gap_tells_what_was_asked_before_only_where_that_was_the_same_person(tmp_path: Path) -> None:
    """In a group it may be somebody else, who could not have it forgotten."""
    storage = Storage(tmp_path)
    assert storage.gaps
    for chat, question in ((GROUP, "群里"), (ALICE, "私聊")):
        storage.gaps.settle(exchange(chat, 2, ALICE, question, answered=False), unanswered=True)
    assert {gap.question: gap.history for gap in storage.listed_gaps()} == {"群里": (), "私聊": ("先问的",)}
    storage.close()


def test_gaps_are_listed_once_with_how_often_they_were_met(tmp_path: Path) -> None:
    """Most met first, then newest; a question counts with what was asked before it."""
    storage = Storage(tmp_path)
    assert storage.gaps
    assert storage.votes
    for answer, question in ((2, "少见"), (4, "常见"), (6, "常见"), (8, "有错")):
        kept = exchange(ALICE, answer, ALICE, question, answered=question == "有错")
        storage.gaps.settle(kept, unanswered=not kept.answered)
    for person, reason in ((ALICE, "wrong"), (BOB, None)):
        storage.votes.cast(ALICE, 8, person, up=False, reason=reason)  # type: ignore[arg-type]
    storage.gaps.disliked(exchange(ALICE, 8, ALICE, "有错"))
    before = ("先问的",)
    assert storage.listed_gaps() == [
        Gap(question="有错", history=before, unanswered=False, times=1, votes=2, reasons={"wrong": 1}),
        Gap(question="常见", history=before, unanswered=True, times=2, votes=0, reasons={}),
        Gap(question="少见", history=before, unanswered=True, times=1, votes=0, reasons={}),
    ]
    storage.close()


def test_of_all_questions_the_last_ones_are_kept(tmp_path: Path) -> None:
    """So that the file has a largest size, those without an answer included."""
    storage = Storage(tmp_path, most=2)
    assert storage.gaps
    for answer, question in ((2, "一"), (4, "二"), (6, "三")):
        asked = exchange(ALICE, answer, ALICE, question, answered=False)
        storage.exchanges.keep(asked)
        storage.gaps.settle(asked, unanswered=True)
    storage.trim()
    assert {gap.question for gap in storage.listed_gaps()} == {"二", "三"}
    assert [storage.exchanges.by_answer(ALICE, answer) is not None for answer in (2, 4, 6)] == [False, True, True]
    storage.close()


def test_a_question_that_is_edited_into_one_with_an_answer_is_no_gap(tmp_path: Path) -> None:
    """The message that said that there was none says it no longer."""
    storage = Storage(tmp_path)
    assert storage.gaps
    storage.gaps.settle(exchange(GROUP, 2, ALICE, "没有", answered=False), unanswered=True)
    storage.gaps.settle(exchange(GROUP, 2, ALICE, "有"), unanswered=False)
    assert storage.listed_gaps() == []
    storage.close()


def test_votes_on_an_answer_that_became_another_one_do_not_count_for_it(tmp_path: Path) -> None:
    """Its question was edited: nobody has voted on the new answer."""
    storage = filled(tmp_path)
    assert storage.gaps
    assert storage.votes
    edited = exchange(GROUP, 4, ALICE, "又有")
    storage.gaps.settle(edited, unanswered=False)
    assert storage.votes.tally(GROUP, 4) == Tally()
    assert storage.votes.tally(GROUP, 14) == Tally(down=1)
    assert "有0" not in asked(storage)
    storage.close()


def test_what_expires_stands_in_no_file(tmp_path: Path) -> None:
    """Not even in the journal beside it."""
    storage = Storage(tmp_path)
    long_ago = datetime.now(UTC) - timedelta(days=15)
    # Kept late, as after an outage of the bot.
    storage.exchanges.keep(exchange(GROUP, 2, ALICE, "很久以前").model_copy(update={"asked_at": long_ago}))
    storage.expire()
    assert "很久以前".encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    storage.close()


@pytest.mark.parametrize("log", [True, False])
def test_what_was_asked_outlives_the_process_with_a_log_only(tmp_path: Path, log: bool) -> None:
    """Without one, what was kept before is deleted as well, but for the settings that chats made."""
    filled(tmp_path).close()
    storage = Storage(tmp_path, log=log)
    assert (storage.exchanges.by_answer(GROUP, 4) is not None) is log
    assert (len(storage.listed_gaps()) == 8) is log
    assert storage.chats.of(GROUP) == ChatSettings(quotes=1)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert ("没有0".encode() in written) is log
    storage.close()
