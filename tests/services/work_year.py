"""A year of fictional work in 九条南, April 2025 to March 2026, small enough to be counted by hand."""

from datetime import date

from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.consultation import Consultation, ConsultStep, StepKind
from watchdesk.domain.referral import Referral, ReferralState, ReferralStep
from watchdesk.domain.words import Condition, Method, Result

HERE, THERE = "九条南", "堀江"

CASES = (
    ("c1", "2025-04-01", "A1", "B13", ("2025-04-15",)),
    ("c2", "2025-05-07", "A2", "B2", ("2025-06-30",)),
    ("c3", "2025-06-02", "A1", "B1", ()),
    ("c4", "2025-09-09", "A4", "B14", ("2025-09-30",)),
    ("c5", "2026-01-15", "A1", "B3", ()),
    ("c6", "2026-03-31", "A3", "B5", ("2026-04-01",)),
)
DONE = (
    ("a1", "2025-04-01", "C3", 120, 14),
    ("a2", "2025-05-21", "C2", 90, 30),
    ("a3", "2025-08-08", "C3", 180, 45),
    ("a4", "2025-12-24", "C1", None, None),
)
CONTACTS = (
    ("k1", "2025-04-30", "E1"),
    ("k2", "2025-05-07", "E2"),
    ("k3", "2025-10-06", "E1"),
    ("k4", "2025-12-25", "E1"),
    ("k5", "2025-12-25", "E1"),
    ("k6", "2026-02-28", "E2"),
)
VISITS = (
    ("2025-06-02", Method.VISIT),
    ("2025-07-10", Method.PHONE),
    ("2025-07-11", Method.VISIT),
    ("2025-07-11", Method.POSTING),
    ("2026-01-15", Method.VISIT),
)
MONTHS = {  # by hand: A and B, C, D, E, F
    "2025-04": (1, 1, 0, 1, 3),
    "2025-05": (1, 1, 0, 1, 2),
    "2025-06": (1, 0, 1, 0, 2),
    "2025-07": (0, 0, 2, 0, 2),
    "2025-08": (0, 1, 0, 0, 1),
    "2025-09": (1, 0, 0, 0, 2),
    "2025-10": (0, 0, 0, 1, 1),
    "2025-11": (0, 0, 0, 0, 0),
    "2025-12": (0, 1, 0, 2, 2),
    "2026-01": (1, 0, 1, 0, 1),
    "2026-02": (0, 0, 0, 1, 1),
    "2026-03": (1, 0, 0, 0, 1),
}
FIELDS = {"A1": 3, "A2": 1, "A3": 1, "A4": 1}
CONTENTS = {"B1": 1, "B2": 1, "B3": 1, "B5": 1, "B13": 1, "B14": 1}
ACTIVITIES = {"C1": 1, "C2": 1, "C3": 2}
COORDINATION = {"E1": 4, "E2": 2}
TOTALS = {"A": 6, "B": 6, "C": 4, "D": 4, "E": 6, "F": 18}
HOURS, PARTICIPANTS = 6.5, 89


def _day(text: str) -> date:
    return date.fromisoformat(text)


def write(desk: Desk) -> None:
    """Write the year: what counts, and beside it what is voided, not sent yet, or of another area."""
    person = desk.people.register({"family_name": "見本", "given_name": "花子"}, area=HERE)
    for on, method in VISITS:
        told = (Result.OUTSIDE_ONLY, None) if method is Method.POSTING else (Result.MET, Condition.WELL)
        desk.visits.record(person.id, on=_day(on), method=method, result=told[0], condition=told[1])
    with desk._ground.store.write("hanako", Changed.ALL) as tx:
        for case in _cases():
            tx.add(case)
        for key, on, kind, minutes, heads in DONE:
            tx.add(_done(key, on, kind, minutes, heads))
        for key, on, kind in CONTACTS:
            tx.add(Coordination(id=key, area=HERE, on=_day(on), kind=kind, what="様子を聞いた"))
        for referral in _referrals():
            tx.add(referral)
        tx.add(_done("a9", "2025-08-09", "C3", 600, 99, voided=True))
        tx.add(Coordination(id="k9", area=THERE, on=_day("2025-11-11"), kind="E2", what="様子を聞いた"))


def _cases() -> list[Consultation]:
    found = [_case(key, on, field, content, steps) for key, on, field, content, steps in CASES]
    found.append(_case("c8", "2026-02-10", "A1", "B1", ("2026-02-11",), voided=True))
    found.append(_case("c9", "2025-10-05", "A1", "B1", (), area=THERE))
    return found


def _case(
    key: str,
    on: str,
    field: str,
    content: str,
    steps: tuple[str, ...],
    *,
    area: str = HERE,
    voided: bool = False,
) -> Consultation:
    return Consultation(
        id=key,
        area=area,
        opened_on=_day(on),
        field=field,
        content=content,
        said="ごみ出しがつらい",
        steps=tuple(ConsultStep(on=_day(day), kind=StepKind.DONE, what="聞いた", by="hanako") for day in steps),
        voided=voided,
        void_reason="打ちまちがい" if voided else None,
    )


def _done(key: str, on: str, kind: str, minutes: int | None, heads: int | None, *, voided: bool = False) -> Activity:
    return Activity(
        id=key,
        area=HERE,
        on=_day(on),
        kind=kind,
        title="てをつなごう！",
        minutes=minutes,
        participants=heads,
        voided=voided,
        void_reason="打ちまちがい" if voided else None,
    )


def _referrals() -> tuple[Referral, ...]:
    """One sent in May and answered in June, one only prepared."""
    sent = ReferralStep(on=_day("2025-05-20"), state=ReferralState.SENT, by="hanako")
    answered = ReferralStep(on=_day("2025-06-03"), state=ReferralState.ANSWERED, by="hanako")
    prepared = ReferralStep(on=_day("2025-05-19"), state=ReferralState.DRAFT, by="hanako")
    return _referral("r1", prepared, sent, answered), _referral("r2", prepared)


def _referral(key: str, *steps: ReferralStep) -> Referral:
    return Referral(
        id=key, area=HERE, receiver="hokatsu", body="地域包括支援センター", reason="介護のこと", steps=steps
    )
