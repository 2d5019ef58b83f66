"""Code lists: the words of the contract, and the lists that may grow as they are shipped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

import resources
from watchdesk.domain import words
from watchdesk.domain.change_over_time import SignKind
from watchdesk.domain.ladder import LadderStep
from watchdesk.domain.season import Season, month_day, seasons_on
from watchdesk.domain.words import Sex, Word

_WORDS: Mapping[str, type[Word]] = {
    "living": words.Living,
    "care_level": words.CareLevel,
    "consent": words.Consent,
    "consent_way": words.ConsentWay,
    "status": words.Status,
    "end_reason": words.EndReason,
    "method": words.Method,
    "result": words.Result,
    "condition": words.Condition,
}

OWN_ACTIVITIES = "own_activities"
"""The ward's own kinds of activity; the heading of each is the code of block C that it is counted in."""

PARTNER_KINDS = "partner_kinds"
"""What a partner 関係者 is; the kinds that rules name are ``domain.partner.PartnerKind``."""

EDITABLE = ("areas", "criteria", OWN_ACTIVITIES, PARTNER_KINDS, "recipients", "signs")
"""The lists that a store may change; rules name the words of all others."""

NATION_WIDE = ("activity_kinds", "consult_contents", "consult_fields", "coordination_kinds")
"""The lists of the 民生委員・児童委員 statistics (blocks A, B, C and E), whole and in order; nobody changes them."""

