"""What the tests of the command line share: a run of it on a copy of a template, by the password of its file."""

import shutil
from pathlib import Path

import pytest

from tests.cli.told import Run, Told
from watchdesk.cli.main import main


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    """The password of the templates, with what Windows' editor puts around it."""
    file = tmp_path / "pw.txt"
    file.write_bytes("\ufeffmukashi-no-uta-1937\r\n".encode())
    return file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], password_file: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line; the store is given by ``store=``."""
    monkeypatch.setenv("WATCHDESK_PASSWORD_FILE", str(password_file))

    def run_it(*words: str | Path, store: Path) -> Told:
        status = main(["--store", str(store), *(str(word) for word in words)])
        heard = capsys.readouterr()
        return Told(status, heard.out, heard.err)

    return run_it


@pytest.fixture
def empty_store(empty_template: Path, tmp_path: Path) -> Path:
    """The folder of a store of 九条南 without people."""
    return Path(shutil.copytree(empty_template, tmp_path / "empty"))


@pytest.fixture
def filled_store(filled_template: Path, tmp_path: Path) -> Path:
    """The folder of a store with 90 fictional people."""
    return Path(shutil.copytree(filled_template, tmp_path / "filled"))
