"""``report referral`` and ``report sharing-sheet``: numbered copies for a receiver, refused without a consent."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.told import Run
from tests.conftest import KEY, USER, fixed_clock
from watchdesk.desk import open_with_recovery_key
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent

AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("iryo_kaigo", "hokatsu"))


@pytest.fixture
def person_id(empty_store: Path) -> str:
    desk = open_with_recovery_key(empty_store, USER, KEY, clock=fixed_clock)
    made = desk.people.register({"family_name": "見本", "doctor": "見本医院"}, area="九条南", consent=AGREED)
    desk.lock()
    return made.id


def test_the_list_of_reports_names_both_with_their_options(run: Run, empty_store: Path) -> None:
    kinds = {one["kind"]: one for one in run("report", "list", "--json", store=empty_store).document}
    assert (kinds["referral"]["title"], kinds["sharing-sheet"]["title"]) == ("つなぎ票", "情報共有シート")
    assert "--for" in kinds["sharing-sheet"]["options"]


@pytest.mark.parametrize("kind", ["referral", "sharing-sheet"])
def test_a_paper_is_a_numbered_copy(run: Run, empty_store: Path, person_id: str, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out.pdf"
    more = ("--reason", "買い物に行けない") if kind == "referral" else ()
    told = run(
        *("report", kind, "--person", person_id, "--for", "hokatsu", *more, "--to", target, "--json"),
        store=empty_store,
    )
    assert told.status == 0
    assert told.document == {"file": str(target), "pages": 1, "number": 1, "unprintable": [], "degraded": []}
    assert "写し 第1号" in PdfReader(target).pages[0].extract_text()


@pytest.mark.parametrize("kind", ["referral", "sharing-sheet"])
def test_without_a_consent_for_the_receiver_nothing_is_written(
    run: Run, empty_store: Path, person_id: str, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "out.pdf"
    more = ("--reason", "買い物に行けない") if kind == "referral" else ()
    told = run(
        *("report", kind, "--person", person_id, "--for", "shobo_keisatsu", *more, "--to", target, "--json"),
        store=empty_store,
    )
    assert (told.status, told.document["error"]["code"]) == (1, "withheld")
    assert not target.exists()


def test_it_is_either_a_referral_or_a_person(run: Run, empty_store: Path) -> None:
    assert run("report", "referral", "--to", "x.pdf", store=empty_store).status == 2
    told = run("report", "referral", "--referral", "gone", "--to", "x.pdf", "--json", store=empty_store)
    assert (told.status, told.document["error"]["code"]) == (1, "not_found")
