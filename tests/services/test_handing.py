"""Handing over: only the receiver opens it, only those who agreed are in it, and the ledger says what happened."""

import csv
import errno
import io
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk, receiving
from watchdesk.domain.consent import address_for_print, why_withheld
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month, months_between
from watchdesk.domain.profile import Chosen, Profile
from watchdesk.domain.words import Consent, ConsentWay
from watchdesk.errors import Cancelled, Invalid, NotFound, WatchDeskError, WrongKey
from watchdesk.exports.letters import CP932
from watchdesk.exports.locking import Lock
from watchdesk.services.handing_over.handing import Handed, Parcel
from watchdesk.store import people

OCTOBER = Month(2026, 10)
OFFICE = "hokenfukushi"
PASSWORD = "kamo-sune-tega-wago-284753"


def parcel(desk: Desk, receiver: str = OFFICE, **more: Any) -> Parcel:
    return desk.welfare.month(OCTOBER, receiver, **more).run()


def hand(desk: Desk, target: Path, made: Parcel | None = None, password: str = PASSWORD, **more: Any) -> Handed:
    sending = desk.handing.sending(target, Lock(password=password), **more)
    return desk.handing.hand_over(made or parcel(desk), sending).run()


def tables(file: Path, password: str = PASSWORD) -> dict[str, list[list[Any]]]:
    (one,) = receiving.open_file(file, password=password).files
    book = load_workbook(io.BytesIO(one.data))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def column(rows: list[list[Any]], title: str) -> list[Any]:
    at = rows[0].index(title)
    return [row[at] for row in rows[1:]]


def actions(desk: Desk) -> list[tuple[str, str]]:
    return [(entry.action, entry.entity) for entry in desk.ledger.entries(10)]


def covered(desk: Desk, receiver: str = OFFICE) -> set[str]:
    """Names of everybody whose consent covers the receiver today."""
    default = frozenset(desk.settings.get("consent_recipients"))
    with desk._ground.store.read() as connection:
        register = people.fetch(connection)
    return {one.name for one in register if why_withheld(one.consent_on(TODAY), receiver, default) is None}


def test_the_workbook_opens_by_its_password_and_holds_the_month(desk: Desk, tmp_path: Path) -> None:
    handed = hand(desk, tmp_path / "区 役所" / "10月.xlsx") if (tmp_path / "区 役所").mkdir() is None else None
    assert handed is not None
    pages = tables(handed.file.path)
    assert list(pages) == ["概要", "要援護者", "訪問", "相談・つなぎ", "活動", "項目の説明"]
    told = handed.to_json()
    assert told["people"] == told["provided"] == len(pages["要援護者"]) - 1 > 0
    assert told["visits"] == len(pages["訪問"]) - 1 > 0
    under_watch = desk.reports.figures(OCTOBER).facts.figures.under_watch
    assert told["provided"] + sum(told["withheld"].values()) == under_watch
    with pytest.raises(WrongKey):
        receiving.open_file(handed.file.path, password="kamo-sune-tega-wago-284754")


def test_every_cell_is_as_in_the_store(desk: Desk, tmp_path: Path) -> None:
    pages = tables(hand(desk, tmp_path / "a.xlsx").file.path)
    register = pages["要援護者"]
    titles = ("氏名", "ふりがな", "整理番号", "生年月日", "住所")
    told = {
        (*row[:3], row[3] and row[3].date(), row[4]) for row in zip(*(column(register, t) for t in titles), strict=True)
    }
    people_told = [desk.people.get(one) for one in parcel(desk).named]
    assert told == {
        (one.name, one.kana, one.number, one.birth_date, address_for_print(one) or None) for one in people_told
    }
    first, last = OCTOBER.first, OCTOBER.last
    kept = [
        (visit.on, visit.at, visit.note)
        for line in desk.people.lines()
        if line.name in set(column(register, "氏名")) and not line.hidden
        for visit in desk.visits.of_person(line.id)
        if first <= visit.on <= last and not visit.voided
    ]
    hidden = {line.name for line in desk.people.lines() if line.hidden}
    rows = zip(
        *(column(pages["訪問"], title) for title in ("訪問日", "時刻", "記録", "氏名")),
        strict=True,
    )
    shown = [(on.date(), at, note) for on, at, note, name in rows if name not in hidden]
    assert sorted(map(str, shown)) == sorted(map(str, kept))


