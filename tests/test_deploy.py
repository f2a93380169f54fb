"""The files in deploy/ fit the program."""

import json
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path
from shutil import copy, copytree, which

import pytest

from bot.settings import Settings
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
KNOWN = {name.upper() for name in Settings.model_fields} | {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}


def text(name: str) -> str:
    """Return a file of deploy/."""
    return (DEPLOY / name).read_text("utf-8")


def locked(lock: str) -> set[str]:
    """Return the libraries of a lock file."""
    return set(re.findall(r"^([a-z0-9.-]+)(?:\[.*\])?==", text(lock), re.MULTILINE))


def test_every_setting_that_is_named_exists() -> None:
    """In the image, in the service and for compose."""
    named = set(re.findall(r"\b([A-Z][A-Z_]+)=", text("Dockerfile").split("ENV ")[1].split("USER")[0]))
    for unit in ("yinju.service", "yinju-backup.service"):
        for line in re.findall(r"^(?:Environment=|ExecStart=/usr/bin/env )(.*)$", text(unit), re.MULTILINE):
            named |= {pair.partition("=")[0] for pair in line.split() if "=" in pair}
    named |= set(re.findall(r"^      ([A-Z_]+): ", text("compose.yaml"), re.MULTILINE))
    assert {"SEEDS_DIR", "DATA_DIR", "METRICS_PORT"} <= named <= KNOWN


@pytest.mark.skipif(not which("systemd-analyze"), reason="no systemd on this machine")
@pytest.mark.parametrize("unit", ["yinju.service", "yinju-backup.service", "yinju-backup.timer"])
def test_the_units_are_understood(unit: str) -> None:
    """Nothing but that the program is not installed in /opt may be said of them."""
    done = subprocess.run(["systemd-analyze", "verify", str(DEPLOY / unit)], capture_output=True, check=False)
    said = [line for line in done.stderr.decode().splitlines() if "is not executable" not in line]
    assert said == []


def test_the_locks_name_versions_and_hashes_and_no_registry() -> None:
    """Every library of pyproject.toml is in the larger one, and the larger one has all of the smaller one."""
    for name in ("requirements.lock", "everything.lock", "build.lock"):
        lock = text(name)
        assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", lock)
        entries = re.split(r"\n(?=[a-z])", lock.split("\n", 2)[2])
        assert all(
            re.match(r"[a-z0-9.\[\],_-]+==\S+ (;.* )?\\\n    --hash=sha256:[0-9a-f]{64}", entry) for entry in entries
        )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    needed = {re.split(r"[\[<>=]", one)[0].lower().replace("_", "-") for one in wanted} - {"yinju"}
    assert needed <= locked("everything.lock")
    assert locked("requirements.lock") <= locked("everything.lock")


def test_what_builds_the_program_is_locked_and_nothing_else_is_used() -> None:
    """By every way of installing that is documented, each library has a hash, also what builds another one."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    assert {re.split(r"[\[<>=]", one)[0] for one in build} <= locked("build.lock")
    for name in ("README.md", "README.zh-CN.md", "Dockerfile"):
        found = re.findall(r"pip (?:install|wheel) ([^&\n]*)", text(name).replace("\\\n", ""))
        commands = [command.strip() for command in found]
        building = [one for one in commands if re.search(r"requirements\.lock|( \.|/opt/yinju)$", one)]
        assert len(building) == 2
        assert all("--no-build-isolation" in one for one in building)
        assert any("--require-hashes" in one and "build.lock" in one for one in commands)


def test_what_the_image_is_made_of_is_sent_to_its_builder() -> None:
    """Everything that the file for builders leaves out is missing there."""
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text("Dockerfile"), re.MULTILINE)
    sent = re.findall(r"^!(\S+)$", text("Dockerfile.dockerignore"), re.MULTILINE)
    assert {name for line in copied for name in line.split()} <= set(sent)


@pytest.mark.process
def test_the_age_of_every_library_is_listed(tmp_path: Path) -> None:
    """With the version that is locked; one that is missing is named. Nobody is asked for what the table has."""
    copytree(DEPLOY, tmp_path / "deploy")
    copy(ROOT / "pyproject.toml", tmp_path)
    table = tmp_path / "deploy" / "DEPENDENCIES.md"
    reckon = [sys.executable, str(tmp_path / "deploy" / "ages.py")]
    subprocess.run(reckon, check=True)
    dated = re.compile(r"^(\| [a-z0-9.-]+ \| \S+ \| \d{4}-\d\d-\d\d \| \d{4}-\d\d-\d\d \|)", re.MULTILINE)
    assert dated.findall(table.read_text("utf-8")) == dated.findall(text("DEPENDENCIES.md"))
    table.write_text(re.sub(r"^\| jieba .*\n", "", text("DEPENDENCIES.md"), flags=re.MULTILINE), "utf-8")
    lacking = subprocess.run(reckon, capture_output=True, text=True, check=False)
    assert (lacking.returncode, lacking.stderr) == (1, "Not known yet, see --ask: jieba\n")


def test_the_licence_of_every_library_on_a_server_is_listed() -> None:
    """Libraries for other systems are named below the table."""
    listed = text("LICENSES.md")
    assert all(
        re.search(rf"\| {re.escape(name)} \| \w|[:,] {re.escape(name)}[,.]", listed)
        for name in locked("requirements.lock")
    )


def test_the_health_check_of_the_image_asks_the_port_of_the_station() -> None:
    """It fails where nobody answers."""
    (command,) = re.findall(r"HEALTHCHECK .*\\\n    CMD (\[.*\])", text("Dockerfile"))
    _, *arguments = json.loads(command)
    checked = subprocess.run([sys.executable, *arguments], env={"METRICS_PORT": "9"}, capture_output=True, check=False)
    assert checked.returncode
    assert b"Connection refused" in checked.stderr


@pytest.mark.process
def test_the_bill_of_materials_lists_every_locked_library_with_its_hashes() -> None:
    """The same bytes each time."""
    bills = {
        subprocess.run([sys.executable, ROOT / "deploy" / "sbom.py"], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    (bill,) = bills
    locked = re.findall(
        r"^([a-z0-9][\w.-]*)(?:\[.*\])?==", (ROOT / "deploy" / "requirements.lock").read_text(), re.MULTILINE
    )
    components = json.loads(bill)["components"]
    assert [one["name"] for one in components] == sorted(locked)
    assert all(one["hashes"] and one["purl"].startswith("pkg:pypi/") for one in components)
