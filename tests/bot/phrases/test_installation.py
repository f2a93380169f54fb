"""The command that adds an extra."""

from pathlib import Path

import pytest

from bot.phrases.phrase import install_command


def test_a_checkout_that_was_set_up_by_its_script_takes_extras_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the checkout by the script's short path, from elsewhere by the whole one."""
    (tmp_path / "a b" / "deploy").mkdir(parents=True)
    (tmp_path / "a b" / "deploy" / "setup.sh").touch()
    prefix = str(tmp_path / "a b" / ".venv")
    monkeypatch.chdir(tmp_path / "a b")
    assert install_command("preview,fast", prefix) == "sh deploy/setup.sh preview,fast"
    monkeypatch.chdir(tmp_path)
    assert install_command("preview", prefix) == f"sh '{tmp_path}/a b/deploy/setup.sh' preview"


@pytest.mark.parametrize("folder", [".venv", "venv", "lib"])
def test_elsewhere_pip_installs_them(tmp_path: Path, folder: str) -> None:
    """In a virtual environment of one's own, whatever it is called."""
    assert install_command("documents", str(tmp_path / folder)) == "pip install 'yinju[documents]'"
