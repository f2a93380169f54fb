"""Commands that serve pages, as processes."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from tests.conftest import ROOT

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")


@asynccontextmanager
async def serving(
    environment: Mapping[str, str], *arguments: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Run `yinju` with some arguments in this checkout; yields the process and the address that it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
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
