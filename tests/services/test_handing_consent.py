"""Whatever was agreed, refused and withdrawn: nobody without a consent covering the receiver is in any output."""

import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.conftest import AREA, TODAY
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.consent import why_withheld
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Condition, Consent, ConsentWay, Method, Result
from watchdesk.errors import WatchDeskError
from watchdesk.exports import sealed
from watchdesk.exports.locking import Lock
from watchdesk.exports.sealed import Form
from watchdesk.services.handing_over.handing import Parcel

RECEIVERS = ("hokenfukushi", "soudanshitsu", "mimamori_in", "hokatsu", "chokai")
OFFICES = frozenset({"hokenfukushi", "soudanshitsu"})
STANDING = frozenset({"整理番号", "同意", "同意日", "同意方法", "相談の中身"})
"""Titles that only the offices of the ward get."""
MEETING = frozenset({"気づき", "記録", "訪問者", "分野", "つなぎ先"})
"""Titles that 地域包括 gets too, for a case meeting."""
SEEN = frozenset({"様子", "安否確認", "最後に安否を確認した日", "前に会えた日", "今月の訪問記録", "訪問日", "結果"})
"""Titles that tell whether somebody was seen: not for the neighbourhood association."""
MONTH = Month(2026, 10)

days = st.integers(0, 400).map(lambda back: TODAY - timedelta(days=back))
entries = st.builds(
    ConsentEntry,
    state=st.sampled_from(Consent),
    since=days,
    way=st.just(ConsentWay.WRITTEN),
    recipients=st.lists(st.sampled_from(RECEIVERS), unique=True, max_size=3).map(tuple),
    watch=st.booleans(),
    valid_until=st.none() | days,
)
histories = st.lists(st.lists(entries, min_size=1, max_size=4), min_size=3, max_size=6)


def told(parcel: Parcel) -> set[str]:
    """Every text that stands anywhere in the file."""
    cells = {str(cell) for sheet in parcel.sheets(1) for row in sheet.rows for cell in row if cell is not None}
    made = sealed.draw(parcel.sheets(1), Form.CSV, {"title": "x"}, day=TODAY)
    return cells | {one.data.decode("utf-8-sig") for one in made.files}


def register(desk: Desk, consents: Sequence[Sequence[ConsentEntry]]) -> dict[str, tuple[str, Sequence[ConsentEntry]]]:
    known = {}
    before = len(desk.people.lines())
    for number, history in enumerate(consents, before):
        name = f"架空{number:04}号"
        person = desk.people.register({"family_name": name}, area=AREA)
        with desk._ground.store.write("test", Changed.PEOPLE) as tx:
            tx.replace(replace(person, consent_history=tuple(history)))
        with_note = {"note": f"{name}さんとお話しした。"}
        desk.visits.record(
            person.id, on=date(2026, 10, 5), method=Method.VISIT, result=Result.MET, condition=Condition.WELL,
            details=with_note,
        )  # fmt: skip
        known[person.id] = (name, history)
    return known


LISTED = ("name", "status", "consent", "consent_since", "condition", "last_confirmed")


@tried(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, st.sampled_from(RECEIVERS))
def test_nobody_without_a_covering_consent_is_in_any_output(
    opened: Callable[[Path], Desk], empty_template: Path, consents: list[list[ConsentEntry]], receiver: str
) -> None:
    empty_desk = opened(empty_template)  # a store each: hypothesis begins the ids anew with each example
    known = register(empty_desk, consents)
    default = frozenset(empty_desk.settings.get("consent_recipients"))
    people = {person_id: empty_desk.people.get(person_id) for person_id in known}
    withheld = {
        person.name
        for person in people.values()
        if why_withheld(person.consent_on(TODAY), receiver, default) is not None
    }
    month = empty_desk.welfare.month(MONTH, receiver).run()
    listed = empty_desk.list_files.people(list(known), receiver=receiver, columns=LISTED).run()
    for parcel in (month, listed):
        texts = told(parcel)
        assert not [name for name in withheld if any(name in text for text in texts)]
        assert not {empty_desk.people.get(one).name for one in parcel.named} & withheld
        titles = {head.title for sheet in parcel.sheets(1) if sheet.title != "活動" for head in sheet.heads}
        assert receiver in OFFICES or not titles & STANDING
        assert receiver in {*OFFICES, "hokatsu"} or not titles & MEETING
        assert receiver != "chokai" or not titles & SEEN
        assert bool(parcel.left_out) == (receiver not in OFFICES)
        assert all(one in str(parcel.sheets(1)[0].rows) for one in parcel.left_out)
    given_names = {people[one].name for one in listed.named if one in people}
    assert given_names == {person.name for person in people.values()} - withheld


