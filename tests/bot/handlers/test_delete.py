"""🗑 under an answer in a group."""

import pytest

from bot.replies.answers import MORE
from bot.web.preview.standin import Group, Message, StandIn, User
from tests.bot.presses import press_delete, unfold

QUESTION = "阿里云收入增长了多少"
NOT_YOURS = {"text": "Only the asker or an administrator can do this.", "show_alert": True}
NO_WINDOW = {"show_alert": False}


@pytest.fixture
async def group(api: StandIn) -> Group:
    """Return a group that Alice made, with Bob, Carol and the bot in it."""
    people = [api.user(name, language_code="en") for name in ("Alice", "Bob", "Carol")]
    group = api.group("群", members=people)
    group.add_bot(by=people[0], earlier=True)
    return group


async def asked(group: Group, person: User, question: str = QUESTION) -> tuple[Message, Message]:
    """Return a question and its answer."""
    sent = group.send(person, f"/ask@Yinju_Bot {question}")
    return sent, await group.next_bot_message()


async def test_who_asked_may_delete_the_answer(group: Group) -> None:
    """Others are told that they may not, and the answer stays."""
    _, bob, carol = group.members
    _, answer = await asked(group, bob)
    assert "🗑" not in [button.text for row in answer.buttons for button in row]
    assert await press_delete(group, carol, answer) == NOT_YOURS
    assert not answer.deleted
    assert await press_delete(group, bob, answer) == NO_WINDOW
    assert answer.deleted


async def test_an_administrator_may_delete_every_answer(group: Group) -> None:
    """The one who made the group, and one who was made one."""
    alice, bob, carol = group.members
    group.promote(carol)
    for administrator in (alice, carol):
        _, answer = await asked(group, bob)
        assert await press_delete(group, administrator, answer) == NO_WINDOW
        assert answer.deleted


async def test_a_refusal_can_be_deleted_as_well(group: Group) -> None:
    """It takes up as much room."""
    bob = group.members[1]
    _, answer = await asked(group, bob, "Zanzibar qwertz")
    assert [[button.text for button in row] for row in answer.buttons] == [["🔔 Tell me when there is news", "🗑"]]
    await press_delete(group, bob, answer)
    assert answer.deleted


async def test_who_asked_is_known_after_the_question_is_deleted(group: Group) -> None:
    """Nothing in the answer leads back to it then."""
    _, bob, carol = group.members
    question, answer = await asked(group, bob)
    group.remove(question)
    answer.reply_to = None
    assert await press_delete(group, carol, answer) == NOT_YOURS
    assert await press_delete(group, bob, answer) == NO_WINDOW
    assert answer.deleted


async def test_further_quotes_are_deleted_by_who_asked_the_question(group: Group) -> None:
    """They reply to an answer of the bot's, whoever pressed the button."""
    _, bob, carol = group.members
    _, answer = await asked(group, bob)
    more = next(data for data in answer.callback_data if data.startswith(MORE))
    await group.press(carol, answer, more).answered()
    further = await group.next_bot_message()
    assert further.reply_to == answer
    assert await press_delete(group, carol, further) == NOT_YOURS
    assert await press_delete(group, bob, further) == NO_WINDOW
    assert further.deleted


async def test_an_edited_question_keeps_the_button_under_its_answer(api: StandIn, group: Group) -> None:
    """The answer is another one, and can still be deleted."""
    bob = group.members[1]
    question, answer = await asked(group, bob)
    group.edit(bob, question, "/ask@Yinju_Bot 淘宝问问有多少人用过")
    await api.next_call("editMessageText")
    await unfold(group, bob, answer)
    assert answer.buttons[-1][-1].text == "🗑"


async def test_an_answer_that_telegram_keeps_is_said_to_stay(api: StandIn, group: Group) -> None:
    """After two days a bot deletes nothing any more; that is no error."""
    bob = group.members[1]
    _, answer = await asked(group, bob)
    api.fail_next("deleteMessage", status=400, description="Bad Request: message can't be deleted for everyone")
    told = await press_delete(group, bob, answer)
    assert told["text"] == "This message is too old for me to delete; an administrator can."
    assert told["show_alert"]


async def test_deleting_twice_is_no_error(api: StandIn, group: Group) -> None:
    """Two people press at the same moment."""
    alice, bob, _ = group.members
    _, answer = await asked(group, bob)
    api.fail_next("deleteMessage", status=400, description="Bad Request: message to delete not found")
    assert await press_delete(group, bob, answer) == NO_WINDOW
    assert await press_delete(group, alice, answer) == NO_WINDOW
    assert answer.deleted


async def test_a_private_chat_has_no_such_button(api: StandIn) -> None:
    """There everybody can delete for themselves."""
    alice = api.user("Alice")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    assert "delete" not in answer.callback_data
