"""秘匿 on the command line: only the full export tells where a hidden person is (contract §4)."""

from pathlib import Path

import pytest

from tests.cli.told import Run
from tests.conftest import AREA, KEY, USER, fixed_clock
from watchdesk.desk import open_with_recovery_key
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Condition, Consent, Method, Result

SECRETS = ("隠里町", "8-88-188", "秘荘コーポ", "5509898", "6099-8181", "0099-8181")
LIST = "氏名,フリガナ,生年月日,住所,電話\n見本 かくし,ミホン カクシ,S15.2.3,西区新町1-1-1,06-6000-0001\n"


@pytest.fixture
def store(filled_store: Path) -> Path:
    """The filled store with a hidden person on its register, under watch and long overdue."""
    desk = open_with_recovery_key(filled_store, USER, KEY, clock=fixed_clock)
    person = desk.people.register(
        {
            "family_name": "見本",
            "given_name": "かくし",
            "family_kana": "ミホン",
            "given_kana": "カクシ",
            "birth_date": fixed_clock().date().replace(year=1940, month=2, day=3),
            "town": "隠里町",
            "address": "8-88-188",
            "building": "秘荘コーポ 909",
            "postal_code": "5509898",
            "phones": ("06-6099-8181", "090-0099-8181"),
            "hidden": True,
            "interval_days": 1,
        },
        area=AREA,
        consent=ConsentEntry(state=Consent.AGREED),
    )
    desk.visits.record(
        person.id,
        on=fixed_clock().date().replace(day=2),
        method=Method.PHONE,
        result=Result.MET,
        condition=Condition.WELL,
        details={"note": "かくしさんと庭の話をしました"},
    )
    desk.lock()
    return filled_store


@pytest.mark.parametrize(
    "words",
    [
        ("search", "みほん"),
        ("search", "庭の話", "--in", "visits"),
        ("due", "--on", "2026-11-22"),
        ("import", "people", "LIST", "--dry-run"),
        ("import", "people", "LIST", "--update"),
        ("report", "monthly", "--month", "2026-10", "--to", "PDF"),
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_command_tells_where_a_hidden_person_is(
    run: Run, store: Path, tmp_path: Path, words: tuple[str, ...], form: tuple[str, ...]
) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    places = {"LIST": str(tmp_path / "list.csv"), "PDF": str(tmp_path / "month.pdf")}

    heard = run(*(places.get(word, word) for word in words), *form, store=store)

    assert heard.status in {0, 3}
    assert not [secret for secret in SECRETS if secret in heard.out + heard.err]
    if words[0] in {"search", "due"}:
        assert "かくし" in heard.out


@pytest.mark.parametrize("secret", SECRETS)
def test_a_search_for_the_place_finds_nobody(run: Run, store: Path, secret: str) -> None:
    assert run("search", secret, "--json", store=store).document == []


def test_the_full_export_tells_it(run: Run, store: Path, tmp_path: Path) -> None:
    target = tmp_path / "full.json"
    run("export", "full", "--to", str(target), "--i-understand-this-is-not-encrypted", store=store)
    text = target.read_text(encoding="utf-8")
    assert all(secret in text for secret in SECRETS)
