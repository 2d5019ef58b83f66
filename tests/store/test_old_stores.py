"""Stores made at every earlier release still open, by password and by recovery key, with everything in them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import fixed_clock
from watchdesk.desk import open_desk, open_with_recovery_key, read_recovery_key
from watchdesk.domain.behind import Figure
from watchdesk.domain.copies import CopyDeed
from watchdesk.domain.counted import wholes
from watchdesk.domain.household import Household
from watchdesk.domain.month import Month
from watchdesk.store import records, schema

STORES = Path(__file__).parents[1] / "stores"
RELEASES = sorted(folder.name for folder in STORES.iterdir() if folder.is_dir())
PEOPLE, VISITS = 30, 120


@pytest.mark.parametrize("release", RELEASES)
def test_a_store_of_an_earlier_release_opens_with_everything_in_it(release: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STORES / release, tmp_path / "store"))
    key = read_recovery_key((folder / "recovery_key.txt").read_text(encoding="utf-8"))

    desk = open_with_recovery_key(folder, "demo", key, clock=fixed_clock)

    lines = desk.people.lines()
    assert len(lines) == PEOPLE
    assert sum(len(desk.visits.of_person(line.id)) for line in lines) == VISITS
    assert desk.health.verify(lambda _done, _total: None).ok
    desk.lock()
    open_desk(folder, "demo", "mimamori-demo", clock=fixed_clock).lock()


def test_a_store_of_the_first_release_keeps_its_couples_as_households(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STORES / "0.1.0", tmp_path / "store"))
    desk = open_desk(folder, "demo", "mimamori-demo", clock=fixed_clock)

    people = [desk.people.get(line.id) for line in desk.people.lines()]
    with desk._ground.store.read() as connection:
        households = {one.id for one in records.fetch(connection, Household, schema.households.c.id.is_not(None))}

    assert {person.household_id for person in people if person.household_id} == households != set()
    desk.lock()


def test_a_store_of_the_second_release_keeps_its_scan_its_merge_and_its_own_words(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STORES / "0.2.0", tmp_path / "store"))
    desk = open_desk(folder, "demo", "mimamori-demo", clock=fixed_clock)

    scans = [scan for line in desk.people.lines() for scan in desk.attachments.of_person(line.id)]
    (merge,) = desk.merging.all()
    desk.merging.undo(merge.id)

    assert [desk.attachments.content(scan.id)[:5] for scan in scans] == [b"%PDF-"]
    assert len(desk.people.lines()) == PEOPLE + 1
    assert "電気がついたまま" in desk.codes.labels("signs").values()
    assert desk.consents.reviews() == ()
    desk.lock()


def test_a_store_of_the_third_release_keeps_its_days_work(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STORES / "0.3.0", tmp_path / "store"))
    desk = open_desk(folder, "demo", "mimamori-demo", clock=fixed_clock)
    facts = desk.day.facts()

    assert len(desk.follow_ups.open()) == 4
    assert len(facts.appointments) == len(facts.rounds) == len(desk.plans.snoozed(facts.day)) == 1
    assert facts.alarms == ()
    (case,) = desk.consultations.lines()
    assert [step.what for step in desk.consultations.get(case.id).steps] == ["包括に問い合わせた"]
    (fair,) = desk.activities.lines(date(2026, 11, 1), date(2026, 11, 30))
    assert [guest.came for guest in fair.guests] == [True]
    desk.lock()


def test_a_store_of_the_fourth_release_keeps_its_issues_its_copies_and_what_was_handed_over(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STORES / "0.4.0", tmp_path / "store"))
    desk = open_desk(folder, "demo", "mimamori-demo", clock=fixed_clock)
    october = Month(2026, 10)

    assert [one.issue for one in desk.closings.issues(october)] == [1, 2]
    assert [one.reason for one in desk.closings.amended(october)] == ["用紙があとから届いたため"]
    report = desk.reports.monthly(october).run()
    (issued,) = (part.facts for part in report.parts)
    assert (issued.issue, issued.figures, issued.outdated) == (2, desk.reports.figures(october).facts.figures, False)
    deeds = [event.deed for event in desk.copies.past(2)]
    assert deeds == [CopyDeed.OUT, CopyDeed.LOST, CopyDeed.TOLD, CopyDeed.RETURNED]
    (handed,) = desk.handovers.all()
    assert (handed.receiver, handed.month, handed.issue) == ("hokenfukushi", "2026-10", 2)
    assert handed.received_on == date(2026, 11, 22)
    desk.lock()


def test_a_store_of_the_fifth_release_keeps_what_its_issues_were_counted_from(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STORES / "0.5.0", tmp_path / "store"))
    desk = open_desk(folder, "demo", "mimamori-demo", clock=fixed_clock)
    october = Month(2026, 10)
    with desk.closings.because("日ちがい"):
        desk.visits.correct(desk.visits.during(october)[0].id, {"on": date(2026, 11, 1)}, "日ちがい")

    (part,) = desk.reports.monthly(october).run().parts
    visits = next(whole for whole in wholes() if whole.figure is Figure.VISITS)
    assert (part.facts.issue, part.facts.outdated) == (2, True)
    assert len(desk.figures.visits(visits, part)) == part.facts.figures.visits.total
    assert desk.figures.caveat(visits, part) == ""
    (handed,) = desk.handovers.all()
    assert (handed.erased_on, desk.handovers.to_end()) == (date(2026, 11, 22), ())
    letters = [copy for copy in desk.copies.all() if copy.kind == "re-ask"]
    assert len({copy.number for copy in letters}) == len(letters) == 19
    desk.lock()
