"""What a run of the command line told, and the lists it is tried on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent.parent / "intake" / "samples"


@dataclass(frozen=True, slots=True)
class Told:
    """What a run of the command line told."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Told]