def test_the_overview_says_what_the_report_of_the_same_issue_says(desk: Desk, tmp_path: Path) -> None:
    closed = desk.closings.close(OCTOBER)
    handed = hand(desk, tmp_path / "a.xlsx")
    figures = desk.reports.figures(OCTOBER).facts.figures
    overview = {row[0]: row[1] for row in tables(handed.file.path)["概要"]}
    assert overview["見守った方（名）"] == figures.under_watch
    assert overview["訪問記録（件）"] == figures.visits.total
    assert overview["安否確認率（％）"] == figures.confirm_rate
    assert overview["活動日数（日）"] == figures.active_days
    assert closed.code in overview["号"]
    assert (handed.handover.issue, handed.handover.code) == (1, closed.code)
    assert overview["つくった日"] == datetime(2026, 11, 22)  # noqa: DTZ001  # as openpyxl tells a day


def test_an_open_month_says_so(desk: Desk, tmp_path: Path) -> None:
    handed = hand(desk, tmp_path / "a.xlsx")
    assert {row[0]: row[1] for row in tables(handed.file.path)["概要"]}["号"] == "未確定"
    assert handed.to_json()["issue"] is None


def test_nobody_is_in_it_whose_consent_does_not_cover_the_receiver_by_name(desk: Desk, tmp_path: Path) -> None:
    made = parcel(desk)
    withdrawn = made.named[0]
    name = desk.people.get(withdrawn).name
    entry = ConsentEntry(state=Consent.AGREED, since=TODAY, way=ConsentWay.WRITTEN, recipients=("mimamori_in",))
    desk.consents.give(withdrawn, entry)
    with pytest.raises(WatchDeskError) as refused:
        hand(desk, tmp_path / "a.xlsx", made)
    assert refused.value.code == "outdated"
    handed = hand(desk, tmp_path / "a.xlsx")
    pages = tables(handed.file.path)
    named = {one for title in ("要援護者", "訪問", "相談・つなぎ") for one in column(pages[title], "氏名")}
    assert name not in named
    assert named <= covered(desk)
    assert handed.to_json()["withheld"]["not_covered"] >= 1


def test_a_hidden_persons_address_is_in_no_cell(desk: Desk, tmp_path: Path) -> None:
    homes = [line.address for line in desk.people.lines()]
    person_id = next(one for one in parcel(desk).named if homes.count(desk.people.get(one).address) == 1)
    person = desk.people.change(person_id, {"hidden": True})
    visit = next(one for one in desk.visits.of_person(person_id) if one.on in OCTOBER)
    desk.visits.correct(visit.id, {"note": f"{person.town}{person.address}でお会いした。"}, "書き足し")
    pages = tables(hand(desk, tmp_path / "a.xlsx").file.path)
    cells = [str(cell) for rows in pages.values() for row in rows for cell in row if cell is not None]
    assert not any(f"{person.town}{person.address}" in cell for cell in cells)
    assert not any(phone in cell for cell in cells for phone in person.phones)
    row = next(row for row in pages["要援護者"] if person.name in row)
    assert row[pages["要援護者"][0].index("住所")] == "秘匿"


def test_statistics_only_names_nobody(desk: Desk, tmp_path: Path) -> None:
    handed = hand(desk, tmp_path / "a.xlsx", parcel(desk, statistics_only=True))
    pages = tables(handed.file.path)
    names = {line.name for line in desk.people.lines()}
    assert list(pages) == ["概要", "活動", "項目の説明"]
    assert not any(cell in names for rows in pages.values() for row in rows for cell in row)
    assert handed.handover.copy_number is None
    assert (handed.to_json()["people"], handed.to_json()["visits"]) == (0, 0)


