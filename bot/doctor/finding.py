"""Finding of a check."""

from collections.abc import Mapping
from typing import Literal

from retrieval.model import Value

Outcome = Literal["ok", "warning", "failure"]
Check = Literal[
    "token", "privacy_mode", "groups", "inline", "webhook", "clock", "documents", "index", "data", "permissions",
    "disk", "extras", "loops", "running",
]  # fmt: skip
Found = Literal[
    "token_missing", "token_refused", "unreachable", "token_works", "sees_all", "sees_commands", "groups_yes",
    "groups_no", "inline_yes", "inline_no", "clock_right", "clock_fast", "clock_slow", "documents_read",
    "documents_unread", "documents_unusable", "index_none", "index_whole", "index_damaged",
    "data_unwritable", "data_broken", "data_newer", "data_new",
    "data_whole", "permissions_right", "open_file", "open_folder", "disk_full", "disk_free", "extras_missing",
    "extras_all", "loops_compiled", "loops_slow", "webhook_none", "webhook_unset", "webhook_set", "webhook_failing",
    "webhook_other", "webhook_unwanted", "webhook_unknown", "updates_wait", "running_none", "running_well",
    "documents_unwatched", "inbox_unwritable", "task_failing",
]  # fmt: skip


class Finding(Value):
    """One thing that was looked at.

    `check` names what was looked at, `found` the phrase that says how it is and what to do about it, and `values` fill
    that in. A failure keeps the bot from running, a warning does not.
    """

    check: Check
    outcome: Outcome
    found: Found
    values: Mapping[str, str | int] = {}


def good(check: Check, found: Found, **values: str | int) -> Finding:
    """Return the finding that something is as it should be."""
    return Finding(check=check, outcome="ok", found=found, values=values)


def doubtful(check: Check, found: Found, **values: str | int) -> Finding:
    """Return the finding of something to mend, with which the bot runs all the same."""
    return Finding(check=check, outcome="warning", found=found, values=values)


def bad(check: Check, found: Found, **values: str | int) -> Finding:
    """Return the finding of something with which the bot cannot run."""
    return Finding(check=check, outcome="failure", found=found, values=values)
