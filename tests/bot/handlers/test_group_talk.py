"""Thirty things that people type in a group, and what the bot does: none of it is a blunder."""

from collections.abc import Callable
from typing import NamedTuple

from bot.web.preview.standin import Group, Message, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in
from tests.bot.scenes import Attentive

CLAIM = "阿里云这季度收入同比增长24%"
QUESTION = "阿里云哪块收入最亮眼"


class Turn(NamedTuple):
    """Message that somebody types: in reply to what, and the reaction of the bot."""

    typed: str
    replies_to: str
    done: str


# Replies are to nothing, to what a person said, or to the bot's answer, its verdict, or its other words.
TABLE = [
    Turn("@Yinju_Bot 阿里云哪块收入最亮眼", "", "answer"),
    Turn("淘宝问问有多少人用过", "answer", "answer"),
    Turn("@Yinju_Bot 你好", "", "greeting"),
    Turn("@Yinju_Bot", "", "asks for a question"),
    Turn("@Yinju_Bot 这是真的吗", "claim", "verdict"),
    Turn("@Yinju_Bot 求证", "claim", "verdict"),
    Turn("/check@Yinju_Bot", "claim", "verdict"),
    Turn("/check@Yinju_Bot 真的假的", "claim", "verdict"),
    Turn("/ask@Yinju_Bot 谁说的", "claim", "answer"),
    Turn("@Yinju_Bot 什么时候的事", "claim", "answer"),
    Turn("@Yinju_Bot 不对吧", "claim", "verdict"),
    Turn(f"@Yinju_Bot 核查：{CLAIM}", "", "verdict"),
    Turn("@Yinju_Bot 这是真的吗", "", "says how to point"),
    Turn("真的吗", "answer", "place"),
    Turn("出处呢？", "answer", "place"),
    Turn("谢谢", "answer", "reaction"),
    Turn("@Yinju_Bot 谢谢啦", "", "reaction"),
    Turn("哈哈哈", "answer", "silence"),
    Turn("明白了", "answer", "silence"),
    Turn("收到 👌", "answer", "silence"),
    Turn("😂😂😂", "answer", "silence"),
    Turn("不对", "answer", "asks why"),
    Turn("不对吧", "answer", "silence"),
    Turn("不对", "verdict", "silence"),
    Turn("@Yinju_Bot 你是谁", "", "introduction"),
    Turn("阿里云收入增长了34%", "", "silence"),
    Turn("谁知道阿里云收入多少？", "", "silence"),
    Turn("@somebody 阿里云哪块收入最亮眼", "", "silence"),
    Turn("我觉得不对", "claim", "silence"),
    Turn("/ask@other_bot 阿里云收入", "", "silence"),
    Turn("/start@other_bot", "", "silence"),
    Turn("@Yinju_Bot 京东总部大楼有几层", "", "refusal"),
    Turn("@Yinju_Bot 《三場硬仗,阿里進擊》", "", "place"),
]
SIGNS: dict[str, Callable[[Message], object]] = {
    "answer": quotes_in,
    "verdict": lambda said: "资料为“34%”" in said.text,
    "place": lambda said: "段" in said.text.splitlines()[1] or "段" in said.text.splitlines()[2],
    "greeting": lambda said: said.text.startswith("你好！"),
    "asks for a question": lambda said: said.text.startswith("想问什么？"),
    "says how to point": lambda said: said.text.startswith("要核查哪条消息？"),
    "asks why": lambda said: said.text == "谢谢。哪里不对？",
    "introduction": lambda said: said.text.startswith("我是引据"),
    "refusal": lambda said: said.text.startswith("资料里没找到答案。"),
}


