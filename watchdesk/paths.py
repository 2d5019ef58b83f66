"""Where things lie on this PC unless told otherwise: the store, the log, this PC's settings. Nothing is made here."""

from pathlib import Path

import platformdirs

_NAME = "WatchDesk"


def default_store() -> Path:
    """The store's folder: local to the PC, never the part of a profile that Windows carries to a server."""
    return platformdirs.user_data_path(_NAME, appauthor=False, roaming=False) / "store"


def logs() -> Path:
    """The folder of the log, which holds no personal data."""
    return platformdirs.user_log_path(_NAME, appauthor=False)


def settings_file() -> Path:
    """This PC's own settings (zoom, look, last store); what belongs to the store is kept inside it."""
    return platformdirs.user_config_path(_NAME, appauthor=False, roaming=False) / "settings.json"


def is_store(folder: Path) -> bool:
    """Whether a folder holds a store or what is left of one."""
    return any((folder / name).exists() for name in ("store.db", "keys.json", "keys.json.previous"))
