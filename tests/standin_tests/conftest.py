"""A stand-in per test, and plain HTTP calls to it that no client library has checked before."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from bot.web.preview.standin import StandIn

Ask = Callable[..., Awaitable[Any]]


def refused(answer: dict[str, Any]) -> str:
    """Return the description of a refusal; fail if the call was accepted."""
    assert not answer["ok"], answer
    return f"{answer['error_code']} {answer['description']}"


@pytest.fixture
async def api() -> AsyncIterator[StandIn]:
    """Serve a stand-in with privacy mode."""
    async with StandIn.serve() as standin:
        yield standin


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Hold an HTTP client; it loads no certificates, which would take longer than a test."""
    async with httpx.AsyncClient(verify=False) as http:
        yield http


@pytest.fixture
def ask(api: StandIn, client: httpx.AsyncClient) -> Ask:
    """Call a method with JSON parameters and return the whole answer."""

    async def call(method: str, **params: Any) -> Any:
        response = await client.post(f"{api.base_url}{api.token}/{method}", json=params)
        answer = response.json()
        assert (response.status_code == 200) == answer["ok"]
        return answer

    return call
