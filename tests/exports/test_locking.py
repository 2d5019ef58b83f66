"""Only the receiver opens it, and nothing that was changed on the way is opened at all."""

from collections.abc import Iterator

import pytest

from tests.conftest import TODAY
from watchdesk.errors import WatchDeskError, WrongKey
from watchdesk.exports import locking, package, workbook
from watchdesk.exports.locking import Lock, Opener
from watchdesk.exports.package import Package, Packed
from watchdesk.exports.sheet import Head, Sheet

PASSWORD = "kamo-sune-tega-wago-284753"


@pytest.fixture(scope="module")
def plain() -> bytes:
    heads = (Head(title="氏名"),)
    return workbook.draw([Sheet(title="要援護者", heads=heads, rows=(("山本 花子",),))], "月", TODAY).data


def test_a_workbook_opens_by_its_password_only(plain: bytes) -> None:
    locked = locking.lock_workbook(plain, PASSWORD)
    assert locking.is_locked_workbook(locked)
    assert locking.unlock_workbook(locked, PASSWORD) == plain
    with pytest.raises(WrongKey):
        locking.unlock_workbook(locked, "kamo-sune-tega-wago-284754")


def flipped(data: bytes, step: int) -> Iterator[bytes]:
    """The file with one byte turned over, from its first to its last in steps."""
    for at in range(0, len(data), step):
        yield data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def test_a_workbook_with_a_changed_byte_is_refused_or_is_what_was_written_never_another(plain: bytes) -> None:
    locked = locking.lock_workbook(plain, PASSWORD)
    told = []
    for changed in flipped(locked, 251):
        try:
            told.append(locking.unlock_workbook(changed, PASSWORD))
        except WatchDeskError:
            told.append(b"")
    assert set(told) == {b"", plain}
    assert told.count(b"") > len(plain) // 251, "each byte of what was written is held, the container's own is not"


def test_an_age_file_opens_by_its_key_only() -> None:
    secret, public = locking.new_identity()
    other, _ = locking.new_identity()
    locked = locking.lock_age(b"names", Lock(public_key=public))
    assert locking.unlock_age(locked, Opener(identity=f"# mine\n{secret}\n")) == b"names"
    with pytest.raises(WrongKey):
        locking.unlock_age(locked, Opener(identity=other))
    with pytest.raises(WatchDeskError, match="鍵のファイルが要ります"):
        locking.unlock_age(locked, Opener(password="x"))


def test_no_byte_of_an_age_file_can_be_changed() -> None:
    secret, public = locking.new_identity()
    locked = locking.lock_age(b"names" * 20, Lock(public_key=public))
    for changed in flipped(locked, 1):
        with pytest.raises(WatchDeskError):
            locking.unlock_age(changed, Opener(identity=secret))


def test_an_age_file_with_a_password() -> None:
    locked = locking.lock_age(b"names", Lock(password=PASSWORD))
    assert locking.is_by_password(locked)
    assert locking.unlock_age(locked, Opener(password=PASSWORD)) == b"names"
    with pytest.raises(WrongKey):
        locking.unlock_age(locked, Opener(password="x"))


def test_the_public_key_is_found_in_a_file_of_any_shape() -> None:
    _, public = locking.new_identity()
    assert locking.public_key_in(f"\ufeff# 保健福祉課\r\n公開鍵: {public}\r\n") == public
    with pytest.raises(WatchDeskError, match="公開鍵"):
        locking.public_key_in(f"{public[:-1]}{'p' if public.endswith('q') else 'q'}")


def test_a_package_tells_a_file_that_is_not_the_one_packed() -> None:
    packed = Package(about={"month": "2026-10"}, files=(Packed(file_name="訪問.csv", data=b"a"),))
    data = package.pack(packed)
    assert data == package.pack(packed)
    assert package.unpack(data).files == packed.files
    assert package.unpack(data).about["month"] == "2026-10"
    for wrong in (b"", b"PK\x03\x04", data[:-30], workbook.draw([], "x", TODAY).data):
        with pytest.raises(WatchDeskError):
            package.unpack(wrong)