def test_a_file_is_a_numbered_copy_in_the_ledger(desk: Desk, tmp_path: Path) -> None:
    made = parcel(desk)
    handed = hand(desk, tmp_path / "a.xlsx", made)
    number = handed.handover.copy_number
    assert number is not None
    assert number in desk.ledger.copies_naming(made.named[0])
    assert {("exported", "copy"), ("file handed over", "handover")} <= set(actions(desk))
    assert {row[0]: row[1] for row in tables(handed.file.path)["概要"]}["写しの番号"] == f"第{number}号"


def test_the_same_password_is_refused_unless_insisted_and_never_kept(desk: Desk, tmp_path: Path) -> None:
    hand(desk, tmp_path / "a.xlsx")
    with pytest.raises(WatchDeskError) as refused:
        hand(desk, tmp_path / "b.xlsx")
    assert refused.value.code == "password_spent"
    assert os.listdir(tmp_path).count("b.xlsx") == 0
    hand(desk, tmp_path / "b.xlsx", insist=True)
    desk.exports.full(tmp_path / "all.json").run()
    exported = (tmp_path / "all.json").read_text(encoding="utf-8")
    assert PASSWORD not in exported
    assert "spent_passwords" not in exported


def test_a_short_password_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="8文字"):
        hand(desk, tmp_path / "a.xlsx", password="kamo-12")


def test_a_second_person_confirms_where_the_setting_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.settings.change({"handover_people": 2})
    coordinator = desk.settings.get("coordinator")
    for second in (None, " ", coordinator):
        with pytest.raises(Invalid):
            hand(desk, tmp_path / "a.xlsx", second=second)
    assert hand(desk, tmp_path / "a.xlsx", second="中村 清").handover.second == "中村 清"


def test_a_failing_disk_leaves_nothing_and_the_ledger_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    made = parcel(desk)
    before = desk.handovers.all()
    with monkeypatch.context() as broken:
        broken.setattr("watchdesk.exports.delivery.os.fsync", full)
        with pytest.raises(WatchDeskError, match="空き"):
            hand(desk, tmp_path / "a.xlsx", made)
    assert not list(tmp_path.glob("*a.xlsx*"))
    assert desk.handovers.all() == before
    assert ("not saved", "copy") in actions(desk)
    hand(desk, tmp_path / "a.xlsx", made)  # the password was not used up


def test_the_stores_own_folder_is_refused(desk: Desk) -> None:
    with pytest.raises(WatchDeskError, match="保管庫の中"):
        hand(desk, desk.folder / "a.xlsx")


def test_a_profile_chooses_orders_and_renames(desk: Desk, tmp_path: Path) -> None:
    chosen = (Chosen(key="kana", title="よみ"), Chosen(key="name"))
    profile = Profile(name="保健福祉課 月次", sheets={"people": chosen, "cases": ()})
    desk.profiles.save(profile)
    assert desk.profiles.get("保健福祉課　月次") == profile
    pages = tables(hand(desk, tmp_path / "a.xlsx", parcel(desk, profile=desk.profiles.get(profile.name))).file.path)
    assert pages["要援護者"][0] == ["よみ", "氏名"]
    assert "相談・つなぎ" not in pages
    assert ["要援護者", "よみ"] in [row[:2] for row in pages["項目の説明"]]
    with pytest.raises(Invalid, match="という列はありません"):
        desk.profiles.save(replace(profile, sheets={"people": (Chosen(key="nothing"),)}))
    with pytest.raises(Invalid):
        desk.profiles.save(Profile(name="標準"))
    desk.profiles.remove(profile.name)
    with pytest.raises(NotFound):
        desk.profiles.get(profile.name)


def test_a_receiver_never_gets_a_column_that_is_not_for_them(desk: Desk) -> None:
    profile = Profile(name="欲張り", sheets={"people": (Chosen(key="name"), Chosen(key="key_holder"))})
    for receiver, wanted in (("hokenfukushi", 2), ("mimamori_in", 1)):
        made = parcel(desk, receiver, profile=profile)
        assert len(made.sheets(None)[1].heads) == wanted


