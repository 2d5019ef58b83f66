"""Where the fictional people live: towns of their area, and buildings that several of them share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from watchdesk.services.demo.words import Row, draw, rows, urn

ROOM_STYLES = (" {room}号室", " {room}号室", " {room}号", "{room}", " {room}")
"""How the room stands behind the name of a building; one style a building."""


@dataclass(frozen=True, slots=True)
class House:
    """A building, a terraced house 長屋 or a house of its own; ``floors`` is 0 where there are no rooms to number."""

    postal_code: str
    town: str
    address: str
    housing: str
    name: str
    floors: int
    room_style: str

    def fields(self, random: Random) -> dict[str, Any]:
        """Return the fields of a person that say where, with a room of their own."""
        return {
            "postal_code": self.postal_code,
            "town": self.town,
            "address": self.address,
            "building": self.name + self._room(random) or None,
            "housing": self.housing,
        }

    def _room(self, random: Random) -> str:
        if not self.floors:
            return ""
        room = f"{1 + int(random.random() * self.floors)}{1 + int(random.random() * 12):02}"
        return self.room_style.format(room=room)


def houses(area: str, size: int, towns: Sequence[Row], random: Random) -> tuple[House, ...]:
    """Return the houses in which so many people of the area live; an area without known towns has all of them."""
    known = {row["town"]: row for row in towns}
    blocks = [
        (row["town"], int(row["first_chome"]), int(row["last_chome"]))
        for row in rows("area_towns")
        if row["area"] == area and row["town"] in known
    ]
    blocks = blocks or [(row["town"], 1, int(row["chome_count"])) for row in towns]
    kinds = urn((row, int(row["weight"])) for row in rows("buildings"))
    return tuple(_house(draw(random, blocks), draw(random, kinds), known, random) for _ in range(1 + size * 3 // 4))


def _house(block: tuple[str, int, int], kind: Row, towns: Mapping[str, Row], random: Random) -> House:
    town, first, last = block
    chome = first + int(random.random() * (last - first + 1))
    return House(
        postal_code=towns[town]["postal_code"],
        town=town,
        address=f"{chome}-{1 + int(random.random() * 28)}-{1 + int(random.random() * 36)}",
        housing=kind["housing"],
        name=kind["text"].format(town=town, block=1 + int(random.random() * 5)),
        floors=int(kind["floors"]) if kind["rooms"] else 0,
        room_style=draw(random, ROOM_STYLES),
    )
