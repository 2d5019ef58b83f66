"""Values of the change history: every field of every record comes back as the record has it."""

from datetime import date, time

from tests.conftest import NOW
from watchdesk.domain.activity import Activity, Coordination, Guest
from watchdesk.domain.alarm import Alarm, AlarmOrigin
from watchdesk.domain.appointment import Appointment
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.domain.referral import Referral, ReferralState, ReferralStep, SendWay
from watchdesk.domain.round import Round, Stop
from watchdesk.domain.snooze import Snooze
from watchdesk.domain.words import Method
from watchdesk.store import records
from watchdesk.store.values import as_json, from_json

DAY, CLOCK, MOMENT = date(2026, 11, 3), time(9, 30), NOW
STEP = ReferralStep(on=DAY, state=ReferralState.SENT, by="hanako")

KEPT = (
    Snooze(id="s", person_id="p", since=DAY, until=date(2026, 11, 9), reason="留守", created_at=MOMENT),
    Appointment(id="a", area="1", on=DAY, what="訪問", at=CLOCK, until=time(10, 0)),
    Activity(id="v", area="1", on=DAY, kind="C2", title="まつり", guests=(Guest(person_id="p"),), partners=("x",)),
    Coordination(id="c", area="1", on=DAY, kind="minsei", what="電話"),
    Partner(id="m", kind=PartnerKind.MINSEI, name="南 次郎"),
    Referral(id="r", area="1", receiver="1", body="包括", reason="通院", way=SendWay.FAX, steps=(STEP,)),
    Round(id="o", number=7, on=DAY, method=Method.VISIT, stops=(Stop(person_id="p"),)),
    Alarm(id="l", area="1", origin=AlarmOrigin.STREAK, raised_at=MOMENT, raised_by="h", holder="h", person_id="p"),
)


def test_a_value_comes_back_by_its_record_whatever_another_record_calls_so() -> None:
    for record in KEPT:
        entity = records.kept(type(record)).entity
        for field in type(record).__dataclass_fields__:
            value = getattr(record, field)
            back = from_json(entity, field, as_json(value))
            assert (back, type(back)) == (value, type(value)), (entity, field)


def test_what_is_no_field_of_a_record_comes_back_as_it_is() -> None:
    assert from_json("person", "merged_into", "m1") == "m1"
    assert from_json("backup", "on", "2026-11-03") == "2026-11-03"


def test_an_entry_of_an_earlier_version_is_filled_as_the_entry_is_by_itself() -> None:
    step = {"on": "2026-11-03", "state": "sent", "by": "hanako"}
    assert from_json("referral", "steps", [step]) == (STEP,)
