"""Whom a paper of many is of: by where they live, who is in charge and how they stand, as options of a report."""

from collections.abc import Collection, Mapping
from typing import Any

from watchdesk.domain.lines import PersonLine
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.sheet import AREA, Option, Takes
from watchdesk.domain.words import Status
from watchdesk.services.sheets import Around

WATCHED, REGISTERED = "watched", "registered"

WHO = Option(
    key="who",
    title="どなたの分",
    takes=Takes.ONE_OF,
    choices=((REGISTERED, "台帳の方（終了を除く）"), (WATCHED, "見守り中の方")),
    usual=REGISTERED,
    of_all=True,
)
TOWN = Option(key="town", title="町名", takes=Takes.TOWN, hint="選ばないときは、すべての町です。")
BUILDING = Option(key="building", title="建物", takes=Takes.TEXT, hint="建物の名前の一部を書きます。")
WATCHER = Option(key="watcher", title="見守り員", takes=Takes.WATCHER, hint="選ぶと、その人が担当の方だけにします。")

CHOOSING = (WHO, AREA, TOWN, BUILDING, WATCHER)
"""The options by which people are chosen."""


def chosen(
    around: Around, values: Mapping[str, Any], among: Collection[str] = ()
) -> tuple[tuple[PersonLine, ...], str]:
    """Return the lines of those who are chosen, in the order of entry, and in words whom one chose.

    ``among``: ids of those named beforehand, however they stand; the other options narrow them down.
    """
    wanted = PeopleFilter(
        status=() if among else (Status.ACTIVE, Status.PAUSED),
        area=values["area"],
        town=values["town"],
        building=values["building"] or "",
        in_charge=(values["watcher"],) if values["watcher"] else (),
    )
    only_watched = values["who"] == WATCHED
    lines = wanted.kept(around.people.lines_of(among) if among else around.people.lines())
    kept = tuple(line for line in lines if line.is_watched or not only_watched)
    return kept, _words(around, values)


def _words(around: Around, values: Mapping[str, Any]) -> str:
    watchers = {one.id: one.name for one in around.partners.all(PartnerKind.WATCHER)}
    watcher = watchers.get(values["watcher"] or "", "")
    told = (
        f"{values['area']}地域" if values["area"] else "",
        values["town"] or "",
        values["building"] or "",
        f"見守り員 {watcher}" if watcher else "",
        "見守り中の方" if values["who"] == WATCHED else "台帳の方（終了を除く）",
    )
    return "・".join(part for part in told if part)
