"""Chats as they are exported: who wrote each message and when, and what it replies to."""

import html
import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from retrieval.collection import Collection
from retrieval.documents.convert.store import Conversions
from retrieval.documents.reader import FolderReader


class Written(NamedTuple):
    """A message as it is written: `reply` is the number of the one that it replies to, from 1, 0 for none."""

    name: str
    day: str
    time: str
    words: str
    reply: int = 0


CHAT = (
    Written("阿莲", "2031-03-02", "09:00:05", "周六去爬山吗？"),
    Written("老韩", "2031-03-02", "09:01:10", "几点集合"),
    Written("阿莲", "2031-03-02", "09:04:00", "七点半，在东门 & 停车场之间。", 2),
    Written("小谷", "2031-03-03", "21:15:40", "我报名。\n另外带两个朋友。", 1),
)


def exported_json(*chats: tuple[str, tuple[Written, ...]]) -> str:
    """Return an export as JSON: of one chat, or of an account with several."""
    found = []
    for title, messages in chats:
        listed: list[dict[str, object]] = [{"id": 900, "type": "service", "date": "2031-03-02T08:59:00", "text": ""}]
        for number, one in enumerate(messages, 1):
            words: object = one.words if number % 2 else [{"type": "bold", "text": one.words[:2]}, one.words[2:]]
            reply = {"reply_to_message_id": 40 + one.reply} if one.reply else {}
            moment = f"{one.day}T{one.time}"
            listed.append(
                {"id": 40 + number, "type": "message", "date": moment, "from": one.name, "text": words, **reply}
            )
        found.append({"name": title, "type": "private_group", "id": 7, "messages": listed})
    whole = found[0] if len(found) == 1 else {"about": "…", "chats": {"about": "…", "list": found}}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def exported_html(title: str, messages: tuple[Written, ...]) -> str:
    """Return an export as a web page; a message by the same person as the one before it names nobody."""
    rows = ['<div class="message service" id="message-1"><div class="body details">2 March 2031</div></div>']
    last = ""
    for number, one in enumerate(messages, 1):
        year, month, day = one.day.split("-")
        name = f'<div class="from_name">\n{one.name} \n</div>' if one.name != last else ""
        userpic = f'<div class="pull_left userpic_wrap"><div class="initials">{one.name[0]}</div></div>' if name else ""
        reply = (
            f'<div class="reply_to details">In reply to <a href="#go_to_message{one.reply}">this message</a></div>'
            if one.reply
            else ""
        )
        words = html.escape(one.words).replace("\n", "<br>")
        rows.append(
            f'<div class="message default clearfix{"" if name else " joined"}" id="message{number}">{userpic}<div class="body">'
            f'<div class="pull_right date details" title="{day}.{month}.{year} {one.time} UTC+08:00">{one.time[:5]}</div>'
            f'{name}{reply}<div class="text">\n{words}\n</div></div></div>'
        )
        last = one.name
    return (
        '<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class="page_wrap"><div class="page_header">'
        f'<div class="content"><div class="text bold">\n{title}\n</div></div></div><div class="page_body chat_page">'
        f'<div class="history">{"".join(rows)}</div></div></div></body></html>'
    )


def copied(messages: tuple[Written, ...]) -> str:
    """Return a chat as it is copied out of an app: name, day and time over each message."""
    return "\n\n".join(f"{one.name} {one.day} {one.time}\n{one.words}" for one in messages)


def mailed(messages: tuple[Written, ...]) -> str:
    """Return a chat as an app mails it: a line for each day, then name and time over each message."""
    days = dict.fromkeys(one.day for one in messages)
    return "\n\n".join(
        f"—————  {day}  —————\n\n"
        + "\n\n".join(f"{one.name}  {one.time[:5]}\n\n{one.words}" for one in messages if one.day == day)
        for day in days
    )


def with_head(messages: tuple[Written, ...]) -> str:
    """Return a chat as an app writes it to a file: names of the app and the chat above, time and name over a message."""
    rule = "=" * 40
    head = f"消息记录（纯文本）\n\n{rule}\n消息分组:朋友\n{rule}\n消息对象:爬山群\n{rule}\n\n"
    return head + "\n\n".join(f"{one.day} {one.time} {one.name}\n{one.words}" for one in messages)


def in_brackets(messages: tuple[Written, ...]) -> str:
    """Return a chat with the time in brackets and the name behind it over each message."""
    return "\n\n".join(f"[{one.day} {one.time}] {one.name}\n{one.words}" for one in messages)


