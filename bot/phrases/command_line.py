"""Phrases of the command line: errors in its use, `yinju index` and `yinju doctor`."""

from collections.abc import Mapping

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class DoctorPhrases(Value):
    """Each thing that may be found, with what to do about it, and what it comes to."""

    ready: Phrase
    not_ready: Phrase
    found: Mapping[str, Phrase]


class IndexPhrases(Value):
    """The state of the index of a folder: what it was found to be, or what was done."""

    opened: Phrase
    written: Phrase
    unwritable: Phrase
    whole: Phrase
    size: Phrase
    damaged: Phrase


class UsagePhrases(Value):
    """The head of an error in the use of a command, and what may be wrong; the help of each command.

    `causes` are by what the system or a library says, with # for each number. `commands` have for each command, the
    words of its name joined by _, what it is `about`, and the help of each option by its name; `all` holds those of
    options that mean the same everywhere.
    """

    usage: Phrase
    unread: Phrase
    help: Phrase
    no_command: Phrase
    no_option: Phrase
    did_you_mean: Phrase
    missing: Phrase
    bad_value: Phrase
    whole: Phrase
    whole_from: Phrase
    whole_from_to: Phrase
    one_of: Phrase
    file: Phrase
    needs_value: Phrase
    takes_no_value: Phrase
    extra: Phrase
    question: Phrase
    claim: Phrase
    receipt: Phrase
    place: Phrase
    web: Phrase
    collection: Phrase
    options: Phrase
    subcommands: Phrase
    default: Phrase
    setting: Mapping[str, Phrase]
    causes: Mapping[str, Phrase]
    commands: Mapping[str, Mapping[str, Phrase]]
