"""`python -m bot` is the command `yinju`."""

import sys

if __name__ == "__main__":
    try:
        from bot.cli import main

        main()
    except ModuleNotFoundError as error:
        # The phrases need libraries themselves: where those are missing, only this sentence can be said.
        sys.exit(
            f"The library {error.name} is not installed for {sys.executable}; run `pip install .` in a virtual environment."
        )
