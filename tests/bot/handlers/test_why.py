"""/why, and what is said around quotes."""

from bot.web.preview.standin import StandIn
from tests.bot.conftest import Run


async def test_why_in_reply_to_an_answer_tells_how_it_came_about(api: StandIn) -> None:
    """The words searched for, the kind wanted, and what speaks for each sentence; no formula."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", [alice])
    group.add_bot(alice, earlier=True)
    group.send(alice, "/ask@Yinju_Bot 阿里云收入增长了多少")
    answer = await group.next_bot_message()
    group.send(alice, "/why@Yinju_Bot", reply_to=answer)
    why = await group.next_bot_message()
    assert why.text.splitlines()[0].startswith("检索词：收入、")
    assert "要找的是：比例" in why.text
    assert "：含有“收入”、“" in why.text
    assert "=" not in why.text


async def test_why_in_a_private_chat_explains_the_last_answer_or_a_question(api: StandIn) -> None:
    """With nothing to explain it says how to ask."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    for nothing_asked in ("/ask", "/why"):
        chat.send(alice, nothing_asked)
        said = await chat.next_bot_message()
    assert said.text == "Reply to an answer with /why."
    chat.send(alice, "阿里云收入增长了多少")
    await chat.next_bot_message()
    chat.send(alice, "/why")
    assert "Looked for: a share" in (await chat.next_bot_message()).text
    chat.send(alice, "/why 豆蔻医生是什么")
    assert "豆蔻" in (await chat.next_bot_message()).text


async def test_an_answer_says_what_its_dates_mean_and_which_word_was_taken(api: StandIn) -> None:
    """Below the quotes, in the person's language."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "作者过年自己开电车跑长途一共开了多远")
    assert "“今年”指 2025（按文章日期推算）" in (await chat.next_bot_message()).text
    chat.send(alice, "豆寇是什么")
    assert "已按“荳蔻”搜索" in (await chat.next_bot_message()).text


def test_the_terminal_explains_an_answer(run: Run) -> None:
    """With --explain."""
    out = run("ask", "--explain", "阿里云收入增长了多少").stdout.decode()
    assert "Looked for: a share, a number" in out
    assert "in document" in out


def test_explaining_is_for_people_only(run: Run) -> None:
    """Scripts have their forms."""
    refused = run("ask", "--explain", "--json", "阿里云收入增长了多少")
    assert refused.returncode == 2
