"""What was written of activities and contacts is named and taken back from the last to the first."""

from datetime import date, time

from watchdesk.desk import Desk
from watchdesk.domain.activity import Guest
from watchdesk.services.wording import Wording

TODAY = date(2026, 11, 22)
FAIR = {"kind": "C2", "title": "そよかぜまつり", "on": date(2026, 11, 3)}


def test_each_deed_is_named_and_taken_back(desk: Desk) -> None:
    whom = desk.people.lines()[0].id
    held = desk.activities.record({**FAIR, "at": time(10), "guests": (Guest(person_id=whom),)})
    desk.activities.came(held.id, whom, True)
    desk.activities.change(held.id, {"kind": "C3", "own_kind": "seiso", "on": TODAY, "until": time(11)})
    desk.activities.void(held.id, "雨で中止だった")

    names = []
    for expected in (("C3", TODAY, False), ("C2", FAIR["on"], False), ("C2", FAIR["on"], False)):
        names.append(desk.undo.next())
        desk.undo.undo()
        now = desk.activities.get(held.id)
        assert (now.kind, now.on, now.voided) == expected
    assert desk.activities.get(held.id) == held
    names.append(desk.undo.next())
    desk.undo.undo()

    assert names == ["活動の取消", "活動の書き直し", "活動の書き直し", "活動の記録"]
    assert desk.activities.lines(date(2026, 11, 1), TODAY) == ()


def test_a_contact_is_taken_back_and_so_is_its_correction(desk: Desk) -> None:
    made = desk.activities.coordinate({"kind": "E2", "whom": "包括の方", "what": "会議の日を決めた"})
    desk.activities.change_contact(made.id, {"what": "会議の日を変えた", "kind": "E1"})
    assert desk.undo.next() == "連絡調整の書き直し"
    desk.undo.undo()
    assert desk.activities.get_contact(made.id) == made
    assert desk.undo.next() == "連絡調整の記録"
    desk.undo.undo()
    assert desk.activities.coordination(TODAY, TODAY) == ()


def test_the_past_of_an_activity_is_told_in_words(desk: Desk) -> None:
    wording = Wording(codes=desk.codes, names={"a": "南 花子", "b": "区役所"})
    assert wording.value("activity", "kind", "C3") == desk.codes.label("activity_kinds", "C3")
    assert wording.value("activity", "own_kind", "seiso") == "清掃"
    assert wording.value("activity", "partners", ("b",)) == "区役所"
    guests = (Guest(person_id="a", came=True), Guest(person_id="x"))
    assert wording.value("activity", "guests", guests) == "南 花子（来られた）\nお一人"
    assert wording.value("coordination", "kind", "E2") == desk.codes.label("coordination_kinds", "E2")
    assert wording.value("partner", "kind", "minsei") == "民生委員・児童委員"