def printed(pdf: bytes) -> str:
    """All letters of a paper, without the room between them."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def of_many(desk: Desk, ids: Sequence[str], receiver: str) -> Iterator[str]:
    """What stands on the papers that name several people to a receiver."""
    yield printed(desk.day_sheets.prepare(ids, on=TODAY, receiver=receiver).run().pdf)
    yield printed(desk.sheets.of("roster").prepare({"receiver": receiver}).run().pdf)


def of_one(desk: Desk, person_id: str, receiver: str) -> Iterator[str]:
    """What goes out of one person, on paper and as a file; nothing of what is refused."""
    yield printed(desk.sheets.of("person").prepare({"person": person_id, "receiver": receiver}).run().pdf)
    try:
        yield printed(desk.sharing_sheets.prepare(person_id, receiver=receiver).run().pdf)
        yield "".join(told(desk.list_files.person(person_id, receiver=receiver).run()))
    except WatchDeskError as refused:
        if refused.code != "withheld":
            raise


ALL = ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 1), way=ConsentWay.WRITTEN, recipients=RECEIVERS)


@pytest.fixture
def five(empty_desk: Desk) -> dict[str, str]:
    """Five people with a visit each, and their names."""
    return {one: name for one, (name, _) in register(empty_desk, [[]] * 5).items()}


@tried(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(entries, max_size=3), min_size=5, max_size=5), st.sampled_from(RECEIVERS))
@example([[ALL]] * 5, "hokenfukushi")
def test_nobody_without_a_covering_consent_is_on_any_paper(
    empty_desk: Desk, five: dict[str, str], consents: list[list[ConsentEntry]], receiver: str
) -> None:
    with empty_desk._ground.store.write("test", Changed.PEOPLE) as tx:
        for one, history in zip(five, consents, strict=True):
            tx.replace(replace(empty_desk.people.get(one), consent_history=tuple(history)))

    def covered(receiver: str) -> set[str]:
        default = frozenset(empty_desk.settings.get("consent_recipients"))
        people = [empty_desk.people.get(one) for one in five]
        return {one.name for one in people if why_withheld(one.consent_on(TODAY), receiver, default) is None}

    def named(text: str) -> set[str]:
        return {name for name in five.values() if name in text}

    for text in of_many(empty_desk, list(five), receiver):
        assert named(text) == covered(receiver)
    for one, name in five.items():
        texts = list(of_one(empty_desk, one, receiver))
        assert [named(text) for text in texts] == ([{name}] * 3 if name in covered(receiver) else [set()])
    report = named(printed(empty_desk.reports.monthly(MONTH).run().pdf))
    assert report <= covered("hokenfukushi")
    assert report or consents != [[ALL]] * 5


@pytest.mark.alone
def test_ten_thousand_people_go_out_within_forty_seconds(crowded_desk: Desk, tmp_path: Path) -> None:
    begun = time.process_time()
    parcel = crowded_desk.welfare.month(MONTH, "hokenfukushi").run()
    sending = crowded_desk.handing.sending(tmp_path / "a.xlsx", Lock(password="kamo-sune-tega-wago-284753"))
    handed = crowded_desk.handing.hand_over(parcel, sending).run()
    assert time.process_time() - begun < 40
    assert handed.handover.people == len(parcel.named) > 5_000
    assert handed.file.size < 5_000_000
