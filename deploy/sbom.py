"""Prints a software bill of materials in CycloneDX 1.6: each locked library with version, hashes and licence.

    python deploy/sbom.py requirements.lock > sbom.cdx.json

The same lock file gives the same bytes. A licence is stated where the library is installed.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from licenses import HERE, licence_of

LIBRARY = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)((?:.*\\\n\s+--hash=\S+)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill_of(lock: str) -> dict[str, object]:
    """Return the bill of the text of a lock file."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "yinju"}},
        "components": [component(*found) for found in sorted(LIBRARY.findall(lock))],
    }


def component(name: str, version: str, hashes: str) -> dict[str, object]:
    """Return one library; its hashes are those of every file that may be installed for it."""
    files = [{"alg": "SHA-256", "content": digest} for digest in HASH.findall(hashes)]
    found: dict[str, object] = {
        "type": "library", "name": name, "version": version, "purl": f"pkg:pypi/{name}@{version}", "hashes": files
    }  # fmt: skip
    try:
        licence = licence_of(distribution(name))
    except PackageNotFoundError:
        licence = None
    return found | ({"licenses": [{"license": {"name": licence}}]} if licence else {})


if __name__ == "__main__":
    lock_file = HERE / (sys.argv[1] if len(sys.argv) > 1 else "requirements.lock")
    sys.stdout.write(json.dumps(bill_of(Path(lock_file).read_text("utf-8")), indent=1) + "\n")
