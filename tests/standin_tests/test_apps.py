"""People's apps: the menu of commands, their language."""

import pytest

from bot.web.preview.standin import StandIn

from .conftest import Ask


async def test_a_language_that_is_changed_comes_with_later_updates(api: StandIn) -> None:
    """The person stays the same one: member and administrator, writer of what was written, able to edit it."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob")
    group = api.group("G", members=[bob, alice])
    group.promote(alice)
    group.add_bot(by=bob)
    written = group.send(alice, "/ask 云")
    alice = api.speak(alice, "zh-hant")
    group.edit(alice, written, "/ask 雲")
    api.private_chat(alice).send(alice, "雲")
    codes = [
        next(u[k] for k in ("message", "edited_message") if k in u)["from"].get("language_code")
        for u in api.updates[2:]
    ]
    assert codes == ["en", "zh-hant", "zh-hant"]
    assert group.status_of(alice) == "administrator"


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        pytest.param([(None, ""), (None, "zh")], (None, "zh"), id="own language before none"),
        pytest.param([(None, ""), (None, "de")], (None, ""), id="no language before another"),
        pytest.param([(None, "zh"), ("all_group_chats", "")], ("all_group_chats", ""), id="narrower scope before language"),
        pytest.param([("all_group_chats", "zh"), ("all_private_chats", "zh")], ("all_group_chats", "zh"), id="groups"),
        pytest.param([("all_group_chats", "zh"), ("all_chat_administrators", "")], ("all_chat_administrators", ""), id="administrators"),
        pytest.param([("all_private_chats", "zh")], None, id="nothing for groups"),
    ],
)  # fmt: skip
async def test_the_menu_is_of_the_narrowest_scope(
    api: StandIn, ask: Ask, given: list[tuple[str | None, str]], seen: tuple[str | None, str] | None
) -> None:
    """For the creator of a group whose app speaks Chinese."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("G", members=[alice])
    for scope, language in given:
        commands = [{"command": "ask", "description": f"{(scope, language)}"}]
        options = {"scope": {"type": scope}} if scope else {}
        assert (await ask("setMyCommands", commands=commands, language_code=language, **options))["ok"]
    assert [one["description"] for one in api.menu(group, alice)] == ([f"{seen}"] if seen else [])


async def test_members_do_not_see_the_commands_of_administrators(api: StandIn, ask: Ask) -> None:
    """Nor does anybody in a private chat."""
    alice, bob = api.user("Alice"), api.user("Bob")
    group = api.group("G", members=[alice, bob])
    commands = [{"command": "settings", "description": "Settings"}]
    assert (await ask("setMyCommands", commands=commands, scope={"type": "all_chat_administrators"}))["ok"]
    assert [bool(api.menu(*one)) for one in ((group, alice), (group, bob), (api.private_chat(alice), alice))] == [
        True,
        False,
        False,
    ]
