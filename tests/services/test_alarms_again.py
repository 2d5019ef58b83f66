"""気がかり raised again: after one that ended without a contact, and by a contact that turns out never to have been."""

from datetime import timedelta

from tests.conftest import TODAY
from tests.services.test_alarms import attempt, watched
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmOrigin, AlarmOutcome
from watchdesk.domain.words import Result


def test_a_further_silent_attempt_raises_one_again_when_the_last_ended_without_a_contact(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER)
    first = empty_desk.alarms.open()[0]
    empty_desk.alarms.close(first.id, AlarmOutcome.AWAY, "娘さんの家とのこと")
    attempt(empty_desk, person, Result.OUTSIDE_ONLY)
    assert empty_desk.alarms.open() == ()
    attempt(empty_desk, person, Result.ABSENT)
    (again,) = empty_desk.alarms.open()
    assert again.id != first.id


def test_a_voided_contact_between_silent_attempts_raises_one(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.ABSENT, TODAY - timedelta(days=3))
    met = attempt(empty_desk, person, Result.MET, TODAY - timedelta(days=2))
    attempt(empty_desk, person, Result.ABSENT, TODAY - timedelta(days=1))
    attempt(empty_desk, person, Result.DECLINED)
    assert empty_desk.alarms.open() == ()
    empty_desk.visits.void_together([met], "別の方だった")
    (line,) = empty_desk.alarms.open()
    assert (line.origin, line.visit_id, line.cause_stands) == (AlarmOrigin.STREAK, None, True)


def test_a_contact_after_it_ends_the_silence(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER, TODAY - timedelta(days=2))
    empty_desk.alarms.close(empty_desk.alarms.open()[0].id, AlarmOutcome.MISTAKEN, "まちがい")
    attempt(empty_desk, person, Result.MET, TODAY - timedelta(days=1))
    attempt(empty_desk, person, Result.ABSENT)
    assert empty_desk.alarms.open() == ()


def test_what_is_noticed_while_one_is_open_stands_in_it_as_a_line(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER)
    alarm = empty_desk.alarms.raise_for(person.id, "新聞が3日分たまっている")
    assert [one.id for one in empty_desk.alarms.open()] == [alarm.id]
    assert [(step.step, step.answer) for step in alarm.steps] == [("note", "新聞が3日分たまっている")]


def test_a_persons_history_tells_of_it(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER)
    alarm_id = empty_desk.alarms.open()[0].id
    empty_desk.alarms.write_down(alarm_id, "phone")
    empty_desk.alarms.close(alarm_id, AlarmOutcome.AWAY, "入院中")
    empty_desk.undo.undo()
    told = [(one.action, one.new) for one in empty_desk.history.of_person(person.id) if one.title == "気がかり"]
    assert told == [
        ("閉じたのを取り消した", ""),
        ("閉じた", "入院・外出など、居場所が分かった：入院中"),
        ("始まった", ""),
    ]
