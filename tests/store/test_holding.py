"""Holding a folder: one at a time, by name, never stuck, and never where a store would be lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import watchdesk
from watchdesk.errors import InUse, WatchDeskError
from watchdesk.store import holding
from watchdesk.store.holding import hold, unsuitable

HOLDER = """
import sys, pathlib
from watchdesk.store.holding import hold
held = hold(pathlib.Path(sys.argv[1]), "山本")
print("held", flush=True)
sys.stdin.readline()
"""


def other_program(folder: Path) -> subprocess.Popen[str]:
    here = {**os.environ, "PYTHONPATH": str(Path(watchdesk.__file__).parent.parent)}
    command = [sys.executable, "-c", HOLDER, str(folder)]
    pipe = subprocess.PIPE
    program = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=here)  # our own program
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def test_a_second_program_is_refused_and_told_who_has_the_store(tmp_path: Path) -> None:
    with other_program(tmp_path) as other:
        with pytest.raises(InUse, match="「山本」さんが開いています"):
            hold(tmp_path, "佐藤")
        assert (found := holding.holder(tmp_path)) is not None
        assert found.pid == other.pid
        other.communicate("\n")


def test_a_killed_program_is_no_obstacle(tmp_path: Path) -> None:
    with other_program(tmp_path) as other:
        other.kill()
    with hold(tmp_path, "佐藤"):
        found = holding.holder(tmp_path)
    assert found is not None
    assert found.user == "佐藤"


def test_the_same_program_cannot_hold_twice(tmp_path: Path) -> None:
    with hold(tmp_path, "山本"), pytest.raises(InUse):
        hold(tmp_path, "山本")


def test_what_was_released_can_be_held_again(tmp_path: Path) -> None:
    for _ in range(3):
        held = hold(tmp_path, "山本")
        held.release()
        held.release()
    assert holding.holder(tmp_path) is None


def test_an_unreadable_side_text_does_not_hide_that_it_is_in_use(tmp_path: Path) -> None:
    with hold(tmp_path, "山本"):
        for text in (b"", b"\xff\xfe", b"[]", b'{"user": 1}', b'{"user":"a","account":"b","host":"c","pid":"x"}'):
            (tmp_path / holding.OWNER).write_bytes(text)
            with pytest.raises(InUse):
                hold(tmp_path)


def test_a_holder_on_another_pc_is_named_with_the_pc(tmp_path: Path) -> None:
    with hold(tmp_path, "山本"):
        told = '{"user": "", "account": "yamamoto", "host": "KAIKAN-2", "pid": 7}'
        (tmp_path / holding.OWNER).write_text(told, encoding="utf-8")
        with pytest.raises(InUse, match=r"KAIKAN-2.*「yamamoto」さん"):
            hold(tmp_path)


def test_a_missing_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError, match="フォルダーがありません"):
        hold(tmp_path / "ない")
    assert not (tmp_path / "ない").exists()


@pytest.mark.parametrize(
    "inside",
    [
        "OneDrive",
        "OneDrive - 西区社協",
        "Dropbox",
        "Dropbox (Personal)",
        "Google Drive",
        "マイドライブ",
        "iCloudDrive",
        "Nextcloud",
        "Library/Mobile Documents",
        "Library/CloudStorage",
        "Box Sync",
        "home/yamamoto/Box",
        "ONEDRIVE/書類",
    ],
)
def test_a_synced_folder_is_refused(tmp_path: Path, inside: str) -> None:
    folder = tmp_path / inside / "保管庫"
    folder.mkdir(parents=True)
    with pytest.raises(WatchDeskError, match="同期されるフォルダー"):
        hold(folder)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("inside", ["Box", "Dropbox用の写し", "my drives", "ドキュメント"])
def test_a_folder_that_only_sounds_like_one_is_taken(tmp_path: Path, inside: str) -> None:
    (tmp_path / inside).mkdir()
    assert unsuitable(tmp_path / inside) is None


def test_a_folder_with_a_sync_programs_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "保管庫").mkdir()
    assert unsuitable(tmp_path / "保管庫") is not None


def test_a_link_into_a_synced_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "保管庫").symlink_to(tmp_path / "Dropbox")
    assert unsuitable(tmp_path / "保管庫") is not None


def test_where_onedrive_says_that_it_is_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "会社"))
    assert unsuitable(tmp_path / "会社" / "書類") is not None
    assert unsuitable(tmp_path / "別") is None


def test_a_network_place_is_refused() -> None:
    sentence = unsuitable(Path("//server/share/保管庫"))
    assert sentence is not None
    assert "ネットワーク" in sentence


def test_the_kind_of_a_mount_is_that_of_the_nearest_one(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text("a / ext4 rw 0 0\nb /mnt/my\\040share cifs rw 0 0\nc /mnt tmpfs rw 0 0\n")
    assert holding._kind_of_mount(Path("/mnt/my share/保管庫"), table) == "cifs"
    assert holding._kind_of_mount(Path("/mnt/other"), table) == "tmpfs"
    assert holding._kind_of_mount(Path("/home"), table) == "ext4"
    assert holding._kind_of_mount(Path("/home"), tmp_path / "none") == ""
