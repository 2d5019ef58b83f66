"""Start: from the process's birth to the painted unlock screen, against a bare window of the same style."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
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
ui.main.collect_between_events = lambda: os._exit(0)
ui.main.main()
"""
"""The program as it starts; the first thing that it does after the first paint ends it."""

STORE = Path(__file__).parents[1] / "stores" / "0.1.0"
ROUNDS = 15


def measure() -> tuple[float, float]:
    """CPU seconds of ours and of the bare window, median of interleaved rounds; modules compiled as after installing.

    Up to the first paint there is one thread, so they are the seconds that a PC with nothing else to do takes.
    """
    seconds: dict[str, list[float]] = {OURS: [], BARE: []}
    with tempfile.TemporaryDirectory() as home:
        surroundings = _surroundings(home)
        for number in range(ROUNDS + 1):
            for program, taken in seconds.items():
                begun = _processor_seconds()
                subprocess.run([sys.executable, "-c", program], check=True, env=surroundings, capture_output=True)
                if number:  # the first round compiles
                    taken.append(_processor_seconds() - begun)
    return statistics.median(seconds[OURS]), statistics.median(seconds[BARE])


def _processor_seconds() -> float:
    """Of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
