"""Start: from the process's birth to the painted unlock screen, against a bare window of the same style."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
app.setStyle("Fusion")
window = QMainWindow()
window.resize(1366, 728)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import pc_settings
from ui.main import begin, show
from watchdesk import paths
app = QApplication(sys.argv)
program = begin(app, pc_settings.read(paths.settings_file()), paths.settings_file())
show(program.shell)
program.shell.repaint()
QTimer.singleShot(0, lambda: __import__("os")._exit(0))
app.exec()
"""

STORE = Path(__file__).parents[1] / "stores" / "0.1.0"
ROUNDS = 9


def measure() -> tuple[float, float]:
    """Seconds of ours and of the bare window, median of interleaved rounds."""
    seconds: dict[str, list[float]] = {OURS: [], BARE: []}
    with tempfile.TemporaryDirectory() as home:
        store = shutil.copytree(STORE, Path(home) / "store")
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "WATCHDESK_STORE": str(store)}
        for _ in range(ROUNDS):
            for program, taken in seconds.items():
                begun = time.perf_counter()
                subprocess.run([sys.executable, "-c", program], check=True, env=surroundings, capture_output=True)
                taken.append(time.perf_counter() - begun)
    return statistics.median(seconds[OURS]), statistics.median(seconds[BARE])
