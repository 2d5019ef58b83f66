"""The program's entry: nothing heavy before the first paint, Japanese everywhere, and closing that never asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import pc_settings
from ui.pc_settings import PcSettings
from ui.start import opening
from ui.start.program import Program
from ui.start.wizard import Wizard
from watchdesk import paths

HEAVY = ("sqlalchemy", "reportlab", "openpyxl", "alembic", "cryptography")

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.start import opening
from ui.pc_settings import PcSettings
app = QApplication([])
folder = Path(sys.argv[1])
program = opening.dress(app, PcSettings(store=str(folder)), folder / "settings.json")
program.begin()
seen = []
program.shell.painted.connect(lambda: seen.append(sorted({name.split(".")[0] for name in sys.modules})))
program.shell.painted.connect(app.quit)
program.shell.show()
app.exec()
print("\\n".join(seen[0]))
"""


def python(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("WATCHDESK_STORE", None)
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=True, timeout=60, env=environment
    )


def test_the_entry_imports_nothing_heavy() -> None:
    told = python("-X", "importtime", "-c", "import ui.main, ui.start.opening").stderr
    assert "PySide6.QtWidgets" in told
    assert not [line for line in told.splitlines() if any(name in line for name in HEAVY)]


def test_the_unlock_screen_is_painted_before_the_program_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{}", encoding="utf-8")
    loaded = set(python("-c", FIRST_PAINT, str(tmp_path)).stdout.split())
    assert "PySide6" in loaded
    assert not loaded & set(HEAVY)


def test_the_systems_dialogs_speak_japanese(qapp: QApplication) -> None:
    opening.speak_japanese(qapp)
    assert QApplication.translate("QPlatformTheme", "Cancel") == "キャンセル"


@pytest.mark.parametrize(
    ("variable", "last", "wanted"),
    [("/var/one", "/var/two", "/var/one"), (None, "/var/two", "/var/two"), (None, "", "/var/three")],
)
def test_the_store_is_the_variables_else_the_last_else_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, variable: str | None, last: str, wanted: str
) -> None:
    monkeypatch.delenv("WATCHDESK_STORE", raising=False)
    if variable is not None:
        monkeypatch.setenv("WATCHDESK_STORE", variable)
    assert pc_settings.store_folder(PcSettings(store=last), Path("/var/three")) == Path(wanted)


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", '{"zoom": "150", "look": 3, "store": null, "more": 1}'])
def test_settings_that_cannot_be_read_are_as_on_the_first_day(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text, encoding="utf-8")
    assert pc_settings.read(file) == PcSettings()


def test_settings_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    settings = PcSettings(zoom=125, look="dark", store="/保管庫", area="靱")
    pc_settings.write(file, settings)
    assert pc_settings.read(file) == settings
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


def test_a_disk_that_refuses_settings_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    pc_settings.write(tmp_path / "file" / "settings.json", PcSettings())


def test_two_hundred_percent_is_qts_own_scale() -> None:
    assert PcSettings(zoom=200).scale == 2
    assert PcSettings(zoom=150).scale == 1


def test_the_first_start_shows_the_wizard(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WATCHDESK_STORE", raising=False)
    monkeypatch.setattr(paths, "default_store", lambda: tmp_path / "store")
    program: Program = opening.dress(qapp, PcSettings(look="dark", zoom=125), tmp_path / "settings.json")
    program.begin()
    qtbot.addWidget(program.shell)
    assert isinstance(program.shell.shown, Wizard)
    assert not program.shell.windowIcon().isNull()
    assert program.shell.windowTitle() == "見守りデスク"
