"""All methods that the stand-in knows; Telegram ignores case in their names."""

from . import about_chats, about_the_bot, answering, editing, files, guesting, reacting, receiving, sending
from .method import Method

METHODS: dict[str, Method] = {
    method.name.lower(): method
    for method in (
        *receiving.METHODS,
        *about_the_bot.METHODS,
        *about_chats.METHODS,
        *sending.METHODS,
        *editing.METHODS,
        *answering.METHODS,
        *guesting.METHODS,
        *files.METHODS,
        *reacting.METHODS,
    )
}
