"""Key slots: each opens with its own secret only, no edit goes unseen, and no damage is taken for a wrong password."""

import hashlib
import json
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchdesk.errors import Damaged, DiskFull, Invalid, NewerStore, NoStore, WatchDeskError, WrongKey
from watchdesk.store import keyfile, keyslots, recovery_key
from watchdesk.store.audit import Head
from watchdesk.store.keyslots import CHEAPEST, Argon2Cost, DataKey, KeyFile

PASSWORD = "みまもりの花 2026"
RECOVERY = recovery_key.RecoveryKey(secret=bytes(range(20)))


@pytest.fixture(autouse=True)
def passwords_cost_little() -> None:
    """Here they cost what they cost."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, KeyFile, DataKey]:
    folder = tmp_path_factory.mktemp("保管庫")
    keys, data_key = keyslots.create(folder, {"山本": PASSWORD, "Sato": "another one 5"}, RECOVERY, CHEAPEST)
    return folder, keys, data_key


@pytest.fixture
def folder(made: tuple[Path, KeyFile, DataKey], tmp_path: Path) -> Path:
    (tmp_path / "keys.json").write_bytes((made[0] / "keys.json").read_bytes())
    return tmp_path


def opens(keys: KeyFile, user: str, password: str) -> bool:
    try:
        keyslots.unlock_with_password(keys, user, password)
    except WrongKey:
        return False
    return True


def test_every_slot_opens_to_the_same_key(made: tuple[Path, KeyFile, DataKey]) -> None:
    folder, keys, data_key = made
    read = keyslots.read(folder)
    assert read == keys
    assert read.users == ("山本", "Sato")
    assert keyslots.unlock_with_password(read, "山本", PASSWORD) == data_key
    assert keyslots.unlock_with_password(read, "Sato", "another one 5") == data_key
    assert keyslots.unlock_with_recovery(read, recovery_key.parse(RECOVERY.text)) == data_key


def test_a_password_opens_its_own_slot_only(made: tuple[Path, KeyFile, DataKey]) -> None:
    _folder, keys, _data_key = made
    with pytest.raises(WrongKey) as caught:
        keyslots.unlock_with_password(keys, "Sato", PASSWORD)
    assert caught.value.code == "wrong_password"


def test_an_unknown_user_is_told_apart_from_a_wrong_password(made: tuple[Path, KeyFile, DataKey]) -> None:
    _folder, keys, _data_key = made
    with pytest.raises(WrongKey, match=r"「田中」は登録されていません.*山本、Sato") as caught:
        keyslots.unlock_with_password(keys, "田中", PASSWORD)
    assert (caught.value.code, caught.value.exit_status) == ("unknown_user", 4)


@pytest.mark.parametrize(
    "typed", ["みまもりの花 ２０２６", "みまもりの花 2026\r\n", "みまもりの花　2026", "\ufeffみまもりの花 2026\n"]
)
def test_width_and_line_ends_do_not_matter(made: tuple[Path, KeyFile, DataKey], typed: str) -> None:
    assert opens(made[1], "山本", typed)
    assert opens(made[1], "ｓａｔｏ", "another one 5")
    assert keyslots.known_name(made[1], " ｓａｔｏ") == "Sato"
    assert keyslots.known_name(made[1], "田中") is None


@pytest.mark.parametrize(
    "typed", ["", "みまもりの花2026", " みまもりの花 2026", "みまもりの花 2026 ", "ミマモリノ花 2026"]
)
def test_blanks_and_kana_do_matter(made: tuple[Path, KeyFile, DataKey], typed: str) -> None:
    assert not opens(made[1], "山本", typed)


def test_another_recovery_key_is_refused(made: tuple[Path, KeyFile, DataKey]) -> None:
    with pytest.raises(WrongKey) as caught:
        keyslots.unlock_with_recovery(made[1], recovery_key.new())
    assert caught.value.code == "wrong_recovery_key"


def test_a_store_without_a_recovery_key_says_so(tmp_path: Path) -> None:
    keys, _data_key = keyslots.create(tmp_path, {"山本": PASSWORD}, argon2=CHEAPEST)
    with pytest.raises(WrongKey) as caught:
        keyslots.unlock_with_recovery(keys, RECOVERY)
    assert caught.value.code == "no_recovery_key"


def test_no_secret_is_in_the_file_or_in_a_repr(made: tuple[Path, KeyFile, DataKey]) -> None:
    folder, keys, data_key = made
    text = (folder / "keys.json").read_text(encoding="utf-8")
    for secret in (PASSWORD, data_key.secret.hex(), RECOVERY.text, RECOVERY.secret.hex()):
        assert secret not in text
    assert repr(data_key) == "DataKey()"
    assert "wrapped" not in repr(keys)


def test_each_purpose_has_its_own_key(made: tuple[Path, KeyFile, DataKey]) -> None:
    data_key = made[2]
    keys = {data_key.sub_key(label) for label in ("database", "drafts", "key file", "audit", "backup")}
    assert len({*keys, data_key.secret}) == 6
    assert {len(key) for key in keys} == {32}
    with pytest.raises(ValueError, match="other"):
        data_key.sub_key("other")  # type: ignore[arg-type]  # what is tested


def test_sub_keys_never_change_between_versions() -> None:
    assert DataKey(bytes(32)).sub_key("database").hex().startswith("07c2f54670305e50")


def test_a_changed_password_replaces_the_old_one(made: tuple[Path, KeyFile, DataKey]) -> None:
    _folder, keys, data_key = made
    changed = keyslots.with_user(keys, data_key, "山本", "あたらしい花 2027", CHEAPEST)
    assert changed.users == keys.users
    assert opens(changed, "山本", "あたらしい花 2027")
    assert not opens(changed, "山本", PASSWORD)
    assert changed.generation == keys.generation + 1


def test_a_removed_user_opens_nothing(made: tuple[Path, KeyFile, DataKey]) -> None:
    _folder, keys, data_key = made
    fewer = keyslots.without_user(keys, data_key, "Sato")
    assert not opens(fewer, "Sato", "another one 5")
    assert opens(fewer, "山本", PASSWORD)
    with pytest.raises(Invalid, match="最後の利用者"):
        keyslots.without_user(fewer, data_key, "山本")
    with pytest.raises(Invalid, match="登録されていません"):
        keyslots.without_user(fewer, data_key, "Sato")


def test_a_new_recovery_key_ends_the_old_one(made: tuple[Path, KeyFile, DataKey]) -> None:
    _folder, keys, data_key = made
    renewed, recovery = keyslots.with_new_recovery(keys, data_key)
    assert keyslots.unlock_with_recovery(renewed, recovery) == data_key
    with pytest.raises(WrongKey):
        keyslots.unlock_with_recovery(renewed, RECOVERY)
    assert sum(slot.kind == "recovery" for slot in renewed.slots) == 1


def test_the_audits_head_is_anchored_and_sealed(made: tuple[Path, KeyFile, DataKey], folder: Path) -> None:
    _folder, keys, data_key = made
    keyslots.write(folder, keyslots.with_anchor(keys, data_key, 41, "ab" * 32))
    read = keyslots.read(folder)
    assert read.anchor == Head(41, "ab" * 32)
    assert keyslots.unlock_with_recovery(read, RECOVERY) == data_key


def test_an_empty_name_or_password_is_refused(made: tuple[Path, KeyFile, DataKey]) -> None:
    _folder, keys, data_key = made
    for name, password in ((" ", PASSWORD), ("佐々木", ""), ("佐々木", "\n")):
        with pytest.raises(Invalid):
            keyslots.with_user(keys, data_key, name, password, CHEAPEST)


def test_a_store_is_not_made_over_another(folder: Path) -> None:
    before = (folder / "keys.json").read_bytes()
    with pytest.raises(WatchDeskError, match="すでに保管庫があります"):
        keyslots.create(folder, {"山本": PASSWORD}, RECOVERY, CHEAPEST)
    assert (folder / "keys.json").read_bytes() == before


# Edits, damage


def edited(folder: Path, change: dict[str, Any]) -> None:
    """Write the file as someone without the key could: with a right check sum."""
    document = {**json.loads((folder / "keys.json").read_bytes()), **change}
    del document["sha256"]
    document["sha256"] = hashlib.sha256(keyfile.canonical(document)).hexdigest()
    (folder / "keys.json").write_text(json.dumps(document), encoding="utf-8")


def test_a_lowered_cost_opens_nothing(made: tuple[Path, KeyFile, DataKey], tmp_path: Path) -> None:
    dear = Argon2Cost(memory_kib=64 << 10, passes=2, lanes=4)
    keyslots.create(tmp_path, {"山本": PASSWORD}, RECOVERY, dear)
    slots = json.loads((tmp_path / "keys.json").read_bytes())["slots"]
    slots[0]["kdf"]["passes"] = 1
    edited(tmp_path, {"slots": slots})
    with pytest.raises(WrongKey):
        keyslots.unlock_with_password(keyslots.read(tmp_path), "山本", PASSWORD)


def test_a_wrapped_key_is_bound_to_its_slot_and_its_cost(made: tuple[Path, KeyFile, DataKey]) -> None:
    _folder, keys, _data_key = made
    renamed = replace(keys, slots=tuple(replace(slot, id="another") for slot in keys.slots))
    assert not opens(renamed, "山本", PASSWORD)
    slot = next(slot for slot in keys.slots if slot.kind == "user")
    dearer = replace(slot, cost=Argon2Cost(memory_kib=64 << 10, passes=2, lanes=4))
    bound = {keyslots._bound(keys.store_id, each) for each in (slot, dearer, replace(slot, salt=bytes(16)))}
    assert len(bound) == 3


def test_a_slot_of_another_store_opens_nothing(made: tuple[Path, KeyFile, DataKey], tmp_path: Path) -> None:
    other, _key = keyslots.create(tmp_path, {"山本": PASSWORD}, RECOVERY, CHEAPEST)
    mixed = replace(other, slots=made[1].slots)
    with pytest.raises(WrongKey):
        keyslots.unlock_with_password(mixed, "山本", PASSWORD)


@pytest.mark.parametrize("change", [{"anchor": None}, {"generation": 99}, {"slots": "fewer"}])
def test_an_edited_file_is_noticed_when_it_is_opened(
    made: tuple[Path, KeyFile, DataKey], folder: Path, change: dict[str, Any]
) -> None:
    _folder, keys, data_key = made
    keyslots.write(folder, keyslots.with_anchor(keys, data_key, 41, "ab" * 32))
    if change.get("slots") == "fewer":
        slots = json.loads((folder / "keys.json").read_bytes())["slots"]
        change = {"slots": [slot for slot in slots if slot["name"] != "Sato"]}
    edited(folder, change)
    with pytest.raises(Damaged) as caught:
        keyslots.unlock_with_password(keyslots.read(folder), "山本", PASSWORD)
    assert caught.value.code == "keys_altered"
    with pytest.raises(Damaged):
        keyslots.with_anchor(keyslots.read(folder), data_key, 42, "")


@pytest.mark.parametrize(
    "cost", [(63 << 10, 3, 4), ((2 << 20) + 1, 3, 4), (64 << 10, 0, 4), (64 << 10, 99, 4), (1 << 40, 1, 1)]
)
def test_a_cost_out_of_bounds_is_refused_before_it_is_paid(folder: Path, cost: tuple[int, int, int]) -> None:
    slots = json.loads((folder / "keys.json").read_bytes())["slots"]
    slots[0]["kdf"].update(zip(("memory_kib", "passes", "lanes"), cost, strict=True))
    edited(folder, {"slots": slots})
    with pytest.raises(Damaged, match="範囲の外"):
        keyslots.read(folder)


def test_a_file_of_a_newer_version_is_told_apart(made: tuple[Path, KeyFile, DataKey], folder: Path) -> None:
    keyslots.write(folder, keyslots.with_anchor(made[1], made[2], 1, ""))
    edited(folder, {"version": 2, "slots": "of another shape"})
    with pytest.raises(NewerStore):
        keyslots.read(folder)


def test_a_missing_file_is_no_store_or_damage(tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        keyslots.read(tmp_path)
    (tmp_path / "store.db").write_bytes(b"x")
    with pytest.raises(Damaged, match="ありません"):
        keyslots.read(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"format": "watchdesk-keys"}']
)
def test_a_file_that_is_none_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    with pytest.raises(Damaged):
        keyslots.read(tmp_path)
    assert keyfile.faults(tmp_path) != ()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 5000), bit=st.integers(0, 7))
def test_a_flipped_bit_is_damage_and_never_a_wrong_password(
    made: tuple[Path, KeyFile, DataKey], tmp_path: Path, at: int, bit: int
) -> None:
    data = bytearray((made[0] / "keys.json").read_bytes())
    data[at % len(data)] ^= 1 << bit
    (tmp_path / "keys.json").write_bytes(data)
    try:
        keys = keyslots.read(tmp_path)
    except Damaged:
        return
    assert keyslots.unlock_with_recovery(keys, RECOVERY) == made[2]


@settings(max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["format", "version", "slots", "kdf", "kind", "sha256"]), inner)
        ),
    )
)
def test_any_json_is_read_or_refused(document: Any) -> None:
    if isinstance(document, dict):
        document |= {"format": keyfile.FORMAT, "version": 1}
        document["sha256"] = hashlib.sha256(
            keyfile.canonical({k: v for k, v in document.items() if k != "sha256"})
        ).hexdigest()
    with pytest.raises(Damaged):
        keyfile.from_bytes(json.dumps(document).encode())


# Writing


def test_the_previous_generation_opens_when_the_present_one_is_gone(
    made: tuple[Path, KeyFile, DataKey], folder: Path
) -> None:
    _folder, keys, data_key = made
    keyslots.write(folder, keyslots.with_anchor(keys, data_key, 41, ""))
    assert keyslots.read(folder).generation == keys.generation + 1
    (folder / "keys.json").write_bytes(b"\0" * 100)
    assert keyslots.read(folder) == keys
    assert keyfile.faults(folder) == ("鍵ファイル（keys.json）がないか、壊れています。",)
    (folder / "keys.json").unlink()
    assert keyslots.unlock_with_password(keyslots.read(folder), "山本", PASSWORD) == data_key


def test_what_the_previous_generation_could_open_does_not_outlast_a_removal(
    made: tuple[Path, KeyFile, DataKey], folder: Path
) -> None:
    _folder, keys, data_key = made
    keyslots.write(folder, keyslots.with_anchor(keys, data_key, 41, ""))
    keyslots.write(folder, keyslots.without_user(keyslots.read(folder), data_key, "Sato"))
    for name in ("keys.json", "keys.json.previous"):
        assert "Sato" not in (folder / name).read_text(encoding="utf-8")
    (folder / "keys.json").unlink()
    assert keyslots.read(folder).users == ("山本",)


def test_writing_leaves_nothing_else_behind(made: tuple[Path, KeyFile, DataKey], folder: Path) -> None:
    keyslots.write(folder, keyslots.with_anchor(made[1], made[2], 41, ""))
    assert sorted(path.name for path in folder.iterdir()) == ["keys.json", "keys.json.previous"]


def test_a_write_that_fails_leaves_what_was_there(
    made: tuple[Path, KeyFile, DataKey], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match="空きが足りません"):
        keyslots.write(folder, keyslots.with_anchor(made[1], made[2], 41, ""))
    assert keyslots.read(folder) == made[1]
    assert [path.name for path in folder.iterdir()] == ["keys.json"]


# What a password costs


def test_the_full_cost_opens_and_takes_its_time(tmp_path: Path) -> None:
    keys, data_key = keyslots.create(
        tmp_path, {"山本": PASSWORD}, RECOVERY, Argon2Cost(memory_kib=256 << 10, passes=3, lanes=4)
    )
    started = time.perf_counter()
    assert keyslots.unlock_with_password(keyslots.read(tmp_path), "山本", PASSWORD) == data_key
    assert time.perf_counter() - started > 0.1
    assert keys.slots[0].cost == Argon2Cost(memory_kib=256 << 10, passes=3, lanes=4)


def test_a_slow_pc_gets_the_lowest_cost() -> None:
    clock = iter(range(0, 1000, 2))
    assert keyslots.calibrated(lambda: next(clock)).memory_kib == 64 << 10


def test_a_pc_short_of_memory_gets_a_lower_cost_and_a_sentence(
    made: tuple[Path, KeyFile, DataKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    def short(_self: Argon2id, _secret: bytes) -> bytes:
        raise MemoryError

    class Short:
        def __init__(self, **_cost: int | bytes) -> None:
            pass

        derive = short

    monkeypatch.setattr(keyslots, "Argon2id", Short)
    assert keyslots.calibrated().memory_kib == 64 << 10
    with pytest.raises(WatchDeskError, match="メモリーが足りません"):
        keyslots.unlock_with_password(made[1], "山本", PASSWORD)
