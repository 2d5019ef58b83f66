"""Household 世帯: people of one dwelling, linked."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """People who share a dwelling name it by their ``household_id``; a household without people is nothing."""

    id: str
    note: str | None = field(default=None, repr=False)
    created_by: str | None = None
    created_at: datetime | None = None
