"""Updates, inline queries, and what the bot tells of itself."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.http_server import listening
from bot.web.preview.standin import StandIn
from bot.web.preview.standin.courier import SECRET_HEADER

from .conftest import Ask, refused


async def test_offset_confirms(api: StandIn, ask: Ask) -> None:
    """An offset forgets what is below it; without one the same updates come again."""
    chat = api.private_chat(alice := api.user("Alice"))
    for text in "abc":
        chat.send(alice, text)
    first = (await ask("getUpdates"))["result"]
    assert [update["message"]["text"] for update in first] == ["a", "b", "c"]
    assert (await ask("getUpdates", limit=2))["result"] == first[:2]
    assert (await ask("getUpdates", offset=first[1]["update_id"]))["result"] == first[1:]
    assert (await ask("getUpdates", offset=-1))["result"] == first[2:]
    assert (await ask("getUpdates", offset=first[2]["update_id"] + 1))["result"] == []
    await api.all_confirmed(timeout=0.1)


async def test_long_poll_waits(api: StandIn, ask: Ask) -> None:
    """A long poll returns as soon as there is an update."""
    chat = api.private_chat(alice := api.user("Alice"))
    hold = api.hold_next("getUpdates")
    poll = asyncio.ensure_future(ask("getUpdates", timeout=30))
    await hold.reached()
    hold.release()
    chat.send(alice, "a")
    assert (await poll)["result"][0]["message"]["text"] == "a"


async def test_newer_poll_ends_older(api: StandIn, ask: Ask) -> None:
    """Of two polls at the same time the older gets 409 Conflict."""
    older = asyncio.ensure_future(ask("getUpdates", timeout=30, offset=5))
    await api.until(lambda: api.world.shared.updates.polling, what="the older poll")
    assert (await ask("getUpdates"))["ok"]
    assert refused(await older).startswith("409 Conflict: terminated by other getUpdates request")
    assert len(api.faults) == 1


async def test_poll_of_a_client_that_left(api: StandIn, ask: Ask) -> None:
    """A poll ends when its client closes the connection, and that is no conflict."""
    updates = api.world.shared.updates
    poll = asyncio.ensure_future(ask("getUpdates", timeout=30))
    await api.until(lambda: updates.polling, what="the poll")
    poll.cancel()
    await api.until(lambda: not updates.polling, timeout=5, what="the end of the poll")
    assert not api.faults


async def test_allowed_updates(api: StandIn, ask: Ask) -> None:
    """Kinds that the bot did not ask for are not delivered, until an empty list brings the default back."""
    chat = api.private_chat(alice := api.user("Alice"))
    await ask("getUpdates", allowed_updates=["callback_query"])
    chat.send(alice, "a")
    assert not api.updates
    await ask("getUpdates", allowed_updates=[])
    chat.send(alice, "b")
    assert len(api.updates) == 1
    assert "unknown update type" in refused(await ask("getUpdates", allowed_updates=["mesage"]))


async def test_webhook_excludes_polling(api: StandIn, ask: Ask) -> None:
    """While a webhook is set, getUpdates is refused; deleting it can drop what waits."""
    chat = api.private_chat(alice := api.user("Alice"))
    assert "An HTTPS URL must be provided" in refused(await ask("setWebhook", url="http://a.b"))
    assert (await ask("setWebhook", url="https://a.example/hook", secret_token="s"))["ok"]
    assert refused(await ask("getUpdates")).startswith("409 Conflict: can't use getUpdates method while")
    chat.send(alice, "a")
    assert (await ask("deleteWebhook", drop_pending_updates=True))["ok"]
    assert (await ask("getUpdates"))["result"] == []


async def test_delivered_again(api: StandIn, ask: Ask) -> None:
    """A test can have an update delivered twice under the same number."""
    api.private_chat(alice := api.user("Alice")).send(alice, "a")
    (update,) = (await ask("getUpdates"))["result"]
    await ask("getUpdates", offset=update["update_id"] + 1)
    api.deliver_again(update)
    assert (await ask("getUpdates"))["result"] == [update]


def article(result_id: str = "1", **more: Any) -> dict[str, Any]:
    """Return one inline result."""
    content = {"message_text": "<b>文</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": result_id, "title": "题", "input_message_content": content} | more


@pytest.mark.parametrize(
    ("results", "description"),
    [
        pytest.param([article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH", id="51"),
        pytest.param([article(), article()], "RESULT_ID_DUPLICATE", id="same-id"),
        pytest.param([article("文" * 22)], "RESULT_ID_INVALID", id="long-id"),
        pytest.param([article(titel="x")], "unknown fields", id="unknown-field"),
        pytest.param([article(input_message_content={"message_text": ""})], "text is empty", id="no-text"),
    ],
)
async def test_refused_results(api: StandIn, ask: Ask, results: list[Any], description: str) -> None:
    """Inline results are at most 50, with distinct ids of 1-64 bytes and valid texts."""
    query = api.inline_query(api.user("Alice"), "云")
    assert description in refused(await ask("answerInlineQuery", inline_query_id=query.id, results=results))


async def test_inline_answer_in_time(api: StandIn, ask: Ask) -> None:
    """An inline query that is too old takes no answer."""
    query = api.inline_query(api.user("Alice"), "云")
    api.advance(11)
    answer = await ask("answerInlineQuery", inline_query_id=query.id, results=[article()])
    assert "query is too old" in refused(answer)


async def test_kept_inline_answers(api: StandIn, ask: Ask) -> None:
    """An answer is kept for cache_time seconds: for everybody, or for one user if it is personal."""
    alice, bob = api.user("Alice"), api.user("Bob")
    query = api.inline_query(alice, "云")
    await ask("answerInlineQuery", inline_query_id=query.id, results=[article()], is_personal=True, cache_time=60)
    assert api.inline_query(alice, "云").from_cache
    assert not api.inline_query(bob, "云").from_cache
    api.advance(61)
    assert not api.inline_query(alice, "云").from_cache


@pytest.mark.parametrize(
    ("commands", "description"),
    [
        pytest.param([{"command": "Ask", "description": "a"}], "BOT_COMMAND_INVALID", id="upper-case"),
        pytest.param([{"command": "a" * 33, "description": "a"}], "BOT_COMMAND_INVALID", id="33"),
        pytest.param([{"command": "a", "description": ""}], "DESCRIPTION_INVALID", id="no-description"),
        pytest.param([{"command": "a", "description": "a" * 257}], "DESCRIPTION_INVALID", id="257"),
    ],
)
async def test_refused_commands(ask: Ask, commands: list[Any], description: str) -> None:
    """Commands are 1-32 of a-z, 0-9 and _, their descriptions 1-256 characters."""
    assert description in refused(await ask("setMyCommands", commands=commands))


async def test_commands_per_language(api: StandIn, ask: Ask) -> None:
    """Commands are kept per scope and two-letter language."""
    commands = [{"command": "ask", "description": "问"}]
    scope = {"type": "all_group_chats"}
    assert (await ask("setMyCommands", commands=commands, scope=scope, language_code="zh"))["ok"]
    assert (await ask("getMyCommands", scope=scope, language_code="zh"))["result"] == commands
    assert (await ask("getMyCommands"))["result"] == []
    assert api.commands(scope=scope, language_code="zh") == commands
    assert "LANG_CODE_INVALID" in refused(await ask("setMyCommands", commands=[], language_code="zh-hans"))


async def test_descriptions(api: StandIn, ask: Ask) -> None:
    """The description has 512 characters, the short one 120."""
    assert (await ask("setMyDescription", description="a" * 512))["ok"]
    assert (await ask("setMyShortDescription", short_description="a" * 120))["ok"]
    assert "too long" in refused(await ask("setMyDescription", description="a" * 513))
    assert "too long" in refused(await ask("setMyShortDescription", short_description="a" * 121))


async def test_start_parameter(api: StandIn) -> None:
    """A person opens a deep link only with a parameter that Telegram lets through."""
    chat = api.private_chat(alice := api.user("Alice"))
    assert chat.start(alice, "src_1-2").text == "/start src_1-2"
    with pytest.raises(ValueError, match="A start parameter is 1 to 64"):
        chat.start(alice, "文")


async def test_forwarded_messages(api: StandIn, ask: Ask) -> None:
    """They keep their words and say who wrote them; an author who hides the account is only named."""
    alice, bob = api.user("Alice"), api.user("Bob")
    group = api.group("Group", members=[alice, bob])
    chat = api.private_chat(alice)
    original = group.send(bob, "云收入增长了34%。")
    chat.forward(alice, original)
    chat.forward(alice, original, hidden=True)
    first, second = (update["message"] for update in (await ask("getUpdates"))["result"])
    assert first["text"] == second["text"] == original.text
    assert first["from"]["id"] == alice.id
    assert first["forward_origin"] == {"type": "user", "sender_user": bob.wire(), "date": original.date}
    assert second["forward_origin"] == {"type": "hidden_user", "sender_user_name": "Bob", "date": original.date}


async def test_a_webhook_is_brought_updates_until_it_takes_them(api: StandIn, ask: Ask) -> None:
    """In order, with the secret, at the path of its address; an update that was refused comes again."""
    brought: list[tuple[str, str, int]] = []

    async def take(request: Request) -> Response:
        update = await request.json()
        brought.append((request.url.path, request.headers[SECRET_HEADER], update["update_id"]))
        return Response(status_code=500 if len(brought) == 1 else 200)

    chat = api.private_chat(alice := api.user("Alice"))
    for text in "ab":
        chat.send(alice, text)
    first, second = [update["update_id"] for update in api.updates]
    app = Starlette(routes=[Route("/hook", take, methods=["POST"])])
    async with listening(app, "127.0.0.1", 0) as address, api.bringing(address) as courier:
        assert (await ask("getWebhookInfo"))["result"]["url"] == ""
        await ask("setWebhook", url="https://bot.example/hook", secret_token="se-cret")
        await api.all_confirmed()
        told = (await ask("getWebhookInfo"))["result"]
    assert (told["url"], told["pending_update_count"]) == ("https://bot.example/hook", 0)
    assert told["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert told["last_error_date"]
    assert brought == [("/hook", "se-cret", number) for number in (first, first, second)]
    assert courier.statuses == [500, 200, 200]


async def test_a_webhook_is_at_one_of_four_ports(api: StandIn, ask: Ask) -> None:
    """As Telegram says when it refuses another."""
    assert "ports 80, 88, 443 or 8443" in refused(await ask("setWebhook", url="https://bot.example:9000/hook"))
    assert (await ask("setWebhook", url="https://bot.example:8443/hook"))["ok"]
