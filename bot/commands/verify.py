"""`yinju verify`: whether what a receipt cites still stands; one receipt, or all of a log."""

from pathlib import Path

import click

from bot.commands.open_library import open_asked
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.terminal.check import print_log, print_verification
from bot.terminal.json_output import print_json
from bot.text import one_line
from bot.usage import Misuse
from retrieval import Library, Verification, receipts_in
from retrieval.errors import LogUnusable


@click.command("verify")
@click.argument("receipt", required=False)
@click.option("--all", "log", type=click.Path(path_type=Path), metavar="LOG")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(settings: Settings, receipt: str | None, log: Path | None, as_json: bool) -> None:
    """Say whether the words that RECEIPT cites are unchanged, moved, changed or gone.

    LOG is what `yinju ask --json` printed, or any text in which receipts stand. The status is 1 where words are changed
    or gone.
    """
    if (receipt is None) == (log is None):
        raise Misuse(terminal_phrases().usage.receipt)
    phrases = terminal_phrases()
    library = open_asked(settings)
    found = _all(library, log) if log else [(0, library.verify(receipt or ""))]
    if as_json:
        for line, verification in found:
            print_json({**({"line": line} if log else {}), **verification.model_dump(exclude={"quotes"})})
    elif log:
        print_log(found, phrases)
    else:
        print_verification(found[0][1], library, phrases)
    if any(verification.status in ("changed", "gone") for _, verification in found):
        raise SystemExit(1)


def _all(library: Library, log: Path) -> list[tuple[int, Verification]]:
    """Verify each receipt of a log, and return it with its line; raises LogUnusable if there is none."""
    try:
        kept = receipts_in(log.read_bytes().decode("utf-8-sig", "replace"))
    except OSError:
        kept = ()
    if not kept:
        raise LogUnusable(file=one_line(str(log)))
    return [(each.line, library.verify(each.receipt, each.words)) for each in kept]
