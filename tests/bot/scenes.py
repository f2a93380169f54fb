"""For each call that the bot makes in a conversation: what people do so that it is made, and what has become of it."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.observability.observer import Observer
from bot.transport.handled import HandledUpdate
from bot.web.preview.standin import CallbackQuery, Message, StandIn

QUESTION = "“云收入”"
CHANGE = "星海科技会员数"
APOLOGIES = ("Sorry", "Telegram did not say")


class Attentive(Observer):
    """Knows which updates were handled to the end."""

    def __init__(self) -> None:
        super().__init__()
        self._ended: dict[object, asyncio.Event] = defaultdict(asyncio.Event)

    def handled(self, update: HandledUpdate, seconds: float) -> None:
        """Keep the number of an update."""
        self._ended[update.numbers["update"]].set()

    async def end_of(self, update_id: int) -> None:
        """Wait until an update was handled to the end."""
        await asyncio.wait_for(self._ended[update_id].wait(), 30)


class Scene:
    """A person who has just come, a group that this person made, and a fault that is going to strike."""

    def __init__(self, api: StandIn, watch: Attentive, fault: Mapping[str, Any]) -> None:
        self.api = api
        self._watch = watch
        self.alice = api.user("Alice", language_code="en")
        self.group = api.group("群", [self.alice])
        self.group.add_bot(by=self.alice, earlier=True)
        self._fault = dict(fault)
        self._places = [self.group, api.private_chat(self.alice)]
        if fault.get("migrate_to"):
            grown = api.group("群", [self.alice])
            grown.add_bot(by=self.alice, earlier=True)
            self._fault["migrate_to"] = grown.id
            self._places.append(grown)

    async def struck(self, call: str, about: Message | None = None, **when: object) -> None:
        """Let the fault strike a call on account of the update that came last, and wait until all of it is over.

        No fault stands for the message that the call is about being deleted meanwhile.
        """
        if self._fault:
            self.api.fail_next(call, **self._fault, when=when)
        elif about:
            self.group.remove(about)
        await self.handled()
        made = [one for one in self.api.calls if one.method == call and when.items() <= one.params.items()]
        await self.api.until(lambda: all(one.answered for one in made))

    async def handled(self) -> None:
        """Wait until the update that came last was handled."""
        await self._watch.end_of(int(self.api.updates[-1]["update_id"]))

    @property
    def said(self) -> list[Message]:
        """Return what the bot has said, wherever that was."""
        return [message for place in self._places for message in place.bot_messages]

    def became(self, done: int, *, rest: bool = False, window: CallbackQuery | None = None) -> str:
        """Return what a call has become that was `done` so often, when `rest` says whether everything else was done."""
        if done:
            return "done" if done == 1 else "2x"
        shown = window.answer if window and window.answer else {}
        told = [*(message.text for message in self.said), shown.get("text", "")]
        if any(text.startswith(APOLOGIES) for text in told):
            return "told"
        return "pass" if rest else "lost"


async def answering(scene: Scene) -> str:
    """Return a question in a group."""
    asked = scene.group.send(scene.alice, f"/ask@Yinju_Bot {QUESTION}")
    await scene.struck("sendMessage", asked, chat_id=scene.group.id)
    return scene.became(sum("云收入" in message.text for message in scene.said))


async def picturing(scene: Scene) -> str:
    """Return what changed over time; the figures are told below the picture."""
    asked = scene.group.send(scene.alice, f"/timeline@Yinju_Bot {CHANGE}")
    await scene.struck("sendPhoto", asked, chat_id=scene.group.id)
    pictures = [message for message in scene.said if message.media]
    return scene.became(len(pictures), rest=len(scene.said) > len(pictures))


async def editing(scene: Scene) -> str:
    """Return a button that changes the message under which it stands."""
    shown, before = await _settings(scene)
    query = scene.group.press(scene.alice, shown, _english(shown))
    await scene.struck("editMessageText", shown, chat_id=scene.group.id)
    # Where it cannot be edited any more, it is said anew.
    done = shown.buttons != before or scene.said not in ([], [shown])
    return scene.became(done, rest=query.answer is not None, window=query)


async def rekeying(scene: Scene) -> str:
    """Return a vote, which is counted on its button."""
    answer = await _answer(scene)
    before = answer.buttons
    query = scene.group.press(scene.alice, answer, "vote:+")
    await scene.struck("editMessageReplyMarkup", answer, chat_id=scene.group.id)
    return scene.became(answer.buttons != before, rest=query.answer is not None, window=query)


async def deleting(scene: Scene) -> str:
    """🗑 under an answer."""
    answer = await _answer(scene)
    scene.group.press(scene.alice, answer, "rest")
    await scene.handled()
    query = scene.group.press(scene.alice, answer, "delete")
    await scene.struck("deleteMessage", answer, chat_id=scene.group.id)
    return scene.became(answer.deleted, rest=query.answer is not None, window=query)


async def windows(scene: Scene) -> str:
    """Return a button that was handled."""
    shown, before = await _settings(scene)
    query = scene.group.press(scene.alice, shown, _english(shown))
    await scene.struck("answerCallbackQuery", callback_query_id=query.id)
    return scene.became(query.answer is not None, rest=shown.buttons != before)


async def typed(scene: Scene) -> str:
    """Return an inline query."""
    query = scene.api.inline_query(scene.alice, f"{QUESTION} {scene.alice.id}")
    await scene.struck("answerInlineQuery", inline_query_id=query.id)
    return scene.became(query.answer is not None)


async def visiting(scene: Scene) -> str:
    """Return a mention in a group in which the bot is no member."""
    group = scene.api.group("群", [scene.alice])
    query = group.guest_query(group.send(scene.alice, f"@Yinju_Bot {QUESTION}"))
    await scene.struck("answerGuestQuery", guest_query_id=query.id)
    return scene.became(query.answer is not None)


async def showing_work(scene: Scene) -> str:
    """Return a question in a private chat: that the bot is at work is no part of the answer."""
    chat = scene.api.private_chat(scene.alice)
    chat.send(scene.alice, QUESTION)
    await scene.struck("sendChatAction", chat_id=chat.id)
    return scene.became(0, rest=len(scene.said) == 1)


async def thanking(scene: Scene) -> str:
    """Thanks in a group, which get a reaction."""
    thanks = scene.group.send(scene.alice, "/ask@Yinju_Bot 谢谢")
    await scene.struck("setMessageReaction", thanks, chat_id=scene.group.id)
    return scene.became(len(thanks.reactions))


async def asking_what_it_is(scene: Scene) -> str:
    """/help in a group tells under a tab whether the bot sees everything there, as an administrator does."""
    scene.group.bot_status = "administrator"
    scene.group.send(scene.alice, "/help@Yinju_Bot")
    await scene.handled()
    (help,) = scene.said
    scene.group.press(scene.alice, help, "help:groups")
    await scene.struck("getChatMember", chat_id=scene.group.id)
    return scene.became("see @mentions and answer" in help.text, rest="Groups" in help.text)


async def asking_who_decides(scene: Scene) -> str:
    """Ask for /settings in a group, which are for its administrators."""
    scene.group.send(scene.alice, "/settings@Yinju_Bot")
    await scene.struck("getChatAdministrators", chat_id=scene.group.id)
    return scene.became(sum(bool(message.buttons) for message in scene.said))


async def _answer(scene: Scene) -> Message:
    scene.group.send(scene.alice, f"/ask@Yinju_Bot {QUESTION}")
    await scene.handled()
    return scene.group.bot_messages[-1]


async def _settings(scene: Scene) -> tuple[Message, object]:
    scene.group.send(scene.alice, "/settings@Yinju_Bot")
    await scene.handled()
    shown = scene.group.bot_messages[-1]
    return shown, shown.buttons


def _english(shown: Message) -> str:
    return next(data for data in shown.callback_data if data.endswith("en"))


SCENES: Mapping[str, Callable[[Scene], Awaitable[str]]] = {
    "sendMessage": answering,
    "sendPhoto": picturing,
    "editMessageText": editing,
    "editMessageReplyMarkup": rekeying,
    "deleteMessage": deleting,
    "answerCallbackQuery": windows,
    "answerInlineQuery": typed,
    "answerGuestQuery": visiting,
    "sendChatAction": showing_work,
    "setMessageReaction": thanking,
    "getChatMember": asking_what_it_is,
    "getChatAdministrators": asking_who_decides,
}
