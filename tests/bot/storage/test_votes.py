"""One vote of each person on each answer, and no name with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database, DatabaseUnusable
from bot.storage.pseudonyms import Pseudonyms
from bot.storage.votes import Tally, Votes

ALICE, BOB = 4_200_000_001, 4_200_000_002
GROUP = -1_001_234_567_890


@pytest.fixture
def votes(tmp_path: Path) -> Iterator[Votes]:
    """No votes yet."""
    database = Database(tmp_path / "yinju.sqlite3")
    yield Votes(database, Pseudonyms(tmp_path / "key"))
    database.close()


def test_a_person_has_one_vote_on_an_answer_and_may_change_it(votes: Votes) -> None:
    """Voting the same again changes nothing."""
    votes.cast(GROUP, 1, ALICE, up=True)
    votes.cast(GROUP, 1, ALICE, up=True)
    votes.cast(GROUP, 1, BOB, up=True)
    assert votes.tally(GROUP, 1) == Tally(up=2)
    votes.cast(GROUP, 1, ALICE, up=False)
    assert votes.tally(GROUP, 1) == Tally(up=1, down=1, unexplained=1)
    assert votes.tally(GROUP, 2) == votes.tally(ALICE, 1) == Tally()


def test_a_vote_against_may_say_why(votes: Votes) -> None:
    """The reason stays when the vote is repeated, and goes when it is turned into one for the answer."""
    votes.cast(GROUP, 1, ALICE, up=False, reason="wrong")
    assert votes.tally(GROUP, 1) == Tally(down=1)
    votes.cast(GROUP, 1, ALICE, up=False)
    assert votes.tally(GROUP, 1) == Tally(down=1)
    votes.cast(GROUP, 1, ALICE, up=True)
    votes.cast(GROUP, 1, ALICE, up=False)
    assert votes.tally(GROUP, 1) == Tally(down=1, unexplained=1)


def test_votes_are_deleted_by_person_and_by_chat(votes: Votes) -> None:
    """Each time no others than those."""
    for chat, answer, person in ((GROUP, 1, ALICE), (GROUP, 1, BOB), (GROUP, 2, ALICE), (ALICE, 1, ALICE)):
        votes.cast(chat, answer, person, up=True)
    votes.forget_person(ALICE)
    assert [votes.tally(*place).up for place in ((GROUP, 1), (GROUP, 2), (ALICE, 1))] == [1, 0, 0]
    votes.forget(GROUP)
    assert votes.tally(GROUP, 1) == Tally()


def test_a_supergroup_does_not_take_old_votes_for_its_own(votes: Votes) -> None:
    """Its messages are counted anew, so that an answer there may have the number of an old one."""
    votes.cast(-7, 1, ALICE, up=True)
    votes.migrate(-7, GROUP)
    assert votes.tally(GROUP, 1) == votes.tally(-7, 1) == Tally()
    votes.forget(GROUP)


def test_no_file_names_who_voted_where(votes: Votes, tmp_path: Path) -> None:
    """Neither as digits nor as SQLite writes numbers; and another key gives other codes."""
    votes.cast(GROUP, 1, ALICE, up=True)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for id in (ALICE, GROUP):
        assert str(id).encode() not in written
        assert all(id.to_bytes(size, "big", signed=True) not in written for size in (6, 8))
    assert Pseudonyms(tmp_path / "key").of(ALICE).encode() in written
    assert Pseudonyms(tmp_path / "other").of(ALICE).encode() not in written


def test_the_key_is_for_this_user_alone_and_stays_the_same(tmp_path: Path) -> None:
    """Without it a vote could not be changed after a restart."""
    first = Pseudonyms(tmp_path / "key").of(ALICE)
    assert Pseudonyms(tmp_path / "key").of(ALICE) == first
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("key", 0o600)]


def test_a_key_that_was_cut_short_gets_a_sentence(tmp_path: Path) -> None:
    """It is not replaced: the codes made with the right one would be lost with it."""
    (tmp_path / "key").write_bytes(b"short")
    with pytest.raises(DatabaseUnusable, match="5 bytes in place of 32"):
        Pseudonyms(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == b"short"
