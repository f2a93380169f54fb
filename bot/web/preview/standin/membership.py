"""Membership of a user in a chat, and the update that reports its change."""

from .values import JsonObject, User

RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
]
"""The rights of an administrator of a supergroup; the stand-in's administrators have all of them."""


def member(user: User, status: str) -> JsonObject:
    """Return Telegram's ChatMember object of `user` with this status."""
    fields: JsonObject = {"user": user.wire(), "status": status}
    if status == "administrator":
        fields |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(RIGHTS, True)
    if status == "creator":
        fields["is_anonymous"] = False
    if status == "kicked":
        fields["until_date"] = 0
    return fields


def change(chat: JsonObject, by: User, date: int, user: User, before: str, after: str) -> JsonObject:
    """Return Telegram's ChatMemberUpdated object for `user`, whose status `by` changed."""
    old, new = member(user, before), member(user, after)
    return {"chat": chat, "from": by.wire(), "date": date, "old_chat_member": old, "new_chat_member": new}
