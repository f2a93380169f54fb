"""Texts of the bot: parsing, limits, entities."""

import httpx
import pytest

from bot.web.preview.standin import StandIn

from .conftest import Ask, refused


@pytest.fixture
def chat_id(api: StandIn) -> int:
    """Open a private chat and return its id."""
    chat = api.private_chat(alice := api.user("Alice"))
    chat.send(alice, "/start")
    return chat.id


@pytest.mark.parametrize(
    ("text", "description"),
    [
        pytest.param("", "message text is empty", id="empty"),
        pytest.param(" <b> </b> ", "text must be non-empty", id="blank"),
        pytest.param("a < b", "can't parse entities: Unsupported start tag", id="bare-less-than"),
        pytest.param("<p>a</p>", 'can\'t parse entities: Unsupported start tag "p"', id="p"),
        pytest.param("a<br>b", 'can\'t parse entities: Unsupported start tag "br"', id="br"),
        pytest.param("<b>a", "can't parse entities: Can't find end tag", id="not-closed"),
        pytest.param(
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "blockquote entities can't be nested",
            id="nested",
        ),
        pytest.param("<a href='javascript:x'>a</a>", "wrong link", id="link-that-would-vanish"),
        pytest.param("<a href='https://t.me/b?start=a%20b'>a</a>", "START_PARAM_INVALID", id="deep-link"),
        pytest.param("文" * 4097, "message is too long", id="too-long"),
        pytest.param("😀" * 2049, "message is too long", id="counted-in-utf16"),
        pytest.param("<b>a</b>b" * 101, "too many entities", id="too-many-entities"),
    ],
)
async def test_refused_texts(api: StandIn, ask: Ask, chat_id: int, text: str, description: str) -> None:
    """Telegram refuses the text, and so does the stand-in, in its words; it is a fault of the bot."""
    answer = await ask("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML")
    assert description in refused(answer)
    assert len(api.faults) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<b>" + "文" * 4096 + "</b>", "文" * 4096, id="limit-counts-after-parsing"),
        pytest.param("a&nbsp;b &lt;c&gt;", "a&nbsp;b <c>", id="html-entities"),
        pytest.param("  a \n ", "a", id="trimmed"),
    ],
)
async def test_accepted_texts(api: StandIn, ask: Ask, chat_id: int, text: str, shown: str) -> None:
    """Telegram accepts the text and shows it parsed and trimmed."""
    answer = await ask("sendMessage", chat_id=chat_id, text=text, parse_mode="HTML")
    assert answer["result"]["text"] == shown
    assert not api.faults


async def test_entities(ask: Ask, chat_id: int) -> None:
    """Explicit entities and those that Telegram finds come back in order, in UTF-16 units."""
    quote, link = "<blockquote expandable>q</blockquote>", '<a href="https://a.b/c">x</a>'
    text = f"😀<b>文</b> {quote}{link} https://d.example /ask"
    result = (await ask("sendMessage", chat_id=chat_id, text=text, parse_mode="html"))["result"]
    assert [(e["type"], e["offset"], e["length"]) for e in result["entities"]] == [
        ("bold", 2, 1),
        ("expandable_blockquote", 4, 1),
        ("text_link", 5, 1),
        ("url", 7, 17),
        ("bot_command", 25, 4),
    ]


async def test_unknown_parse_mode(ask: Ask, chat_id: int) -> None:
    """A parse mode that does not exist is refused."""
    answer = await ask("sendMessage", chat_id=chat_id, text="a", parse_mode="BBCode")
    assert refused(answer) == "400 Bad Request: unsupported parse_mode"


async def test_link_preview_options(api: StandIn, ask: Ask, chat_id: int) -> None:
    """link_preview_options is an object of known fields."""
    answer = await ask("sendMessage", chat_id=chat_id, text="a", link_preview_options={"is_disabled": True})
    assert answer["result"]["link_preview_options"] == {"is_disabled": True}
    answer = await ask("sendMessage", chat_id=chat_id, text="a", link_preview_options={"disabled": True})
    assert "can't parse link preview options" in refused(answer)


async def test_photo_caption(api: StandIn, ask: Ask, chat_id: int) -> None:
    """A photo has a caption of at most 1024 UTF-16 units after parsing."""
    photo = {"chat_id": chat_id, "photo": "https://a.example/b.png", "parse_mode": "HTML"}
    answer = await ask("sendPhoto", **photo, caption="<b>" + "a" * 1024 + "</b>")
    assert answer["ok"]
    assert "message caption is too long" in refused(await ask("sendPhoto", **photo, caption="a" * 1025))


async def test_a_photo_that_is_sent_is_small_and_not_empty(
    api: StandIn, client: httpx.AsyncClient, chat_id: int
) -> None:
    """At most 10 MB, as Telegram takes photos."""
    url, fields = f"{api.base_url}{api.token}/sendPhoto", {"chat_id": str(chat_id)}
    for size, description in ((0, "non-empty"), (10 * 2**20 + 1, "too big for a photo")):
        answer = await client.post(url, data=fields, files={"photo": ("a.png", b"0" * size)})
        assert description in refused(answer.json())
    answer = await client.post(url, data=fields, files={"photo": ("a.png", b"0" * 10 * 2**20)})
    assert answer.json()["ok"]
