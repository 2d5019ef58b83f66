"""Samples of papers for one receiver."""

import io
from datetime import date
from typing import Any

from tests.reports.conftest import NOTES, _given
from tests.reports.sample_sizes import (
    LONG_NAME,
    LONG_NOTE,
    LONG_PLACE,
    TODAY,
    Size,
    office,
    told,
)
from watchdesk.domain.sharing import SharedField, SharedPerson
from watchdesk.reports import info_sheet, key_sheet, referral_sheet, sharing_sheet
from watchdesk.reports.info_sheet import InfoFacts
from watchdesk.reports.key_sheet import KeySheetFacts
from watchdesk.reports.page import Drawn
from watchdesk.reports.referral_sheet import ReferralFacts
from watchdesk.reports.sharing_sheet import SharingFacts

# ---- papers for one receiver


def referral(size: Size, into: io.BytesIO) -> Drawn:
    """つなぎ票."""
    reason = told(size, "買い物に行けなくなっている。") * (4 if size is Size.MUCH else 1)
    wanted = told(size, "介護の相談をお願いします。") or None
    facts = ReferralFacts(**_letter(size), reason=reason, wanted=wanted, answer_due=date(2026, 12, 1) if size else None)
    return referral_sheet.draw(facts, into)


def sharing(size: Size, into: io.BytesIO) -> Drawn:
    """情報共有シート."""
    facts = SharingFacts(**_letter(size), message=told(size, NOTES[3]) * (5 if size is Size.MUCH else 1))
    return sharing_sheet.draw(facts, into)


def _letter(size: Size) -> dict[str, Any]:
    usual = (
        ("name", "氏名・ふりがな", "見本 花子（みほん はなこ）"),
        ("number", "整理番号", "A-0107"),
        ("address", "住所", "九条南1-40-3 コーポ波除 102号"),
        ("phones", "電話", "06-6000-0113"),
        ("doctor", "かかりつけ医", "見本医院"),
        ("keys", "鍵を預かる方", "長女 西田 由美"),
        ("contacts", "緊急の連絡先", "長女 西田 由美 090-0000-4321（昼は仕事）"),
        ("hearing", "耳・目・ことば", "右の耳が遠い。大きな声でゆっくり話す。"),
        ("notes", "備考", "玄関の呼び鈴は、こわれている。"),
    )
    fields = tuple(
        SharedField(
            key=key, title=title, words=words if key == "number" else told(size, words)[: 400 if number > 5 else 60]
        )
        for number, (key, title, words) in enumerate(usual)
    )
    person = SharedPerson(id="p", name=LONG_NAME if size is Size.MUCH else "見本 花子", fields=fields)
    body = "大阪市西区保健福祉センター 保健福祉課 地域保健活動担当" if size is Size.MUCH else "保健福祉課"
    return {
        "body": body,
        "receiver": "保健福祉課",
        "area": "九条南",
        "phone": "06-6000-0113",
        "people": _given([person] if size else []),
        **office(size),
    }


def information(size: Size, into: io.BytesIO) -> Drawn:
    """A sheet of welfare information; ``MUCH`` goes on over pages."""
    much = size is Size.MUCH
    facts = InfoFacts(
        people=_given([]),
        title="高齢者の配食サービス" * (1 + 3 * much),
        body=LONG_NOTE * 3 if much else "昼か夕の食事を、顔を見て手わたします。\n1食450円から。" * max(1, size // 6),
        target=told(size, "65歳以上の方")[:120],
        phone="06-6038-0011 見本給食" if size else "",
        days="12月28日まで" if size else "",
        tail=office(size)["office"],
        printed_on=TODAY,
    )
    return info_sheet.draw(facts, into)


def slips(size: Size, into: io.BytesIO) -> Drawn:
    """The same twice on a sheet, to be cut."""
    body = LONG_NOTE[:400] if size is Size.MUCH else "昼か夕の食事を、顔を見て手わたします。"
    facts = InfoFacts(
        people=_given([]),
        title="配食サービス",
        body=body,
        target=told(size, "65歳以上の方")[:60],
        phone="06-6038-0011 見本給食" if size else "",
        tail=office(size)["office"],
        slip=True,
        printed_on=TODAY,
    )
    return info_sheet.draw(facts, into)


def recovery(size: Size, into: io.BytesIO) -> Drawn:
    """The recovery key."""
    area = LONG_PLACE[:30] if size is Size.MUCH else "九条南地域"
    key = "SCT81-4E3YC-0Z9QP-7K3MW-8ND5R-CZE4P-XY11"
    return key_sheet.draw(KeySheetFacts(area=area, day=TODAY, key=key), into)
