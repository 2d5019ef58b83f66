"""An override opens the gate for three hours, stands in the ledger with its reason, and waits for its review."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import AREA, KEY, NOW, USER
from watchdesk.desk import Desk, open_with_recovery_key
from watchdesk.domain.consent import Disclosed, Purpose
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.override import HOLDS_FOR, Danger
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid, NotFound, WatchDeskError


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def late(tmp_path: Path, filled_template: Path, clock: Clock) -> Iterator[Desk]:
    """The filled desk, by the clock that is put forward."""
    folder = Path(shutil.copytree(filled_template, tmp_path / "store"))
    desk = open_with_recovery_key(folder, USER, KEY, clock=clock)
    yield desk
    desk.lock()


@pytest.fixture
def refused(late: Desk) -> str:
    return late.people.register({"family_name": "試し"}, area=AREA, consent=ConsentEntry(state=Consent.REFUSED)).id


Gate = Callable[..., Disclosed[str]]


@pytest.fixture
def through(late: Desk) -> Gate:
    def passed(*ids: str, purpose: Purpose = Purpose.PERSON_SHEET) -> Disclosed[str]:
        subjects = [(late.people.get(person_id), person_id) for person_id in ids]
        return late.consents.disclose(subjects, purpose=purpose, receiver="shobo_keisatsu")

    return passed


def test_it_opens_the_gate_for_its_person_for_three_hours(
    late: Desk, refused: str, through: Gate, clock: Clock
) -> None:
    other = late.people.register({"family_name": "別"}, area=AREA).id
    assert through(refused, other).rows == ()

    made = late.consents.override(refused, Danger.LIFE, "応答なし、新聞がたまっている")

    assert through(refused, other).emergency_ids == (refused,)
    assert late.consents.open_override(refused) == made
    assert late.consents.open_override(other) is None
    clock.now += HOLDS_FOR - timedelta(seconds=1)
    assert through(refused).rows == (refused,)
    clock.now += timedelta(seconds=1)
    assert through(refused).rows == ()
    assert late.consents.open_override(refused) is None
    assert late.consents.overrides_open() == ()


def test_in_a_disaster_it_opens_for_everybody(late: Desk, refused: str, through: Gate) -> None:
    late.consents.override(None, Danger.DISASTER, "震度6弱")
    assert through(refused).emergency_ids == (refused,)
    assert len(late.consents.overrides_open()) == 1


@pytest.mark.parametrize(
    ("everybody", "danger", "reason", "field"),
    [(False, Danger.LIFE, " ", "reason"), (True, Danger.DISASTER, "", "reason"), (True, Danger.LIFE, "火事", "danger")],
)
def test_without_a_reason_or_for_everybody_without_a_disaster_nothing_opens(
    late: Desk, refused: str, *, everybody: bool, danger: Danger, reason: str, field: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        late.consents.override(None if everybody else refused, danger, reason)
    assert wrong.value.field == field
    assert late.consents.reviews() == ()


def test_for_nobody_known_nothing_opens(late: Desk) -> None:
    with pytest.raises(NotFound):
        late.consents.override("nobody", Danger.LIFE, "倒れている")
    assert late.consents.reviews() == ()


def test_the_monthly_report_names_nobody_by_it(late: Desk) -> None:
    late.consents.override(None, Danger.DISASTER, "震度6弱")
    plain = late.reports.monthly(Month(2026, 10)).run()
    withheld = set(plain.parts[0].members.under_watch) - set(plain.named)
    assert withheld
    assert plain.parts[0].facts.people is not None
    assert plain.parts[0].facts.people.emergency_ids == ()


def test_the_ledger_says_who_opened_it_why_and_what_was_given(late: Desk, refused: str, through: Gate) -> None:
    late.consents.override(refused, Danger.LIFE, "応答なし")
    number = late.ledger.copy_made(
        "person",
        "個人票",
        [refused],
        how="printed",
        receiver="shobo_keisatsu",
        emergency=through(refused).emergency_ids,
    )

    told = [
        (line.entry.action, line.entry.entity, line.entry.reason)
        for line in late.ledger.lines(about=[refused], limit=3)
    ]

    assert told == [
        ("given in an emergency", "person", f"写し 第{number}号"),
        ("printed", "copy", None),
        ("emergency opened", "person", "生命・身体の危険：応答なし"),
    ]


def test_it_waits_for_its_review_and_a_review_ends_it(late: Desk, refused: str, through: Gate, clock: Clock) -> None:
    made = late.consents.override(refused, Danger.LIFE, "応答なし")
    number = late.ledger.copy_made("person", "個人票", [refused], how="printed", receiver="shobo_keisatsu")
    clock.now += timedelta(minutes=20)

    (waiting,) = late.consents.reviews()
    assert (waiting.override, waiting.is_open, waiting.copies) == (made, True, (number,))
    assert waiting.line is not None
    assert waiting.line.id == refused

    done = late.consents.review(made.id, "消防へ渡した紙は、その場で返してもらった。")

    assert (done.reviewed_by, done.reviewed_at) == (USER, clock.now)
    assert late.consents.reviews() == ()
    assert through(refused).rows == ()


def test_it_waits_for_its_review_however_long(late: Desk, refused: str, clock: Clock) -> None:
    made = late.consents.override(refused, Danger.LIFE, "応答なし")
    everybody = late.consents.override(None, Danger.DISASTER, "震度6弱")
    clock.now += timedelta(days=400)
    late.ledger.copy_made("roster", "名簿", [refused], how="printed", receiver="minsei")
    assert [(one.override.id, one.is_open, one.copies) for one in late.consents.reviews()] == [
        (made.id, False, ()),
        (everybody.id, False, ()),
    ]
    assert late.consents.reviews()[1].line is None


def test_a_review_says_something_and_is_made_once(late: Desk, refused: str) -> None:
    made = late.consents.override(refused, Danger.LIFE, "応答なし")
    with pytest.raises(Invalid):
        late.consents.review(made.id, " ")
    late.consents.review(made.id, "無事でした")
    with pytest.raises(WatchDeskError) as again:
        late.consents.review(made.id, "もう一度")
    assert again.value.code == "reviewed"
