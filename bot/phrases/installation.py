"""The way in which the program was installed."""

import shlex
import sys
from pathlib import Path

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