def of_slack(messages: tuple[Written, ...]) -> str:
    """Return a chat as Slack exports it."""
    found: list[dict[str, object]] = [{"type": "message", "subtype": "channel_join", "ts": "1.0", "text": "joined"}]
    for one in messages:
        moment = datetime.fromisoformat(f"{one.day}T{one.time}+00:00").timestamp()
        profile = {"real_name": one.name}
        found.append({"type": "message", "ts": str(moment), "user_profile": profile, "text": html.escape(one.words)})
    return json.dumps(found, ensure_ascii=False)


def of_discord(messages: tuple[Written, ...]) -> str:
    """Return a chat as it is exported from Discord."""
    found = [
        {
            "timestamp": f"{one.day}T{one.time}+00:00",
            "content": one.words,
            "author": {"name": "x", "nickname": one.name},
        }
        for one in messages
    ]
    return json.dumps({"channel": {"name": "爬山群"}, "messages": found}, ensure_ascii=False)


EXPORTS = {
    "head.txt": with_head(CHAT),
    "brackets.txt": in_brackets(CHAT),
    "slack.json": of_slack(CHAT),
    "discord.json": of_discord(CHAT),
    "result.json": exported_json(("爬山群", CHAT)),
    "messages.html": exported_html("爬山群", CHAT),
    "copied.txt": copied(CHAT),
    "mailed.txt": mailed(CHAT),
}


def read(folder: Path, name: str, text: str) -> Collection:
    """Return the collection of a folder with one file."""
    (folder / name).write_text(text, "utf-8")
    return FolderReader(folder, Conversions()).read()


def messages_of(collection: Collection) -> list[tuple[str | None, str, str]]:
    """Return who, when, and the words of each sentence, without its markup."""
    return [
        (s.unit.speaker, (s.unit.said_at or "")[:16], "".join(s.words(collection.files[0].text).split()))
        for passage in collection.passages
        for s in passage.sentences
        if s.unit
    ]


@pytest.mark.parametrize("name", EXPORTS)
def test_each_message_has_who_and_when(tmp_path: Path, name: str) -> None:
    """No name, time or day is a sentence, and none a heading."""
    collection = read(tmp_path, name, EXPORTS[name])
    expected = [
        (one.name, f"{one.day} {one.time[:5]}", "".join(line.split()).replace("&", ""))
        for one in CHAT
        for line in one.words.split("\n")
    ]
    found = [(who, when, words.replace("&amp;", "").replace("&", "")) for who, when, words in messages_of(collection)]
    assert found == expected
    assert {passage.section for passage in collection.passages} == {None}


def test_a_chat_copied_without_times_has_who(tmp_path: Path) -> None:
    """Each paragraph begins with a name, and one comes again; where none does, a line with a colon is text."""
    text = "\n\n".join(f"{one.name}:\n{one.words}" for one in CHAT)
    spoken = [who for who, _, _ in messages_of(read(tmp_path, "a.txt", text))]
    assert spoken == [one.name for one in CHAT for _ in one.words.split("\n")]
    recipe = "面团:\n面粉和水\n\n馅料:\n白菜和肉\n\n蘸料:\n醋和蒜\n"
    assert messages_of(read(tmp_path, "a.txt", recipe)) == []


def test_a_log_is_text(tmp_path: Path) -> None:
    """Lines with a time and words, and nothing below them, are no headers of messages."""
    log = "2031-03-02 09:00:05 Pump started\n2031-03-02 09:00:07 Tank is full\n2031-03-02 09:01:00 Pump stopped\n"
    collection = read(tmp_path, "a.txt", log)
    said = [collection.files[0].text[s.start : s.end] for passage in collection.passages for s in passage.sentences]
    assert said == log.splitlines()


@pytest.mark.parametrize("name", ["result.json", "messages.html"])
def test_a_reply_has_what_it_replies_to_as_context(tmp_path: Path, name: str) -> None:
    """Its words count as its own when the reply is searched for."""
    collection = read(tmp_path, name, EXPORTS[name])
    text = collection.files[0].text
    units = [s.unit for passage in collection.passages for s in passage.sentences if s.unit]
    context = {unit.speaker: [text[c.start : c.end].strip() for c in unit.context] for unit in units}
    assert "周六去爬山吗？" in context["小谷"]
    replies = [unit for unit in units if unit.speaker == "阿莲"]
    assert "几点集合" in [text[c.start : c.end].strip() for c in replies[-1].context]