def test_a_key_is_used_only_once_its_phrase_was_said(desk: Desk, tmp_path: Path) -> None:
    own, public, phrase = receiving.new_key(tmp_path / "鍵.txt")
    taken = desk.receivers.take_key(OFFICE, public)
    assert taken.usable_key is None
    with pytest.raises(Invalid):
        desk.handing.lock_for(taken, None)
    with pytest.raises(Invalid, match="合言葉が違います"):
        desk.receivers.confirm(OFFICE, "かも・すね", "係の方")
    confirmed = desk.receivers.confirm(OFFICE, phrase.said.replace("・", " "), "係の方")
    sending = desk.handing.sending(tmp_path / "a.age", desk.handing.lock_for(confirmed, None))
    handed = desk.handing.hand_over(parcel(desk), sending).run()
    received = receiving.open_file(handed.file.path, identity=own)
    assert received.about["receiver"] == "区役所 保健福祉課"
    assert received.rows["要援護者"] == handed.handover.people
    (saved,) = receiving.save(received, tmp_path / "out.xlsx")
    assert load_workbook(saved.path)["要援護者"].max_row == handed.handover.people + 1
    stranger, _, _ = receiving.new_key(tmp_path / "他人.txt")
    with pytest.raises(WrongKey):
        receiving.open_file(handed.file.path, identity=stranger)


def test_commas_in_cp932_are_written_only_after_a_yes(desk: Desk, tmp_path: Path) -> None:
    person_id = parcel(desk).named[0]
    desk.people.change(person_id, {"family_name": "𠮷田"})
    own, public, phrase = receiving.new_key(tmp_path / "鍵.txt")
    lock = Lock(public_key=desk.receivers.take_key(OFFICE, public).public_key)
    made = parcel(desk)
    asked = desk.handing.letters(made, CP932)
    assert ("𠮷", "吉") in {(one.char, one.by) for one in asked}
    sending = desk.handing.sending(tmp_path / "a.age", lock, form="csv", old_letters=True)
    with pytest.raises(WatchDeskError, match="𠮷→吉"):
        desk.handing.hand_over(made, sending).run()
    assert not (tmp_path / "a.age").exists()
    handed = desk.handing.hand_over(made, replace(sending, accepted={(one.char, one.by) for one in asked})).run()
    received = receiving.open_file(handed.file.path, identity=own)
    register = next(one for one in received.files if one.file_name == "要援護者.csv")
    rows = list(csv.reader(io.StringIO(register.data.decode(CP932), newline="")))
    assert any(row[1].startswith("吉田") for row in rows)
    assert {one["char"] for one in handed.to_json()["substituted"]} >= {"𠮷"}
    assert phrase.said


def test_receipts_are_awaited_until_they_come(desk: Desk, tmp_path: Path) -> None:
    made = hand(desk, tmp_path / "a.xlsx").handover
    assert [one.id for one in desk.handovers.unreceipted()] == [made.id]
    with pytest.raises(Invalid):
        desk.handovers.receipt(made.id, date(2026, 11, 23), "係の方")
    with pytest.raises(Invalid):
        desk.handovers.receipt(made.id, TODAY, " ")
    signed = desk.handovers.receipt(made.id, TODAY, "係の方")
    told = next(line for line in desk.ledger.told() if line.deed == "受領書が戻りました")
    assert told.subject == f"{desk.handovers.receiver_word(made)} 第{made.copy_number}号"
    assert (signed.received_on, signed.received_by) == (TODAY, "係の方")
    assert desk.handovers.unreceipted() == ()
    with pytest.raises(WatchDeskError):
        desk.handovers.receipt(made.id, TODAY, "係の方")


def test_receivers_and_handovers_go_out_and_back(desk: Desk, empty_desk: Desk, tmp_path: Path) -> None:
    desk.receivers.agree(OFFICE, contact="係の方", phone="06-6000-0000")
    hand(desk, tmp_path / "a.xlsx")
    desk.profiles.save(Profile(name="月次"))
    desk.exports.full(tmp_path / "all.json").run()
    empty_desk.exports.take_back(tmp_path / "all.json").run()
    assert empty_desk.handovers.all() == desk.handovers.all()
    assert empty_desk.receivers.all() == desk.receivers.all()
    assert empty_desk.profiles.all() == desk.profiles.all()


def test_an_unknown_receiver_is_refused_before_anything_is_read(desk: Desk) -> None:
    with pytest.raises(Invalid):
        parcel(desk, "nobody")
    assert desk.home_area == AREA


