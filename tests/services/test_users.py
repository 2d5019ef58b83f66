"""Password and recovery key are changed only by whoever knows the password; the old key opens until the new holds."""

import pytest

from tests.conftest import KEY
from watchdesk.desk import Desk, new_recovery_key, open_desk, open_with_recovery_key
from watchdesk.errors import Invalid, WrongKey

OLD, NEW = "mukashi-no-uta-1937", "kawa-no-soba-1951"


def test_the_present_password_is_asked_for_before_it_is_changed(empty_desk: Desk) -> None:
    with pytest.raises(WrongKey):
        empty_desk.users.change_password("mukashi-no-uta-1938", NEW)
    empty_desk.users.change_password(OLD, NEW)
    folder, user = empty_desk.folder, empty_desk.user
    empty_desk.lock()
    with pytest.raises(WrongKey):
        open_desk(folder, user, OLD)
    open_desk(folder, user, NEW).lock()


def test_the_present_password_may_be_typed_in_full_width(empty_desk: Desk) -> None:
    empty_desk.users.change_password("ｍｕｋａｓｈｉ－ｎｏ－ｕｔａ－１９３７", NEW)
    assert empty_desk.ledger.entries(limit=1)[0].action == "password changed"


def test_a_weak_new_password_is_refused_and_the_present_one_stays(empty_desk: Desk) -> None:
    before = (empty_desk.folder / "keys.json").read_bytes()
    with pytest.raises(Invalid):
        empty_desk.users.change_password(OLD, "hanako")
    assert (empty_desk.folder / "keys.json").read_bytes() == before


def test_nobody_at_an_open_desk_takes_a_new_recovery_key_without_the_password(empty_desk: Desk) -> None:
    before = (empty_desk.folder / "keys.json").read_bytes()
    with pytest.raises(WrongKey):
        empty_desk.users.renew_recovery_key("mukashi-no-uta-1938", new_recovery_key())
    assert (empty_desk.folder / "keys.json").read_bytes() == before
    assert "recovery key renewed" not in {entry.action for entry in empty_desk.ledger.entries()}


def test_the_new_recovery_key_opens_and_the_old_one_does_not(empty_desk: Desk) -> None:
    new = new_recovery_key()
    assert empty_desk.users.renew_recovery_key(OLD, new) == new
    folder, user = empty_desk.folder, empty_desk.user
    empty_desk.lock()
    with pytest.raises(WrongKey):
        open_with_recovery_key(folder, user, KEY)
    open_with_recovery_key(folder, user, new).lock()
