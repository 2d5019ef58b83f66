"""Lists bring watchers and 民生委員 along as partners: written with their people, taken back with them, once each."""

from pathlib import Path

import pytest

from tests.conftest import TODAY
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.errors import WatchDeskError

HEADINGS = "氏名,フリガナ,生年月日,町名,番地,見守り員,民生委員\n"
HANA = "見本 ハナ,ミホン ハナ,S12.3.5,九条南,1-2-3"
TARO = "練習 太郎,レンシュウ タロウ,S10.1.9,九条南,1-2-4"


@pytest.fixture
def rows(tmp_path: Path, empty_desk: Desk) -> "Rows":
    return Rows(tmp_path / "list.csv", empty_desk)


class Rows:
    """A list of people, written and taken in."""

    def __init__(self, file: Path, desk: Desk) -> None:
        self.file = file
        self.desk = desk

    def take(self, *rows: str, dry_run: bool = False) -> str | None:
        self.file.write_text(HEADINGS + "\n".join(rows) + "\n", encoding="utf-8")
        source = self.desk.imports.open(self.file)
        return self.desk.imports.people(source, update=True, dry_run=dry_run).run().import_id

    def in_charge(self) -> list[list[str]]:
        people = [self.desk.people.get(line.id) for line in self.desk.people.lines()]
        return [[self.desk.partners.get(one).name for one in person.in_charge_on(TODAY)] for person in people]

    def partners(self) -> list[tuple[PartnerKind, str]]:
        return [(one.kind, one.name) for one in self.desk.partners.all(with_retired=True)]


def test_a_list_makes_its_partners_once_and_puts_them_in_charge(rows: Rows) -> None:
    heard: list[Changed] = []
    rows.desk.listen(heard.append)
    rows.take(f"{HANA},山田 一,川口 花", f"{TARO},山田　一,")

    assert rows.partners() == [(PartnerKind.WATCHER, "山田 一"), (PartnerKind.MINSEI, "川口 花")]
    assert rows.in_charge() == [["山田 一", "川口 花"], ["山田 一"]]
    assert heard[-1] & Changed.PARTNERS


def test_a_trial_writes_no_partner(rows: Rows) -> None:
    rows.take(f"{HANA},山田 一,川口 花", dry_run=True)
    assert rows.partners() == []
    source = rows.desk.imports.open(rows.file)
    assert len(rows.desk.imports.read(source)) == 1
    assert rows.partners() == []


def test_the_same_list_again_changes_nothing(rows: Rows) -> None:
    rows.take(f"{HANA},山田 一,川口 花")
    assert rows.take(f"{HANA},山田 一,川口 花") is None
    assert len(rows.partners()) == 2


def test_a_partner_the_desk_knows_is_used(rows: Rows) -> None:
    known = rows.desk.partners.add({"kind": PartnerKind.WATCHER, "name": "山田 一"})
    rows.take(f"{HANA},山田一,")
    assert [one.id for one in rows.desk.partners.entrusted(known.id)] == [rows.desk.people.lines()[0].id]
    assert len(rows.partners()) == 1


def test_an_import_taken_back_takes_its_partners_along(rows: Rows) -> None:
    import_id = rows.take(f"{HANA},山田 一,川口 花")
    assert rows.desk.imports.undo(import_id or "").removed == 1
    assert rows.partners() == []


def test_an_import_taken_back_leaves_partners_that_others_use(rows: Rows) -> None:
    import_id = rows.take(f"{HANA},山田 一,川口 花")
    (watcher,) = rows.desk.partners.all(PartnerKind.WATCHER)
    other = rows.desk.people.register({"family_name": "別"}, area="九条南")
    rows.desk.people.put_in_charge(other.id, Charge(partner_id=watcher.id))

    rows.desk.imports.undo(import_id or "")

    assert rows.partners() == [(PartnerKind.WATCHER, "山田 一")]
    assert rows.in_charge() == [["山田 一"]]


def test_a_partner_written_to_since_stays(rows: Rows) -> None:
    import_id = rows.take(f"{HANA},山田 一,")
    (watcher,) = rows.desk.partners.all()
    rows.desk.partners.change(watcher.id, {"phones": ("06-6000-0001",)})
    rows.desk.imports.undo(import_id or "")
    assert rows.partners() == [(PartnerKind.WATCHER, "山田 一")]


def test_a_charge_that_a_list_handed_over_is_put_back(rows: Rows) -> None:
    rows.take(f"{HANA},山田 一,")
    second = rows.take(f"{HANA},次田 二,")
    assert rows.in_charge() == [["次田 二"]]

    rows.desk.imports.undo(second or "")

    assert rows.in_charge() == [["山田 一"]]
    assert rows.partners() == [(PartnerKind.WATCHER, "山田 一")]


def test_a_person_with_something_attached_since_stays(rows: Rows, tmp_path: Path) -> None:
    import_id = rows.take(f"{HANA},山田 一,")
    (line,) = rows.desk.people.lines()
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7")
    rows.desk.attachments.add(line.id, scan, "同意書")

    assert rows.desk.imports.undo(import_id or "").kept == (line.id,)
    assert rows.in_charge() == [["山田 一"]]


def test_a_partner_whose_charge_can_be_put_back_stays(rows: Rows) -> None:
    import_id = rows.take(f"{HANA},山田 一,")
    (line,) = rows.desk.people.lines()
    rows.desk.people.drop_charge(line.id, rows.desk.people.get(line.id).charges[0], "別の方の担当でした")

    rows.desk.imports.undo(import_id or "")

    (dropped,) = (one for one in rows.desk.history.of_person(line.id) if one.change)
    rows.desk.history.put_back(dropped.change)
    assert rows.in_charge() == [["山田 一"]]


def test_a_partner_of_somebody_in_the_bin_stays(rows: Rows) -> None:
    import_id = rows.take(f"{HANA},山田 一,")
    item = rows.desk.bin.remove_person(rows.desk.people.lines()[0].id, "別の地域の方")
    rows.desk.imports.undo(import_id or "")
    rows.desk.bin.bring_back(item)
    assert rows.in_charge() == [["山田 一"]]


def test_a_charge_of_a_partner_who_went_with_the_import_is_not_put_back(rows: Rows) -> None:
    rows.take(f"{HANA},山田 一,")
    rows.desk.imports.undo(rows.take(f"{HANA},次田 二,") or "")
    (line,) = rows.desk.people.lines()
    undone = rows.desk.history.of_person(line.id)[0]

    with pytest.raises(WatchDeskError, match="担当を入れなおしてください"):
        rows.desk.history.put_back(undone.change)

    assert rows.in_charge() == [["山田 一"]]
