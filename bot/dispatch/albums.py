"""Albums: Telegram sends each picture of one as a message of its own, and one of them has the words."""

from telegram import Message

_MAX_ALBUMS = 1000


class Albums:
    """The albums of which a picture was handled; of two with words, the first one speaks for all."""

    def __init__(self) -> None:
        self._has_words: dict[tuple[int, str], bool] = {}

    def is_handled(self, message: Message | None) -> bool:
        """Return True if the album of a message was handled before; if not, it is from now on.

        Pictures without words that came first do not count against one with words. Each file that somebody sends in a
        private chat is one to be added.
        """
        if message is None or not message.media_group_id:
            return False
        if message.document and message.chat.type == message.chat.PRIVATE:
            return False
        album, words = (message.chat_id, message.media_group_id), bool(message.caption)
        before = self._has_words.get(album)
        self._has_words[album] = words or bool(before)
        if len(self._has_words) > _MAX_ALBUMS:
            self._has_words.pop(next(iter(self._has_words)))
        return bool(before) or (before is not None and not words)
