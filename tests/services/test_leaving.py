"""Leaving the product: a fresh store made from the full export is equal to the old one in every row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.conftest import AREA, TODAY
from tests.services.test_handing import OCTOBER, OFFICE, hand, parcel
from tests.services.whole_store import everything
from watchdesk.desk import Desk, Plan, receiving
from watchdesk.domain.copies import CopyState
from watchdesk.domain.profile import Profile
from watchdesk.domain.words import Method, Result

OF_A_STORE = frozenset({"users", "facts", "spent_passwords", "settings"})
"""What belongs to a store rather than to its records; of the settings those never changed are written down as well."""
USED = frozenset(
    {
        *("people", "visits", "consent_history", "partners", "charges", "households", "closings", "amendments"),
        *("copies", "copy_people", "copy_events", "receivers", "handovers", "preferences", "alarms", "rounds"),
        *("round_stops", "follow_ups", "appointments", "consultations", "consultation_steps", "referrals"),
        *("referral_steps", "activities", "coordination", "info_items", "info_given", "snoozes"),
    }
)
"""Tables that must hold something for this to prove anything."""


def test_every_row_of_a_store_in_use_comes_back_equal(
    empty_desk: Desk, opened: Callable[[Path], Desk], empty_template: Path, tmp_path: Path
) -> None:
    desk, fresh = empty_desk, opened(empty_template)
    desk.demo.fill(Plan(areas=(AREA,), people=60, visits=900, until=TODAY, at_work=True)).run()
    desk.closings.close(OCTOBER)
    with desk.closings.because("あとから届いたため"):
        desk.visits.record(desk.people.lines()[0].id, on=date(2026, 10, 20), method=Method.VISIT, result=Result.MET)
    desk.closings.close(OCTOBER)
    desk.settings.change({"handover_people": 1, "soon_days": 9})
    _, public, phrase = receiving.new_key(tmp_path / "鍵.txt")
    desk.receivers.take_key(OFFICE, public)
    desk.receivers.confirm(OFFICE, phrase.said, "係の方")
    desk.profiles.save(Profile(name="月次"))
    made = hand(desk, tmp_path / "a.xlsx", parcel(desk), due_back=TODAY, erase_by=TODAY).handover
    desk.handovers.receipt(made.id, TODAY, "係の方")
    desk.handovers.returned(made.id, TODAY)
    assert made.copy_number is not None
    desk.copies.settle(made.copy_number, CopyState.LOST)

    desk.exports.full(tmp_path / "all.json").run()
    fresh.exports.take_back(tmp_path / "all.json").run()

    old, new = everything(desk), everything(fresh)
    assert {name for name in USED if not old[name]} == set()
    assert [name for name in old if name not in OF_A_STORE and old[name] != new[name]] == []
    assert fresh.settings.all() == desk.settings.all()
    assert fresh.handovers.get(made.id) == desk.handovers.get(made.id)
    assert fresh.reports.figures(OCTOBER).facts == desk.reports.figures(OCTOBER).facts
    assert new["spent_passwords"] == []