WANTED_KINDS = "wanted_activity_kinds"
"""Of block C what is offered only where the setting of this name wants it (contract §1)."""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list; ``group`` is the heading it stands under, ``short`` its word where room is scarce.

    ``hidden``: no longer offered, though old records have it. ``own``: added by this store.
    """

    code: str
    label: str
    group: str = ""
    short: str = ""
    hidden: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class NeedLevel:
    """見守りの手厚さ: how close somebody is watched over; ``interval_days`` is what it suggests, in days."""

    code: str
    label: str
    interval_days: int


@dataclass(frozen=True, slots=True)
class TownEntry:
    """A town 町名 with its reading and postal code."""

    town: str
    kana: str
    postal_code: str
    chome_count: int


class Codes:
    """The code lists, by the name that ``Field.code_list`` uses."""

    def entries(self, name: str, *, with_hidden: bool = False) -> tuple[Code, ...]:
        """Return a list's entries in their order: those that are offered, or also those that old records have."""
        if name == "sex":
            return tuple(Code(str(sex.value), sex.label) for sex in Sex)
        if name in _WORDS:
            return tuple(Code(str(word.value), word.label) for word in _WORDS[name])
        if name == "need_levels":
            return tuple(Code(level.code, level.label) for level in self.need_levels)
        if name == WANTED_KINDS:
            return tuple(replace(kind, hidden=False) for kind in _nation_wide("activity_kinds") if kind.hidden)
        found = _nation_wide(name) if name in NATION_WIDE else self._grown(name)
        return tuple(entry for entry in found if with_hidden or not entry.hidden)

    def _grown(self, name: str) -> tuple[Code, ...]:
        """A list that may grow, hidden entries too; as it is shipped where there is no store."""
        return shipped(name)

    def activity_kinds(self, wanted: Collection[str]) -> tuple[Code, ...]:
        """Return block C as it is offered: what it always has, and of the rest what is ``wanted`` (a setting)."""
        return tuple(kind for kind in _nation_wide("activity_kinds") if not kind.hidden or kind.code in wanted)

    def labels(self, name: str) -> Mapping[str, str]:
        """Return a list's words by code, also of entries that are no longer offered."""
        return {entry.code: entry.label for entry in self.entries(name, with_hidden=True)}

    def short_labels(self, name: str) -> Mapping[str, str]:
        """Return a list's words by code as they stand where room is scarce."""
        return {entry.code: entry.short or entry.label for entry in self.entries(name, with_hidden=True)}

    def label(self, name: str, code: str) -> str:
        """Return the word of a code; a code that the list no longer has stands for itself."""
        return self.labels(name).get(code, code)

    def value(self, name: str, code: str) -> Word | Sex | str:
        """Return a code as the record keeps it: a word where rules name it, else its text."""
        if name == "sex":
            return Sex(int(code))
        return _WORDS[name](code) if name in _WORDS else code

    def signs_on(self, day: date) -> tuple[Code, ...]:
        """Return the signs 気づき asked about in the season of a day."""
        other = {row["code"] for row in resources.codes("signs") if not _in_season(row["months"], day.month)}
        return tuple(entry for entry in self.entries("signs") if entry.code not in other)

    def seasons_on(self, day: date) -> tuple[Season, ...]:
        """Return the seasons that a day lies in, with what they ask to look at."""
        return seasons_on(self._seasons, day)

    @cached_property
    def _seasons(self) -> tuple[Season, ...]:
        return tuple(
            Season(
                code=row["code"],
                first=month_day(row["first"]),
                last=month_day(row["last"]),
                title=row["title"],
                prompt=row["prompt"],
            )
            for row in resources.codes("seasons")
        )

    @cached_property
    def need_levels(self) -> tuple[NeedLevel, ...]:
        """The levels of need 見守りの手厚さ, the closest first, each with the interval it suggests."""
        rows = resources.codes("need_levels")
        return tuple(NeedLevel(row["code"], row["label"], int(row["interval_days"])) for row in rows)

    def sign_kinds(self) -> dict[str, SignKind]:
        """Return what the rule of change over time needs of each sign; one worded otherwise is told by its group."""
        shipped_rows = {row["code"]: row for row in resources.codes("signs")}
        return {
            entry.code: _kind(entry, shipped_rows.get(entry.code, {}))
            for entry in self.entries("signs", with_hidden=True)
        }

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas 地域 that are offered or that records name, in their order."""
        return tuple(entry.code for entry in self.entries("areas"))

    @cached_property
    def ladder(self) -> tuple[LadderStep, ...]:
        """The steps where nobody answers, in order; the last one is telling who reported it."""
        return tuple(LadderStep.of(row) for row in resources.codes("escalation_steps"))

    @cached_property
    def towns(self) -> tuple[TownEntry, ...]:
        """The ward's towns 町名."""
        rows = resources.codes("towns")
        return tuple(TownEntry(r["town"], r["kana"], r["postal_code"], int(r["chome_count"])) for r in rows)

    def town_of(self, postal_code: str) -> str | None:
        """Return the town of a postal code of the ward; None where it is not one town's."""
        found = [entry.town for entry in self.towns if entry.postal_code == postal_code]
        return found[0] if len(found) == 1 else None

    def postal_code_of(self, town: str) -> str | None:
        """Return the postal code of a town of the ward."""
        return next((entry.postal_code for entry in self.towns if entry.town == town), None)


def _kind(entry: Code, row: Mapping[str, str]) -> SignKind:
    told = row.get("topic", "") if row.get("label") == entry.label else ""
    return SignKind(
        group=entry.group or entry.label,
        topic=told or entry.group or entry.label,
        urgency=row.get("urgency", ""),
        seasonal=bool(row.get("months")),
    )


@cache
def _nation_wide(name: str) -> tuple[Code, ...]:
    return tuple(Code(row["code"], row["label"], hidden=bool(row.get("hidden"))) for row in resources.codes(name))


@cache
def shipped(name: str) -> tuple[Code, ...]:
    """Return a list that may grow as it is shipped."""
    if name == "areas":
        return tuple(Code(row["area"], row["area"]) for row in resources.codes("areas"))
    if name not in EDITABLE:
        raise KeyError(name)
    rows = resources.codes(name)
    return tuple(Code(row["code"], row["label"], row.get("group", ""), row.get("short", "")) for row in rows)


def _in_season(months: str, month: int) -> bool:
    if not months:
        return True
    first, last = (int(part) for part in months.split("-"))
    return first <= month <= last
