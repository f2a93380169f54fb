"""The command `yinju`: each sub-command is a module of `bot.commands`, loaded when it is called.

Loading late keeps `yinju ask` from paying for Telegram's library.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from bot.phrases import terminal_phrases
from bot.settings import Settings, at_home
from bot.text import one_line
from bot.usage import LocalContext, Misuse, explained, fault_of_setting, refused_path
from retrieval import YinjuError
from retrieval.runtime import loading

COMMANDS = (
    "run", "chat", "preview", "ask", "check", "locate", "count", "verify", "sources", "show", "add", "eval", "gaps",
    "timeline", "serve", "doctor", "backup", "restore", "index", "collections",
)  # fmt: skip
OF_COLLECTIONS = ("chat", "ask", "check", "locate", "count", "verify", "sources", "show", "timeline")
_SEEDS = "--seeds"
# As a shell reports a program that SIGINT ended.
_INTERRUPTED = 130
_MODULES = {"eval": "evaluate"}


class CommandGroup(click.Group):
    """The sub-commands by name; an error of the library ends the program with one sentence and status 1."""

    context_class = LocalContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order in which `--help` shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return its `command`."""
        if cmd_name not in COMMANDS:
            return None
        with loading():
            command: click.Command = import_module(f"bot.commands.{_MODULES.get(cmd_name, cmd_name)}").command
        for one in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
            one.context_class = LocalContext
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the words before the command; raises Misuse."""
        with explained():
            return super().make_context(info_name, folder_first(args), parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn what went wrong on purpose, or a path the system refuses, into a sentence.

        Raises Misuse, and any OSError that names no path.
        """
        try:
            with explained():
                return super().invoke(ctx)
        except YinjuError as error:
            click.echo(terminal_phrases().error(error), err=True)
            ctx.exit(1)
        except OSError as error:
            if error.filename is None:
                raise
            click.echo(refused_path(error, terminal_phrases()), err=True)
            ctx.exit(1)
        except (KeyboardInterrupt, click.Abort):
            click.echo(err=True)
            ctx.exit(_INTERRUPTED)


def folder_first(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the folder before the command: `yinju ask --seeds DIR` is typed as often.

    >>> folder_first(["ask", "--seeds", "notes", "how many"])
    ['--seeds', 'notes', 'ask', 'how many']
    """
    words = list(arguments)
    ends = words.index("--") if "--" in words else len(words)
    at = next((n for n, word in enumerate(words[:ends]) if word == _SEEDS or word.startswith(f"{_SEEDS}=")), None)
    if at is None:
        return words
    after = at + (2 if words[at] == _SEEDS else 1)
    # Without a value after it, the command is none.
    return [*words[at:after], *words[:at], *words[after:]] if after <= ends else [_SEEDS]


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(_SEEDS, metavar="DIR")
@click.option("--collection", metavar="NAME")
@click.version_option(package_name="yinju")
@click.pass_context
def yinju(ctx: click.Context, seeds: str | None, collection: str | None) -> None:
    """Answer questions about a folder of documents by quoting them verbatim, with sources cited."""
    if collection is not None and ctx.invoked_subcommand not in OF_COLLECTIONS:
        raise Misuse(terminal_phrases().usage.collection.format(commands=", ".join(OF_COLLECTIONS)))
    ctx.obj = read_settings(seeds)


def read_settings(seeds: str | None = None) -> Settings:
    """Return the settings, with another folder of documents if one is named; ends the program where one is wrong."""
    phrases = terminal_phrases()
    try:
        settings = Settings.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else phrases.not_utf8
        click.echo(phrases.bad_dotenv.format(reason=phrases.cause(reason or str(error))), err=True)
        sys.exit(2)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in fault["loc"]).upper()
        click.echo(phrases.bad_settings.format(name=name, reason=fault_of_setting(fault, phrases)), err=True)
        sys.exit(2)
    if seeds is None:
        return settings
    if not seeds.strip():
        click.echo(phrases.no_folder, err=True)
        sys.exit(2)
    try:
        return settings.model_copy(update={"seeds_dir": at_home(Path(seeds))})
    except ValueError as error:
        click.echo(
            phrases.unusable_folder.format(folder=one_line(seeds), reason=phrases.cause(str(error).rstrip("."))),
            err=True,
        )
        sys.exit(2)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process; what it reads and writes is UTF-8, whatever the locale."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    yinju(args=list(arguments) if arguments is not None else None, prog_name="yinju")
