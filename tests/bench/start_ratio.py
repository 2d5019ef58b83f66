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
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication(sys.argv)
app.setStyle("Fusion")
window = Window()
window.resize(1366, 728)
window.show()
app.exec()
"""
"""The same ending as ours: at the first paint, with nothing taken down."""

OURS = """
import os
import ui.main
from ui.start.shell import Shell
Shell.once_painted = lambda shell, call: shell.painted.connect(lambda: os._exit(0))
ui.main.main()
"""
"""The program as it starts, but for what follows the first paint."""

STORE = Path(__file__).parents[1] / "stores" / "0.1.0"
ROUNDS = 15


def measure() -> tuple[float, float]:
    """Seconds of ours and of the bare window, median of interleaved rounds; compiled modules as after installing."""
    seconds: dict[str, list[float]] = {OURS: [], BARE: []}
    with tempfile.TemporaryDirectory() as home:
        surroundings = _surroundings(home)
        for number in range(ROUNDS + 1):
            for program, taken in seconds.items():
                begun = time.perf_counter()
                subprocess.run([sys.executable, "-c", program], check=True, env=surroundings, capture_output=True)
                if number:  # the first round compiles
                    taken.append(time.perf_counter() - begun)
    return statistics.median(seconds[OURS]), statistics.median(seconds[BARE])


def _surroundings(home: str) -> dict[str, str]:
    store = shutil.copytree(STORE, Path(home) / "store")
    ours = {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": home,
        "WATCHDESK_STORE": str(store),
        "PYTHONPYCACHEPREFIX": str(Path(home) / "compiled"),
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | ours


if __name__ == "__main__":
    ours, floor = measure()
    print(f"{ours / floor:.2f} x bare window ({ours * 1000:.0f} ms / {floor * 1000:.0f} ms)")
