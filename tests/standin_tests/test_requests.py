"""Requests: addresses, body formats, parameters."""

from email.utils import parsedate_to_datetime

import httpx
import pytest

from bot.web.preview.standin import StandIn

from .conftest import Ask, refused


async def test_wrong_token(api: StandIn, client: httpx.AsyncClient) -> None:
    """A wrong token gets 401 and is a fault."""
    answer = (await client.get(f"{api.base_url}1:x/getMe")).json()
    assert refused(answer) == "401 Unauthorized"
    assert api.faults[0].startswith("getMe: Unauthorized")


async def test_unknown_method(api: StandIn, ask: Ask) -> None:
    """A method that does not exist gets 404 and is a fault."""
    assert refused(await ask("sendTelepathy")) == "404 Not Found"
    assert len(api.faults) == 1


async def test_an_answer_tells_the_time(api: StandIn, client: httpx.AsyncClient) -> None:
    """It is the stand-in's time, as HTTP writes it, errors included."""
    times = []
    for token in (api.token, "1:x"):
        response = await client.get(f"{api.base_url}{token}/getMe")
        times.append(parsedate_to_datetime(response.headers["date"]))
        api.advance(3600)
    assert 3590 < (times[1] - times[0]).total_seconds() < 3610


@pytest.mark.parametrize("style", ["query", "form", "json", "multipart"])
async def test_body_formats(api: StandIn, client: httpx.AsyncClient, style: str) -> None:
    """GET, form, JSON and multipart bodies mean the same; method names ignore case."""
    chat = api.private_chat(alice := api.user("Alice"))
    chat.send(alice, "a")
    url = f"{api.base_url}{api.token}/SENDmessage"
    fields = {"chat_id": str(chat.id), "text": "文", "disable_notification": "true"}
    if style == "query":
        response = await client.get(url, params=fields)
    elif style == "form":
        response = await client.post(url, data=fields)
    elif style == "json":
        response = await client.post(url, json={**fields, "chat_id": chat.id, "disable_notification": True})
    else:
        response = await client.post(url, files={name: (None, value) for name, value in fields.items()})
    assert response.json()["result"]["text"] == "文"
    assert (await chat.next_bot_message()).silent
    assert api.calls[0].params == {"chat_id": chat.id, "text": "文", "disable_notification": True}


async def test_unknown_parameter(api: StandIn, ask: Ask) -> None:
    """A parameter that Telegram would silently ignore is refused and recorded."""
    assert "unknown parameters txt" in refused(await ask("sendMessage", chat_id=1, txt="a"))
    assert "sendMessage: Bad Request: unknown parameters txt" in api.faults[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("disable_notification", "maybe", id="flag"),
        pytest.param("message_thread_id", "one", id="integer"),
        pytest.param("reply_markup", "{", id="json"),
    ],
)
async def test_wrong_types(ask: Ask, name: str, value: str) -> None:
    """A value that does not parse as the parameter's type is refused."""
    assert f"can't parse {name}" in refused(await ask("sendMessage", chat_id=1, text="a", **{name: value}))


async def test_get_me(ask: Ask) -> None:
    """The method getMe tells name and privacy mode."""
    me = (await ask("getMe"))["result"]
    assert (me["username"], me["can_read_all_group_messages"]) == ("yinju_bot", False)


async def test_get_me_without_privacy_mode(client: httpx.AsyncClient) -> None:
    """Without privacy mode getMe says that the bot reads everything."""
    async with StandIn.serve(privacy_mode=False) as api:
        answer = (await client.get(f"{api.base_url}{api.token}/getMe")).json()
        assert answer["result"]["can_read_all_group_messages"]


async def test_chat_not_found(ask: Ask) -> None:
    """An id that nobody has is no chat."""
    assert refused(await ask("sendMessage", chat_id=99, text="a")) == "400 Bad Request: chat not found"


async def test_next_call_and_timeout(api: StandIn, ask: Ask) -> None:
    """next_call returns each call once, and its timeout tells what was called instead."""
    await ask("getMe")
    assert (await api.next_call("getMe")).ok
    with pytest.raises(TimeoutError, match=r"getMe was not called within 0\.01 s; nothing was called meanwhile"):
        await api.next_call("getMe", timeout=0.01)


async def test_next_message_timeout(api: StandIn) -> None:
    """A timeout of a group without the bot says how to add it."""
    group = api.group("G", members=[alice := api.user("Alice")])
    group.send(alice, "/ask a")
    with pytest.raises(TimeoutError, match=r"the bot is not in the group, add_bot\(by=...\) adds it"):
        await group.next_bot_message(timeout=0.01)
