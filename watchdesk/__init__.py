"""WatchDesk 見守りデスク without its window: all that can be done at the desk, on an encrypted store, offline."""

__version__ = "0.5.0"
