"""同意書 and お願いの手紙: filled in, to the right people, in the window of the envelope, and written down."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.reports.layout import layout
from watchdesk.desk import Desk
from watchdesk.domain.asking import SOON, AskAgain, AskReason
from watchdesk.domain.consent import NOBODY, Purpose, disclose
from watchdesk.domain.copies import CopyState
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, EndReason, Status
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.reports import re_ask
from watchdesk.reports.consent_form import FormWords
from watchdesk.reports.pen import MM
from watchdesk.reports.re_ask import Asked, ReAskFacts
from watchdesk.services.consent_papers import ConsentFormPapers, ConsentForms, ReAskLetters, ReAskPapers

TODAY = date(2026, 11, 22)
WAITING = ConsentEntry(state=Consent.PENDING, since=date(2026, 6, 1))
PLACE = {"town": "九条南", "address": "4-5-14", "building": "見本荘 203号室", "postal_code": "5500025"}


def forms(desk: Desk) -> ConsentFormPapers:
    found = desk.sheets.of("consent-form")
    assert isinstance(found, ConsentFormPapers)
    return found


def letters(desk: Desk) -> ReAskPapers:
    found = desk.sheets.of("re-ask")
    assert isinstance(found, ReAskPapers)
    return found


def somebody(desk: Desk, consent: ConsentEntry = WAITING, **more: object) -> str:
    values = {"family_name": "見本", "given_name": "花子", "phones": ("06-6000-0012",), **PLACE, **more}
    return desk.people.register(values, area="九条南", consent=consent).id


def pages(paper: ConsentForms | ReAskLetters) -> list[str]:
    return [page.extract_text().replace("\n", "") for page in PdfReader(io.BytesIO(paper.pdf)).pages]


def test_a_form_is_filled_in_and_fits_one_page(empty_desk: Desk) -> None:
    empty_desk.settings.change({"office_phone": "06-6000-0123"})
    person_id = somebody(empty_desk, birth_date=date(1937, 3, 5))
    (told,) = pages(forms(empty_desk).prepare({"person": person_id}).run())
    wanted = ("見本 花子", "昭和12年3月5日", "九条南4-5-14 見本荘 203号室", "06-6000-0012", "06-6000-0123")
    asked = ("いつでも取りやめられます", "希望しません", "期限", "代理の方", "受付日", "受付者", "写しの番号")
    receivers = tuple(entry.label for entry in empty_desk.codes.entries("recipients"))
    assert [words for words in (*wanted, *asked, *receivers) if words not in told] == []


def test_blank_forms_name_nobody_and_are_no_copies(empty_desk: Desk) -> None:
    left = forms(empty_desk).handed_out(forms(empty_desk).prepare({"blank": 3}).run())
    assert (left.pages, left.number, left.named) == (3, None, ())
    assert forms(empty_desk).prepare({}).run().facts.blank == 1
    assert empty_desk.copies.all() == ()


def test_a_form_is_a_copy_in_her_own_hands_and_never_to_be_fetched(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk)
    left = forms(empty_desk).handed_out(forms(empty_desk).prepare({"person": person_id}).run())
    (copy,) = empty_desk.copies.all()
    assert (copy.number, copy.state, copy.who, copy.due_back) == (left.number, CopyState.GIVEN, "ご本人", None)
    assert f"第{left.number}号" in pages(left)[0]
    assert empty_desk.copies.out() == ()
    empty_desk.consents.give(person_id, ConsentEntry(state=Consent.WITHDRAWN))
    assert empty_desk.consents.to_call_back(person_id) == ()


def test_a_hidden_persons_place_stands_on_no_paper_even_once_opened(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk, hidden=True)
    empty_desk.secrecy.open(person_id, "手紙を出すため")
    letter = letters(empty_desk).prepare({"people": [person_id]}).run()
    told = "".join(pages(letter) + pages(forms(empty_desk).prepare({"person": person_id}).run()))
    assert all(words not in told for words in ("4-5-14", "見本荘", "06-6000-0012", "550-0025"))
    assert "手渡し" in told
    assert "手でお渡しください" in letters(empty_desk).about(letter)


def test_nobody_whose_watch_has_ended_gets_a_form(empty_desk: Desk) -> None:
    gone, here = somebody(empty_desk), somebody(empty_desk)
    ended = StatusEntry(state=Status.ENDED, since=TODAY, reason=EndReason.DECEASED)
    empty_desk.people.set_status(gone, ended)
    paper = forms(empty_desk).prepare({"people": [gone, here]}).run()
    assert paper.named == (here,)
    assert forms(empty_desk).left_out(paper) == "1名には、つくりません（見守りを終えた方です）。"
    assert forms(empty_desk).why_not(forms(empty_desk).prepare({"person": gone}).run()) is not None
    with pytest.raises(Invalid):
        forms(empty_desk).prepare({"person": "unknown"}).run()


def test_letters_go_to_all_on_the_list_each_with_the_form_behind(desk: Desk) -> None:
    listed = [one.line.id for one in desk.consents.ask_again()]
    paper = letters(desk).prepare({}).run()
    assert list(paper.named) == listed
    assert paper.pages == 2 * len(listed)
    told = pages(paper)
    for at in range(3):
        name = paper.facts.people.rows[at].name
        assert f"{name}　様" in told[2 * at]
        assert name in told[2 * at + 1]
        assert "同意書" in told[2 * at + 1]
    alone = letters(desk).prepare({"people": listed[:2], "without_form": True}).run()
    assert (alone.pages, alone.named) == (2, tuple(listed[:2]))


def test_each_letter_is_whole_by_itself_and_a_copy_of_its_own(empty_desk: Desk) -> None:
    first, second = somebody(empty_desk, given_name="一子"), somebody(empty_desk, given_name="二子")
    room = letters(empty_desk)
    left = room.handed_out(room.again(room.prepare({"people": [first, second]}).run()))
    assert left.numbers == (1, 2)
    told = pages(left)
    feet = [(f"写し 第{number}号", f"{page} / 2") for number in (1, 2) for page in (1, 2)]
    assert [(copy in page, of in page) for page, (copy, of) in zip(told, feet, strict=True)] == [(True, True)] * 4
    assert [(copy.pages, copy.people) for copy in empty_desk.copies.all()] == [(2, 1), (2, 1)]
    empty_desk.copies.settle(2, CopyState.LOST)
    assert [one.person_id for one in empty_desk.copies.loss(2).people] == [second]
    assert empty_desk.copies.get(1).state is CopyState.GIVEN
    again = room.handed_out(room.again(room.prepare({"people": [second]}).run()))
    assert "写し 第3号（再印刷・前の写し第2号）" in pages(again)[0]


def test_forms_are_counted_each_by_itself_too_and_those_without_a_name_are_none(empty_desk: Desk) -> None:
    ids = [somebody(empty_desk) for _ in range(2)]
    left = forms(empty_desk).handed_out(forms(empty_desk).prepare({"people": ids, "blank": 1}).run())
    assert left.numbers == (1, 2)
    assert ["第1号" in page for page in pages(left)] == [True, False, False]
    assert all("1 / 1" in page for page in pages(left))
    assert [copy.pages for copy in empty_desk.copies.all()] == [1, 1]


def test_whose_consent_ends_soon_gets_a_letter_where_that_is_wanted(empty_desk: Desk) -> None:
    def until(days: int) -> str:
        return somebody(
            empty_desk, ConsentEntry(state=Consent.AGREED, since=TODAY, valid_until=TODAY + timedelta(days=days))
        )

    _, ending, today = until(SOON), until(SOON - 1), until(0)
    assert empty_desk.consents.ask_again() == ()
    assert [one.id for one in empty_desk.consents.ask_again(soon=True)] == [today, ending]
    paper = letters(empty_desk).prepare({"soon": True}).run()
    assert paper.named == (today, ending)
    assert "同意の期限（令和8年11月22日）が近づいています。" in pages(paper)[0]
    assert letters(empty_desk).prepare({"people": [ending]}).run().named == (ending,)
    assert letters(empty_desk).prepare({}).run().named == ()


def test_whoever_is_not_to_be_asked_gets_no_letter_and_that_is_told(empty_desk: Desk) -> None:
    refused = somebody(empty_desk, ConsentEntry(state=Consent.REFUSED, since=date(2025, 1, 1)))
    fresh = somebody(empty_desk, ConsentEntry(state=Consent.AGREED, since=TODAY))
    asked = somebody(empty_desk)
    paper = letters(empty_desk).prepare({"people": [refused, asked, fresh]}).run()
    assert paper.named == (asked,)
    assert letters(empty_desk).left_out(paper).startswith("2名には、つくりません")


def test_the_day_of_reply_is_three_weeks_ahead_unless_told_and_never_past(empty_desk: Desk) -> None:
    somebody(empty_desk)
    assert "令和8年12月13日（日）までに" in pages(letters(empty_desk).prepare({}).run())[0]
    told = letters(empty_desk).prepare({"reply_by": "2026-12-25"}).run()
    assert "令和8年12月25日（金）までに" in pages(told)[0]
    with pytest.raises(Invalid, match="明日からあと"):
        letters(empty_desk).prepare({"reply_by": "2026-11-22"})


def test_a_letter_is_noted_on_the_list_until_she_answers(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk)
    assert empty_desk.consents.ask_again()[0].given_on is None
    letters(empty_desk).handed_out(letters(empty_desk).prepare({}).run())
    assert empty_desk.consents.ask_again()[0].given_on == TODAY
    old = ConsentEntry(state=Consent.AGREED, since=TODAY, valid_until=TODAY + timedelta(days=1))
    empty_desk.consents.give(person_id, old)
    assert empty_desk.consents.ask_again() == ()


def test_a_letter_to_somebody_who_withdrew_meanwhile_does_not_leave(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk, ConsentEntry(state=Consent.AGREED, since=date(2024, 1, 1)))
    paper = letters(empty_desk).prepare({}).run()
    empty_desk.consents.give(person_id, ConsentEntry(state=Consent.WITHDRAWN))
    with pytest.raises(WatchDeskError) as refused:
        letters(empty_desk).handed_out(paper)
    assert refused.value.code == "outdated"


@pytest.mark.parametrize(
    ("reason", "told_on", "words"),
    [
        (AskReason.EXPIRED, date(2026, 10, 31), "期限（令和8年10月31日）が過ぎました。"),
        (AskReason.PENDING, date(2026, 10, 31), "お返事を、まだいただいていません。"),
        (AskReason.LONG_AGO, date(2024, 4, 1), "（令和6年4月1日）、2年7か月がたちました。"),
        (AskReason.SOON, date(2026, 12, 1), "期限（令和8年12月1日）が近づいています。"),
        (AskReason.UNDATED, None, "わからなくなっています。"),
    ],
)
def test_the_letter_says_why_it_comes(reason: AskReason, told_on: date | None, words: str) -> None:
    days = (TODAY - told_on).days if told_on is not None else None
    assert AskAgain(reason=reason, due_on=told_on, told_on=told_on, days=days).letter.endswith(words)


# ---- the window of the envelope

WRITTEN = st.text(st.sampled_from("西区九条南4-5-14 コーポ吉𠮷葛城ABC長い〓"), min_size=1, max_size=60)


def addressed(name: str, place: str) -> ReAskFacts:
    why = AskAgain(reason=AskReason.PENDING, due_on=None, told_on=None, days=None)
    one = Asked(id="p1", name=name, why=why, postal="550-0014", place=place)
    person = Person(id="p1", family_name="見本", area_history=(AreaEntry(area="九条南"),), created_on=TODAY)
    people: Any = disclose(
        [(person, one)], purpose=Purpose.TO_HERSELF, receiver=NOBODY, day=TODAY, default_recipients=frozenset()
    )
    words = FormWords(area="九条南", phone="06-6000-0123")
    return ReAskFacts(printed_on=TODAY, people=people, words=words, reply_by=TODAY, with_form=False)


def places(pdf: bytes) -> Iterator[tuple[float, float, str]]:
    """Where each text of the first page begins, in points from its top left corner."""
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    found: list[tuple[float, float, str]] = []
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: found.append((tm[4], 842 - tm[5], text)))
    return iter(one for one in found if one[2].strip())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITTEN.filter(str.strip), WRITTEN)
def test_the_address_stays_where_the_window_shows_it_and_nothing_else_does(name: str, place: str) -> None:
    into = io.BytesIO()
    re_ask.draw(addressed(name, place), into)
    upper = [one for one in places(into.getvalue()) if one[1] < 59 * MM]
    address = [one for one in upper if one[0] < 100 * MM]
    assert address
    assert all(x >= 20 * MM and 12 * MM < y < 39 * MM for x, y, _ in address)
    written = [text for text in layout(into.getvalue())[0].texts if text.x < 100 * MM and text.y < 59 * MM]
    assert all(text.ink[2] <= (22 + 66) * MM + 0.5 for text in written), "it ends within the window too"
    assert all(x >= 117 * MM for x, _, _ in upper if x >= 100 * MM)


LONG = "グランドメゾン西九条南ザ・ロイヤルレジデンシャルタワー・アネックス別館 第弐号棟 地下1階B1-1203号室東側"
NAME = "𠮷﨑濵邉齋藤園寺勘解由小路 麗子マリア・テレジア・フォン・エスターライヒ"


@pytest.mark.parametrize(("name", "building"), [(NAME, LONG), (NAME, LONG[:38]), ("見本 花子", LONG)])
def test_a_long_address_and_a_long_name_never_stand_over_each_other(name: str, building: str) -> None:
    into = io.BytesIO()
    re_ask.draw(addressed(name, f"大阪市西区九条南1-20-30\n{building}"), into)
    written = [text for text in layout(into.getvalue())[0].texts if text.x < 100 * MM and text.y < 59 * MM]
    told = "".join(text.text for text in written).replace(" ", "")
    assert told == f"〒550-0014大阪市西区九条南1-20-30{building}{name}　様".replace(" ", "")
    assert all(above.ink[3] < below.ink[1] for above, below in pairwise(written))
    assert min(text.size for text in written) >= re_ask.CROWDED_LEAST


def test_whose_address_finds_no_room_in_the_window_gets_no_letter_and_that_is_told(empty_desk: Desk) -> None:
    somebody(empty_desk)
    far = somebody(empty_desk, family_name=NAME[:14], given_name=NAME[15:], building=LONG * 2)
    paper = letters(empty_desk).prepare({}).run()
    assert (len(paper.named), paper.too_long) == (1, (far,))
    assert "1名には、つくりません（住所が長くて入らない方です" in letters(empty_desk).left_out(paper)
    assert NAME[:5] not in "".join(pages(paper))
