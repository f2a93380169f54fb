"""Questions and answers, as long as they are kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.exchanges import Exchange, Exchanges

NOON = datetime(2026, 5, 4, 12, 0, 0, 123456, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """Noon."""
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Yield a data file."""
    opened = Database(tmp_path / "yinju.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def exchanges(database: Database, clock: Clock) -> Exchanges:
    """No exchanges yet."""
    return Exchanges(database, clock=clock)


def exchange(
    answer: int, *, question: int = 1, chat: int = 7, asked: str = "云收入多少", history: tuple[str, ...] = (),
    minutes: int = 0, answered: bool = True, asker: int = 42,
) -> Exchange:  # fmt: skip
    """Return an exchange some minutes after noon."""
    return Exchange(
        chat_id=chat,
        thread_id=5,
        question_id=question,
        answer_id=answer,
        question=asked,
        history=history,
        offset=3,
        answered=answered,
        asked_at=NOON + timedelta(minutes=minutes),
        asker_id=asker,
    )


def test_an_exchange_is_found_by_its_question_and_by_its_answer(database: Database, exchanges: Exchanges) -> None:
    """Just as it was kept, and by the ids of its own chat only; also by another process."""
    kept = exchange(2, history=("一\n问", "二\0问"))
    exchanges.keep(kept)
    again = Exchanges(Database(database.path), clock=lambda: NOON)
    for one in (exchanges, again):
        assert one.by_question(7, 1) == one.by_answer(7, 2) == kept
        assert one.by_question(8, 1) is one.by_answer(8, 2) is one.by_question(7, 2) is None


def test_of_several_answers_to_a_question_the_first_is_found(exchanges: Exchanges) -> None:
    """Further quotes have messages of their own; an edited question changes the first."""
    for answer in (4, 2, 3):
        exchanges.keep(exchange(answer))
    found = exchanges.by_question(7, 1)
    assert found
    assert found.answer_id == 2


def test_an_answer_that_is_kept_again_takes_the_place_of_the_old_one(exchanges: Exchanges) -> None:
    """As when its question was edited."""
    exchanges.keep(exchange(2))
    exchanges.keep(exchange(2, asked="云利润多少"))
    found = exchanges.by_answer(7, 2)
    assert found
    assert found.question == "云利润多少"


def test_the_last_exchange_of_a_chat_counts_for_some_minutes(exchanges: Exchanges, clock: Clock) -> None:
    """At thirty minutes it does, a second later it does not."""
    exchanges.keep(exchange(2))
    exchanges.keep(exchange(4, minutes=1))
    exchanges.keep(exchange(6, chat=8, minutes=2))
    clock.time = NOON + timedelta(minutes=31)
    found = exchanges.last_in(7, timedelta(minutes=30))
    assert found
    assert found.answer_id == 4
    clock.time += timedelta(seconds=1)
    assert exchanges.last_in(7, timedelta(minutes=30)) is None


def test_what_follows_knows_the_last_five_questions_that_were_answered() -> None:
    """A question that found nothing is no ground to lean on."""
    asked = ("一", "二", "三", "四", "五")
    assert exchange(2, asked="六", history=asked).chain == ("二", "三", "四", "五", "六")
    assert exchange(2, asked="六", history=asked, answered=False).chain == asked


def test_exchanges_are_deleted_after_fourteen_days(exchanges: Exchanges, database: Database, clock: Clock) -> None:
    """They are not found a second later, and with the next one that is kept they are gone from the file."""
    exchanges.keep(exchange(2))
    clock.time = NOON + timedelta(days=14)
    assert exchanges.by_answer(7, 2)
    clock.time += timedelta(seconds=1)
    assert exchanges.by_answer(7, 2) is None
    exchanges.keep(exchange(4, minutes=14 * 24 * 60))
    assert [row["answer_id"] for row in database.rows("SELECT answer_id FROM exchanges")] == [4]


def test_at_most_so_many_are_kept_of_all_chats(database: Database, clock: Clock) -> None:
    """The oldest go first, whatever their chat."""
    exchanges = Exchanges(database, most=2, clock=clock)
    for minutes, chat in enumerate((7, 8, 7)):
        exchanges.keep(exchange(2 + minutes, chat=chat, minutes=minutes))
    exchanges.trim()
    assert exchanges.by_answer(7, 2) is None
    assert exchanges.by_answer(8, 3)
    assert exchanges.by_answer(7, 4)


def test_a_chat_in_which_much_is_asked_keeps_its_last_exchanges(
    database: Database, exchanges: Exchanges, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the file has a largest size, however fast somebody asks; other chats keep theirs."""
    monkeypatch.setattr("bot.storage.exchanges.MAX_EXCHANGES_IN_CHAT", 3)
    exchanges.keep(exchange(1, chat=8))
    for answer in range(10):
        exchanges.keep(exchange(answer, minutes=answer))
    exchanges.expire()
    rows = database.rows("SELECT chat_id, answer_id FROM exchanges ORDER BY chat_id, answer_id")
    assert [tuple(row) for row in rows] == [(7, 7), (7, 8), (7, 9), (8, 1)]


def test_a_chat_is_forgotten_alone(exchanges: Exchanges) -> None:
    """And so is one whose messages have other ids since it became a supergroup."""
    for chat in (7, 8, 9):
        exchanges.keep(exchange(2, chat=chat))
    exchanges.forget(7)
    exchanges.migrate(8, -1008)
    assert [exchanges.by_answer(chat, 2) is not None for chat in (7, 8, -1008, 9)] == [False, False, False, True]


def test_what_goes_back_to_a_person_who_is_forgotten_goes_too(exchanges: Exchanges) -> None:
    """Its history holds that person's words; the same words in another chat are somebody else's."""
    exchanges.keep(exchange(2, asked="云收入多少", asker=42))
    exchanges.keep(exchange(4, asked="那利润呢", asker=43, history=("云收入多少",)))
    exchanges.keep(exchange(6, asked="别的", asker=43))
    exchanges.keep(exchange(2, chat=8, asked="那利润呢", asker=43, history=("云收入多少",)))
    exchanges.forget_person(42)
    kept = [exchanges.by_answer(*key) is not None for key in ((7, 2), (7, 4), (7, 6), (8, 2))]
    assert kept == [False, False, True, True]


def test_what_a_person_asked_is_forgotten_in_every_chat(exchanges: Exchanges) -> None:
    """And what others asked there stays."""
    for answer, (chat, asker) in enumerate(((7, 42), (8, 42), (8, 43))):
        exchanges.keep(exchange(answer, chat=chat, asker=asker))
    exchanges.forget_person(42)
    assert [exchanges.by_answer(*key) is not None for key in ((7, 0), (8, 1), (8, 2))] == [False, False, True]
