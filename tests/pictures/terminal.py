"""Draw a real conversation of `yinju chat`: typed into a terminal of its own, captured with its colours, and drawn.

    python tests/pictures/terminal.py tests/pictures/chat.png

Needs tmux, chromium and fonts-noto-cjk (Debian's packages), and the program installed in the Python that runs this.
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

QUESTIONS = ("阿里云收入增长了多少", "/read 1")
COLUMNS, ROWS = 118, 32
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; background: #0c0c0c; color: #d9d9d9; }}
pre {{ margin: 0; font: 16px/1.45 "Noto Sans Mono CJK SC", monospace; }}
</style><pre>{code}</pre>"""
CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--hide-scrollbars", "--window-size=1000,780",
)  # fmt: skip
_PROMPT = re.compile(r"问> *$")


def tmux(*arguments: str) -> str:
    """Run tmux on a server of its own and return what it prints."""
    done = subprocess.run(["tmux", "-L", "yinju-picture", *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def wait_for_prompt() -> None:
    """Wait until the last line of the screen is an empty prompt."""
    for _ in range(300):
        lines = tmux("capture-pane", "-p").rstrip().splitlines()
        if lines and _PROMPT.match(lines[-1]):
            return
        time.sleep(0.1)
    sys.exit("The prompt did not come within 30 seconds.")


def capture() -> str:
    """Type the questions and return the screen with its colours."""
    command = f"env LANG=zh_CN.UTF-8 {sys.executable} -m bot chat"
    tmux("-u", "new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), command)
    try:
        for question in QUESTIONS:
            wait_for_prompt()
            tmux("send-keys", "-l", question)
            tmux("send-keys", "Enter")
            time.sleep(0.5)
        wait_for_prompt()
        return tmux("capture-pane", "-p", "-e").rstrip()
    finally:
        tmux("kill-server")


def main() -> None:
    """Write the picture to the path that is given."""
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(capture()))
    page = console.export_html(theme=MONOKAI, inline_styles=True, code_format=PAGE)
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "chat.html"
        html.write_text(page, "utf-8")
        chromium = [*CHROMIUM, f"--user-data-dir={folder}/profile", f"--screenshot={Path(sys.argv[1]).resolve()}"]
        subprocess.run([*chromium, html.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
