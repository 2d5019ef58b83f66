"""``export welfare``, ``receive``, ``receivers``, ``handovers``: the month goes out, only its receiver opens it."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.told import Run, Told
from watchdesk.domain.copies import A_MONTH

MONTH = ("--month", "2026-10", "--recipient", "hokenfukushi")


@pytest.fixture
def file_password(tmp_path: Path) -> Path:
    file = tmp_path / "合言葉.txt"
    file.write_text("kamo-sune-tega-wago-284753\n", encoding="utf-8")
    return file


def test_the_month_goes_out_is_received_and_receipted(
    run: Run, filled_store: Path, tmp_path: Path, file_password: Path
) -> None:
    target = tmp_path / "10月 保健福祉課.xlsx"
    locked = ("--file-password-file", file_password)
    told = run("export", "welfare", *MONTH, "--to", target, *locked, "--json", store=filled_store).document
    contract = ("file", "people", "visits", "provided", "withheld", "sha256", "substituted")
    assert [key for key in told if key in contract] == list(contract)
    assert set(told["withheld"]) == {"refused", "pending", "withdrawn", "not_covered", "none"}

    received = run("receive", target, *locked, "--to", tmp_path / "b.xlsx", store=tmp_path / "no store")
    assert (received.status, (tmp_path / "b.xlsx").exists()) == (0, True)
    (kept,) = run("handovers", "list", "--unreceipted", "--json", store=filled_store).document
    month_later = (date.fromisoformat(kept["made_on"]) + A_MONTH).isoformat()
    (copy,) = run("copies", "list", "--out", "--json", store=filled_store).document
    assert (kept["due_back"], kept["erase_by"], copy["due_back"]) == (month_later, None, month_later)
    assert (kept["sha256"], kept["people"]) == (told["sha256"], told["people"])
    papers = run("handovers", "papers", kept["id"], "--to", tmp_path / "p.pdf", "--json", store=filled_store)
    assert papers.document["pages"] == 3
    receipt = ("handovers", "receipt", kept["id"], "--by")
    assert run(*receipt, "別の方", "--correct", "--json", store=filled_store).document["error"]["code"] == "no_receipt"
    run(*receipt, "係の方", store=filled_store)
    corrected = run(*receipt, "別の方", "--correct", "--json", store=filled_store).document
    assert (corrected["received_by"], corrected["received_on"]) == ("別の方", kept["made_on"])
    assert corrected["receipt_before"] == ["係の方"]
    (newest,) = run("audit", "list", "--limit", "1", "--json", store=filled_store).document
    assert newest["action"] == "receipt corrected"
    assert "係の方" not in json.dumps(newest, ensure_ascii=False)
    assert run("handovers", "list", "--unreceipted", "--json", store=filled_store).document == []
    assert run("handovers", "list", "--to-end", "--json", store=filled_store).document == []
    run("copies", "settle", f"第{kept['copy_number']}号", "destroyed", store=filled_store)
    (erased,) = run("handovers", "list", "--json", store=filled_store).document
    assert erased["erased_on"] is not None
    again = run("handovers", "erased", kept["id"], "--json", store=filled_store)
    assert again.document["error"]["code"] == "already_erased"
    assert run("verify", "--json", store=filled_store).document["ok"]


def test_what_is_refused_writes_nothing_and_ends_with_1(
    run: Run, filled_store: Path, tmp_path: Path, file_password: Path
) -> None:
    locked = ("--file-password-file", file_password, "--json")
    target = tmp_path / "a.xlsx"
    for words, code in (
        (("--month", "2026-10", "--recipient", "nobody", "--to", target), "receiver.unknown"),
        (("--month", "2027-10", "--recipient", "hokenfukushi", "--to", target), "month.in_future"),
        ((*MONTH, "--to", tmp_path / "none" / "a.xlsx"), "to.no_folder"),
        ((*MONTH, "--to", target, "--profile", "ない"), "not_found"),
    ):
        told = run("export", "welfare", *words, *locked, store=filled_store)
        assert (told.status, told.document["error"]["code"]) == (1, code)
        assert not target.exists()
    told = run("export", "welfare", *MONTH, "--to", target, "--json", store=filled_store)
    assert (told.status, told.document["error"]["code"]) == (1, "file_password.missing")


def test_a_wrong_password_ends_with_4(run: Run, filled_store: Path, tmp_path: Path, file_password: Path) -> None:
    target = tmp_path / "a.xlsx"
    run("export", "welfare", *MONTH, "--to", target, "--file-password-file", file_password, store=filled_store)
    file_password.write_text("kamo-sune-tega-wago-284754\n", encoding="utf-8")
    told = run("receive", target, "--file-password-file", file_password, "--json", store=tmp_path / "no store")
    assert (told.status, told.document["error"]["code"]) == (4, "wrong_password")


def test_a_receivers_key_is_made_taken_in_confirmed_and_used(run: Run, filled_store: Path, tmp_path: Path) -> None:
    made = run("receiving-key", "--to", tmp_path / "私の鍵.txt", "--json", store=tmp_path).document
    taken = run("receivers", "key", "hokenfukushi", made["public_key"], "--json", store=filled_store).document
    assert taken["phrase"] == made["phrase"]
    words = ("receivers", "confirm", "hokenfukushi", "--phrase", made["phrase"], "--with", "係の方")
    assert run(*words, store=filled_store).status == 0
    target = tmp_path / "a.age"
    told = run("export", "welfare", *MONTH, "--to", target, "--format", "csv", "--json", store=filled_store)
    assert told.status == 0
    received = run("receive", target, "--identity", made["identity"], "--to", tmp_path, "--json", store=tmp_path)
    assert received.document["receiver"] == "区役所 保健福祉課"
    assert (tmp_path / "要援護者.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert received.document["rows"]["要援護者"] == told.document["people"]


def test_a_list_and_one_person_go_out_only_with_a_consent_that_covers_the_receiver(
    run: Run, filled_store: Path, tmp_path: Path, file_password: Path
) -> None:
    locked = ("--file-password-file", file_password, "--same-password", "--json")
    to_office, target = ("--recipient", "hokenfukushi"), tmp_path / "一覧.xlsx"
    columns = ("--columns", "name,address,consent_since")
    told = run("export", "list", *to_office, *columns, "--to", target, *locked, store=filled_store).document
    assert (told["visits"], told["left_out"]) == (0, [])
    assert told["people"] == told["provided"] > 0
    received = run("receive", target, *locked[:2], "--json", store=tmp_path).document
    assert received["rows"]["一覧"] == told["people"]

    neighbour = ("--recipient", "chokai", *columns, "--format", "csv-xlsx", "--to", tmp_path / "町会.xlsx")
    given = run("export", "list", *neighbour, *locked, store=filled_store).document
    assert given["left_out"] == ["同意日"]
    assert given["provided"] + sum(given["withheld"].values()) == told["provided"] + sum(told["withheld"].values())
    assert "使いかた" in run("receive", tmp_path / "町会.xlsx", *locked[:2], "--json", store=tmp_path).document["rows"]

    wrong = run(
        "export", "list", *to_office, "--columns", "key", "--to", tmp_path / "x.xlsx", *locked, store=filled_store
    )
    assert (wrong.status, wrong.document["error"]["code"]) == (1, "columns.unknown")

    listed = ("export", "list", *to_office, "--to", tmp_path / "数名.xlsx", *locked)
    for nobody in ("", " , "):
        assert run(*listed, "--people", nobody, store=filled_store).status == 2
    assert not (tmp_path / "数名.xlsx").exists()

    def alone(person_id: str, receiver: str) -> Told:
        words = ("export", "person", person_id, "--recipient", receiver, "--to", tmp_path / f"{receiver}.xlsx")
        return run(*words, "--no-visits", "--replace", *locked, store=filled_store)

    ids = [person["id"] for person in run("due", "--json", store=filled_store).document]
    went = next(one for person_id in ids if (one := alone(person_id, "hokenfukushi")).status == 0)
    stayed = next(one for person_id in ids if (one := alone(person_id, "family")).status == 1)
    assert (went.document["people"], went.document["visits"]) == (1, 0)
    assert stayed.document["error"]["code"] == "withheld"
    assert "お渡しください" in stayed.err
    narrowed = run(*listed, "--people", ids[0], "--status", "ended", "--replace", store=filled_store)
    assert (narrowed.document["people"], sum(narrowed.document["withheld"].values())) == (0, 0)


def test_a_profile_is_saved_from_a_file(run: Run, filled_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "形.json"
    plain = {"name": "保健福祉課 月次", "sheets": {"people": [{"key": "name", "title": "氏名"}]}}
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    told = run("export", "profiles", "--save", file, "--json", store=filled_store).document
    assert [one["name"] for one in told["profiles"]] == ["標準", "保健福祉課 月次"]
    assert {"people", "visits", "cases", "activities"} == set(told["columns"])
    file.write_text("[]", encoding="utf-8")
    assert run("export", "profiles", "--save", file, store=filled_store).status == 1
