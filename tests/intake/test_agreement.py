"""Consent, status and area are read strictly: the month's figures of people rest on them."""

from datetime import date
from typing import Any

import pytest

from tests.intake.made import codes, one, person, read, table
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.words import Consent, ConsentWay, EndReason, Status
from watchdesk.intake.outcome import RowResult


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        *((word, Consent.AGREED) for word in ("○", "〇", "◯", "同意", "agreed", "有", "済", "同意する", "✓", True)),
        *((word, Consent.REFUSED) for word in ("×", "✕", "x", "不同意", "refused", "無", "同意しない")),
        *((word, Consent.PENDING) for word in ("未", "△", "未回答", "pending", "-", "未返信")),
        *((word, Consent.WITHDRAWN) for word in ("撤回", "withdrawn", "取り下げ")),
    ],
)
def test_consent_is_read_from_signs_words_and_codes(cell: Any, state: Consent) -> None:
    row = one({"同意": cell})

    assert row.person is not None
    assert row.person.consent_history == (ConsentEntry(state=state),)
    assert row.person.extra == {}


def test_consent_is_read_with_all_that_belongs_to_it() -> None:
    found = person(
        {
            "同意": "同意（家族立会い）",
            "同意日": "R8.4.1",
            "同意方法": "書面",
            "同意の提供先": "民生委員、町会・連合振興町会、soudanshitsu",
            "見守り希望": "希望しない",
            "同意期限": "2027-03-31",
        }
    )

    (entry,) = found.consent_history
    assert entry == ConsentEntry(
        state=Consent.AGREED,
        since=date(2026, 4, 1),
        way=ConsentWay.WRITTEN,
        recipients=("minsei", "chokai", "soudanshitsu"),
        watch=False,
        valid_until=date(2027, 3, 31),
    )
    assert found.extra == {"原文 同意": "同意（家族立会い）"}


def test_without_a_word_the_consent_told_for_all_holds_and_else_it_is_pending() -> None:
    told = ConsentEntry(state=Consent.AGREED, since=date(2026, 11, 1))

    assert person({}).consent_history == (ConsentEntry(state=Consent.PENDING),)
    assert person({}, consent=told).consent_history == (told,)
    assert person({"同意": None}, consent=told).consent_history == (told,)
    assert person({"同意": "×"}, consent=told).consent_history[0].state is Consent.REFUSED


def test_an_unreadable_consent_is_never_an_agreement() -> None:
    rows = read(
        table(("氏名", "生年月日", "同意"), ("小川 実", "S9.8.4", "○"), ("阿部 キヨ", "S18.3.3", "犬がいる")),
        consent=ConsentEntry(state=Consent.AGREED),
    )

    assert rows[1].person is not None
    assert rows[1].person.consent_history == (ConsentEntry(state=Consent.PENDING),)
    assert rows[1].person.extra == {"原文 同意": "犬がいる"}
    assert codes(rows[1]) == ["consent.unknown"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"同意": "○", "同意日": "2026-11-23"}, "consent_date.in_future"),
        ({"同意": "○", "同意日": "8.4.1"}, "consent_date.ambiguous"),
        ({"状態": "終了", "状態日": "昭和64年1月8日"}, "status_date.out_of_era"),
        ({"状態": "休止", "状態日": "2026-11-01", "再開日": "2026-10-01"}, "status.until"),
    ],
)
def test_a_date_that_figures_rest_on_rejects_the_row(cells: dict[str, str], code: str) -> None:
    row = one(cells)

    assert row.result is RowResult.REJECTED
    assert codes(row) == [code]


@pytest.mark.parametrize(
    ("cells", "entry"),
    [
        ({"状態": "見守り中"}, StatusEntry(state=Status.ACTIVE)),
        ({"状態": "休止", "状態日": "2026-11-01"}, StatusEntry(state=Status.PAUSED, since=date(2026, 11, 1))),
        ({"状態": "入院中"}, StatusEntry(state=Status.PAUSED, reason="入院中")),
        (
            {"状態": "終了", "状態日": "2027-01-01", "終了理由": "転居"},
            StatusEntry(state=Status.ENDED, since=date(2027, 1, 1), reason=EndReason.MOVED),
        ),
        ({"状態": "死亡"}, StatusEntry(state=Status.ENDED, reason=EndReason.DECEASED)),
        ({"終了理由": "施設入所"}, StatusEntry(state=Status.ENDED, reason=EndReason.FACILITY)),
        ({"状態": None}, StatusEntry(state=Status.ACTIVE)),
    ],
)
def test_a_status_is_read_with_its_day_and_reason(cells: dict[str, Any], entry: StatusEntry) -> None:
    assert person(cells).status_history == (entry,)


def test_a_status_that_is_none_of_the_words_rejects_the_row() -> None:
    rows = read(
        table(("氏名", "生年月日", "状態"), ("小川 実", "S9.8.4", "見守り中"), ("阿部 キヨ", "S18.3.3", "要観察"))
    )

    assert [row.result for row in rows] == [None, RowResult.REJECTED]
    assert codes(rows[1]) == ["status.unknown"]


@pytest.mark.parametrize(
    ("cell", "sheet", "home", "area"),
    [
        ("九条南", "堀江", "本田", "九条南"),
        ("九条南地域", "堀江", "本田", "九条南"),
        (None, "堀江地域 名簿", "本田", "堀江"),
        (None, "令和8年度堀江", "本田", "堀江"),
        (None, "Sheet1", "本田", "本田"),
        ("靭", "Sheet1", None, "靱"),
        ("福島", "Sheet1", "本田", "本田"),
    ],
)
def test_the_area_is_the_columns_the_sheets_or_the_home_area(
    cell: str | None, sheet: str, home: str, area: str
) -> None:
    rows = [("小川 実", "S9.8.4", cell), ("阿部 キヨ", "S18.3.3", "堀江")]
    found = read(table(("氏名", "生年月日", "地域"), *rows, sheet=sheet), home_area=home)[0].person

    assert found is not None
    assert found.area_history[0].area == area


def test_an_area_that_is_not_on_the_ward_s_list_is_said_and_kept() -> None:
    rows = [("小川 実", "S9.8.4", "福島"), ("阿部 キヨ", "S18.3.3", "堀江")]
    row = read(table(("氏名", "生年月日", "地域"), *rows))[0]

    assert codes(row) == ["area.unknown"]
    assert row.person is not None
    assert row.person.extra == {"原文 地域": "福島"}


def test_in_a_ward_store_a_row_of_no_area_is_rejected() -> None:
    row = one({}, home_area=None)

    assert (row.result, codes(row)) == (RowResult.REJECTED, ["area.missing"])
