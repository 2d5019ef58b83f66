"""What came is looked at only where a desk made it; what a file asks for is known before it is opened."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from watchdesk.desk import Desk, received, receiving
from watchdesk.domain.month import Month
from watchdesk.errors import WatchDeskError
from watchdesk.exports import locking
from watchdesk.exports.locking import Lock

PASSWORD = "kamo-sune-tewa-gona-284753"


def foreign(path: Path, data: bytes) -> Path:
    path.write_bytes(locking.lock_workbook(data, PASSWORD))
    return path


def bare_workbook() -> bytes:
    into = io.BytesIO()
    Workbook().save(into)
    return into.getvalue()


def test_a_workbook_that_no_desk_made_is_not_shown_as_received(tmp_path: Path) -> None:
    file = foreign(tmp_path / "ほかの.xlsx", bare_workbook())
    assert receiving.asks(file) is receiving.Asks.PASSWORD
    with pytest.raises(WatchDeskError) as refused:
        received.look(receiving.open_file(file, password=PASSWORD))
    assert refused.value.code == "not_a_handover"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", "氏名,住所".encode()])
def test_what_is_not_locked_by_a_desk_asks_for_nothing(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "ファイル 1.xlsx"
    file.write_bytes(data)
    with pytest.raises(WatchDeskError) as refused:
        receiving.asks(file)
    assert refused.value.code == "not_a_handover"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_both_forms_tell_the_same_of_themselves(desk: Desk, tmp_path: Path, form: str) -> None:
    parcel = desk.welfare.month(Month(2026, 10), "hokenfukushi").run()
    own, public, _ = receiving.new_key(tmp_path / "鍵.txt")
    lock = Lock(public_key=desk.receivers.take_key("hokenfukushi", public).public_key)
    handed = desk.handing.hand_over(parcel, desk.handing.sending(tmp_path / "a", lock, form=form)).run()
    look = received.look(receiving.open_file(handed.file.path, identity=own))
    facts = dict(look.facts)
    assert facts["お渡しする方"] == str(handed.handover.people)
    assert facts["お渡しする訪問記録"] == str(handed.handover.visits)
    assert facts["月"] == "令和8年10月"
    people = next(sheet for sheet in look.sheets if sheet.title == "要援護者")
    assert people.total == handed.handover.people
    assert len(people.rows) == min(received.FIRST, people.total)


def test_a_contact_can_be_taken_away_and_is_else_left_as_it_is(desk: Desk) -> None:
    desk.receivers.agree("hokenfukushi", contact="係の方", phone="06-6000-0000")
    assert desk.receivers.agree("hokenfukushi", phone="06-6000-0001").contact == "係の方"
    assert desk.receivers.agree("hokenfukushi", contact="").contact is None
