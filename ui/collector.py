"""Collector: circles of objects are freed on the window's thread, between two events, and nowhere else."""

import gc

from PySide6.QtCore import QObject, QThreadPool, QTimer

EVERY = 1000
"""Milliseconds between two looks at what has gathered."""


class Collector(QObject):
    """Takes the cycle collector's work over from Python, for as long as it lives; make one: ``Collector(app)``.

    Python collects wherever something is made: on a thread that works, or in a widget's ``sizeHint`` while Qt goes
    through all widgets to style them anew. A widget in a circle, freed there, takes the program down. It rests while
    work runs, since a full round would stop the window for a tenth of a second.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect what is due by Python's own thresholds: the oldest generation, and with it the younger ones."""
        if QThreadPool.globalInstance().activeThreadCount():
            return
        due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        for generation in (2, 1, 0):
            if due[generation]:
                gc.collect(generation)
                return
