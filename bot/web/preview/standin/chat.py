"""A chat as its people see it: what they send, edit and press, and what the bot answered."""

from . import articles, entities, links, reply_quotes, utf16
from .backstage import Backstage
from .message import Message
from .queries import CallbackQuery, InlineQuery
from .refusal import RefusedError
from .values import FormattedText, JsonObject, User


class Chat:
    """Common ground of private chats and groups.

    Attributes:
        id: the chat's id as the Bot API tells it.
        members: people and bots in the chat, without the bot under test.
        messages: all messages that stand in the chat now, in order.
    """

    kind = "private"

    def __init__(self, chat_id: int, about: JsonObject, members: list[User], shared: Backstage, first_id: int) -> None:
        """Build a chat whose Chat object on the wire is `about`, with message ids from `first_id`."""
        self.id = chat_id
        self.about = {"id": chat_id, "type": self.kind, **about}
        self.members = members
        self.shared = shared
        self.messages: list[Message] = []
        self._next_id = first_id
        self._answers: list[Message] = []
        self._returned = 0

    @property
    def bot_messages(self) -> list[Message]:
        """Return the messages of the bot that stand in the chat now, in order."""
        return [message for message in self.messages if message.sender.id == self.shared.bot.id]

    def send(
        self,
        sender: User,
        text: str,
        *,
        reply_to: Message | None = None,
        quote: str | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Send a text of a person; it becomes an update if Telegram would deliver it to the bot.

        Raises ValueError.
        """
        written = entities.trim(FormattedText(text=text))
        if not 1 <= utf16.length(written.text) <= entities.TEXT_LIMIT:
            raise ValueError(f"People can send 1 to 4096 UTF-16 units, not {utf16.length(written.text)}.")
        message = self._draft(sender, reply_to, quote, thread_id)
        message.rewrite(entities.with_found(written))
        return self._post(message)

    def send_photo(
        self,
        sender: User,
        caption: str | None = None,
        *,
        reply_to: Message | None = None,
        thread_id: int | None = None,
        album: str | None = None,
    ) -> Message:
        """Send a photo of a person; photos of one `album` are one message to people, and one each to the bot."""
        photo = {"file_id": "photo-of-a-person", "file_unique_id": "pp", "width": 90, "height": 60}
        media: JsonObject = {"photo": [photo]} | ({"media_group_id": album} if album else {})
        return self._send_media(sender, media, caption, reply_to, thread_id)

    def send_poll(self, sender: User, question: str, *options: str) -> Message:
        """Send a poll of a person."""
        choices = [{"text": option, "voter_count": 0, "persistent_id": str(at)} for at, option in enumerate(options)]
        flags = {"is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
        flags |= {"allows_revoting": False, "members_only": False}
        poll = {"id": str(self._next_id), "question": question, "options": choices, "total_voter_count": 0} | flags
        return self._send_media(sender, {"poll": poll}, None, None, None)

    def send_document(
        self,
        sender: User,
        name: str,
        content: bytes,
        caption: str | None = None,
        *,
        reply_to: Message | None = None,
        thread_id: int | None = None,
        album: str | None = None,
    ) -> Message:
        """Send a file of a person; files of one `album` are one message to people, and one each to the bot."""
        number = f"document-{len(self.shared.files) + 1}"
        self.shared.files[number] = content
        document = {"file_id": number, "file_unique_id": f"u{number}", "file_name": name, "file_size": len(content)}
        media: JsonObject = {"document": document} | ({"media_group_id": album} if album else {})
        return self._send_media(sender, media, caption, reply_to, thread_id)

    def send_voice(
        self,
        sender: User,
        caption: str | None = None,
        *,
        reply_to: Message | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Send a voice message of a person."""
        voice = {
            "file_id": "voice-of-a-person",
            "file_unique_id": "vp",
            "duration": 3,
            "mime_type": "audio/ogg",
        }
        return self._send_media(sender, {"voice": voice}, caption, reply_to, thread_id)

    def send_sticker(self, sender: User, *, reply_to: Message | None = None, thread_id: int | None = None) -> Message:
        """Send a sticker of a person."""
        sticker = {
            "file_id": "sticker",
            "file_unique_id": "sp",
            "type": "regular",
            "width": 512,
            "height": 512,
        }
        flags = {"is_animated": False, "is_video": False, "emoji": "👍"}
        return self._send_media(sender, {"sticker": sticker | flags}, None, reply_to, thread_id)

    def forward(self, sender: User, original: Message, *, hidden: bool = False) -> Message:
        """Pass a message on into this chat, from whichever chat; `hidden`: its author hides the account."""
        message = self._draft(sender, None, None, None)
        message.rewrite(original.formatted)
        message.media = original.media
        message.forward_origin = {"date": original.date} | (
            {"type": "hidden_user", "sender_user_name": original.sender.first_name}
            if hidden
            else {"type": "user", "sender_user": original.sender.wire()}
        )
        return self._post(message)

    def choose(self, query: InlineQuery, number: int = 1, *, thread_id: int | None = None) -> Message:
        """Let who typed an inline query post one of its results, counted from 1, in this chat; raises LookupError."""
        results = (query.answer or {}).get("results", [])
        if not 1 <= number <= len(results):
            raise LookupError(f"The inline query {query.query!r} has {len(results)} results, and no number {number}.")
        message = self._draft(query.sender, None, None, thread_id)
        articles.fill(message, results[number - 1])
        message.via_bot = self.shared.bot
        return self._post(message)

    def start(self, sender: User, parameter: str | None = None) -> Message:
        """Open the bot through its link, with the start parameter of a deep link if one is given.

        Raises ValueError.
        """
        if parameter is not None and not links.START_PARAMETER.fullmatch(parameter):
            raise ValueError(f"A start parameter is 1 to 64 of A-Z, a-z, 0-9, _ and -, not {parameter!r}.")
        return self.send(sender, f"/start {parameter}" if parameter else "/start")

    def edit(self, sender: User, message: Message, text: str) -> Message:
        """Let a person edit an own message; returns the same message.

        Raises ValueError.
        """
        if message.sender != sender or message not in self.messages:
            raise ValueError(f"{sender.first_name} can edit only own messages that stand in this chat.")
        message.rewrite(entities.with_found(entities.trim(FormattedText(text=text))))
        message.edit_date = self.shared.clock.date()
        self.shared.announce(message, "edited_message", self.delivers(message))
        return message

    def press(self, sender: User, message: Message, data: str, *, forged: bool = False) -> CallbackQuery:
        """Press the button of `message` that carries `data`; LookupError if none does, unless it is `forged`."""
        if message not in self.messages:
            raise LookupError(f"The message {message.id} does not stand in this chat any more.")
        if data not in message.callback_data and not forged:
            raise LookupError(f"No button carries {data!r}; the buttons carry {message.callback_data}.")
        now = self.shared.clock.now()
        query = CallbackQuery(self.shared.queries.new_id(), sender, message, data, now, self.shared.bell)
        self.shared.queries.callbacks[query.id] = query
        payload = {"id": query.id, "from": sender.wire(), "message": message.wire_if_accessible(), "data": data}
        self.shared.updates.add("callback_query", payload | {"chat_instance": str(-self.id * 31)})
        return query

    async def next_bot_message(self, timeout: float = 10.0) -> Message:
        """Return the oldest message of the bot in this chat that this has not returned yet."""
        start = len(self.shared.calls.all)

        def look() -> Message | None:
            return self._answers[self._returned] if self._returned < len(self._answers) else None

        def story() -> str:
            silence = f"No message of the bot in {self!r} within {timeout:g} s"
            return f"{silence}; {self._why()}{self._meanwhile(start)}"

        message = await self.shared.bell.until(look, timeout, story)
        self._returned += 1
        return message

    def replace(self, before: User, after: User) -> None:
        """Put what a person has become in place of what the same person was, in what was written earlier too."""
        self.members = [after if member == before else member for member in self.members]
        for message in self.messages:
            message.sender = after if message.sender == before else message.sender

    def delivers(self, message: Message) -> bool:
        """Tell whether Telegram hands this message to the bot."""
        return not message.sender.is_bot

    def find(self, message_id: int) -> Message | None:
        """Return the message with this id, if it stands in the chat."""
        return next((message for message in self.messages if message.id == message_id), None)

    def new_message(self, sender: User, *, thread_id: int | None = None) -> Message:
        """Return an empty message with the next id, not yet in the chat."""
        self._next_id += 1
        date = self.shared.clock.date()
        return Message(id=self._next_id, chat=self.about, sender=sender, date=date, thread_id=thread_id)

    def receive(self, message: Message) -> None:
        """Put a message of the bot into the chat."""
        self.messages.append(message)
        self._answers.append(message)
        self.shared.bell.ring()

    def remove(self, message: Message) -> None:
        """Delete a message for everybody, without a notice."""
        message.deleted = True
        self.messages.remove(message)
        self.shared.bell.ring()

    def clear(self) -> None:
        """Delete all messages for everybody, without a notice."""
        for message in tuple(self.messages):
            self.remove(message)

    def check_open_to_bot(self) -> None:
        """Refuse the bot's sending if Telegram would."""

    def check_thread(self, thread_id: int | None) -> None:
        """Refuse a message thread that the bot cannot send to; raises RefusedError."""
        if thread_id is not None:
            raise RefusedError("message thread not found", remark="the chat is not a forum")

    def __repr__(self) -> str:
        """Return kind and name for sentences."""
        return f"{self.kind} chat {self.about.get('title') or self.about.get('first_name')!r}"

    def _draft(self, sender: User, reply_to: Message | None, quote: str | None, thread_id: int | None) -> Message:
        """Return a message of a member, not yet sent. Raises ValueError for a stranger or another chat."""
        if sender not in self.members:
            raise ValueError(f"{sender.first_name} is not a member of this {self!r}.")
        if reply_to is not None and reply_to not in self.messages:
            raise ValueError(f"The message {reply_to.id} to reply to does not stand in this {self!r}.")
        if thread_id is None and reply_to is not None:
            thread_id = reply_to.thread_id
        message = self.new_message(sender, thread_id=thread_id)
        message.reply_to = reply_to
        if quote is not None:
            message.quote = reply_quotes.select(reply_to.formatted, quote) if reply_to else None
            if message.quote is None:
                raise ValueError(f"{quote!r} is not a piece of the message replied to, at most 1024 long.")
        return message

    def _send_media(
        self, sender: User, media: JsonObject, caption: str | None, reply_to: Message | None, thread_id: int | None
    ) -> Message:
        message = self._draft(sender, reply_to, None, thread_id)
        message.media = media
        if caption:
            message.rewrite(entities.with_found(entities.trim(FormattedText(text=caption))))
        return self._post(message)

    def _post(self, message: Message) -> Message:
        delivered = self.delivers(message)
        self.messages.append(message)
        self.shared.announce(message, "message", delivered)
        return message

    def _why(self) -> str:
        return ""

    def _meanwhile(self, start: int) -> str:
        unread = len(self.shared.updates.pending)
        return f"{unread} updates wait to be confirmed; {self.shared.calls.story(start)}"
