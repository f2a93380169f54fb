"""`deploy/setup.sh`: what a bare machine lacks is installed, as root and as a person with sudo."""

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

_LOG = 'echo "$(basename "$0") $*" >> "$LOG"\n'
_PROGRAMS = {
    # Lacks the module until the package is installed; what it makes an environment of is a pip that only notes.
    "python3": """
        case "$*" in
          *ensurepip*) [ -e "$LOG.installed" ] ;;
          *version_info*) [ -z "$OLD" ] ;;
          --version) echo Python 3.9.2 ;;
          "-m venv .venv") mkdir -p .venv/bin && ln -sf "$PIP" .venv/bin/pip ;;
        esac""",
    "pip": _LOG,
    "apt-get": _LOG + 'touch "$LOG.installed"',
    "sudo": _LOG + '"$@"',
    "id": 'echo "$USER_ID"',
}


class Machine(NamedTuple):
    """A machine with a checkout and programs that note how they are called."""

    folder: Path

    def set_up(self, *arguments: str, user: int = 0, **environment: str) -> tuple[int, list[str], str]:
        """Run the script; returns its status, the noted calls, and what it says on stderr."""
        log = self.folder / "log"
        given = {"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin", "LOG": str(log), "USER_ID": str(user), "OLD": ""}
        done = subprocess.run(
            ["/bin/sh", self.folder / "deploy" / "setup.sh", *arguments],
            env={**given, "PIP": str(self.folder / "bin" / "pip"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, log.read_text().splitlines() if log.exists() else [], done.stderr


@pytest.fixture
def bare(tmp_path: Path) -> Machine:
    """Debian's Python, without the module for virtual environments."""
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "setup.sh", tmp_path / "deploy")
    (tmp_path / "bin").mkdir()
    for name, code in _PROGRAMS.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{code}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    return Machine(tmp_path)


@pytest.mark.process
def test_root_installs_the_module_without_sudo(bare: Machine) -> None:
    """A bare Debian has no sudo."""
    (bare.folder / "bin" / "sudo").unlink()
    status, calls, _ = bare.set_up()
    assert (status, calls) == (0, ["apt-get update", "apt-get install --yes python3-venv", "pip install ."])


@pytest.mark.process
def test_a_person_installs_the_module_with_sudo(bare: Machine) -> None:
    """And the program without it."""
    status, calls, _ = bare.set_up("preview", user=1000)
    assert status == 0
    assert [call for call in calls if call.startswith("sudo")] == [
        "sudo apt-get update",
        "sudo apt-get install --yes python3-venv",
    ]
    assert calls[-1] == "pip install .[preview]"


@pytest.mark.process
def test_nothing_is_asked_of_a_machine_that_has_the_module(bare: Machine) -> None:
    """For development the program is installed in place."""
    (bare.folder / "log.installed").touch()
    status, calls, _ = bare.set_up("dev,charts", user=1000)
    assert (status, calls) == (0, ["pip install --editable .[dev,charts]"])


@pytest.mark.process
def test_an_old_python_gets_one_sentence(bare: Machine) -> None:
    """And no environment."""
    (bare.folder / "log.installed").touch()
    status, calls, said = bare.set_up(OLD="yes")
    assert (status, calls, said) == (1, [], "Python 3.11 or newer is needed; this is Python 3.9.2.\n")
    assert not (bare.folder / ".venv").exists()
