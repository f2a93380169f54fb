"""A strict stand-in for Telegram's Bot API over HTTP on the loopback.

It plays Telegram for a bot under test: it delivers what people do and refuses whatever Telegram would refuse,
or would silently ignore.
"""

from .calls import Call
from .chat import Chat
from .group import Group
from .message import Message
from .private_chat import PrivateChat
from .queries import CallbackQuery, GuestQuery, InlineQuery
from .standin import StandIn
from .values import Button, Entity, Quote, User

__all__ = [
    "Button",
    "Call",
    "CallbackQuery",
    "Chat",
    "Entity",
    "Group",
    "GuestQuery",
    "InlineQuery",
    "Message",
    "PrivateChat",
    "Quote",
    "StandIn",
    "User",
]
