"""getChat, getChatMember, getChatAdministrators and leaveChat."""

from ..chat import Chat
from ..group import Group, member
from ..parameters import Parameters
from ..refusal import RefusedError
from ..values import JsonObject
from ..world import World
from .method import Method, kinds

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(world: World, given: Parameters) -> JsonObject:
    """Return what the bot may know of a chat."""
    chat = _chat(world, given)
    gifts = dict.fromkeys(GIFTS, False)
    return chat.about | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_member(world: World, given: Parameters) -> JsonObject:
    """Return what a user is in a chat; somebody who is not in it has left."""
    chat, user = _chat(world, given), world.find_user(given.integer("user_id"))
    if isinstance(chat, Group):
        return member(user, chat.status_of(user))
    known = user in chat.members or user == world.shared.bot
    return member(user, "member" if known else "left")


def get_administrators(world: World, given: Parameters) -> list[JsonObject]:
    """Return creator and administrators of a group; other bots are left out as Telegram does.

    Raises RefusedError.
    """
    chat = _chat(world, given)
    if not isinstance(chat, Group):
        raise RefusedError("there are no administrators in the private chat")
    people = [user for user in chat.members if not user.is_bot]
    users = [*people, world.shared.bot]
    statuses = [(user, chat.status_of(user)) for user in users]
    return [member(user, status) for user, status in statuses if status in {"creator", "administrator"}]


def leave(world: World, given: Parameters) -> bool:
    """Leave a group; raises RefusedError."""
    chat = _chat(world, given)
    if not isinstance(chat, Group):
        raise RefusedError("chat member status can't be changed in private chats")
    chat.leave()
    return True


def _chat(world: World, given: Parameters) -> Chat:
    chat = world.find_chat(given.text("chat_id"))
    chat.check_open_to_bot()
    return chat


METHODS = (
    Method("getChat", kinds(text="chat_id"), get_chat),
    Method("getChatMember", kinds(text="chat_id", integer="user_id"), get_member),
    Method("getChatAdministrators", kinds(text="chat_id"), get_administrators),
    Method("leaveChat", kinds(text="chat_id"), leave),
)
