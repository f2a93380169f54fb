"""Brings the table of DEPENDENCIES.md up to date: the version of each library that is locked, and the ages of releases.

    python deploy/ages.py          reckons ages anew from the dates in the table; asks nobody
    python deploy/ages.py --ask    looks for the dates with uv, in the package index that it is set up with

Without --ask, a library that was locked anew is named, with status 1. The text around the table stays as it is.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from licenses import HERE, names

TABLE = HERE / "DEPENDENCIES.md"
HEAD = "| library | locked | released | newest release | age of the newest | on a server |\n|---|---|---|---|---|---|\n"
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)(?: ; (.*))? \\$", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z0-9][a-z0-9._-]*) \| (\S+) \| (\S+) \| (\S+) \|.*\n", re.MULTILINE)
FIRST, YEAR, MONTH = date(2012, 1, 1), 365, 30


class Age(NamedTuple):
    """Version of a library that is locked, its day, and the day of the newest release."""

    version: str
    released: date
    newest: date


def main() -> None:
    """Write the table; raises SystemExit if a date is missing."""
    today, text = datetime.now(UTC).date(), TABLE.read_text("utf-8")
    rows = ROW.findall(text)
    known = {name: Age(version, *map(date.fromisoformat, days)) for name, version, *days in rows}
    found = {name: asked(name, version, today) for name, version in locked().items()} if "--ask" in sys.argv else known
    missing = [name for name, version in locked().items() if name not in found or found[name].version != version]
    if missing:
        sys.exit(f"Not known yet, see --ask: {', '.join(missing)}")
    begin, end = text.index(HEAD) + len(HEAD), text.rindex("|\n") + 2
    table = "".join(row(name, found[name], today) for name in sorted(locked()))
    dated = re.sub(r"^On \d{4}-\d\d-\d\d", f"On {today}", text[:begin], flags=re.MULTILINE)
    TABLE.write_text(dated + table + text[end:], "utf-8")


def locked() -> Mapping[str, str]:
    """Return the locked version of each library that pyproject.toml names; of two, that for the lowest Python."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    needed = {re.split(r"[\[<>=; ]", one)[0].lower().replace("_", "-") for one in wanted} - {"yinju"}
    lines = LOCKED.findall((HERE / "everything.lock").read_text("utf-8"))
    return {name: version for name, version, when in lines if name in needed and "python_full_version >=" not in when}


def row(name: str, age: Age, today: date) -> str:
    """Return the row of a library."""
    days = (today - age.newest).days
    years = f"{days // YEAR} y " if days >= YEAR else ""
    server = "yes" if name in names("requirements.lock") else ""
    months = f"{years}{days % YEAR // MONTH} m"
    return f"| {name} | {age.version} | {age.released} | {age.newest} | {months} | {server} |\n"


def asked(name: str, version: str, today: date) -> Age:
    """Return the age of a library as the package index has it; raises SystemExit if that has no such version."""
    newest = resolved(name, today)
    if newest is None:
        sys.exit(f"The package index has no {name}.")
    return Age(version, released(f"{name}=={version}", today), released(f"{name}=={newest}", today))


def released(wanted: str, today: date) -> date:
    """Return the first day on which a version could be had; uv can leave out what was released later than a day."""
    before, after = FIRST, today + timedelta(1)
    while (after - before).days > 1:
        day = before + (after - before) // 2
        before, after = (before, day) if resolved(wanted, day) else (day, after)
    return after


def resolved(wanted: str, until: date) -> str | None:
    """Return the version that uv finds among what was released before the end of a day; None if it finds none."""
    command = "uv pip compile - --no-deps --quiet --no-header --no-annotate --python-version 3.11 --exclude-newer"
    done = subprocess.run(
        [*command.split(), until.isoformat()], input=wanted, capture_output=True, text=True, check=False
    )
    return done.stdout.strip().partition("==")[2] or None if done.returncode == 0 else None


if __name__ == "__main__":
    main()
