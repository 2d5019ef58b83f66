"""This PC's settings: size, look and the store opened last. Plain JSON beside the program, without personal data."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

DOUBLE = 200
"""Percent; beyond the zoom that changes live, and set by Qt's own scale from the next start on."""

STORE_VARIABLE = "WATCHDESK_STORE"


@dataclass(frozen=True, slots=True, kw_only=True)
class PcSettings:
    """``zoom`` in percent (100 to 150, or 200), ``look`` by name, the last ``store``'s folder and its ``area``."""

    zoom: int = 100
    look: str = "light"
    store: str = ""
    area: str = ""

    @property
    def scale(self) -> int:
        """How often everything is doubled before the window's own zoom: 2 at 200 %."""
        return 2 if self.zoom == DOUBLE else 1


def read(file: Path) -> PcSettings:
    """What was kept; what is missing or can't be read is as on the first day."""
    found: Any = {}
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        return PcSettings()
    known = {field.name: field.type for field in fields(PcSettings)}
    return PcSettings(**{key: value for key, value in found.items() if type(value) is known.get(key)})


def write(file: Path, settings: PcSettings) -> None:
    """Keep the settings whole or not at all; a disk that refuses them stops nobody's work."""
    part = file.with_name(f"{file.name}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(settings), ensure_ascii=False), encoding="utf-8")
        os.replace(part, file)


def store_folder(settings: PcSettings, fallback: Path) -> Path:
    """The store to open: what the variable WATCHDESK_STORE says, else the last one, else ``fallback``."""
    return Path(os.environ.get(STORE_VARIABLE) or settings.store or fallback)
