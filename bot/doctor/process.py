"""Bots that run over the data folder, and which of their background tasks fail."""

from collections.abc import Iterator
from pathlib import Path

from bot.doctor.finding import Finding, doubtful, good
from bot.storage.status import Status, running
from bot.text import one_line


def look_at_running(folder: Path) -> list[Finding]:
    """Return what does not work in each bot that runs over a data folder at present."""
    try:
        found = running(folder)
    except OSError:
        found = []
    if not found:
        return [good("running", "running_none")]
    wrong = [finding for status in found for finding in _wrong(status)]
    return wrong or [good("running", "running_well", count=len(found))]


def _wrong(status: Status) -> Iterator[Finding]:
    if status.documents:
        yield doubtful("running", "documents_unwatched", reason=one_line(status.documents))
    if status.inbox:
        yield doubtful("running", "inbox_unwritable", reason=one_line(status.inbox))
    for task, reason in status.failures.items():
        yield doubtful("running", "task_failing", task=one_line(task), reason=one_line(reason))
