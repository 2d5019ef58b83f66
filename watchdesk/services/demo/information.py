"""The demo store's welfare information: a dozen made-up items, some of them told already, one expired, one to come."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from watchdesk.domain.info_item import InfoGiven, InfoItem
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT, CareLevel, Living
from watchdesk.services.demo.partners import MADE_BY
from watchdesk.services.demo.words import Row, opaque_id, rows, stream
from watchdesk.services.information import kept_rule
from watchdesk.store.store import Tx

JAPAN = timezone(timedelta(hours=9))
TOLD = 8
"""So many people were told of something at their latest visit."""


def write(tx: Tx, latest: Mapping[str, Visit], *, until: date, seed: int) -> None:
    """Write the items, and what was told at some of the latest visits of people."""
    random = stream(seed, "information")
    morning = datetime.combine(until, time(9), JAPAN)
    items = [_item(row, random, until, morning) for row in rows("information")]
    tx.add_all(items)
    tx.add_all(list(_given(items, latest, random, morning)))


def _item(row: Row, random: Random, until: date, morning: datetime) -> InfoItem:
    return InfoItem(
        id=opaque_id(random),
        title=row["title"],
        body=row["body"].replace("\\n", "\n"),
        tags=tuple(row["tags"].split()),
        target=row["target"] or None,
        phone=row["phone"] or None,
        source=row["source"] or None,
        valid_from=_day(row["from"], until),
        valid_until=_day(row["until"], until),
        fits=kept_rule(_rule(row)),
        created_by=MADE_BY,
        created_at=morning,
    )


def _day(told: str, until: date) -> date | None:
    return until + timedelta(days=int(told)) if told else None


def _rule(row: Row) -> PeopleFilter:
    return PeopleFilter(
        age_from=int(row["age_from"]) if row["age_from"] else None,
        living=tuple(map(Living, row["living"].split())),
        criteria=tuple(row["criteria"].split()),
        care_level=tuple(map(CareLevel, row["care_level"].split())),
        air_conditioner=False if row["air_conditioner"] else None,
    )


def _given(
    items: list[InfoItem], latest: Mapping[str, Visit], random: Random, morning: datetime
) -> Iterator[InfoGiven]:
    met = [visit for _, visit in sorted(latest.items()) if visit.result in CONFIRMED_CONTACT]
    for visit in met[:TOLD]:
        valid = [item for item in items if item.is_valid_on(visit.on)]
        yield InfoGiven(
            id=opaque_id(random),
            item_id=valid[int(random.random() * len(valid))].id,
            on=visit.on,
            person_id=visit.person_id,
            visit_id=visit.id,
            created_by=MADE_BY,
            created_at=morning,
        )
