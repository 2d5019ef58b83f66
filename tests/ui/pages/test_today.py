"""今日: the lines open exactly their people, the list is in the order of urgency, the month's end is not forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.pages.today.page import TodayPage
from ui.places import Place, Room
from ui.theme import theme
from ui.whereabouts import to_texts
from watchdesk.changed import Changed
from watchdesk.desk import BEING_WRITTEN, Desk, Where
from watchdesk.domain.alarm import AlarmOutcome
from watchdesk.domain.month import Month
from watchdesk.domain.outing import Outing, Reach
from watchdesk.domain.words import Condition, Method, Result

TODAY = date(2026, 11, 22)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[TodayPage]:
    made = shown(desk, qtbot)
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: made.facts is not None)
    return made


def test_each_figure_opens_exactly_the_people_it_counts(page: TodayPage, qtbot: QtBot) -> None:
    for line in (page.lines.line("due"), page.lines.line("worrying")):
        with qtbot.waitSignal(page.wanted) as caught:
            QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        place = caught.args[0]
        assert place.room is Room.PEOPLE
        assert str(len(place.only)) == line.figure
        assert place.because in line.accessibleName()


def test_the_due_are_those_of_the_one_rule(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    due = [line.id for line in desk.due.lines() if line.due is not None and line.due.due_on <= TODAY]

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.lines.line("due"), Qt.Key.Key_Return)

    assert set(caught.args[0].only) == set(due)


def test_the_list_stands_in_the_order_of_urgency(page: TodayPage, desk: Desk) -> None:
    assert page.people.table.rows() == list(desk.due.to_see())


def test_enter_opens_the_person_and_r_starts_a_visit(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    page.people.table.setFocus()
    QTest.keyClick(page.people.table, Qt.Key.Key_Down)
    second = desk.due.to_see()[1]

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    assert caught.args == [Place(room=Room.PERSON, person_id=second.id)]

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.people.table, Qt.Key.Key_R)
    assert caught.args == [Place(room=Room.VISIT, person_id=second.id, new=True)]


def test_one_press_on_a_line_opens_the_person(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    place = page.people.table.visualRect(page.people.table.model().index(2, 0)).center()

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.people.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert caught.args == [Place(room=Room.PERSON, person_id=desk.due.lines()[2].id)]


def test_somebody_met_today_leaves_the_list_and_the_current_person_stays(
    page: TodayPage, desk: Desk, qtbot: QtBot
) -> None:
    first, second = desk.due.lines()[:2]
    page.people.table.select(second.id)
    desk.visits.record(first.id, on=TODAY, method=Method.VISIT, result=Result.MET, condition=Condition.WELL)

    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: first.id not in [line.id for line in page.people.table.rows()])

    assert page.people.table.row() == second


def test_waking_somebody_who_is_awake_already_is_answered_with_a_sentence(
    page: TodayPage, desk: Desk, qtbot: QtBot
) -> None:
    one = desk.due.to_see()[0]
    desk.plans.snooze(one.id, date(2026, 11, 30), "旅行中")
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: bool(page.people.later.rows()))
    page.people.switch.click()
    desk.plans.wake(one.id)
    page.people.wake.click()
    assert page.people.strip.sentence == "この方は、後日になっていません。"


def test_papers_are_not_called_back_while_one_is_lost(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    assert page.lines.line("rounds").about == "まわり用紙は、すべて戻っています"
    ids = [one.id for one in desk.rounds.chosen(Outing(reach=Reach.ALL))][:3]
    desk.day_sheets.handed_out(desk.day_sheets.prepare(ids, on=TODAY).run())
    desk.rounds.lost(desk.rounds.out()[0].id)
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: "なくした用紙が1枚" in page.lines.line("rounds").about)


def test_last_months_report_is_asked_for_until_the_month_is_closed(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    assert "10月の月報" in page.strips.report.sentence
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.strips.report.button, Qt.MouseButton.LeftButton)
    assert caught.args == [Place(room=Room.REPORTS, month=Month(2026, 10))]

    desk.closings.close(Month(2026, 10))
    page.enter(Place(room=Room.TODAY))

    qtbot.waitUntil(lambda: page.strips.report.sentence == "")


def test_the_backup_is_called_proven_only_when_there_is_one(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    assert "確かめ済み" not in page.lines.line("backup").accessibleName()

    desk.backups.make().run()
    page.enter(Place(room=Room.TODAY))

    qtbot.waitUntil(lambda: "確かめ済み" in page.lines.line("backup").accessibleName())
    assert "11月22日 9時30分" in page.lines.line("backup").about


def test_nothing_is_called_zero_before_it_was_counted(desk: Desk, qtbot: QtBot) -> None:
    page = TodayPage(desk, theme())
    qtbot.addWidget(page)

    assert page.lines.line("due").figure == ""
    assert page.lines.line("due").about == "数えています"


def test_an_empty_register_says_what_to_do_next(empty_desk: Desk, qtbot: QtBot) -> None:
    page = shown(empty_desk, qtbot)
    assert page.strips.report.sentence == ""
    assert "どなたもいません" in page.people.empty.accessibleName()

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.people.empty.button, Qt.Key.Key_Return)

    assert caught.args == [Place(room=Room.PERSON, new=True)]


def test_an_emergency_stays_on_the_first_page_until_the_person_was_met(
    page: TodayPage, desk: Desk, qtbot: QtBot
) -> None:
    assert page.strips.urgent.sentence == ""
    person = desk.people.lines()[0]
    desk.visits.record(person.id, on=TODAY, method=Method.VISIT, result=Result.NO_ANSWER, condition=Condition.URGENT)
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: "1名" in page.strips.urgent.sentence)
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.strips.urgent.button, Qt.MouseButton.LeftButton)
    assert caught.args[0].only == (person.id,)

    desk.visits.record(person.id, on=TODAY, method=Method.VISIT, result=Result.MET, condition=Condition.WELL)
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: page.strips.urgent.sentence == "")


def test_what_is_half_written_is_told_and_written_on(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    person = desk.people.lines()[0]
    desk.drafts.save("import", {}, None)  # kept by a window that did not tell where
    half_written(desk, person.id)
    desk.drafts.save(f"sheets:record:{person.id}", {"people:who": person.id, "remarks": ""}, None)
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: "書きかけが1件" in page.strips.drafts.sentence)
    assert f"{person.name}さん・訪問を記録する（11月22日 9時30分）" in page.strips.drafts.sentence
    assert not page.parked.isVisible()
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.strips.drafts.button, Qt.MouseButton.LeftButton)
    assert caught.args == [Place(room=Room.VISIT, person_id=person.id)]


def half_written(desk: Desk, person_id: str) -> Where:
    """Keep half a visit of somebody, as the window does."""
    place = to_texts(Place(room=Room.VISIT, person_id=person_id)) | {BEING_WRITTEN: "書きとめ"}
    where = Where(place=place, what="訪問を記録する")
    desk.drafts.follow(lambda _form: where)
    desk.drafts.save(f"visit:{person_id}", {"note": "途中"}, "note")
    return where


def test_what_was_put_here_half_written_is_a_card_each_opened_by_its_digit(
    page: TodayPage, desk: Desk, qtbot: QtBot
) -> None:
    people = desk.people.lines()[:2]
    for person in people:
        desk.drafts.park([f"visit:{person.id}"], half_written(desk, person.id))
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: len(page.parked.cards) == 2)
    assert page.strips.drafts.sentence == "", "said once"
    first = page.parked.cards[0].accessibleName()
    assert "さん・訪問を記録する" in first
    assert "「書きとめ」の欄から" in first
    page.people.table.setFocus()
    whom = {person.name: person.id for person in people}
    for digit, card in zip((Qt.Key.Key_1, Qt.Key.Key_2), page.parked.cards, strict=True):
        with qtbot.waitSignal(page.wanted) as caught:
            QTest.keyClick(page.people.table, digit)
        (wanted,) = [person_id for name, person_id in whom.items() if name in card.accessibleName()]
        assert caught.args == [Place(room=Room.VISIT, person_id=wanted)]

    desk.drafts.discard(f"visit:{people[0].id}")
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: len(page.parked.cards) == 1)


def put_off(page: TodayPage, until: str, reason: str) -> None:
    QTest.keyClick(page.people.table, Qt.Key.Key_A)
    form = page.people.asked.form
    assert form is not None
    form.restore({"until": until, "reason": reason})
    QTest.keyClick(form.entry("reason"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_somebody_put_off_stands_under_later_until_woken(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    page.people.table.setFocus()
    first = page.people.table.rows()[0]
    state = desk.people.line(first.id).due

    with qtbot.waitSignal(page.said):
        put_off(page, "12/1", "むすめさんの家に泊まる")
    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: first.id not in [line.id for line in page.people.table.rows()])
    assert [one.line.id for one in page.people.later.rows()] == [first.id]
    assert desk.people.line(first.id).due == state  # a snooze never changes the state (contract 2.6)

    QTest.mouseClick(page.people.switch, Qt.MouseButton.LeftButton)
    assert page.people.later.isVisible()
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.people.later, Qt.Key.Key_R)
    assert caught.args == [Place(room=Room.VISIT, person_id=first.id, new=True)]

    QTest.keyClick(page.people.later, Qt.Key.Key_A)
    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: first.id in [line.id for line in page.people.table.rows()])
    assert not page.people.switch.isVisible()


def test_putting_off_asks_for_a_day_ahead_and_a_reason(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    page.people.table.setFocus()

    put_off(page, "2026-11-22", "")

    assert page.people.strip.sentence != ""
    assert desk.plans.snoozed(TODAY) == {}
    assert page.people.asked.isVisible()


def test_what_was_half_written_about_putting_off_comes_back(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    page.people.table.setFocus()
    person = page.people.table.rows()[1]
    page.people.table.select(person.id)
    QTest.keyClick(page.people.table, Qt.Key.Key_A)
    form = page.people.asked.form
    assert form is not None
    reason = form.entry("reason")
    reason.setFocus()
    QTest.keyClicks(reason, "tabi")
    page.leave()
    page.people.asked.put_away()

    page.enter(Place(room=Room.TODAY, person_id=person.id))
    qtbot.waitUntil(lambda: page.people.asked.form is not None)

    assert page.people.asked.form is not None
    assert page.people.asked.form.written()["reason"] == "tabi"


def test_the_season_speaks_until_it_was_read(desk: Desk, qtbot: QtBot) -> None:
    facts = replace(desk.day.facts(), seasons=desk.codes.seasons_on(date(2026, 12, 20)))
    page = shown(desk, qtbot)
    page.strips.show_facts(facts)
    assert "インフルエンザ" in page.strips.season.sentence
    QTest.mouseClick(page.strips.season.button, Qt.MouseButton.LeftButton)
    assert "年末年始" in page.strips.season.sentence
    QTest.mouseClick(page.strips.season.button, Qt.MouseButton.LeftButton)
    assert page.strips.season.sentence == ""


def test_an_alarm_stands_on_the_first_page_and_leads_to_its_ladder(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    line = page.lines.line("alarms")
    assert (line.figure, "電話を受けたら" in line.about) == ("0", True)
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert caught.args == [Place(room=Room.ALARM)]
    for each in desk.alarms.open():
        desk.alarms.close(each.id, AlarmOutcome.HEARD, "近所の方から聞いた")
    person = desk.people.lines()[0]
    alarm = desk.alarms.raise_for(person.id)
    page.reread(Changed.ALARMS)
    qtbot.waitUntil(lambda: line.figure == "1")
    assert person.name in line.about

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert caught.args == [Place(room=Room.ALARM, record_id=alarm.id)]


def test_why_to_see_somebody_stays_in_sight_beside_a_long_name(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    first, table = desk.due.to_see()[0], page.people.table
    desk.people.change(first.id, {"family_name": "長宗我部勘解由小路", "given_name": "桜子ヱリザベート佐登子"})
    page.reread(Changed.PEOPLE)
    qtbot.waitUntil(lambda: "勘解由小路" in table.rows()[0].name)
    assert table.columnViewportPosition(2) + table.columnWidth(2) <= table.viewport().width()


def test_what_was_promised_for_today_is_counted_and_opens(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    assert page.lines.line("follow_ups").figure == "0"
    due = desk.follow_ups.promise("電話で様子を聞く", TODAY, desk.people.lines()[0].id)
    desk.follow_ups.promise("薬局に聞く", date(2026, 11, 30), desk.people.lines()[0].id)
    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: page.lines.line("follow_ups").figure == "1")

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.lines.line("follow_ups"), Qt.Key.Key_Return)

    assert caught.args == [Place(room=Room.FOLLOW_UPS, only=(due.id,), because="今日までの要対応")]


def test_paper_still_out_and_what_was_agreed_for_today_are_told(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    assert page.lines.line("rounds").figure == "0"
    assert not page.lines.line("appointments").isVisible()
    person = desk.people.lines()[0]
    desk.plans.agree({"on": TODAY, "what": "受診の付き添いと、帰りに薬局まで一緒に行く", "person_id": person.id})
    drawn = desk.day_sheets.prepare([line.id for line in desk.due.to_see()][:3], on=TODAY, walker="中村 清").run()
    desk.day_sheets.handed_out(drawn)
    page.reread(Changed.COPIES)
    qtbot.waitUntil(lambda: page.lines.line("rounds").figure == "1")
    assert "中村 清さん" in page.lines.line("rounds").about
    agreed = page.lines.line("appointments")
    assert "薬局まで一緒に行く" in agreed.about
    assert len(agreed.about_lines) == 2, "a long one goes on below"
    assert "".join(agreed.about_lines) == agreed.about
    assert agreed.minimumSizeHint().height() > page.lines.line("rounds").minimumSizeHint().height()

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.lines.line("rounds"), Qt.Key.Key_Return)

    assert caught.args == [Place(room=Room.ROUND, record_id=desk.rounds.out()[0].id)]
