"""つなぎ票 and 情報共有シート: just the fields shown, one page, a numbered copy; nothing on paper without a consent."""

import io
import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from watchdesk.changed import Changed
from watchdesk.desk import Desk, ReferralSheet, SharingSheet
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.override import Danger
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid, WatchDeskError

RECEIVERS = ("hokatsu", "iryo_kaigo")
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=RECEIVERS)
PLACE = {"town": "九条南", "address": "4-5-14", "building": "見本荘 203号室", "phones": ("06-6000-0012",)}
TOLD = {"receiver": "hokatsu", "reason": "買い物に行けなくなっている", "wanted": "介護の相談をお願いします"}


def somebody(desk: Desk, consent: ConsentEntry = AGREED, **more: object) -> str:
    values = {"family_name": "見本", "given_name": "花子", "doctor": "見本医院", "key_holder": "長男", **PLACE, **more}
    return desk.people.register(values, area="九条南", consent=consent).id


def drawn(desk: Desk, person_id: str | None, **more: object) -> ReferralSheet:
    made = desk.referrals.prepare({**TOLD, "person_id": person_id, **more})
    return desk.referral_sheets.prepare(made.id).run()


def text(paper: ReferralSheet | SharingSheet) -> str:
    pages = PdfReader(io.BytesIO(paper.pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def test_just_the_fields_that_were_shown_stand_on_one_page(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk)
    paper = drawn(empty_desk, person_id, given=("name", "phones"), answer_due=date(2026, 12, 6))
    told = text(paper)
    wanted = ("つなぎ票", "地域包括支援センター", "見本 花子", "06-6000-0012", "買い物に行けなく", "令和8年12月6日まで")
    assert all(words in told for words in wanted)
    assert all(words not in told for words in ("4-5-14", "見本医院", "長男"))
    assert paper.pages == 1


def test_a_copy_that_left_has_its_number_in_the_ledger_and_on_the_referral(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk)
    paper = drawn(empty_desk, person_id)
    assert paper.number is None
    left = empty_desk.referral_sheets.handed_out(paper)
    assert f"写し 第{left.number}号" in text(left)
    assert empty_desk.referrals.lines()[0].copy_number == left.number
    (copy,) = empty_desk.consents.copies_naming(person_id)
    assert (copy.number, copy.receiver, copy.kind) == (left.number, "hokatsu", "referral")
    assert empty_desk.undo.next() == "つなぎの準備"


def test_about_somebody_not_on_the_register_it_names_nobody_and_is_no_copy(empty_desk: Desk) -> None:
    left = empty_desk.referral_sheets.handed_out(drawn(empty_desk, None))
    assert left.number is None
    assert "台帳にない方" in text(left)


def test_what_changed_since_it_was_looked_at_does_not_leave(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk)
    paper = drawn(empty_desk, person_id)
    empty_desk.people.change(person_id, {"phones": ("06-6000-0099",)})
    with pytest.raises(WatchDeskError) as refused:
        empty_desk.referral_sheets.handed_out(paper)
    assert refused.value.code == "outdated"
    assert empty_desk.consents.copies_naming(person_id) == ()


def test_a_withdrawal_of_the_consent_stops_the_sheet_that_lies_open(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk)
    paper = drawn(empty_desk, person_id)
    empty_desk.consents.give(person_id, ConsentEntry(state=Consent.WITHDRAWN))
    with pytest.raises(WatchDeskError):
        empty_desk.referral_sheets.handed_out(paper)


def test_an_emergency_is_marked_on_the_paper(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk, ConsentEntry(state=Consent.REFUSED))
    empty_desk.consents.override(person_id, Danger.LIFE, "倒れているおそれ")
    left = empty_desk.referral_sheets.handed_out(drawn(empty_desk, person_id, receiver="shobo_keisatsu"))
    assert "緊急の提供" in text(left)
    assert any(one.action == "given in an emergency" for one in empty_desk.ledger.entries(entity_id=person_id))


def test_a_hidden_persons_place_stands_on_neither_sheet_even_once_opened(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk, hidden=True)
    empty_desk.secrecy.open(person_id, "電話するため")
    paper = drawn(empty_desk, person_id, reason="4-5-14 見本荘に、知らない人が来る。06-6000-0012へ")
    shared = empty_desk.sharing_sheets.prepare(
        person_id, receiver="iryo_kaigo", message="見本荘です。06-6000-0012"
    ).run()
    for told in (text(paper), text(shared)):
        assert "秘匿" in told
        assert all(words not in told for words in ("4-5-14", "見本荘", "06-6000-0012"))


def test_the_sharing_sheet_tells_all_that_the_receiver_may_have(empty_desk: Desk) -> None:
    person_id = somebody(empty_desk)
    paper = empty_desk.sharing_sheets.prepare(person_id, receiver="iryo_kaigo", message="歩くのがつらそう").run()
    told = text(empty_desk.sharing_sheets.handed_out(paper))
    assert all(words in told for words in ("情報共有シート", "見本医院", "長男", "歩くのがつらそう", "写し 第1号"))
    assert paper.pages == 1
    with pytest.raises(Invalid):
        empty_desk.sharing_sheets.prepare(person_id, receiver="nobody")


def test_a_long_story_goes_on_and_loses_nothing(empty_desk: Desk) -> None:
    story = "\n".join(f"{number}日目に、また話を聞いた。" for number in range(1, 90))
    paper = drawn(empty_desk, somebody(empty_desk), reason=story)
    assert paper.pages > 1
    told = text(paper)
    assert all(f"{number}日目に" in told for number in range(1, 90))
    assert "ご返事" in told


def test_a_field_longer_than_a_page_goes_on_and_loses_nothing(empty_desk: Desk) -> None:
    services = "、".join(f"{number}番目のサービス" for number in range(1, 400))
    person_id = somebody(empty_desk, services=services)
    paper = empty_desk.sharing_sheets.prepare(person_id, receiver="iryo_kaigo").run()
    pages = PdfReader(io.BytesIO(paper.pdf)).pages
    lowest: list[float] = []
    for page in pages:
        page.extract_text(visitor_text=lambda _text, _cm, tm, *_: lowest.append(tm[5]) if tm[5] else None)
    assert min(lowest) > 20, "nothing stands below the paper's edge"
    told = text(paper)
    assert all(f"{number}番目" in told for number in range(1, 400))
    assert "（つづき）" in told


ENTRIES = st.lists(
    st.builds(
        ConsentEntry,
        state=st.sampled_from(Consent),
        since=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 15)),
        recipients=st.lists(st.sampled_from([*RECEIVERS, "minsei"]), unique=True).map(tuple),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES, st.sampled_from([*RECEIVERS, "soudanshitsu"]), st.booleans())
def test_no_paper_comes_about_without_a_consent_that_covers_its_receiver(
    empty_desk: Desk, entries: list[ConsentEntry], receiver: str, shares: bool
) -> None:
    random.seed()  # hypothesis begins each example alike, and ids are random
    person_id = somebody(empty_desk)
    with empty_desk._ground.store.write("hanako", Changed.PEOPLE) as tx:
        person = replace(tx.get(Person, person_id), consent_history=tuple(entries))
        tx.replace(person)
    entry, default = person.consent_on(empty_desk.today()), frozenset(empty_desk.settings.get("consent_recipients"))
    covered = (
        entry is not None and entry.state is Consent.AGREED and receiver in (frozenset(entry.recipients) or default)
    )

    def make() -> ReferralSheet | SharingSheet:
        if shares:
            return empty_desk.sharing_sheets.prepare(person_id, receiver=receiver).run()
        return drawn(empty_desk, person_id, receiver=receiver)

    if covered:
        assert make().named == (person_id,)
        return
    with pytest.raises(WatchDeskError) as refused:
        make()
    assert refused.value.code == "withheld"
    assert empty_desk.consents.copies_naming(person_id) == ()
