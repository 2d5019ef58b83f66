"""The monthly report on paper, read back as a receiver would."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from watchdesk.domain.definitions import MONTH
from watchdesk.domain.monthly_columns import VISITOR
from watchdesk.domain.proposals import Ahead, Noticed, proposed
from watchdesk.domain.summary import Added, Ended
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.errors import Cancelled
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly import visits as monthly_visits
from watchdesk.reports.monthly.cover import fits_cover
from watchdesk.reports.monthly.facts import MonthlyFacts, PersonLine, SignName, StampGroup, VisitLine
from watchdesk.reports.page import CONFIDENTIAL
from watchdesk.reports.typesetter import Typesetter, check

Build = Callable[..., MonthlyFacts]
GiveOut = Callable[[list[Any]], Any]
LONG_NOTE = "呼び鈴に返事があり、玄関先でお話をうかがった。" * 160


def _pages(facts: MonthlyFacts, **options: Any) -> list[str]:
    buffer = io.BytesIO()
    drawn = monthly.draw(facts, buffer, **options)
    pages = [page.extract_text() for page in PdfReader(buffer).pages]
    assert drawn.pages == len(pages)
    return pages


def _flat(text: str) -> str:
    return "".join(text.split())


def _visit(**fields: Any) -> VisitLine:
    usual = {"day": date(2026, 10, 14), "name": "川崎 ミネ", "method": Method.VISIT, "result": Result.MET}
    return VisitLine(**{**usual, **fields})


def test_the_first_page_says_whose_month_it_is(month_of: Build) -> None:
    first = _flat(_pages(month_of())[0])
    for words in (
        "見守り活動月次報告書",
        "令和8年10月分（2026年10月）",
        "九条南地域",
        "山本花子",
        "西区役所保健福祉課御中",
        "第1号（初版）",
        "令和8年11月2日作成",
        "電話06-6000-0113（九条南会館）",
    ):
        assert words in first


def test_stamp_boxes_are_those_of_the_settings(month_of: Build) -> None:
    stamps = (StampGroup("区社協", ("局長", "次長")), StampGroup("地域", ("会長", "副会長", "会計", "書記")))
    first = _pages(month_of(stamps=stamps))[0]
    assert all(box in first for group in stamps for box in group.boxes)
    assert "課長" not in first


def test_people_of_the_month_are_a_sum_that_can_be_checked(month_of: Build) -> None:
    first = _flat(_pages(month_of())[0])
    assert "前月末名90＋増名3−減名1＝月末名92" in first.replace("，", ",")
    assert "新規1名再開1名同意1名転入0名" in first
    assert "休止0名終了1名同意の撤回など0名転出0名" in first


def test_a_span_without_records_is_a_dash(month_of: Build) -> None:
    first = _flat(_pages(month_of())[0])
    figures = month_of().figures
    assert f"訪問記録{figures.visits.total}件{figures.visits.total}件——" in first


def test_the_table_of_methods_and_results_has_sums_and_zeros(month_of: Build) -> None:
    visits = month_of().figures.visits
    second = _flat(_pages(month_of())[1])
    for method in Method:
        row = "".join(str(visits.table[method][result]) for result in Result)
        assert f"{method.label}{row}{visits.by_method[method]}" in second
    sums = "".join(str(visits.by_result[result]) for result in Result)
    assert f"合計{sums}{visits.total}" in second


def test_an_unclosed_month_says_so_and_a_running_one_is_provisional(month_of: Build) -> None:
    first = _flat(_pages(month_of(issue=None, provisional=True, printed_on=date(2026, 10, 20)))[0])
    assert "未確定" in first
    assert "暫定・10月20日まで" in first


def test_a_closed_month_whose_figures_changed_asks_for_a_correction(month_of: Build) -> None:
    assert "訂正版が必要です" in _pages(month_of(outdated=True))[0]
    assert "訂正版が必要です" not in _pages(month_of())[0]
    assert "第2号（訂正版）" in _flat(_pages(month_of(issue=2))[0])


def test_no_page_mixes_names_with_figures(month_of: Build) -> None:
    pages = _pages(month_of())
    assert [CONFIDENTIAL in page for page in pages] == [False, False, *[True] * (len(pages) - 2)]
    assert not any("明子" in page for page in pages[:2])


def test_statistics_alone_are_the_first_two_pages_and_what_they_count(month_of: Build) -> None:
    statistics = _pages(month_of(), statistics_only=True)
    assert ["数えかた" in page for page in statistics] == [False, False, True]
    assert not any("明子" in page or CONFIDENTIAL in page for page in statistics)


def test_statistics_fit_two_pages_even_with_every_sign_noted_and_what_they_count_follows(month_of: Build) -> None:
    facts = month_of(900, 9000)
    assert len(facts.figures.signs) == len(facts.signs)
    pages = _pages(facts, statistics_only=True)
    assert len(pages) == 3
    assert "安否の確認のうつりかわり" in pages[1]
    assert all(f"【{word}】" in pages[2] for word, _ in MONTH)


def test_a_person_who_was_not_confirmed_stands_out(month_of: Build, give_out: GiveOut) -> None:
    people = [
        PersonLine(name="小川 健二", age=74, address="九条南2-47-8", last_confirmed=date(2026, 9, 3)),
        PersonLine(name="森本 和夫", confirmed=True, last_confirmed=date(2026, 10, 8), address="九条南1-41-4"),
    ]
    page = _flat(_pages(month_of(people=give_out(people)))[2])
    assert "未確認前はR8.9.3" in page
    assert "10月8日" in page


def test_only_the_unconfirmed_stand_on_grey(month_of: Build, give_out: GiveOut) -> None:
    def greys(*confirmed: bool) -> int:
        people = give_out([PersonLine(name="小川 健二", confirmed=one) for one in confirmed])
        buffer = io.BytesIO()
        monthly.draw(month_of(people=people, visits=give_out([])), buffer)
        contents = PdfReader(buffer).pages[2].get_contents()
        assert contents is not None
        return contents.get_data().count(b"0.933 g")

    assert greys(True, False, False) - greys(True, True, True) == 2


def test_the_address_of_a_hidden_person_is_not_printed(month_of: Build, give_out: GiveOut) -> None:
    page = _pages(month_of(people=give_out([PersonLine(name="竹田 正子", address="秘匿")])))[2]
    assert "(住所は秘匿)" in page


def test_visits_without_consent_are_a_number(month_of: Build) -> None:
    pages = _pages(month_of(unnamed_visits=7, unnamed_people=2))
    assert "同意のない方 7件" in pages[-1]
    assert "同意をいただいていない方が2名" in pages[2]


def test_every_page_of_a_long_table_repeats_its_heads(month_of: Build) -> None:
    for page in _pages(month_of())[2:]:
        assert "氏名" in page
        assert "番号" in page or "月日" in page


def test_a_note_over_the_page_repeats_day_and_name(month_of: Build, give_out: GiveOut) -> None:
    visits = [_visit(note="短い記録。"), _visit(day=date(2026, 10, 15), name="大野 功", note=LONG_NOTE)]
    pages = [page for page in _pages(month_of(visits=give_out(visits))) if "訪問記録のくわしい内容" in page]
    assert len(pages) > 2
    for page in pages[1:]:
        assert "（前のページの続き）" in page
        assert "10月15日(木)" in page
        assert "大野 功" in page
    assert all("（次のページへ続く）" in page for page in pages[:-1])
    assert sum(_flat(page).count("玄関先") for page in pages) == 160


def test_notes_are_printed_word_for_word(month_of: Build, give_out: GiveOut) -> None:
    note = "「もう要らない」とはっきり言われた……。葛\U000e0100城さん、𠮷田さんに電話。\n06-6000-0113"
    visit = _visit(note=note, at=time(10, 40), signs=("体調 顔色が悪い・具合が悪そう",), condition=Condition.URGENT)
    page = _pages(month_of(visits=give_out([visit])))[-1]
    for line in note.split("\n"):
        assert line in page.replace("\n", "") or line in page
    assert "体調 顔色が悪い・具合が悪そう" in page
    assert "◎緊急" in page
    assert "10:40" in page


def test_a_month_without_anything_is_printed_whole(month_of: Build) -> None:
    pages = _pages(month_of(0, 0, trend=(), remarks=""))
    assert len(pages) == 3
    assert "—" in pages[0]
    assert "合計0000000" in _flat(pages[1])
    assert "訪問記録がありません" in pages[2]


def test_a_month_of_two_thousand_visits_is_printed_whole(month_of: Build) -> None:
    facts = month_of(400, 2000)
    pages = _pages(facts)
    assert "2,000件" in pages[0]
    details = "".join(page for page in pages if "訪問記録のくわしい内容" in page)
    assert len(re.findall(r"10月[ \d]\d日\([日月火水木金土]\)", details)) >= 2000
    assert f"{len(pages)} / {len(pages)}" in pages[-1]


def test_what_cannot_be_printed_is_told_and_explained_on_its_page(month_of: Build, give_out: GiveOut) -> None:
    buffer = io.BytesIO()
    people = give_out([PersonLine(name="渡\U0002b820 フミ"), PersonLine(name="辻\U000e0102本 フサ")])
    drawn = monthly.draw(month_of(people=people, visits=give_out([])), buffer)
    page = PdfReader(buffer).pages[2].extract_text()
    assert "渡〓1 フミ" in page
    assert "文字コード U+2B820" in page
    assert [(lost.code, lost.where) for lost in drawn.unprintable] == [("U+2B820", "1番の方の氏名")]
    assert [lost.code for lost in drawn.degraded] == ["U+8FBB U+E0102"]


def test_the_check_before_printing_finds_what_the_drawing_finds(month_of: Build) -> None:
    facts = month_of()
    unprintable, degraded = check(monthly.texts(facts))
    drawn = monthly.draw(facts, io.BytesIO())
    assert {lost.code for lost in unprintable} == {lost.code for lost in drawn.unprintable}
    assert {lost.code for lost in degraded} == {lost.code for lost in drawn.degraded}


def test_the_same_facts_give_the_same_bytes(month_of: Build) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    monthly.draw(month_of(), first)
    monthly.draw(month_of(), second)
    assert first.getvalue() == second.getvalue()


def test_progress_is_told_and_a_cancelled_report_is_not_written(month_of: Build, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    monthly.draw(month_of(), io.BytesIO(), lambda done, total: told.append((done, total)))
    assert told[-1] == (93 + 118, 93 + 118)

    def cancel(done: int, total: int) -> None:
        raise Cancelled("やめました。")

    with pytest.raises(Cancelled):
        monthly.draw(month_of(), tmp_path / "月報.pdf", cancel)
    assert list(tmp_path.iterdir()) == []


def test_long_remarks_go_on_to_the_next_page(month_of: Build) -> None:
    pages = _pages(month_of(remarks="酷暑の月でした。" * 100))
    assert "特記事項（前のページの続き）" in pages[1]
    assert "".join(pages).count("酷") == 100


def test_all_areas_are_one_document_with_the_ward_first(month_of: Build) -> None:
    ward = replace(month_of(), area="西区", is_ward=True, people=None, visits=None)
    parts = [month_of(20, 30, area="江戸堀"), month_of(30, 40, area="九条南")]
    buffer = io.BytesIO()
    drawn = monthly.draw_all(parts, ward, buffer)
    reader = PdfReader(buffer)
    pages = [page.extract_text() for page in reader.pages]
    assert [one["/Title"] for one in reader.outline if not isinstance(one, list)] == [
        "西区",
        "江戸堀地域",
        "九条南地域",
    ]
    assert "地域ごとの数" in pages[2]
    assert "西区 合計" in pages[2]
    assert all(f"{number} / {drawn.pages}" in page for number, page in enumerate(pages, 1))


def test_signs_are_printed_by_group_and_by_item(month_of: Build) -> None:
    figures = replace(month_of().figures, signs={"S01": 4, "S11": 2})
    second = _flat(_pages(month_of(figures=figures))[1])
    assert "外観4生活0" in second
    assert "【外観】新聞や郵便物がたまっている4【体調】顔色が悪い・具合が悪そう2" in second
    assert "不審な契約書" not in second


def test_a_sign_list_of_the_wards_own_is_used(month_of: Build) -> None:
    figures = replace(month_of().figures, signs={"X1": 3})
    signs = (SignName(code="X1", group="くらし", label="回覧板が止まる"),)
    assert "【くらし】回覧板が止まる3" in _flat(_pages(month_of(figures=figures, signs=signs))[1])


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not here; pypdf reads the same text above")
def test_another_reader_copies_rare_names_out_too(month_of: Build, give_out: GiveOut, tmp_path: Path) -> None:
    people = give_out(
        [PersonLine(name="𠮷田 正一"), PersonLine(name="葛\U000e0100城 ハル"), PersonLine(name="\ufa10本 亮")]
    )
    monthly.draw(month_of(people=people), tmp_path / "月報.pdf")
    command = [str(shutil.which("pdftotext")), str(tmp_path / "月報.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    for person in people.rows:
        assert person.name in text


def test_both_charts_write_their_values(month_of: Build) -> None:
    facts = month_of()
    second = _flat(_pages(facts)[1])
    row = facts.figures.visits.table[Method.VISIT]
    confirmed, silent = row[Result.MET] + row[Result.CONFIRMED], row[Result.NO_ANSWER]
    total = sum(row.values())
    assert f"{total}（{confirmed}・{silent}・{total - confirmed - silent}）" in second
    for month, seen, unseen in facts.trend:
        assert f"{month.number}月" in second
        assert str(seen) in second
        assert str(unseen) in second


def test_a_name_too_long_for_its_column_breaks_at_its_space(month_of: Build, give_out: GiveOut) -> None:
    people = give_out([PersonLine(name="勅使河原 千代子・マリア・ヨハンナ")])
    assert "勅使河原\n千代子・" in _pages(month_of(people=people))[2]


def test_a_cut_note_has_two_lines_on_either_side(month_of: Build, give_out: GiveOut) -> None:
    cut = 0
    for rows in range(30, 46):
        visits = give_out([_visit(note="あ" * 38 * rows), _visit(note="い" * 38 * 6)])
        pages = _pages(month_of(people=give_out([]), visits=visits))
        counts = [sum(line == "い" * len(line) for line in page.split("\n") if line) for page in pages]
        cut += "（次のページへ続く）" in "".join(pages)
        assert 1 not in counts
    assert cut


def test_the_second_page_tells_of_the_work_beside_the_visits(month_of: Build) -> None:
    second = _flat(_pages(month_of())[1])
    for told in (
        "見守り相談室（区社会福祉協議会）3(1)",
        "合計6(2)",
        "高齢者に関すること7在宅福祉1年金・保険0",
        "合計（分野）9",
        "合計（内容）9",
        "調査・実態把握1地域福祉活動・自主活動7委員相互14",
        "合計（活動）12活動の時間18.5合計（連絡調整）23",
        "参加した方（のべ）163",
    ):
        assert told in second


def test_a_hidden_kind_of_activity_is_printed_only_where_something_was_recorded(month_of: Build) -> None:
    facts = month_of()
    assert "証明事務" not in _flat(_pages(facts)[1])
    work = replace(facts.figures.work, by_activity={"C5": 2})
    assert "証明事務2" in _flat(_pages(replace(facts, figures=replace(facts.figures, work=work)))[1])


def test_the_first_page_compares_the_work_beside_the_visits(month_of: Build) -> None:
    first = _flat(_pages(month_of())[0])
    assert "相談9件9件——つなぎ6件6件——活動12件12件——連絡調整23回23回——" in first


@pytest.mark.parametrize("told", ["見本 みまもり", "小比類巻 清左衛門（見守り員）", "山本 花子、中村 清"])
def test_a_visitors_name_stays_on_one_line(told: str) -> None:
    setter = Typesetter()
    room = monthly_visits.WIDTHS[VISITOR] - 2 * monthly_visits.PADDING
    cell = monthly_visits._visitor(setter, setter.prepare(told, "訪問者"), room)
    lines = setter.broken(cell.text, room, cell.size)
    assert lines == cell.text.split("\n")
    assert "".join(lines) == told


def test_the_programs_own_proposal_stands_on_the_first_page_whatever_the_figures(month_of: Build) -> None:
    many = 12_345
    facts = month_of()
    crowd = replace(
        facts.figures,
        added_by=dict.fromkeys(Added, many),
        ended_by=dict.fromkeys(Ended, many),
        not_confirmed=many,
        signs={"s": many},
    )
    word = "外出しなくなった・友人や地域の話をしなくなった"
    noticed = Noticed(
        month=facts.month,
        figures=crowd,
        previous=facts.figures,
        overdue=many,
        worrying=many,
        signs=((word, many),),
        seasonal=many,
        contents=((word, many),),
    )
    ahead = Ahead(
        month=facts.month.next,
        unconfirmed=many,
        appointments=many,
        follow_ups=many,
        awaited=many,
        consents=many,
        pauses=many,
        seasons=(f"{word}方に、声をかけます。",) * 3,
    )
    whole = proposed(noticed, ahead)
    offered = proposed(noticed, ahead, lambda one: fits_cover(facts, one))
    assert not fits_cover(facts, whole)
    assert fits_cover(facts, offered)
    assert "確認できていません" in offered.remark
    drawn = io.BytesIO()
    monthly.draw(replace(facts, remarks=offered.remark, coming=offered.coming), drawn, statistics_only=True)
    assert "12345名の安否が" in PdfReader(drawn).pages[0].extract_text().replace(" ", "")
