"""Writes LICENSES.md: under which licence each locked library is, as the library itself states it.

    python deploy/licenses.py

Run it where the libraries of everything.lock are installed. Libraries for other systems, which are not installed, are
left out and named; so is every library that states no licence, with status 1.
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).parent
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
CLASSIFIER = "License :: OSI Approved :: "
LONGEST = 60
# Stated by the sources that a wheel was built from, and not by the wheel.
READ = {"pyromark": "MIT", "xapian-bindings-binary": "GPL-2.0-or-later"}


def main() -> None:
    """Write the table, and say what is missing in it."""
    server, locked = names("requirements.lock"), names("everything.lock")
    rows, elsewhere, unstated = [], [], []
    for name in sorted(server | locked):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            elsewhere.append(name)
            continue
        licence = licence_of(found) or READ.get(name)
        if licence is None:
            unstated.append(name)
        rows.append(f"| {name} | {licence or '?'} | {'yes' if name in server else ''} |")
    text = "\n".join([HEAD.strip(), "", "| library | licence | on a server |", "|---|---|---|", *rows, ""])
    if elsewhere:
        text += f"\nFor other systems only, or not installed where this was made: {', '.join(elsewhere)}.\n"
    (HERE / "LICENSES.md").write_text(text, "utf-8")
    if unstated:
        sys.exit(f"No licence is stated by {', '.join(unstated)}: read it before it is locked.")


HEAD = """
# Licences of the libraries

Made by `deploy/licenses.py` from what the libraries of `everything.lock` state. None is part of this repository;
whoever builds an image hands on those that are marked as on a server, and keeps to their licences.
"""


def names(lock: str) -> set[str]:
    """Return the libraries of a lock file."""
    return {name for name, _ in LOCKED.findall((HERE / lock).read_text("utf-8"))}


def licence_of(found: Distribution) -> str | None:
    """Return the licence as an expression, else by its classifiers, else in a few words."""
    stated = found.metadata
    expression = stated.get("License-Expression")
    classified = [line.removeprefix(CLASSIFIER) for line in stated.get_all("Classifier") or () if CLASSIFIER in line]
    words = " ".join((stated.get("License") or "").split())
    short = words if words and len(words) <= LONGEST and words != "UNKNOWN" else None
    return expression or " / ".join(classified) or short


if __name__ == "__main__":
    main()