@pytest.mark.parametrize("name", ["result.json", "messages.html"])
def test_an_export_has_the_title_of_its_chat(tmp_path: Path, name: str) -> None:
    """Not that of the page."""
    (document,) = read(tmp_path, name, EXPORTS[name]).documents
    assert document.title == "爬山群"


def test_an_account_with_several_chats_is_several_documents(tmp_path: Path) -> None:
    """Each with its own title and messages."""
    other = (
        Written("甲:乙[丙]", "2031-04-01", "10:00:00", "合同寄出了"),
        Written("丁", "2031-04-01", "10:05:00", "收到"),
    )
    collection = read(tmp_path, "result.json", exported_json(("爬山群", CHAT), ("合同", other)))
    assert [document.title for document in collection.documents] == ["爬山群", "合同"]
    assert messages_of(collection)[-2:] == [
        ("甲 乙 丙", "2031-04-01 10:00", "合同寄出了"),
        ("丁", "2031-04-01 10:05", "收到"),
    ]


def test_the_rest_of_an_export_is_accounted_for(tmp_path: Path) -> None:
    """Every character is of a message, of the title, or left out with a reason."""
    collection = read(tmp_path, "messages.html", EXPORTS["messages.html"])
    (file,) = collection.files
    kept = [(s.start, s.end) for passage in collection.passages for s in passage.sentences]
    slices = sorted([*kept, *((o.start, o.end) for o in collection.omissions)])
    at = 0
    for start, end in slices:
        assert not file.text[at:start].strip()
        at = max(at, end)
    assert not file.text[at:].strip()


def in_lines(head: str, apart: str = "\n\n", with_day: str = "") -> str:
    """Return a chat with a head of its own form over or before each message, and perhaps a line for each day."""
    parts, last = [], ""
    for one in CHAT:
        year, month, day = one.day.split("-")
        if with_day and one.day != last:
            parts.append(with_day.format(year=year, month=int(month), day=int(day)))
        last = one.day
        parts.append(
            head.format(name=one.name, date=one.day, time=one.time[:5], year=year, month=int(month), day=int(day))
            + one.words
        )
    return apart.join(parts) + "\n"


BY_HAND = {
    "time, name, text": in_lines("{year}年{month}月{day}日 {time}\n{name}\n"),
    "time, name, text, none blank": in_lines("{date} {time}\n{name}\n", apart="\n"),
    "time, name, text, all blank": in_lines("{date} {time}\n\n{name}\n\n"),
    "time, name, text, a title": "爬山群\n\n" + in_lines("{date} {time}\n{name}\n"),
    "name, time, text": in_lines("{name}\n{year}/{month}/{day} {time}\n"),
    "name, time, text, none blank": in_lines("{name}\n{date} {time}\n", apart="\n"),
    "name and time": in_lines("{name} {date} {time}\n", apart="\n"),
    "a day, then time, name, text": in_lines("{time}\n{name}\n", with_day="{year}年{month}月{day}日"),
    "a day, then brackets": in_lines("[{time}] {name}: ", apart="\n", with_day="{year}-{month}-{day}"),
    "a day, then brackets, drawn": in_lines(
        "[{time}] {name}：", apart="\n", with_day="--- {year}年{month}月{day}日 ---"
    ),
    "a day, then time and name": in_lines("{time} {name}：", apart="\n", with_day="{year}年{month}月{day}日"),
    "a day, then name and time": in_lines("{name} {time}\n", apart="\n", with_day="【{year}年{month}月{day}日】"),
    "a day, then signs": in_lines("[{time}] <{name}> ", apart="\n", with_day="{year}-{month}-{day}"),
}


def spoken(messages: tuple[Written, ...]) -> list[tuple[str | None, str, str]]:
    """Return who, when, and the words of each line of messages."""
    return [
        (one.name, f"{one.day} {one.time[:5]}", "".join(line.split()))
        for one in messages
        for line in one.words.split("\n")
    ]


@pytest.mark.parametrize("form", BY_HAND)
def test_a_chat_written_down_has_who_and_when(tmp_path: Path, form: str) -> None:
    """Speakers are never sentences, times never words, and a line with a day alone is neither."""
    collection = read(tmp_path, "a.txt", BY_HAND[form])
    assert messages_of(collection) == spoken(CHAT)
    assert {passage.section for passage in collection.passages} == {None}


