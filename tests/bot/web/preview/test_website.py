"""The page over HTTP: who may open it, and who may act."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from bot.phrases import phrases
from bot.web.preview.session import PreviewSession

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def client(showing_alone: PreviewSession) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client that says what a browser says on the page itself."""
    origin = showing_alone.address.rstrip("/")
    async with httpx.AsyncClient(base_url=origin, headers={"Origin": origin}, verify=False, trust_env=False) as http:
        yield http


def start(showing_alone: PreviewSession) -> dict[str, object]:
    """Return the act of pressing the start button."""
    return {"act": "start", "person": showing_alone.stage.people[0].id}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8020", "localhost.evil.example", "", "192.168.1.2"]
)
async def test_only_the_names_of_the_loopback_are_served(client: httpx.AsyncClient, host: str) -> None:
    """A name of somebody else's that leads here is refused with a sentence, for whatever path."""
    for path in ("/", "/words", "/events"):
        answer = await client.get(path, headers={"Host": host, "Accept-Language": "zh-TW,zh;q=0.9"})
        assert (answer.status_code, answer.text) == (403, phrases("zh-hant").preview.refused)


async def test_the_loopback_may_be_named_localhost_and_forwarded(
    showing_alone: PreviewSession, client: httpx.AsyncClient
) -> None:
    """Through a tunnel the port may be another one."""
    headers = {"Host": "localhost:9000", "Origin": "http://localhost:9000"}
    assert (await client.get("/", headers=headers)).status_code == 200
    assert (await client.post("/act", json=start(showing_alone), headers=headers)).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", "https://127.0.0.1", "null", ""])
async def test_other_pages_cannot_act(showing_alone: PreviewSession, client: httpx.AsyncClient, origin: str) -> None:
    """Nothing is sent in anybody's name."""
    answer = await client.post("/act", json=start(showing_alone), headers={"Origin": origin})
    assert answer.status_code == 403
    assert showing_alone.stage.private_chats[0].messages == []


async def test_the_page_allows_itself_little(client: httpx.AsyncClient) -> None:
    """No script, style or connection but its own; no frame around it; nothing kept."""
    for path in ("/", "/preview.js", "/words", "/nothing"):
        headers = (await client.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


async def test_the_page_says_nothing_but_phrases(client: httpx.AsyncClient) -> None:
    """All words come from the phrase files, in all languages; the reader's language comes first."""
    answer = (await client.get("/words", headers={"Accept-Language": "zh-HK;q=0.9"})).json()
    assert answer["language"] == "zh-hant"
    assert answer["words"]["en"] == phrases("en").preview.page.model_dump()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"act": "dance"}, 400, id="an act that there is not"),
        pytest.param({"act": "start", "person": "\ud800"}, 400, id="half a character"),
        pytest.param({"act": "start", "person": 1}, 409, id="a person who is not there"),
        pytest.param({"act": "press", "chat": 0, "message": 1, "data": "x"}, 409, id="a chat that is not there"),
        pytest.param({"act": "start", "parameter": "a b"}, 409, id="a parameter that Telegram would not take"),
    ],
)
async def test_what_cannot_be_done_is_refused(
    showing_alone: PreviewSession, client: httpx.AsyncClient, fields: dict[str, object], status: int
) -> None:
    """400 for what is no act at all, 409 for what the stage does not allow."""
    given = {"person": showing_alone.stage.people[0].id} | fields
    assert (await client.post("/act", content=json.dumps(given))).status_code == status
    assert showing_alone.stage.private_chats[0].messages == []
