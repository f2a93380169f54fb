"""Menus and descriptions of the bot in Telegram."""

import pytest

from bot.app.menus import MENUS, OWNER
from bot.phrases import LANGUAGES, Commands, Language, phrases
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running

PRIVATE = [
    "check", "count", "timeline", "watch", "watches", "sources", "source", "verify", "why", "help", "settings",
    "privacy", "forget",
]  # fmt: skip
GROUP = ["ask", "check", "count", "timeline", "sources", "why", "help", "privacy"]


@pytest.mark.parametrize("code", ["", "zh"])
async def test_each_scope_has_the_commands_that_are_of_use_there(api: StandIn, code: str) -> None:
    """In a private chat a question needs no command; in a group only administrators can have it forgotten."""
    menus = {
        "default": ["ask", *PRIVATE],
        "all_private_chats": PRIVATE,
        "all_group_chats": GROUP,
        "all_chat_administrators": [*GROUP, "add", "collection", "watch", "watches", "settings", "forget"],
    }
    for scope, names in menus.items():
        commands = api.commands(scope={"type": scope}, language_code=code)
        assert [command["command"] for command in commands] == names
    about = {command["command"]: command["description"] for command in api.commands(language_code=code)}
    assert about["privacy"] == ("隐私说明" if code else "Privacy")


async def test_descriptions_are_set_in_each_language(api: StandIn) -> None:
    """The long one in an empty chat, the short one on the bot's page."""
    profile = api.world.profile
    assert profile.description[""].startswith("Ask me about the documents")
    assert profile.description["zh"].startswith("问我资料里的内容")
    assert profile.short_description[""].startswith("Answers questions about documents")
    assert profile.short_description["zh"].startswith("用资料原文回答")


async def test_owners_have_their_commands_in_their_own_menu(library: Library) -> None:
    """And nobody else has them."""
    async with StandIn.serve() as api:
        alice = api.user("Alice")
        async with running(api, library, owner_ids=frozenset({alice.id})):
            scope, own = {"type": "chat", "chat_id": alice.id}, ("add", "collection", "stats", "gaps", "digest")
            for code in ("", "zh"):
                commands = api.commands(scope=scope, language_code=code)
                assert [command["command"] for command in commands] == [*PRIVATE, *own]


async def test_an_introduction_that_telegram_refuses_stops_nothing(library: Library) -> None:
    """Whatever of it fails, people are answered."""
    async with StandIn.serve() as api:
        for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
            api.fail_next(method, status=429, retry_after=7200, times=2)
        async with running(api, library):
            alice = api.user("Alice", language_code="en")
            chat = api.private_chat(alice)
            chat.send(alice, "/start")
            await chat.next_bot_message()
            assert api.world.profile.commands


async def test_every_command_of_a_menu_is_answered(library: Library) -> None:
    """None is shown that the bot does not know."""
    async with StandIn.serve(username="Yinju_Bot") as api:
        alice = api.user("Alice", language_code="en")
        async with running(api, library, owner_ids=frozenset({alice.id})):
            group = api.group("群", members=[alice])
            group.add_bot(by=alice, earlier=True)
            chat = api.private_chat(alice)
            for name in OWNER:
                chat.send(alice, f"/{name}")
                assert "There is no command" not in (await chat.next_bot_message()).text
            for name in dict(zip([scope.type for scope, _ in MENUS], MENUS, strict=True))["all_chat_administrators"][1]:
                asked = group.send(alice, f"/{name}@Yinju_Bot")
                assert (await group.next_bot_message()).reply_to == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_what_is_said_in_every_language(language: Language) -> None:
    """At most 512 characters of description, 120 of the short one, 256 of a command."""
    speech = phrases(language)
    assert len(speech.description.strip()) <= 512
    assert len(speech.short_description) <= 120
    assert all(len(about) <= 256 for about in speech.commands.model_dump().values())


def test_every_command_that_is_explained_stands_in_a_menu() -> None:
    """A phrase that nobody sees would be a mistake."""
    shown = {name for _, names in MENUS for name in names} | set(OWNER)
    assert shown == set(Commands.model_fields)
