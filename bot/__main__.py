"""`python -m bot` is the command `yinju`."""

import sys

_MISSING = "The library {library} is not installed for {python}; run `pip install .` in a virtual environment."

if __name__ == "__main__":
    try:
        from bot.cli import main

        main()
    except ModuleNotFoundError as error:
        # The phrases need libraries themselves: where those are missing, only this sentence can be said.
        sys.exit(_MISSING.format(library=error.name, python=sys.executable))
