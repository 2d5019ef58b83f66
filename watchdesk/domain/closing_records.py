"""Records of a closed month as they stood at its closing, so that an issue's figures open into them ever after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from watchdesk.domain.summary import Ids
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.domain.work import Work


class Told(Protocol):
    """What a visit is counted by: a line of today, or as an issue keeps it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def person_id(self) -> str:
        """Whose it is."""

    @property
    def method(self) -> Method:
        """方法."""

    @property
    def result(self) -> Result:
        """結果."""

    @property
    def condition(self) -> Condition | None:
        """様子."""

    @property
    def signs(self) -> tuple[str, ...]:
        """気づき by code."""

    @property
    def voided(self) -> bool:
        """Whether it counts nowhere."""


class Made(NamedTuple):
    """A visit as it was counted; a later correction of it changes nothing here."""

    id: str
    person_id: str
    on: date
    method: Method
    result: Result
    condition: Condition | None
    signs: tuple[str, ...]

    @property
    def voided(self) -> bool:
        """Never: it was counted."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """What the figures of an issue were counted from, as it stood then; no names and nothing that was written.

    ``visits`` of the month and area, the oldest first; ``visits_to``: all visits of the month to each person, in
    whatever area. ``criteria``: ids of the people under watch by criterion 該当区分. ``work`` beside the visits.
    """

    visits: tuple[Made, ...] = ()
    visits_to: Mapping[str, int] = field(default_factory=dict)
    criteria: Mapping[str, Ids] = field(default_factory=dict)
    work: Work
