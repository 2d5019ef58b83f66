"""How the fictional people live: needs and care, helpers and family, what is to be minded at the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from watchdesk.domain.person import EmergencyContact
from watchdesk.domain.words import CareLevel, Living, Sex
from watchdesk.services.demo.words import Grammar, Row, Told, draw, given_name, rows, urn

YOUNG = 70
"""Below this age people are on the register for a disability or a disease, by ``young_weight`` of the profiles."""

BAND_HEADING = "自治会班"
"""A heading that the register has no field for, as lists from outside bring them."""

IN_BED = (CareLevel.CARE_4, CareLevel.CARE_5)
"""Who needs so much care does not walk to the shelter."""

_LIVING = urn(
    [
        (Living.ALONE, 55),
        (Living.ELDERLY_ONLY, 24),
        (Living.ALONE_BY_DAY, 9),
        (Living.WITH_FAMILY, 11),
        (Living.OTHER, 1),
    ]
)

_AT_THE_DOOR = (
    ("key_holder", 0.3),
    ("hearing", 0.2),
    ("sight", 0.09),
    ("language", 0.02),
    ("best_time", 0.4),
    ("avoid", 0.18),
    ("heat_risk", 0.2),
    ("doctor", 0.75),
)
"""Fields filled from the texts of the same name, and how often."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Draws circumstances; profiles and families stand in it as often as their weights say."""

    profiles: tuple[Row, ...]
    young_profiles: tuple[Row, ...]
    families: tuple[Row, ...]
    relations: tuple[Row, ...]
    kin: tuple[Row, ...]
    texts: Grammar
    until: date

    @classmethod
    def of(cls, criteria: Sequence[Row], texts: Grammar, until: date) -> "Circumstances":
        """Prepare the draws; only criteria that the store knows are given."""
        known = {row["code"] for row in criteria}
        profiles = [row for row in rows("profiles") if row["criterion"] in known]
        return cls(
            profiles=urn((row, int(row["weight"])) for row in profiles),
            young_profiles=urn((row, int(row["young_weight"])) for row in profiles),
            families=urn((row, int(row["weight"])) for row in rows("families")),
            relations=urn((row, int(row["weight"])) for row in rows("relations")),
            kin=urn((row, int(row["weight"])) for row in rows("relations") if row["kin"]),
            texts=texts,
            until=until,
        )

    def fields(self, family: str, sex: Sex, born: date, random: Random) -> dict[str, Any]:
        """Return the fields of a person of that family name that say how they live."""
        living = draw(random, _LIVING)
        told = (draw(random, self.kin)["relation"], "夫" if sex is Sex.FEMALE else "妻")
        needs, trouble = self._needs(born, random)
        in_bed = needs.get("care_level") in IN_BED
        return {
            "living": living,
            "phones": _phones(random),
            "emergency_contacts": self._contacts(family, told[0], born, random),
            "notes": self._notes(trouble, "note" if in_bed else "note.any", told, random),
            "air_conditioner": draw(random, (True,) * 17 + (False, False, None)),
            "extra": {BAND_HEADING: self.texts.grow("band", random)} if random.random() < 0.12 else {},
            **needs,
            **self._sometimes("family", f"family.{living.value}", 0.6, told, random),
            **self._sometimes("evacuation", "evacuation.bed" if in_bed else "evacuation", 0.4, told, random),
            **{
                name: value
                for field, often in _AT_THE_DOOR
                for name, value in self._sometimes(field, field, often, told, random).items()
            },
        }

    def _sometimes(self, field: str, symbol: str, often: float, told: Told, random: Random) -> dict[str, str]:
        return {field: self.texts.grow(symbol, random, told)} if random.random() < often else {}

    def _needs(self, born: date, random: Random) -> tuple[dict[str, Any], str]:
        profiles = self.young_profiles if self.until.year - born.year < YOUNG else self.profiles
        if not profiles:
            return {}, ""
        profile = draw(random, profiles)
        care = draw(random, profile["care_levels"].split())
        also = [draw(random, profiles)] if random.random() < 0.16 else []
        criteria = [row["criterion"] for row in (profile, *also) if care in row["care_levels"].split()]
        needs: dict[str, Any] = {
            "criteria": tuple(dict.fromkeys(criteria)),
            "care_level": CareLevel(care),
            "handbooks": draw(random, profile["handbooks"].split("|")) or None,
        }
        return needs | self._care(CareLevel(care), random), profile["trouble"]

    def _care(self, care: CareLevel, random: Random) -> dict[str, Any]:
        """Who is in care has a care manager and services on their weekdays."""
        if care is CareLevel.NONE:
            return {"services": self.texts.grow("service", random) if random.random() < 0.1 else None}
        services = dict.fromkeys(self.texts.grow("service", random) for _ in range(1 + int(random.random() * 2.4)))
        return {"care_manager": self.texts.grow("care_manager", random), "services": "、".join(services)}

    def _notes(self, trouble: str, symbol: str, told: Told, random: Random) -> str | None:
        said = [trouble] if trouble and random.random() < 0.7 else []
        if random.random() < 0.55:
            said.append(self.texts.grow(symbol, random, told))
        return "。".join(said) or None

    def _contacts(self, family: str, kin: str, born: date, random: Random) -> tuple[EmergencyContact, ...]:
        known = {row["relation"]: row for row in self.relations}
        others = (draw(random, self.relations)["relation"] for _ in range(3))
        number = draw(random, (0, 1, 1, 1, 1, 2, 2, 2, 3))
        relations = list(dict.fromkeys((kin, *others)))[:number]
        return tuple(self._contact(family, known[relation], born, random) for relation in relations)

    def _contact(self, family: str, relation: Row, born: date, random: Random) -> EmergencyContact:
        if random.random() < 0.45:
            family = draw(random, self.families)["family"]
        year = born.year + int(relation["years_younger"])
        given = given_name(random, Sex(int(relation["sex"])), year)["given"]
        return EmergencyContact(
            name=f"{family} {given}",
            relation=relation["relation"],
            phone=_mobile(random) if random.random() < 0.75 else _landline(random),
        )


def _phones(random: Random) -> tuple[str, ...]:
    both = random.random()
    numbers = (_landline(random) if both < 0.82 else None, _mobile(random) if both > 0.55 else None)
    return tuple(number for number in numbers if number and random.random() < 0.94)


def _landline(random: Random) -> str:
    return f"06-60{int(random.random() * 100):02}-{int(random.random() * 10000):04}"


def _mobile(random: Random) -> str:
    return f"090-00{int(random.random() * 100):02}-{int(random.random() * 10000):04}"
