"""Help and errors in the use of the command line, in the language of the locale."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from io import StringIO
from shutil import get_terminal_size
from typing import IO, TYPE_CHECKING, Any

import click

from bot.phrases import Phrases, terminal_phrases
from bot.phrases.command_line import UsagePhrases
from bot.text import one_line

if TYPE_CHECKING:
    from rich.console import Console

_EXTRA_WORDS = re.compile(r"\((.*)\)", re.DOTALL)


class LocalContext(click.Context):
    """Context of a command whose help is told in the language of the locale."""

    def get_help(self) -> str:
        """Return how the command is used, what it does, its options and its sub-commands."""
        return help_of(self, terminal_phrases().usage)


class Misuse(click.UsageError):
    """A command that cannot be run as it was written; `sentence` says why, in the language of the locale."""

    def __init__(self, sentence: str, ctx: click.Context | None = None) -> None:
        super().__init__(sentence, ctx or click.get_current_context(silent=True))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print how the command is used, where to read more, and the sentence."""
        if self.ctx:
            phrases, path = terminal_phrases().usage, self.ctx.command_path
            used = " ".join([path, *self.ctx.command.collect_usage_pieces(self.ctx)])
            click.echo(f"{phrases.usage.format(usage=used)}\n{phrases.help.format(command=path)}\n", file, err=True)
        click.echo(self.format_message(), file, err=True)


@contextmanager
def explained() -> Iterator[None]:
    """Turn what click raises in the block into a Misuse; that no word was written at all stays, and shows the help.

    Raises Misuse.
    """
    try:
        yield
    except (Misuse, click.exceptions.NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        raise Misuse(sentence_of(error, terminal_phrases()), error.ctx) from None


def sentence_of(error: click.UsageError, phrases: Phrases) -> str:
    """Return what is wrong, in the language of the phrases."""
    said = phrases.usage
    match error:
        case click.NoSuchCommand():
            group = error.ctx.command if error.ctx else None
            names = group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else []
            meant = get_close_matches(error.command_name, names)
            return _meant(said.no_command.format(name=one_line(error.command_name)), meant, phrases)
        case click.NoSuchOption():
            return _meant(said.no_option.format(name=one_line(error.option_name)), error.possibilities or [], phrases)
        case click.MissingParameter():
            return said.missing.format(name=_name(error))
        case click.BadParameter():
            kind = _kind(error.param.type, phrases) if error.param else error.message
            return said.bad_value.format(name=_name(error), kind=kind)
        case click.BadOptionUsage():
            form = said.needs_value if "requires" in error.message else said.takes_no_value
            return form.format(name=error.option_name)
    extra = _EXTRA_WORDS.search(error.message)
    return said.extra.format(words=one_line(extra[1])) if extra else error.message


def fault_of_setting(fault: Mapping[str, Any], phrases: Phrases) -> str:
    """Return what pydantic finds wrong with a setting, in the language of the phrases where they have it."""
    form = phrases.usage.setting.get(fault["type"])
    if form is None:
        return str(fault["msg"])
    told = {name: str(value).replace("'", "").replace(" or ", ", ") for name, value in fault.get("ctx", {}).items()}
    return form.format(**told)


def refused_path(error: OSError, phrases: Phrases) -> str:
    """Return the sentence for a file or folder that the system refuses."""
    reason = phrases.cause(error.strerror or str(error))
    return phrases.unusable_path.format(path=one_line(os.fsdecode(error.filename)), reason=reason)


def help_of(ctx: click.Context, said: UsagePhrases) -> str:
    """Return the help of a command; each character of Chinese takes two columns."""
    # Whoever asks a question does not wait for what lays out help.
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    written, command = StringIO(), ctx.command
    console = Console(file=written, width=get_terminal_size().columns, color_system=None, highlight=False, markup=False)
    used = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    console.print(said.usage.format(usage=used), "", sep="\n")
    console.print(Padding(Text(_about(ctx.command_path, said)), (0, 0, 0, 2)))
    _print_section(console, said.options, _option_rows(ctx, said))
    if isinstance(command, click.Group):
        names = command.list_commands(ctx)
        rows = [(name, _about(f"{ctx.command_path} {name}", said).partition("\n")[0]) for name in names]
        _print_section(console, said.subcommands, rows)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines())


def _print_section(console: "Console", head: str, rows: Iterable[tuple[str, str]]) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, told in rows:
        table.add_row(Text(name), Text(told))
    console.print("", head, Padding(table, (0, 0, 0, 2)), sep="\n")


def _option_rows(ctx: click.Context, said: UsagePhrases) -> list[tuple[str, str]]:
    """Return how each option of a command is written, and its help with the usual value."""
    own, rows = said.commands[_key(ctx.command_path)], []
    for option in ctx.command.get_params(ctx):
        if isinstance(option, click.Option):
            name = max(option.opts, key=len).lstrip("-").replace("-", "_")
            told = own.get(name) or said.commands["all"][name]
            usual = f" [{said.default.format(value=option.default)}]" if option.show_default else ""
            value = "" if option.is_flag or option.count else f" {option.make_metavar(ctx)}"
            rows.append((", ".join(option.opts) + value, told.format() + usual))
    return rows


def _about(path: str, said: UsagePhrases) -> str:
    return said.commands[_key(path)]["about"].format()


def _key(path: str) -> str:
    """Return the name of a command among the phrases: the words after the program's own."""
    program, *words = path.split()
    return "_".join(words) or program


def _meant(sentence: str, names: list[str], phrases: Phrases) -> str:
    if not names:
        return sentence
    asked = phrases.usage.did_you_mean.format(names=phrases.between_dates.join(names))
    return f"{sentence} {asked}" if sentence.isascii() else sentence + asked


def _name(error: click.BadParameter) -> str:
    """Return the name of an option or argument, as the usage has it."""
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    if isinstance(parameter, click.Option) or error.ctx is None:
        return max(parameter.opts, key=len)
    return parameter.make_metavar(error.ctx).rstrip(".…")


def _kind(kind: click.ParamType[Any], phrases: Phrases) -> str:
    """Return what values a parameter takes."""
    said = phrases.usage
    match kind:
        case click.IntRange(min=least, max=most):
            return said.whole_from_to.format(least=least, most=most) if most else said.whole_from.format(least=least)
        case click.Choice(choices=choices):
            return said.one_of.format(choices=phrases.between_dates.join(str(one) for one in choices))
        case click.Path():
            return said.file
    return said.whole if kind is click.INT else kind.name
