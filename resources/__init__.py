"""What window, paper and command line look at: fonts, icons and code lists, found alike wherever the program runs."""

import csv
import functools
import importlib.resources
from pathlib import Path


def path(*parts: str) -> Path:
    """Where a resource lies, e.g. ``path("icons", "sun.svg")``: one way for checkout, wheel and frozen build.

    Raises FileNotFoundError, naming the missing part, when the installation is not whole.
    """
    found = Path(str(importlib.resources.files(__name__))).joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(
            f"プログラムの部品 resources/{'/'.join(parts)} が見つかりません。見守りデスクを入れ直してください。"
        )
    return found


@functools.cache
def codes(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``resources/codes/NAME.csv`` in the order of the file, each a dict by column; empty cells are ``""``.

    Read once a run, so the rows are not to be changed. Raises FileNotFoundError when there is no such list.
    """
    with path("codes", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))
