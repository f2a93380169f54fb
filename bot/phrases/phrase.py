"""A phrase: text with names in braces, which counts things and knows how extras are installed."""

import shlex
import string
import sys
from pathlib import Path
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Phrase(str):
    """Text with names in braces, filled in by `format`.

    `{count:page|pages}` is a count with its noun in the singular or the plural, `{install[preview]}` the command that
    installs an extra.

    >>> Phrase("{count:page|pages}").format(count=1)
    '1 page'
    """

    __slots__ = ()

    def format(self, *values: object, **named: object) -> str:
        """Return the text with the values in place of the names."""
        return _FORMATTER.vformat(self, values, {"install": _Commands(), **named})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of a text that becomes a phrase."""
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


class _Formatter(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, counts, many = format_spec.partition("|")
        if not counts:
            return str(format(value, format_spec))
        return f"{value} {one if str(value) == '1' else many}"


class _Commands:
    """The commands that install extras, by the extra."""

    def __getitem__(self, extra: str) -> str:
        return install_command(extra)


_FORMATTER = _Formatter()


_SETUP = Path("deploy") / "setup.sh"


def install_command(extras: str, prefix: str = sys.prefix) -> str:
    """Return the command that adds extras, such as `preview` or `preview,fast`.

    It is that of setup.sh if that installed the program. `prefix` is the folder of the virtual environment; setup.sh
    makes it in its checkout.
    """
    checkout = Path(prefix).parent
    if Path(prefix).name != ".venv" or not (checkout / _SETUP).is_file():
        return f"pip install 'yinju[{extras}]'"
    script = _SETUP if checkout == Path.cwd() else checkout / _SETUP
    return f"sh {shlex.quote(str(script))} {extras}"
