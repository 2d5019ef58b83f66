"""A file that goes out is whole and proven, or there is none; each fault of the disk is one sentence."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from watchdesk.errors import WatchDeskError
from watchdesk.exports.delivery import deliver

DATA = b"locked names" * 1000


def proven(data: bytes) -> None:
    assert data == DATA


def failing(number: int) -> Any:
    def fail(*words: object, **more: object) -> object:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_file_takes_its_name_once_it_is_proven(tmp_path: Path) -> None:
    target = tmp_path / "区 役所 さくら" / "10月分.xlsx"
    target.parent.mkdir()
    done = deliver(DATA, target, proven)
    assert target.read_bytes() == DATA
    assert done.size == len(DATA)
    assert len(done.sha256) == 64
    assert os.listdir(target.parent) == [target.name]
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_that_does_not_open_gets_no_name(tmp_path: Path) -> None:
    def unproven(data: bytes) -> None:
        raise WatchDeskError("開けません。", code="tampered")

    with pytest.raises(WatchDeskError, match="開けません"):
        deliver(DATA, tmp_path / "a.xlsx", unproven)
    assert os.listdir(tmp_path) == []


def test_a_name_that_is_taken_is_asked_about(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"before")
    with pytest.raises(WatchDeskError) as refused:
        deliver(DATA, target, proven)
    assert refused.value.code == "exists"
    assert target.read_bytes() == b"before"
    deliver(DATA, target, proven, replace=True)
    assert target.read_bytes() == DATA


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError) as refused:
        deliver(DATA, tmp_path, proven, replace=True)
    assert refused.value.code == "is_a_folder"


@pytest.mark.parametrize(
    ("place", "number", "code"),
    [
        ("os.fsync", errno.ENOSPC, "disk_full"),
        ("os.fsync", errno.EIO, "medium_gone"),
        ("os.open", errno.ENODEV, "medium_gone"),
        ("os.open", errno.EACCES, "read_only"),
        ("os.open", errno.EROFS, "read_only"),
        ("os.replace", errno.EIO, "medium_gone"),
        ("pathlib.Path.read_bytes", errno.EIO, "medium_gone"),
    ],
)
def test_a_failing_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, number: int, code: str
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(place, failing(number))
        with pytest.raises(WatchDeskError) as refused:
            deliver(DATA, tmp_path / "a.xlsx", proven)
    assert refused.value.code == code
    assert str(refused.value).endswith("。")
    assert os.listdir(tmp_path) == []


def test_a_file_open_in_excel_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"before")
    monkeypatch.setattr("watchdesk.store.disk.time.sleep", lambda seconds: None)
    with monkeypatch.context() as broken:
        broken.setattr("os.replace", failing(errno.EACCES))
        with pytest.raises(WatchDeskError) as refused:
            deliver(DATA, target, proven, replace=True)
    assert refused.value.code == "open_elsewhere"
    assert target.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["a.xlsx"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError) as refused:
        deliver(DATA, tmp_path / "none" / "a.xlsx", proven)
    assert refused.value.code in ("no_folder", "medium_gone")


def test_a_disk_that_reads_back_otherwise_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("pathlib.Path.read_bytes", lambda path: b"other")
        with pytest.raises(WatchDeskError) as refused:
            deliver(DATA, tmp_path / "a.xlsx", proven)
    assert refused.value.code == "read_back_differs"
    assert os.listdir(tmp_path) == []
