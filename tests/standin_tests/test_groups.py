"""Groups: what privacy mode lets pass, membership, rates."""

import httpx
import pytest

from bot.web.preview.standin import Group, StandIn, User

from .conftest import Ask, refused


@pytest.fixture
def alice(api: StandIn) -> User:
    """Return a person."""
    return api.user("Alice")


@pytest.fixture
def group(api: StandIn, alice: User) -> Group:
    """Return a group with the bot, its first updates already seen."""
    made = api.group("买手群", members=[alice])
    made.add_bot(by=alice)
    api.updates.clear()
    return made


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        pytest.param("你好", False, id="plain"),
        pytest.param("@yinju_bot 云", False, id="mention"),
        pytest.param("/ask 云", True, id="bare-command"),
        pytest.param("/ask@yinju_bot 云", True, id="own-command"),
        pytest.param("/ASK@Yinju_Bot 云", True, id="names-ignore-case"),
        pytest.param("/ask@other_bot 云", False, id="other-bots-command"),
        pytest.param("云 /ask@yinju_bot", False, id="own-command-not-at-the-beginning"),
        pytest.param("云 /ask", False, id="bare-command-not-at-the-beginning"),
    ],
)
async def test_privacy_mode(api: StandIn, group: Group, alice: User, text: str, passes: bool) -> None:
    """Privacy mode lets commands pass and nothing else that is not for the bot."""
    message = group.send(alice, text)
    assert len(api.updates) == passes
    assert (message in api.undelivered) != passes


async def test_reply_to_the_bot_passes(api: StandIn, group: Group, alice: User, ask: Ask) -> None:
    """A reply to a message of the bot is delivered, with that message in it."""
    await ask("sendMessage", chat_id=group.id, text="答")
    group.send(alice, "为什么", reply_to=group.bot_messages[0])
    assert api.updates[0]["message"]["reply_to_message"]["text"] == "答"


async def test_reply_to_others_does_not_pass(api: StandIn, group: Group, alice: User) -> None:
    """A reply to a person is not delivered."""
    group.send(alice, "b", reply_to=group.send(alice, "a"))
    assert len(api.undelivered) == 2


async def test_bare_command_with_another_bot(api: StandIn, group: Group, alice: User, ask: Ask) -> None:
    """With another bot in the group, a bare command passes only if the bot wrote last of all bots."""
    other = api.user("Other", username="other_bot", is_bot=True)
    group.add_member(other)
    api.updates.clear()
    group.send(alice, "/help")
    assert not api.updates
    await ask("sendMessage", chat_id=group.id, text="a")
    group.send(alice, "/help")
    assert len(api.updates) == 1
    group.send(other, "b")
    group.send(alice, "/help")
    assert len(api.updates) == 1


async def test_administrator_reads_everything(api: StandIn, group: Group, alice: User) -> None:
    """An administrator bot gets plain messages too."""
    group.promote_bot()
    api.updates.clear()
    group.send(alice, "你好")
    assert len(api.updates) == 1


async def test_without_privacy_mode() -> None:
    """Without privacy mode everything is delivered, even commands of other bots."""
    async with StandIn.serve(privacy_mode=False) as api:
        group = api.group("G", members=[alice := api.user("Alice")])
        group.add_bot(by=alice)
        api.updates.clear()
        for text in ("你好", "@yinju_bot", "/ask@other_bot"):
            group.send(alice, text)
        assert len(api.updates) == 3


async def test_edit_follows_the_same_rule(api: StandIn, group: Group, alice: User) -> None:
    """An edit is delivered if the message, as it stands then, would be."""
    message = group.send(alice, "你好")
    group.edit(alice, message, "/ask 你好")
    assert [list(update)[1] for update in api.updates] == ["edited_message"]


async def test_being_added(api: StandIn, alice: User) -> None:
    """Being added is told by my_chat_member and by a service message."""
    group = api.group("G", members=[alice])
    assert group.id < -1_000_000_000_000
    group.add_bot(by=alice)
    member, service = api.updates
    assert member["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert service["message"]["new_chat_members"][0]["username"] == "yinju_bot"


async def test_writing_from_outside(api: StandIn, group: Group, alice: User, ask: Ask) -> None:
    """A bot that was removed cannot write any more."""
    group.remove_bot(by=alice)
    answer = await ask("sendMessage", chat_id=group.id, text="a")
    assert refused(answer) == "403 Forbidden: bot was kicked from the supergroup chat"


async def test_members(api: StandIn, group: Group, alice: User, ask: Ask) -> None:
    """Members have a status; administrators are listed."""
    bob = api.user("Bob")
    statuses = {
        user: (await ask("getChatMember", chat_id=group.id, user_id=user.id))["result"]["status"]
        for user in (alice, bob, api.bot)
    }
    assert statuses == {alice: "creator", bob: "left", api.bot: "member"}
    listed = (await ask("getChatAdministrators", chat_id=group.id))["result"]
    assert [one["user"]["id"] for one in listed] == [alice.id]


async def test_leave(group: Group, ask: Ask) -> None:
    """A bot that left is no member."""
    assert (await ask("leaveChat", chat_id=group.id))["ok"]
    assert "bot is not a member" in refused(await ask("getChat", chat_id=group.id))


async def test_writing_in_the_name_of_the_group(api: StandIn, group: Group, alice: User) -> None:
    """The sender is Telegram's stand-in for such people and the group the sender chat; only administrators may."""
    group.send_as_group(alice, "/ask@yinju_bot 云")
    message = api.updates[0]["message"]
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert message["sender_chat"]["id"] == group.id
    bob = api.user("Bob")
    group.members.append(bob)
    with pytest.raises(ValueError, match="Bob is no administrator"):
        group.send_as_group(bob, "云")


async def test_a_group_that_is_upgraded_has_another_id(api: StandIn, alice: User, ask: Ask) -> None:
    """Both chats tell of it; who still writes to the old one is told the new id, which is no fault."""
    plain = api.group("G", members=[alice], basic=True)
    plain.add_bot(by=alice)
    assert (plain.about["type"], plain.id > -1_000_000_000_000) == ("group", True)
    api.updates.clear()
    new = api.upgrade(plain)
    first, second = (update["message"] for update in api.updates)
    assert (first["chat"]["id"], first["migrate_to_chat_id"]) == (plain.id, new.id)
    assert (second["chat"]["id"], second["migrate_from_chat_id"]) == (new.id, plain.id)
    answer = await ask("sendMessage", chat_id=plain.id, text="a")
    assert "upgraded to a supergroup chat" in refused(answer)
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    assert not api.faults
    assert (await ask("sendMessage", chat_id=new.id, text="a"))["ok"]


async def test_rate_limit(client: httpx.AsyncClient) -> None:
    """The 21st message of a minute in a group gets 429 with retry_after, and is no fault."""
    async with StandIn.serve(rate_limits=True) as api:
        group = api.group("G", members=[alice := api.user("Alice")])
        group.add_bot(by=alice)
        url, fields = f"{api.base_url}{api.token}/sendMessage", {"chat_id": group.id, "text": "a"}
        for _ in range(20):
            assert (await client.post(url, json=fields)).status_code == 200
        late = await client.post(url, json=fields)
        assert (late.status_code, late.json()["parameters"]) == (429, {"retry_after": 60})
        assert not api.faults
        api.advance(61)
        assert (await client.post(url, json=fields)).status_code == 200
