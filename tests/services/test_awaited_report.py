"""The month before waits for its report until the report was handed out, and never where nothing was recorded."""

from watchdesk.desk import Desk
from watchdesk.domain.month import Month


def test_last_months_report_is_awaited_until_it_was_handed_out(desk: Desk) -> None:
    month = Month(2026, 10)
    assert desk.reports.awaited() == month

    desk.reports.handed_out(desk.reports.monthly(month).run(), "printed")

    assert desk.reports.awaited() is None


def test_another_months_report_does_not_stand_for_the_last(desk: Desk) -> None:
    desk.reports.handed_out(desk.reports.monthly(Month(2026, 9)).run(), "printed")

    assert desk.reports.awaited() == Month(2026, 10)


def test_nothing_is_awaited_of_a_new_store(empty_desk: Desk) -> None:
    assert empty_desk.reports.awaited() is None


def test_the_figures_alone_are_not_the_months_report(desk: Desk) -> None:
    month = desk.reports.awaited()
    assert month is not None
    desk.reports.handed_out(desk.reports.monthly(month, statistics_only=True).run(), "printed")
    assert desk.reports.awaited() == month


def test_a_print_that_was_stopped_does_not_stand_for_the_report(desk: Desk) -> None:
    month = desk.reports.awaited()
    assert month is not None
    number = desk.reports.handed_out(desk.reports.monthly(month).run(), "printed")
    desk.ledger.note("print cancelled", "copy", str(number))
    assert desk.reports.awaited() == month