async def test_thirty_things_that_people_type_in_a_group(library: Library) -> None:
    """Each in a group that sees mentions, with an answer, a verdict and a claim to reply to."""
    watch = Attentive()
    async with (
        StandIn.serve(username="Yinju_Bot", privacy_mode=False) as api,
        running(api, library, watch=watch, rate_limit_per_user=0, rate_limit_per_chat=0),
    ):
        group, alice, bob = group_of(api)
        said = await points(group, alice, bob)
        done = {turn: await played(turn, group, bob, said, watch) for turn in TABLE}
    assert [(turn.typed, what) for turn, what in done.items()] == [(turn.typed, turn.done) for turn in TABLE]


# Said below an answer to all who read along.
REMARKS = (
    "好家伙", "卧槽", "离谱", "无语", "绝了", "就这", "这也行", "太强了", "有意思", "学到了", "涨知识了", "马一下", "mark", "蹲一个", "收藏了", "已转发", "稍等",
    "我看看", "嗯呢", "赞同", "不一定", "哦豁", "机器人真棒", "+1", "1", "？", "再说一遍", "闭嘴", "你好", "然后呢", "same", "agreed", "nah", "omg",
)  # fmt: skip
PLACES = ("你确定吗", "我不信", "来源可靠吗", "什么意思", "详细点", "展开说说", "are you sure?", "source please")
GRATEFUL = ("谢谢大佬", "多谢分享", "感谢科普", "wow thanks", "thanks for sharing")


async def test_remarks_below_an_answer_get_no_refusal_and_no_greeting(library: Library) -> None:
    """Silence, a reaction to thanks, and the place of the quote to doubts and to who wants to read on."""
    watch = Attentive()
    async with (
        StandIn.serve(username="Yinju_Bot", privacy_mode=False) as api,
        running(api, library, watch=watch, rate_limit_per_user=0, rate_limit_per_chat=0),
    ):
        group, alice, bob = group_of(api)
        said = await points(group, alice, bob)
        for done, typed in (("silence", REMARKS), ("place", PLACES), ("reaction", GRATEFUL)):
            turns = [Turn(words, "answer", done) for words in typed]
            assert {turn.typed: await played(turn, group, bob, said, watch) for turn in turns} == dict.fromkeys(
                typed, done
            )


async def test_a_few_words_below_an_answer_that_the_documents_speak_of_are_answered(library: Library) -> None:
    """A follow-up need not look like a question; by the bot's name, it is refused as any other."""
    watch = Attentive()
    async with (
        StandIn.serve(username="Yinju_Bot", privacy_mode=False) as api,
        running(api, library, watch=watch, rate_limit_per_user=0, rate_limit_per_chat=0),
    ):
        group, alice, bob = group_of(api)
        said = await points(group, alice, bob)
        for words, done in (("京东员工数", "answer"), ("@Yinju_Bot 长颈鹿", "refusal"), ("长颈鹿", "silence")):
            assert await played(Turn(words, "answer", done), group, bob, said, watch) == done


def group_of(api: StandIn) -> tuple[Group, User, User]:
    """Return a group with two people and the bot."""
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob", language_code="zh-hans")
    group = api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    return group, alice, bob


async def points(group: Group, alice: User, bob: User) -> dict[str, Message]:
    """Return a message of each kind that can be replied to."""
    claim = group.send(alice, CLAIM)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    group.send(alice, f"/check@Yinju_Bot {CLAIM}")
    return {"claim": claim, "answer": answer, "verdict": await group.next_bot_message()}


async def played(turn: Turn, group: Group, person: User, said: dict[str, Message], watch: Attentive) -> str:
    """Return what the bot does when somebody types that."""
    before = len(group.bot_messages)
    typed = group.send(person, turn.typed, reply_to=said.get(turn.replies_to))
    await watch.end_of(int(group.shared.updates.pending[-1]["update_id"]))
    if typed.reactions:
        return "reaction"
    told = group.bot_messages[before:]
    if not told:
        return "silence"
    assert len(told) == 1
    sign = SIGNS.get(turn.done)
    return turn.done if sign and sign(told[0]) else told[0].text