def test_a_list_goes_out_as_it_is_shown_without_those_who_have_not_agreed(desk: Desk, tmp_path: Path) -> None:
    ids = [line.id for line in desk.people.lines()][:40]
    made = desk.list_files.people(ids, receiver=OFFICE, columns=("name", "birth_date", "address", "last_attempt")).run()
    handed = hand(desk, tmp_path / "一覧.xlsx", made)
    rows = tables(handed.file.path)["一覧"]
    assert rows[0] == ["氏名", "生年月日", "住所", "前に訪ねた日"]
    names = [desk.people.get(one).name for one in ids]
    assert column(rows, "氏名") == [name for one, name in zip(ids, names, strict=True) if one in made.named]
    assert set(column(rows, "氏名")) <= covered(desk)
    assert all(day is None or isinstance(day, datetime) for day in column(rows, "生年月日"))
    assert handed.to_json()["provided"] + sum(handed.to_json()["withheld"].values()) == 40


def test_one_person_goes_to_a_case_meeting_only_where_she_agreed(desk: Desk, tmp_path: Path) -> None:
    person_id = parcel(desk).named[0]
    made = desk.list_files.person(person_id, receiver=OFFICE).run()
    pages = tables(hand(desk, tmp_path / "a.xlsx", made).file.path)
    assert list(pages) == ["概要", "お一人の記録", "訪問"]
    assert any(desk.people.get(person_id).name in str(row[1]) for row in pages["お一人の記録"])
    assert len(pages["訪問"]) - 1 == made.visits > 0
    desk.consents.give(person_id, ConsentEntry(state=Consent.WITHDRAWN, since=TODAY))
    with pytest.raises(WatchDeskError) as refused:
        desk.list_files.person(person_id, receiver=OFFICE).run()
    assert refused.value.code == "withheld"
    with pytest.raises(WatchDeskError, match="同意"):
        hand(desk, tmp_path / "b.xlsx", made, password="mura-soda-nina-kayo-275352")


def test_twelve_closed_months_go_out_as_twelve_files_that_say_what_their_reports_say(
    desk: Desk, tmp_path: Path
) -> None:
    months = months_between(Month(2025, 11), OCTOBER)
    own, public, _ = receiving.new_key(tmp_path / "鍵.txt")
    lock = Lock(public_key=desk.receivers.take_key(OFFICE, public).public_key)
    for month in months:
        closed = desk.closings.close(month)
        made = desk.welfare.month(month, OFFICE).run()
        sending = desk.handing.sending(tmp_path / f"{month}.age", lock)
        handed = desk.handing.hand_over(made, sending).run()
        figures = desk.reports.figures(month).facts.figures
        rows = receiving.open_file(handed.file.path, identity=own).rows
        told: dict[Any, Any] = {row[0]: row[1] for row in made.sheets(1)[0].rows}
        assert told["見守った方（名）"] == figures.under_watch
        assert told["訪問記録（件）"] == figures.visits.total
        assert told["お渡しする訪問記録"] + told["お渡ししない訪問記録"] == figures.visits.total
        assert (rows["要援護者"], rows["訪問"]) == (told["お渡しする方"], told["お渡しする訪問記録"])
        assert closed.code in told["号"]
        assert (handed.handover.issue, handed.handover.code) == (1, closed.code)
    assert [one.month for one in desk.handovers.all()] == [str(month) for month in reversed(months)]
    assert desk.day.facts().reports == ()


def test_work_that_is_stopped_leaves_no_file_and_says_so(desk: Desk, tmp_path: Path) -> None:
    def stop_at(last: int) -> Any:
        def tell(done: int, total: int) -> None:
            if done >= last:
                raise Cancelled("やめました。")

        return tell

    for last in (1, 2):
        sending = desk.handing.sending(tmp_path / "a.xlsx", Lock(password=PASSWORD))
        with pytest.raises(Cancelled):
            desk.handing.hand_over(parcel(desk), sending).run(stop_at(last))
        assert os.listdir(tmp_path) == ["store0"]
        assert desk.handovers.all() == ()
    assert ("not saved", "copy") in actions(desk)
