"""When native code takes the program down, the next start puts into the log where it stood, and nobody's name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.sudden_end import SuddenEnds

DIES = """
import sys
from pathlib import Path
from ui.sudden_end import SuddenEnds
SuddenEnds(Path(sys.argv[1])).watch()
def 髙橋(): __import__("ctypes").string_at(0)
髙橋()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "sudden-end.txt"


def test_a_program_that_dies_in_native_code_leaves_its_places(file: Path, tmp_path: Path) -> None:
    script = tmp_path / "山田" / "dies.py"
    script.parent.mkdir()
    script.write_text(DIES, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    dead = subprocess.run([sys.executable, str(script), str(file)], check=False, timeout=60, env=environment)
    assert dead.returncode
    told = SuddenEnds(file).last()
    assert told.startswith("ended suddenly at 20")
    assert "  dies.py:6 " in told
    assert "山田" not in told
    assert "frozen" not in told


def test_a_program_that_ends_well_leaves_nothing(file: Path) -> None:
    script = "import sys; from pathlib import Path; from ui.sudden_end import SuddenEnds; ends = "
    script += "SuddenEnds(Path(sys.argv[1])); ends.watch(); ends.ended_well()"
    subprocess.run([sys.executable, "-c", script, str(file)], check=True, timeout=60)
    assert SuddenEnds(file).last() == ""
    assert not file.exists()


def test_a_file_that_holds_nothing_of_an_end_tells_nothing(file: Path) -> None:
    assert SuddenEnds(file).last() == ""
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe 06-6000-4312\n")
    assert SuddenEnds(file).last() == ""
