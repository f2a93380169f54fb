"""Commands that serve pages, as processes."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from tests.bot.preloaded import Preloaded, Started
from tests.conftest import ROOT

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")


@asynccontextmanager
async def serving(
    preloaded: Preloaded, environment: Mapping[str, str], *arguments: str
) -> AsyncIterator[tuple[Started, str]]:
    """Run `yinju` with some arguments in this checkout; yields the process and the address that it prints."""
    process = await preloaded.start(arguments, ROOT, environment)
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        address = _ADDRESS.search(line)
        assert address, line
        yield process, address[0]
    finally:
        if process.returncode is None:
            # A preview that is killed cannot take its folder of temporary files with it.
            process.terminate()
            await process.communicate()
