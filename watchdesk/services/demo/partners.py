"""The fictional partners of the demo store: each area's watchers and 民生委員, the same ones for the same seed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.domain.words import Sex
from watchdesk.services.demo.words import draw, given_name, opaque_id, rows, stream

MADE_BY = "demo"
"""``created_by`` of all that is made up."""

WATCHERS_PER_AREA = 7
MINSEI_PER_AREA = 3
LATELY, LONG_AGO = 12, 230
"""Days ago: between them a partner was asked last whether all still holds."""

_WITH_HOURS = 0.6
_HOURS = ("平日の午前中", "夕方6時から8時", "土日も可", "平日9時から17時")


_BODIES = (
    ("body", "見本区社協 見守り相談室", "ミホンクシャキョウ ミマモリソウダンシツ", "見守りの相談"),
    ("body", "見本区役所 保健福祉課", "ミホンクヤクショ ホケンフクシカ", "月報の提出先"),
    ("body", "見本地域包括支援センター", "ミホンチイキホウカツシエンセンター", "高齢の方の総合相談"),
    ("chief_minsei", "見本 すみれ", "ミホン スミレ", "主任児童委員"),
    ("firm", "見本新聞販売所", "ミホンシンブンハンバイショ", "配達のときの見守り"),
    ("doctor", "見本内科クリニック", "ミホンナイカクリニック", "かかりつけ医"),
    ("care_manager", "見本ケアプランセンター", "ミホンケアプランセンター", "ケアマネジャー"),
)
"""Kind, name, reading and role."""


class Team(NamedTuple):
    """Who helps in an area."""

    watchers: tuple[Partner, ...]
    minsei: tuple[Partner, ...]


def teams(areas: Sequence[str], seed: int) -> dict[str, Team]:
    """Return each area's helpers."""
    return {area: Team(_watchers(area, seed), _minsei(area, seed)) for area in areas}


def watchers(areas: Sequence[str], seed: int) -> dict[str, tuple[str, ...]]:
    """Return the names of the 見守り員 of each area, with a half-width space between family and given name."""
    return {area: tuple(one.name for one in team.watchers) for area, team in teams(areas, seed).items()}


def names(areas: Sequence[str], seed: int) -> Mapping[str, str]:
    """Return the names of the 見守り員 by their ids."""
    return {one.id: one.name for team in teams(areas, seed).values() for one in team.watchers}


def bodies(seed: int) -> tuple[Partner, ...]:
    """Return the bodies, the firm, the doctor and the care managers whom all areas turn to."""
    random = stream(seed, "bodies")
    return tuple(
        Partner(
            id=opaque_id(random),
            kind=kind,
            name=name,
            kana=kana,
            role=role,
            phones=(f"06-60{int(random.random() * 100):02}-{int(random.random() * 10000):04}",),
            created_by=MADE_BY,
        )
        for kind, name, kana, role in _BODIES
    )


def asked(partners: Sequence[Partner], until: date, seed: int) -> tuple[Partner, ...]:
    """Return partners with the hours in which most are reached and the day of the last check, some half a year ago."""
    random = stream(seed, "partners asked", *(one.id for one in partners[:1]))
    return tuple(
        replace(
            one,
            hours=draw(random, _HOURS) if random.random() < _WITH_HOURS else None,
            verified_on=until - timedelta(days=LATELY + int(random.random() * (LONG_AGO - LATELY))),
        )
        for one in partners
    )


def _watchers(area: str, seed: int) -> tuple[Partner, ...]:
    return _partners(PartnerKind.WATCHER, area, _people(stream(seed, "watchers", area)), seed)


def _minsei(area: str, seed: int) -> tuple[Partner, ...]:
    found = _people(stream(seed, "minsei", area))
    return _partners(PartnerKind.MINSEI, area, dict(list(found.items())[:MINSEI_PER_AREA]), seed)


def _people(random: Random) -> dict[str, str]:
    """Readings by name, each name once."""
    families = rows("families")
    found: dict[str, str] = {}
    for _ in range(WATCHERS_PER_AREA):
        year = 1950 + int(random.random() * 18)
        family = draw(random, families)
        given = given_name(random, Sex.FEMALE if random.random() < 0.65 else Sex.MALE, year)
        found.setdefault(f"{family['family']} {given['given']}", f"{family['kana']} {given['kana']}")
    return found


def _partners(kind: PartnerKind, area: str, people: Mapping[str, str], seed: int) -> tuple[Partner, ...]:
    random = stream(seed, "partners", str(kind), area)
    return tuple(
        Partner(
            id=opaque_id(random),
            kind=kind,
            name=name,
            kana=kana,
            phones=(f"090-00{int(random.random() * 100):02}-{int(random.random() * 10000):04}",),
            area=area,
            created_by=MADE_BY,
        )
        for name, kana in people.items()
    )
