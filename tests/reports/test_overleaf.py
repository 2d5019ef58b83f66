"""Papers about one person say on each following page whose they are, and repeat the title of what goes on there."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader

from tests.reports import samples_letters
from tests.reports.conftest import _given
from tests.reports.sample_sizes import LONG_NAME, OFFICE, Size
from watchdesk.domain.sharing import SharedField, SharedPerson, Stays
from watchdesk.reports import person_record, referral_sheet, sharing_sheet
from watchdesk.reports.page import Drawn
from watchdesk.reports.person_record import RecordedPerson, RecordFacts, Records
from watchdesk.reports.referral_sheet import ReferralFacts
from watchdesk.reports.sharing_sheet import SharingFacts

LONG = "\n".join(f"{number}行目に、くわしいいきさつを書きます。" for number in range(1, 81))
NAME, NUMBER = "見本 花子", "A-0107"


def _pages(draw: Callable[[io.BytesIO], Drawn]) -> list[str]:
    target = io.BytesIO()
    draw(target)
    return [page.extract_text() for page in PdfReader(target).pages]


def _record(name: str = NAME, about: str = f"86歳　九条南地域　整理番号 {NUMBER}") -> list[str]:
    visits = Records(title="訪問の記録", heads=("月日", "内容"), widths=(30, 145), rows=(("11月3日", "お元気。"),) * 80)
    person = RecordedPerson(id="p", name=name, about=about, records=(visits,))
    remarks = "\n".join(f"備考の{number}行目。" for number in range(1, 81))
    office: dict[str, Any] = {**OFFICE}
    facts = RecordFacts(people=_given([person]), span="4月から", remarks=remarks, **office)
    return _pages(lambda target: person_record.draw(facts, target))


def _letter(person: SharedPerson | None) -> dict[str, Any]:
    told = {"body": "保健福祉課", "receiver": "保健福祉課", "area": "九条南", **OFFICE}
    return {**told, "people": _given([person] if person else [])}


def _person(number_stays: Stays | None = None) -> SharedPerson:
    name = SharedField(key="name", title="氏名・ふりがな", words=f"{NAME}（みほん はなこ）")
    number = SharedField(key="number", title="整理番号", words=NUMBER, stays=number_stays)
    return SharedPerson(id="p", name=NAME, fields=(name, number))


def _referral(person: SharedPerson | None) -> list[str]:
    facts = ReferralFacts(**_letter(person), reason=LONG, wanted=LONG)
    return _pages(lambda target: referral_sheet.draw(facts, target))


def _sharing(person: SharedPerson | None) -> list[str]:
    return _pages(lambda target: sharing_sheet.draw(SharingFacts(**_letter(person), message=LONG), target))


def test_each_following_page_of_a_record_says_whose_it_is() -> None:
    first, *following = _record()
    assert following
    assert "個人記録　整理番号" not in first
    assert all(f"個人記録　整理番号 {NUMBER}　{NAME}" in page for page in following)


def test_a_long_name_in_the_head_is_cut_and_the_number_kept() -> None:
    _, *following = _record(name=LONG_NAME * 3)
    assert all(f"個人記録　整理番号 {NUMBER}　勅使河原" in page and "…" in page for page in following)


def test_a_record_without_a_number_names_the_person() -> None:
    _, *following = _record(about="86歳　九条南地域")
    assert all(f"個人記録　{NAME}" in page for page in following)


def test_remarks_that_go_on_overleaf_say_so() -> None:
    assert "備考 （前のページの続き）" in _record()[-1].replace("備考（", "備考 （")


@pytest.mark.parametrize(("drawn", "title"), [(_referral, "つなぎ票"), (_sharing, "情報共有シート")])
def test_each_following_page_of_a_letter_says_of_whom_it_tells(
    drawn: Callable[[SharedPerson | None], list[str]], title: str
) -> None:
    first, *following = drawn(_person())
    assert following
    assert f"{title}　整理番号" not in first
    assert all(f"{title}　整理番号 {NUMBER}　{NAME}" in page for page in following)


def test_a_letter_tells_overleaf_no_more_than_its_first_page() -> None:
    _, *following = _referral(_person(Stays.NOT_FOR))
    assert all(f"つなぎ票　{NAME}" in page and NUMBER not in page for page in following)
    _, *following = _referral(None)
    assert all("つなぎ票" in page and NAME not in page for page in following)


def test_a_text_that_goes_on_overleaf_stands_under_its_title_again() -> None:
    told = "".join(_referral(_person()))
    assert "つなぐわけ（つづき）" in told
    assert "お願いしたいこと（つづき）" in told
    assert "お伝えしたいこと（つづき）" in "".join(_sharing(_person()))
    assert "つづき" not in "".join(_pages(lambda target: samples_letters.referral(Size.FEW, target)))