def test_a_time_without_a_day_is_all_that_is_known(tmp_path: Path) -> None:
    """Names come again, so that the lines are those of people."""
    text = in_lines("[{time}] {name}: ", apart="\n") + "[21:16] 阿莲: 好\n[21:17] 小谷: 谢谢\n"
    found = messages_of(read(tmp_path, "a.txt", text))
    assert [(who, when) for who, when, _ in found][:2] == [("阿莲", "09:00"), ("老韩", "09:01")]


def test_a_day_without_its_year_is_told_as_it_is(tmp_path: Path) -> None:
    """As phones show what is not old; nothing says of which year it is."""
    days = ("3月2日 上午", "3月2日 上午", "昨天 ", "星期三 ")
    lines = (f"{one.name}（爬山群） {day}{one.time[:5]}\n{one.words}" for one, day in zip(CHAT, days, strict=True))
    found = messages_of(read(tmp_path, "a.txt", "\n\n".join(lines) + "\n"))
    assert [(who, when) for who, when, _ in found][:4] == [
        ("阿莲（爬山群）", "3月2日 上午09:00"),
        ("老韩（爬山群）", "3月2日 上午09:01"),
        ("阿莲（爬山群）", "昨天 09:04"),
        ("小谷（爬山群）", "星期三 21:15"),
    ]


@pytest.mark.parametrize(
    "notice", ["[系统] 阿莲邀请小谷加入了群聊", "系统消息：群名改为周末爬山", "老韩撤回了一条消息"]
)
@pytest.mark.parametrize("form", ["time, name, text", "name, time, text", "name and time"])
def test_what_an_app_tells_has_no_speaker(tmp_path: Path, form: str, notice: str) -> None:
    """It does not belong to the message above it."""
    first, words, rest = BY_HAND[form].partition(CHAT[0].words)
    found = messages_of(read(tmp_path, "a.txt", f"{first}{words}\n{notice}{rest}"))
    assert [who for who, _, said in found if said == "".join(notice.split())] == [None]
    assert [one for one in found if one[0]] == spoken(CHAT)


def test_a_time_with_a_notice_alone_names_nobody(tmp_path: Path) -> None:
    """A single line below a time is no name unless it is one elsewhere."""
    text = BY_HAND["time, name, text"] + "\n2031年3月4日 08:01\n小谷把群名改成了爬山队\n"
    assert messages_of(read(tmp_path, "a.txt", text))[-1] == (None, "2031-03-04 08:01", "小谷把群名改成了爬山队")


def test_a_day_may_be_the_answer(tmp_path: Path) -> None:
    """A line with a day that is all that somebody wrote stays."""
    text = BY_HAND["time, name, text"] + "\n2031年3月4日 08:01\n老韩\n2031年5月8日\n"
    assert messages_of(read(tmp_path, "a.txt", text))[-1] == ("老韩", "2031-03-04 08:01", "2031年5月8日")


ORDINARY = {
    "diary": "2031-03-02 08:12\n今天去了东门，人很多。\n\n2031-03-02 21:15\n晚上下雨，没有出门。\n\n2031-03-03 07:40\n又下雨了。\n",
    "plan": "2031年5月1日\n08:00 早餐：酒店\n12:00 午餐：面馆\n18:00 晚餐：自助\n2031年5月2日\n08:00 早餐：酒店\n12:00 午餐：粥铺\n",
    "plan in lines": "2031年5月1日\n08:00\n早餐\n酒店一楼自助\n12:30\n午餐\n湖边面馆\n2031年5月2日\n08:00\n早餐\n酒店\n12:30\n午餐\n粥铺\n",
    "log": "[09:00:05] INFO: pump started\n[09:00:07] INFO: tank is full\n[09:01:11] WARN: pump is hot\n[09:02:12] INFO: off\n",
    "programme": "09:05\nOpening\nHall A\n09:40\nKeynote by Dr. Li\nHall B\n10:55\nCoffee\nFoyer\n",
    "arrivals": "2031-03-02 08:12 到货，一共三箱\n放在二楼\n2031-03-02 09:15 发货，客户自提\n已签收\n",
}


@pytest.mark.parametrize("kind", ORDINARY)
def test_lines_with_times_are_no_chat_by_themselves(tmp_path: Path, kind: str) -> None:
    """Meals of a plan come again as people do, but at round times."""
    assert [who for who, _, _ in messages_of(read(tmp_path, "a.txt", ORDINARY[kind])) if who] == []
