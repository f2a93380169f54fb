"""All methods that the stand-in knows; Telegram ignores case in their names."""

from . import (
    about_chats,
    about_the_bot,
    message_edits,
    new_messages,
    query_answers,
    update_sources,
)
from .method import Method

METHODS: dict[str, Method] = {
    method.name.lower(): method
    for method in (
        *update_sources.METHODS,
        *about_the_bot.METHODS,
        *about_chats.METHODS,
        *new_messages.METHODS,
        *message_edits.METHODS,
        *query_answers.METHODS,
    )
}
