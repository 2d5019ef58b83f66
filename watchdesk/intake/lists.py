"""The code lists an import reads against; the services load them and hand them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """町名 of the ward with its reading and its seven-digit postal code."""

    name: str
    kana: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The ward's areas and towns by name, and code → label of the lists a cell may be written with."""

    areas: tuple[str, ...] = ()
    towns: tuple[Town, ...] = ()
    criteria: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    recipients: Mapping[str, str] = field(default_factory=dict)
    need_levels: Mapping[str, str] = field(default_factory=dict)
