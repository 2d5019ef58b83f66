"""Consents at the desk: written down with checks, withdrawn at once with its copies, asked for again in time."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk
from watchdesk.domain.asking import AskReason
from watchdesk.domain.consent import Purpose
from watchdesk.domain.copies import OWN_KINDS, CopyState
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay, EndReason, Status
from watchdesk.errors import Invalid, NotFound, WatchDeskError
from watchdesk.reports import calendar, day_sheet, people_list
from watchdesk.reports.monthly import report as monthly

AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 10, 1), way=ConsentWay.WRITTEN)
WITHDRAWN = ConsentEntry(state=Consent.WITHDRAWN)


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return empty_desk.people.register({"family_name": "試し", "family_kana": "タメシ"}, area=AREA, consent=AGREED)


def handed(desk: Desk, *people: Person, receiver: str | None = "hokenfukushi", how: str = "printed") -> int:
    return desk.ledger.copy_made("roster", "名簿", [one.id for one in people], how=how, receiver=receiver)


def given_to(desk: Desk, receiver: str, *people: Person) -> tuple[str, ...]:
    return desk.consents.disclose(
        ((desk.people.get(one.id), one.id) for one in people), purpose=Purpose.ROSTER, receiver=receiver
    ).rows


# ---- written down


def test_a_consent_is_added_to_its_history_with_witness_and_form(empty_desk: Desk, person: Person) -> None:
    entry = replace(AGREED, since=TODAY, witness="山田 民生委員", form="令和8年版", recipients=("minsei", "minsei"))

    given = empty_desk.consents.give(person.id, entry)

    assert given.person == empty_desk.people.get(person.id)
    assert given.person.consent_on(TODAY) == replace(entry, recipients=("minsei",))
    assert given.person.consent_on(TODAY - timedelta(days=1)) == AGREED


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(AGREED, since=TODAY + timedelta(days=1)), "since.in_future"),
        (replace(AGREED, since=date(1872, 12, 31)), "since.too_early"),
        (replace(AGREED, recipients=("nobody",)), "recipients.unknown"),
        (replace(AGREED, valid_until=date(2026, 10, 1)), "valid_until.too_early"),
        (ConsentEntry(state=Consent.REFUSED, valid_until=TODAY), "valid_until.not_agreed"),
        (replace(AGREED, witness="　"), "witness.blank"),
        (replace(AGREED, form=" "), "form.blank"),
        (replace(AGREED, attachment_id="gone"), "attachment_id.unknown"),
        (replace(AGREED, since=None), "since.missing"),
        (replace(WITHDRAWN, since=date(2026, 9, 30)), "since.before_agreement"),
    ],
)
def test_a_wrong_consent_is_refused_at_its_field_and_nothing_is_written(
    empty_desk: Desk, person: Person, wrong: ConsentEntry, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.consents.give(person.id, wrong)
    assert refused.value.code == code
    assert empty_desk.people.get(person.id) == person


def test_an_older_consent_found_later_takes_its_place_in_the_history(empty_desk: Desk, person: Person) -> None:
    given = empty_desk.consents.give(person.id, ConsentEntry(state=Consent.REFUSED, since=date(2019, 4, 1)))
    assert given.person.consent_on(TODAY) == AGREED
    assert given.person.consent_on(date(2020, 1, 1)).state is Consent.REFUSED  # type: ignore[union-attr]  # there is one


def test_a_confirmation_copies_the_agreement_with_todays_day(empty_desk: Desk, person: Person) -> None:
    old = replace(AGREED, since=date(2026, 11, 1), recipients=("minsei",), valid_until=date(2026, 11, 20), witness="甥")
    empty_desk.consents.give(person.id, old)

    given = empty_desk.consents.confirm_again(person.id, way=ConsentWay.ORAL)

    expected = replace(old, since=TODAY, way=ConsentWay.ORAL, valid_until=None, witness=None)
    assert given.person.consent_history == (AGREED, old, expected)


@pytest.mark.parametrize("state", [Consent.WITHDRAWN, Consent.REFUSED, Consent.PENDING])
def test_nobody_is_agreed_for_by_a_confirmation(empty_desk: Desk, person: Person, state: Consent) -> None:
    empty_desk.consents.give(person.id, ConsentEntry(state=state, since=TODAY))
    with pytest.raises(WatchDeskError) as refused:
        empty_desk.consents.confirm_again(person.id)
    assert refused.value.code == "not_agreed"


def test_the_signed_form_is_named_only_while_it_is_the_persons_own(
    empty_desk: Desk, person: Person, tmp_path: Path
) -> None:
    scan = tmp_path / "form.pdf"
    scan.write_bytes(b"%PDF-1.4 fictional")
    other = empty_desk.people.register({"family_name": "別"}, area=AREA)
    attached = empty_desk.attachments.add(person.id, scan, "同意書")
    entry = replace(AGREED, since=TODAY, attachment_id=attached.id)

    given = empty_desk.consents.give(person.id, entry)
    assert given.person.consent_on(TODAY) == entry

    with pytest.raises(Invalid, match="添付に"):
        empty_desk.consents.give(other.id, entry)
    empty_desk.attachments.remove(attached.id, "読めない")
    with pytest.raises(Invalid, match="添付に"):
        empty_desk.consents.give(person.id, entry)
    confirmed = empty_desk.consents.confirm_again(person.id).person.consent_on(TODAY)
    assert confirmed == replace(entry, attachment_id=None)


# ---- withdrawn


def test_a_withdrawal_blocks_at_once_and_names_the_copies_to_fetch(empty_desk: Desk, person: Person) -> None:
    other = empty_desk.people.register({"family_name": "別"}, area=AREA, consent=AGREED)
    first, second = handed(empty_desk, person), handed(empty_desk, person, other, receiver=None)
    handed(empty_desk, other)
    assert given_to(empty_desk, "hokenfukushi", person, other) == (person.id, other.id)

    given = empty_desk.consents.give(person.id, WITHDRAWN)

    assert given_to(empty_desk, "hokenfukushi", person, other) == (other.id,)
    assert [line.number for line in given.to_call_back] == [second, first]
    assert given.person.consent_history[-1].since == TODAY


def test_a_narrower_consent_names_the_copies_it_no_longer_covers(empty_desk: Desk, person: Person) -> None:
    office, neighbour = handed(empty_desk, person), handed(empty_desk, person, receiver="minsei")

    given = empty_desk.consents.give(person.id, replace(AGREED, since=TODAY, recipients=("minsei",)))

    assert [line.number for line in given.to_call_back] == [office]
    assert {line.number for line in empty_desk.consents.copies_naming(person.id)} == {office, neighbour}


def of_the_desk(desk: Desk, *people: Person) -> int:
    return desk.ledger.copy_made(people_list.KEY, "一覧", [one.id for one in people], how="printed")


def test_the_desks_own_paper_is_named_after_what_was_given_out_once_she_said_no(
    empty_desk: Desk, person: Person
) -> None:
    given, own = handed(empty_desk, person), of_the_desk(empty_desk, person)
    assert empty_desk.consents.to_call_back(person.id) == ()

    called = empty_desk.consents.give(person.id, WITHDRAWN).to_call_back

    assert [(line.number, line.own) for line in called] == [(given, False), (own, True)]


def test_the_desks_own_paper_may_lie_there_while_she_has_not_answered(empty_desk: Desk) -> None:
    asked = empty_desk.people.register({"family_name": "未回答"}, area=AREA)
    of_the_desk(empty_desk, asked)
    assert empty_desk.consents.to_call_back(asked.id) == ()
    assert empty_desk.consents.copies_naming(asked.id)[0].own


def test_only_papers_of_the_desk_are_its_own() -> None:
    assert {people_list.KEY, calendar.KEY} < OWN_KINDS
    assert not {monthly.KEY, day_sheet.KEY} & OWN_KINDS


def test_copies_that_never_came_out_are_left_out(empty_desk: Desk, person: Person) -> None:
    number, stopped = handed(empty_desk, person), handed(empty_desk, person)
    empty_desk.ledger.note("print cancelled", "copy", str(stopped))

    (line,) = empty_desk.consents.copies_naming(person.id)

    assert (line.number, line.title, line.receiver_word) == (number, "名簿", "区役所 保健福祉課")
    assert (line.made_on, line.state, line.state_on) == (TODAY, CopyState.OUT, TODAY)


@pytest.mark.parametrize("state", [CopyState.RETURNED, CopyState.DESTROYED, CopyState.LOST])
def test_a_copy_is_settled_and_the_ledger_says_so(empty_desk: Desk, person: Person, state: CopyState) -> None:
    number = handed(empty_desk, person)
    empty_desk.consents.give(person.id, WITHDRAWN)

    settled = empty_desk.copies.settle(number, state)

    assert empty_desk.consents.copies_naming(person.id) == (settled,)
    assert settled.state is state
    assert empty_desk.consents.to_call_back(person.id) == ()
    newest = empty_desk.ledger.lines(limit=1, about=[person.id])[0].entry
    assert (newest.action, newest.entity, newest.entity_id) == (f"copy {state}", "copy", str(number))


def test_a_copy_is_not_settled_before_it_was_made_nor_after_today(empty_desk: Desk, person: Person) -> None:
    number = handed(empty_desk, person)
    for day, kind in ((TODAY + timedelta(days=1), "in_future"), (TODAY - timedelta(days=1), "too_early")):
        with pytest.raises(Invalid) as refused:
            empty_desk.copies.settle(number, CopyState.RETURNED, day)
        assert refused.value.kind == kind
    with pytest.raises(NotFound):
        empty_desk.copies.settle(number + 1, CopyState.RETURNED)
    assert empty_desk.consents.copies_naming(person.id)[0].state is CopyState.OUT


def test_the_monthly_report_stands_among_the_copies_of_whom_it_names(desk: Desk) -> None:
    report = desk.reports.monthly(Month(2026, 10)).run()
    number = desk.reports.handed_out(report, "printed").copy.number
    (line,) = desk.consents.copies_naming(report.named[0])
    assert (line.number, line.kind) == (number, "monthly")
    assert [one.number for one in desk.consents.give(report.named[0], WITHDRAWN).to_call_back] == [number]
    with pytest.raises(WatchDeskError, match="もう一度つくって"):
        desk.reports.handed_out(report, "printed")
    again = desk.reports.monthly(Month(2026, 10)).run()
    assert report.named[0] not in again.named
    assert desk.reports.handed_out(again, "printed").copy.number == number + 1


# ---- asked again


def register(desk: Desk, name: str, consent: ConsentEntry | None = None) -> str:
    return desk.people.register({"family_name": name, "family_kana": name}, area=AREA, consent=consent).id


def test_whoever_is_due_is_asked_again_longest_first(empty_desk: Desk) -> None:
    a_year_ago = replace(AGREED, since=TODAY.replace(year=2025))
    last_year = register(empty_desk, "イチ", a_year_ago)
    expired = register(empty_desk, "ニ", replace(AGREED, valid_until=date(2026, 11, 1)))
    undated = register(empty_desk, "サン", replace(AGREED, since=None))
    waiting = register(empty_desk, "シ", ConsentEntry(state=Consent.PENDING, since=date(2026, 10, 23)))
    just_in = register(empty_desk, "ゴ")
    register(empty_desk, "ロク", AGREED)
    register(empty_desk, "シチ", ConsentEntry(state=Consent.REFUSED))
    ended = register(empty_desk, "ハチ", a_year_ago)
    empty_desk.people.set_status(ended, StatusEntry(state=Status.ENDED, since=TODAY, reason=EndReason.MOVED.value))

    asked = empty_desk.consents.ask_again()

    assert [one.line.id for one in asked] == [waiting, expired, last_year, just_in, undated]
    assert [one.why.reason for one in asked] == [
        AskReason.PENDING,
        AskReason.EXPIRED,
        AskReason.LONG_AGO,
        AskReason.PENDING,
        AskReason.UNDATED,
    ]
    assert asked[0].words == "R8.10.23から、お返事がありません（30日）"
    assert empty_desk.consents.ask_again("堀江") == ()


def test_whoever_confirmed_leaves_the_list(empty_desk: Desk) -> None:
    person_id = register(empty_desk, "イチ", replace(AGREED, since=TODAY.replace(year=2025)))
    empty_desk.consents.confirm_again(person_id)
    assert empty_desk.consents.ask_again() == ()


def test_the_setting_tells_after_how_many_months(empty_desk: Desk) -> None:
    register(empty_desk, "イチ", replace(AGREED, since=date(2026, 10, 22)))
    assert empty_desk.consents.ask_again() == ()
    empty_desk.settings.change({"ask_again_months": 1})
    assert len(empty_desk.consents.ask_again()) == 1
    empty_desk.settings.change({"ask_again_months": 0})
    assert empty_desk.consents.ask_again() == ()
