"""Guest mode and chosen inline results: what is posted where the bot may be no member."""

from typing import Any

import pytest

from bot.web.preview.standin import Group, StandIn, User

from .conftest import Ask, refused


def article(**fields: Any) -> dict[str, Any]:
    """Return one result."""
    content = {"message_text": "<b>文</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": "1", "title": "题", "input_message_content": content} | fields


@pytest.fixture
def alice(api: StandIn) -> User:
    """Register a person."""
    return api.user("Alice")


@pytest.fixture
def group(api: StandIn, alice: User) -> Group:
    """Make a group without the bot."""
    return api.group("G", members=[alice])


async def test_a_mention_where_the_bot_is_no_member_is_a_guest_query(
    api: StandIn, group: Group, alice: User, ask: Ask
) -> None:
    """In any letter case; the answer stands in the group, and Telegram gives its id."""
    sent = group.send(alice, "@YINJU_bot 云", reply_to=group.send(alice, "a"))
    (update,) = api.updates
    asked = update["guest_message"]
    assert (asked["text"], asked["reply_to_message"]["text"]) == ("@YINJU_bot 云", "a")
    answer = await ask("answerGuestQuery", guest_query_id=asked["guest_query_id"], result=article())
    assert list(answer["result"]) == ["inline_message_id"]
    posted = await group.next_bot_message()
    assert posted is await group.guest_query(sent).answered()
    assert (posted.text, posted.entity_texts("bold")) == ("文", ["文"])


async def test_what_is_no_guest_query(api: StandIn, group: Group, alice: User) -> None:
    """Nothing without a mention, nor where the bot is a member."""
    group.send(alice, "云"), group.send(alice, "@yinju_bot_fan 云"), group.send(alice, "/ask@yinju_bot 云")
    assert not api.updates
    group.add_bot(by=alice)
    api.updates.clear()
    group.send(alice, "@yinju_bot 云")
    assert not api.updates


async def test_a_guest_query_is_answered_once_and_in_time(api: StandIn, group: Group, alice: User, ask: Ask) -> None:
    """A second answer is refused, and a late one; nor can the bot write there in another way."""
    query = group.guest_query(group.send(alice, "@yinju_bot 云"))
    assert (await ask("answerGuestQuery", guest_query_id=query.id, result=article()))["ok"]
    again = await ask("answerGuestQuery", guest_query_id=query.id, result=article())
    assert "query is too old" in refused(again)
    late = group.guest_query(group.send(alice, "@yinju_bot 云"))
    api.advance(61)
    assert "query is too old" in refused(await ask("answerGuestQuery", guest_query_id=late.id, result=article()))
    assert "not a member" in refused(await ask("sendMessage", chat_id=group.id, text="a"))


@pytest.mark.parametrize(
    "result",
    [
        pytest.param(article(id=""), id="no-id"),
        pytest.param(article(id="文" * 22), id="66-bytes"),
        pytest.param(article(title=""), id="no-title"),
        pytest.param(article(type="photo"), id="unknown-type"),
        pytest.param(article(input_message_content={"message_text": "<p>", "parse_mode": "HTML"}), id="html"),
        pytest.param([article()], id="two"),
    ],
)
async def test_refused_results(api: StandIn, group: Group, alice: User, ask: Ask, result: Any) -> None:
    """Anything that is refused as an inline result is refused as an answer to a guest."""
    query = group.guest_query(group.send(alice, "@yinju_bot 云"))
    refused(await ask("answerGuestQuery", guest_query_id=query.id, result=result))
    assert len(api.faults) == 1
    assert query.answer is None


async def test_a_chosen_inline_result_is_posted_by_the_person(
    api: StandIn, group: Group, alice: User, ask: Ask
) -> None:
    """Via the bot, which sees it in a group of its own even in privacy mode."""
    query = api.inline_query(alice, "云")
    await ask("answerInlineQuery", inline_query_id=query.id, results=[article(), article(id="2")])
    posted = group.choose(query, 2)
    assert (posted.sender, posted.text, posted.via_bot) == (alice, "文", api.bot)
    group.add_bot(by=alice)
    api.updates.clear()
    group.choose(query)
    assert api.updates[0]["message"]["via_bot"]["username"] == "yinju_bot"
    with pytest.raises(LookupError, match="has 2 results, and no number 3"):
        group.choose(query, 3)
