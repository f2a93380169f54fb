"""The running bot as a process that starts in a moment, so that it can be killed often.

    python -m tests.bot.killable SECONDS

The bot takes itself for safe from being killed again when it has run for so many seconds, and not for five; and it
refuses nobody because much waits. It reads the documents, and gets updates by webhook or asks for them, as `yinju run`
does. Then it does what each line on stdin says: `start PORT` starts the bot, with that WEBHOOK_PORT, as a process of its
own by a fork, and prints that process's id; `end ID` waits for its end, and prints its exit status. With YINJU_APART in
the environment every file that somebody sends is read in a process of its own.
"""

import os
import sys

from bot.commands.open_library import open_library
from bot.commands.run import run as start
from bot.commands.run import serve
from bot.live_library import LiveLibrary
from bot.observability.logs import log_to_stderr
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.transport import processor
from retrieval.cache import trial
from retrieval.library import Library


def main() -> None:
    """Start and end bots until stdin ends."""
    processor.CALM_SECONDS = float(sys.argv[1])
    processor._MOST_WAITING_IN_A_CHAT = 10_000
    if os.environ.get("YINJU_APART"):
        trial._LARGE_BYTES = -1
    settings = Settings.read()
    library = open_library(settings)
    # What the first question would load is loaded once.
    library.ask("云收入增长了多少")
    for line in sys.stdin:
        order, number = line.split()
        if order == "start":
            child = os.fork()
            if not child:
                run(settings.model_copy(update={"webhook_port": int(number)}), library)
            print(child, flush=True)  # noqa: T201
        else:
            _, status = os.waitpid(int(number), 0)
            print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def run(settings: Settings, library: Library) -> None:
    """Be the bot, and end with its process."""
    assert settings.telegram_bot_token
    log_to_stderr(settings.telegram_bot_token.get_secret_value())
    error = (serve if settings.webhook_url else start)(settings, LiveLibrary(library, terminal_phrases()))
    os._exit(1 if error else 0)


if __name__ == "__main__":
    main()
