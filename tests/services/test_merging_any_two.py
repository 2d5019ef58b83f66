"""Merging any two records and parting them again: every row of the store as it was, whatever the two hold."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import KEY, TODAY, USER, fixed_clock
from tests.services.whole_store import derived_is_right, everything, register, visit
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Which, open_with_recovery_key
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent, Status

days = st.one_of(st.none(), st.dates(date(2020, 1, 1), TODAY))
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(lambda one: one.strip())
maybe = st.one_of(st.none(), texts)
consents = st.builds(
    ConsentEntry, state=st.sampled_from(Consent), since=days, recipients=st.sampled_from([(), ("minsei",)])
)
states = st.builds(StatusEntry, state=st.sampled_from([Status.ACTIVE, Status.PAUSED]), since=days)
areas = st.builds(AreaEntry, area=st.sampled_from(["九条南", "日吉", "靱"]), since=days)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    return draw(
        st.fixed_dictionaries(
            {
                "family_name": texts,
                "given_name": maybe,
                "town": maybe,
                "address": maybe,
                "building": maybe,
                "phones": st.lists(st.sampled_from(["06-6000-0001", "06-6000-0002", "06-6000-0003"]), max_size=3).map(
                    tuple
                ),
                "criteria": st.lists(st.sampled_from(["K1", "S1", "S2"]), unique=True).map(tuple),
                "emergency_contacts": st.lists(st.builds(EmergencyContact, name=maybe), max_size=2).map(tuple),
                "hidden": st.booleans(),
                "notes": maybe,
                "interval_days": st.sampled_from([7, 30]),
                "extra": st.dictionaries(st.sampled_from(["班", "備考"]), texts),
                "status_history": st.lists(states, min_size=1, max_size=3).map(tuple),
                "consent_history": st.lists(consents, min_size=1, max_size=3).map(tuple),
                "area_history": st.lists(areas, min_size=1, max_size=3).map(tuple),
            }
        )
    )


CHOICES = st.dictionaries(
    st.sampled_from(["notes", "phones", "status_history", "consent_history", "area_history", "extra", "criteria"]),
    st.sampled_from(Which),
)


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory, empty_template: Path) -> Iterator[Desk]:
    """One store for all examples; each leaves it with two people more."""
    folder = tmp_path_factory.mktemp("reused") / "store"
    shutil.copytree(empty_template, folder)
    desk = open_with_recovery_key(folder, USER, KEY, clock=fixed_clock)
    for name in ("中村 清", "西 民子"):
        desk.partners.add({"kind": PartnerKind.WATCHER, "name": name})
    yield desk
    desk.lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What refers to the two: visits (whose, day, note), copies that name them, who is in charge, one dwelling."""

    visits: list[tuple[int, date, str | None]]
    copies: list[set[int]]
    charges: list[tuple[int, int, date | None]]
    scans: list[int]
    one_home: bool


whose = st.integers(0, 1)
SCENES = st.builds(
    Scene,
    visits=st.lists(st.tuples(whose, st.dates(date(2026, 1, 1), TODAY), maybe), max_size=5),
    copies=st.lists(st.sets(whose, min_size=1), max_size=3),
    charges=st.lists(st.tuples(whose, whose, days), max_size=3, unique_by=lambda one: one[:2]),
    scans=st.lists(whose, max_size=2),
    one_home=st.booleans(),
)


def set_up(desk: Desk, two: list[Person], scene: Scene, partners: list[Partner], scan: Path) -> None:
    if scene.one_home:
        desk.people.join(two[0].id, two[1].id)
    for of, by, since in scene.charges:
        desk.people.put_in_charge(two[of].id, Charge(partner_id=partners[by].id, since=since))
    for of, on, note in scene.visits:
        visit(desk, two[of], on, note)
    for named in scene.copies:
        desk.ledger.copy_made("roster", "名簿", [two[at].id for at in named], how="printed")
    for number, of in enumerate(scene.scans):
        scan.write_bytes(b"%PDF-1.4\n" + bytes([number]))
        desk.attachments.add(two[of].id, scan, "同意書")


@settings(max_examples=40, deadline=None)
@given(own=records(), theirs=records(), choices=CHOICES, scene=SCENES)
def test_merged_and_parted_any_two_records_are_byte_for_byte_as_they_were(
    reused: Desk, own: dict[str, Any], theirs: dict[str, Any], choices: dict[str, Which], scene: Scene
) -> None:
    random.seed()  # hypothesis begins each example alike, and ids are random
    two = [replace(register(reused, "見本"), **values) for values in (own, theirs)]
    with reused._ground.store.write("hanako", Changed.PEOPLE) as tx:
        for one in two:
            tx.replace(one)
    set_up(reused, two, scene, list(reused.partners.all()), reused.folder.parent / "scan.pdf")
    before = everything(reused)

    merged = reused.merging.merge(two[0].id, two[1].id, choices, "同じ方")
    assert derived_is_right(reused)
    assert reused.history.of_person(two[0].id)
    assert reused.merging.undo(merged).sentences == ()

    assert everything(reused) == before
    assert derived_is_right(reused)
