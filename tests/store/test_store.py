"""The one write path: records come back equal, each write leaves its line and its values, one announcement follows."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import (
    CareLevel,
    Condition,
    Consent,
    ConsentWay,
    EndReason,
    Living,
    Method,
    Result,
    Sex,
    Status,
)
from watchdesk.errors import Busy, NotFound
from watchdesk.store import audit, contacts, notes, schema, values
from watchdesk.store.records import fetch
from watchdesk.store.store import Store

RARE = "葛\U000e0100城\ufa10\U00020bb7"

PERSON = Person(
    id="p1",
    number="4001",
    family_name=RARE,
    given_name="ハル",
    family_kana="カツラギ",
    given_kana="ハル",
    sex=Sex.FEMALE,
    birth_date=date(1937, 3, 5),
    postal_code="5500025",
    town="九条南",
    address="2-43-6",
    building="みなみ荘 203",
    phones=("06-6000-4312", "090-0012-3456"),
    criteria=("K1", "S2"),
    living=Living.ALONE,
    care_level=CareLevel.CARE_1,
    air_conditioner=True,
    interval_days=14,
    emergency_contacts=(EmergencyContact(name="長女", relation="長女", phone="06-6000-0000"), EmergencyContact()),
    hidden=True,
    notes="改行\nも残る",
    extra={"自治会班": "3班", "空": " "},
    area_history=(AreaEntry(area="日吉"), AreaEntry(area="九条南", since=date(2026, 3, 1))),
    status_history=(
        StatusEntry(state=Status.ACTIVE),
        StatusEntry(state=Status.PAUSED, since=date(2026, 5, 1), until=date(2026, 6, 1)),
        StatusEntry(state=Status.ENDED, since=date(2026, 9, 1), reason=EndReason.FACILITY),
    ),
    consent_history=(
        ConsentEntry(state=Consent.PENDING),
        ConsentEntry(
            state=Consent.AGREED,
            since=date(2026, 2, 1),
            way=ConsentWay.WRITTEN,
            recipients=("minsei", "hokenfukushi"),
            watch=False,
            valid_until=date(2028, 3, 31),
        ),
        ConsentEntry(state=Consent.WITHDRAWN, since=date(2026, 10, 1), recipients=("chokai",)),
    ),
    created_on=date(2026, 1, 1),
    created_by="hanako",
    created_at=datetime.fromisoformat("2026-01-01T10:00:00+09:00"),
)

VISIT = Visit(
    id="v1",
    person_id="p1",
    on=date(2026, 3, 4),
    at=time(10, 45),
    method=Method.VISIT,
    result=Result.MET,
    condition=Condition.CONCERN,
    signs=("S13", "S11"),
    note="立ち上がるときにふらついた。",
    visitor="中村 清",
    area="九条南",
    created_by="hanako",
    created_at=datetime.fromisoformat("2026-03-04T17:00:00+09:00"),
)


@pytest.fixture
def store(empty_desk: Desk) -> Store:
    return empty_desk._ground.store


def _write(store: Store, *records: Person | Visit) -> None:
    with store.write("hanako", Changed.PEOPLE) as tx:
        for record in records:
            tx.add(record)


def _person(store: Store, person_id: str = "p1") -> Person:
    with store.read() as connection:
        return fetch(connection, Person, schema.people.c.id == person_id)[0]


def _visit(store: Store) -> Visit:
    with store.read() as connection:
        return fetch(connection, Visit, schema.visits.c.id == "v1")[0]


def test_a_person_comes_back_code_point_for_code_point(store: Store) -> None:
    _write(store, PERSON)
    assert _person(store) == PERSON


def test_a_visit_comes_back_equal(store: Store) -> None:
    _write(store, PERSON, VISIT)
    assert _visit(store) == VISIT


def test_a_changed_field_leaves_its_old_and_its_new_value(store: Store) -> None:
    _write(store, PERSON)

    with store.write("hanako", Changed.PEOPLE, "転居") as tx:
        names = tx.replace(replace(PERSON, town="九条", consent_history=PERSON.consent_history[:2]))

    assert names == ("town", "consent_history")
    with store.read() as connection:
        rows = {row.field: row for row in connection.execute(select(schema.changes))}
        line = next(audit.entries(connection, entity_id="p1"))
    assert (rows["town"].old, rows["town"].new) == ("九条南", "九条")
    assert values.from_json("person", "consent_history", rows["consent_history"].old) == PERSON.consent_history
    assert (line.action, line.fields, line.reason) == ("changed", names, "転居")


def test_the_ledger_names_fields_and_never_values(store: Store) -> None:
    _write(store, PERSON, VISIT)
    with store.read() as connection:
        ledger = connection.execute(text("SELECT * FROM audit")).all()
    assert "ハル" not in str(ledger)
    assert "九条" not in str(ledger)


def test_a_write_that_fails_leaves_nothing_and_announces_nothing(store: Store) -> None:
    heard: list[Changed] = []
    store.listen(heard.append)
    before = store.audit_head()

    def add_and_fail() -> None:
        with store.write("hanako", Changed.PEOPLE) as tx:
            tx.add(PERSON)
            tx.get(Person, "nobody")

    with pytest.raises(NotFound):
        add_and_fail()

    assert heard == []
    assert store.audit_head() == before
    with store.read() as connection:
        assert fetch(connection, Person, schema.people.c.id == "p1") == ()


def test_one_write_is_one_announcement(store: Store) -> None:
    heard: list[Changed] = []
    stop = store.listen(heard.append)
    _write(store, PERSON, VISIT)
    stop()
    _write(store, replace(PERSON, id="p2"))
    assert heard == [Changed.PEOPLE]


def test_the_latest_contacts_follow_every_write(store: Store) -> None:
    def latest() -> Sequence[date | None]:
        with store.read() as connection:
            assert contacts.wrong(connection) == ()
            return connection.execute(select(schema.people.c.last_confirmed, schema.people.c.last_attempt)).one()

    _write(store, PERSON)
    assert tuple(latest()) == (None, None)
    absent = replace(VISIT, id="v2", on=date(2026, 3, 9), result=Result.ABSENT, condition=None)
    _write(store, VISIT, absent)
    assert tuple(latest()) == (VISIT.on, absent.on)
    with store.write("hanako", Changed.VISITS) as tx:
        tx.replace(replace(VISIT, voided=True, void_reason="打ちまちがい"))
    assert tuple(latest()) == (None, absent.on)


def test_visits_follow_a_corrected_area(store: Store) -> None:
    _write(store, PERSON, VISIT)
    with store.write("hanako", Changed.PEOPLE) as tx:
        tx.replace(replace(PERSON, area_history=(AreaEntry(area="千代崎"),)))
    assert _visit(store).area == "千代崎"


def test_a_note_is_found_by_two_characters_until_it_is_changed(store: Store) -> None:
    def found(query: str) -> int:
        asked = text("SELECT count(*) FROM visit_notes WHERE visit_notes MATCH :words")
        with store.read() as connection:
            assert notes.missing(connection) == ()
            return int(connection.execute(asked, {"words": notes.matching(query)}).scalar_one())

    _write(store, PERSON, VISIT)
    assert (found("ふら"), found("フラツイタ"), found("と"), found("つら")) == (1, 1, 1, 0)
    with store.write("hanako", Changed.VISITS) as tx:
        tx.replace(replace(VISIT, note="変わりなし"))
    assert (found("ふら"), found("変わ")) == (0, 1)


def test_a_line_of_the_ledger_changed_behind_our_back_is_noticed(store: Store) -> None:
    _write(store, PERSON, VISIT)
    anchor = store.audit_head()
    assert store.audit_is_whole(anchor)
    with store.read() as connection:
        connection.execute(text("DROP TRIGGER audit_never_changes"))
        connection.execute(update(schema.audit).where(schema.audit.c.seq == 2).values(by="someone"))
    assert not store.audit_is_whole(anchor)


def test_a_ledger_that_lost_its_tail_is_noticed_by_the_anchor(store: Store) -> None:
    _write(store, PERSON, VISIT)
    anchor = store.audit_head()
    with store.read() as connection:
        connection.execute(text("DROP TRIGGER audit_never_shrinks"))
        connection.execute(text("DELETE FROM audit WHERE seq = :last").bindparams(last=anchor.seq))
    assert store.audit_is_whole(None)
    assert not store.audit_is_whole(anchor)
    assert not store.ledger_holds(anchor)


def test_others_are_told_what_holds_the_pen(store: Store) -> None:
    told: list[str] = []

    def try_to_write() -> None:
        try:
            _write(store, PERSON)
        except Busy as busy:
            told.append(str(busy))

    with store.long_work("名簿の取りこみ"):
        other = threading.Thread(target=try_to_write)
        other.start()
        other.join()
    assert told == ["いま「名簿の取りこみ」をしています。終わってから、もう一度お試しください。"]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.text(min_size=1).filter(lambda text: text.strip() != ""),
    note=st.none() | st.text(min_size=1).filter(lambda text: text.strip() != ""),
)
def test_no_text_is_altered_on_its_way_into_the_store_and_back(store: Store, name: str, note: str | None) -> None:
    surrogates = any("\ud800" <= letter <= "\udfff" for letter in name + (note or ""))
    if surrogates or "\x00" in name + (note or ""):
        return
    person = replace(PERSON, id="p9", family_name=name, notes=note)
    with store.write("hanako", Changed.PEOPLE) as tx:
        tx.remove(Person, ["p9"])
        tx.add(person)
    assert _person(store, "p9") == person
