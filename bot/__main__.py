"""The way into the program, as `yinju` and as `python -m bot`.

Whoever asks one question waits mostly for modules to load, so they load undisturbed.
"""

import os
import sys

from retrieval.runtime import loading

_MISSING = "The library {library} is not installed for {python}; run `pip install .` in a virtual environment."


def main() -> None:
    """Run the command line and end the process."""
    # For algebra, which nothing here does, numpy would start a thread for each core, which takes 50 ms.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # For plug-ins, of which there are none here, pydantic would look through all packages that are installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        with loading():
            from bot.cli import main as run
        run()
    except ModuleNotFoundError as error:
        # The phrases need libraries themselves: where those are missing, only this sentence can be said.
        sys.exit(_MISSING.format(library=error.name, python=sys.executable))


if __name__ == "__main__":
    main()
