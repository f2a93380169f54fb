"""Screen of the page: people, chats and messages as one JSON object, in Telegram's own terms."""

from bot.web.preview.stage import Stage
from bot.web.preview.standin import Chat, StandIn


def screen(stage: Stage) -> dict[str, object]:
    """Return everything on the stage now.

    `bot` and `people` are Telegram's User objects; `descriptions` holds what the bot says of itself in an empty chat,
    by language code of two letters. Each of `chats` has the messages as Telegram's Message objects, oldest first, each
    with `seen`, whether it was delivered to the bot, and the bot's `reactions`; `typing`, whether the bot is
    about to write; `role`, what the chat is there for; and the id and name of the `topic` in which people write there,
    if it has topics.
    """
    asked = {id(query.message) for query in stage.api.world.shared.queries.guests.values()}
    unseen = {id(message) for message in stage.api.undelivered} - asked
    return {
        "bot": stage.api.bot.wire(),
        "people": [person.wire() for person in stage.people],
        "privacy": stage.api.privacy_mode,
        "descriptions": stage.api.world.profile.description,
        "chats": [
            {
                "id": chat.id,
                "type": chat.kind,
                "role": stage.role(chat),
                "topic": topic(chat, stage),
                "title": chat.about.get("title"),
                "creator": chat.members[0].id,
                "typing": typing(chat, stage.api),
                "messages": [
                    message.wire() | {"seen": id(message) not in unseen, "reactions": message.reactions}
                    for message in chat.messages
                ],
            }
            for chat in stage.chats
        ],
    }


def topic(chat: Chat, stage: Stage) -> dict[str, object] | None:
    """Return the topic in which people write in a chat; None where it has no topics."""
    number = stage.thread(chat)
    return {"id": number, "name": stage.forum.topics[number]} if number is not None else None


def typing(chat: Chat, api: StandIn) -> bool:
    """Return whether the bot's last call about a chat says that it is busy there."""
    about = (call for call in reversed(api.calls) if str(call.params.get("chat_id")) == str(chat.id))
    last = next(about, None)
    return last is not None and last.method == "sendChatAction"
