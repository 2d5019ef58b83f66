"""A full export of the first release, and a store of it, come to the same partners and households."""

import json
import shutil
from pathlib import Path

from tests.conftest import TODAY, fixed_clock
from watchdesk.desk import Desk, open_desk
from watchdesk.domain.partner import PartnerKind
from watchdesk.exports.earlier import of_today

STORE = Path(__file__).parents[1] / "stores" / "0.1.0"


def _opened(folder: Path) -> Desk:
    return open_desk(Path(shutil.copytree(STORE, folder)), "demo", "mimamori-demo", clock=fixed_clock)


def _as_it_was(document: dict[str, object]) -> dict[str, object]:
    """The document as 0.1 wrote it: texts on each person, no records of partners and households."""
    partners = {row["id"]: row for row in document["partners"]}  # type: ignore[attr-defined]  # rows of JSON
    for person in document["people"]:  # type: ignore[attr-defined]  # rows of JSON
        named = {partners[charge["partner_id"]]["kind"]: charge["partner_id"] for charge in person.pop("charges")}
        for kind in ("watcher", "minsei"):
            person[kind] = partners[named[kind]]["name"] if kind in named else None
    return document | {"partners": [], "households": []}


def test_watchers_and_minsei_of_a_first_release_are_partners_in_charge(tmp_path: Path) -> None:
    desk = _opened(tmp_path / "store")
    people = [desk.people.get(line.id) for line in desk.people.lines()]
    kinds = {one.id: one.kind for one in desk.partners.all()}

    assert set(kinds.values()) == {PartnerKind.WATCHER, PartnerKind.MINSEI}
    assert len({(one.kind, one.name) for one in desk.partners.all()}) == len(kinds)
    for person in people:
        assert [kinds[one] for one in person.in_charge_on(TODAY)] == [PartnerKind.WATCHER, PartnerKind.MINSEI]
        assert {(charge.since, charge.until) for charge in person.charges} == {(None, None)}
    desk.lock()


def test_an_export_of_a_first_release_is_taken_back_as_its_store_was_migrated(tmp_path: Path, ward_desk: Desk) -> None:
    desk = _opened(tmp_path / "store")
    desk.exports.full(tmp_path / "now.json").run()
    desk.lock()
    today = json.loads((tmp_path / "now.json").read_text(encoding="utf-8"))
    old = _as_it_was(json.loads((tmp_path / "now.json").read_text(encoding="utf-8")))
    (tmp_path / "old.json").write_text(json.dumps(old, ensure_ascii=False), encoding="utf-8")

    ward_desk.exports.take_back(tmp_path / "old.json").run()
    ward_desk.exports.full(tmp_path / "again.json").run()

    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    for name in ("people", "visits", "partners"):
        assert again[name] == today[name]
    assert {row["id"] for row in again["households"]} == {row["id"] for row in today["households"]}


def test_a_document_of_today_comes_back_as_it_is(desk: Desk, tmp_path: Path) -> None:
    desk.exports.full(tmp_path / "all.json").run()
    document = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert len(document["partners"]) > 5
    assert of_today(document) is document
