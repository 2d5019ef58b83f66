"""A second user: added, disabled and given a new password only by who knows the own one; never sees others' drafts."""

import shutil

import pytest

from watchdesk.desk import Desk, open_desk, users_of
from watchdesk.errors import Invalid, NotFound, WrongKey
from watchdesk.services.users import COORDINATOR

OWN, OTHER, THIRD = "mukashi-no-uta-1937", "kawa-no-soba-1951", "matsu-no-kage-1964"


def test_nobody_is_added_without_the_own_password(empty_desk: Desk) -> None:
    before = (empty_desk.folder / "keys.json").read_bytes()
    with pytest.raises(WrongKey):
        empty_desk.users.add("mukashi-no-uta-1938", "ichiro", OTHER)
    assert (empty_desk.folder / "keys.json").read_bytes() == before
    assert [user.name for user in empty_desk.users.all()] == ["hanako"]


def test_a_second_user_opens_the_store_and_sees_no_draft_of_the_first(empty_desk: Desk) -> None:
    empty_desk.users.add(OWN, "ichiro", OTHER, full_name="佐藤 一郎")
    empty_desk.drafts.save("visit:p1", {"note": "玄関に新聞が"}, "note")
    folder = empty_desk.folder
    empty_desk.lock()
    assert users_of(folder) == ("hanako", "ichiro")
    second = open_desk(folder, "ichiro", OTHER)
    assert second.users.current().full_name == "佐藤 一郎"
    assert second.drafts.all() == ()
    assert second.drafts.come_back() is None
    second.lock()
    first = open_desk(folder, "hanako", OWN)
    assert first.drafts.all()[0].texts == {"note": "玄関に新聞が"}
    first.lock()


def test_who_was_disabled_opens_nothing_any_more(empty_desk: Desk) -> None:
    empty_desk.users.add(OWN, "ichiro", OTHER)
    empty_desk.users.disable(OWN, "ichiro")
    folder = empty_desk.folder
    empty_desk.lock()
    assert users_of(folder) == ("hanako",)
    with pytest.raises(WrongKey):
        open_desk(folder, "ichiro", OTHER)


def test_an_old_key_file_put_back_lets_nobody_in_who_was_disabled(empty_desk: Desk) -> None:
    empty_desk.users.add(OWN, "ichiro", OTHER)
    folder = empty_desk.folder
    shutil.copy(folder / "keys.json", folder.parent / "kept.json")
    empty_desk.users.disable(OWN, "ichiro")
    empty_desk.lock()
    shutil.copy(folder.parent / "kept.json", folder / "keys.json")
    with pytest.raises(WrongKey) as refused:
        open_desk(folder, "ichiro", OTHER)
    assert refused.value.code == "user_disabled"
    open_desk(folder, "hanako", OWN).lock()  # and the folder is let go of


def test_the_last_user_can_not_be_disabled_nor_anybody_by_himself(empty_desk: Desk) -> None:
    with pytest.raises(Invalid, match="最後の利用者"):
        empty_desk.users.disable(OWN, "hanako")
    empty_desk.users.add(OWN, "ichiro", OTHER)
    with pytest.raises(Invalid, match="ご自分"):
        empty_desk.users.disable(OWN, "hanako")
    assert not any(user.disabled for user in empty_desk.users.all())


def test_who_forgot_the_password_gets_a_new_one(empty_desk: Desk) -> None:
    empty_desk.users.add(OWN, "ichiro", OTHER)
    empty_desk.users.reset(OWN, "Ｉｃｈｉｒｏ", THIRD)
    folder = empty_desk.folder
    empty_desk.lock()
    with pytest.raises(WrongKey):
        open_desk(folder, "ichiro", OTHER)
    open_desk(folder, "ichiro", THIRD).lock()


def test_who_was_disabled_is_taken_up_again_by_a_new_password(empty_desk: Desk) -> None:
    empty_desk.users.add(OWN, "ichiro", OTHER, full_name="佐藤 一郎")
    empty_desk.users.disable(OWN, "ichiro")
    with pytest.raises(Invalid, match="使えなくして"):
        empty_desk.users.reset(OWN, "ichiro", THIRD)
    empty_desk.users.add(OWN, "ICHIRO", THIRD, full_name="佐藤 一郎", role=COORDINATOR)
    folder = empty_desk.folder
    assert [(user.name, user.disabled) for user in empty_desk.users.all()] == [("hanako", False), ("ichiro", False)]
    assert empty_desk.users.all()[1].role == COORDINATOR
    empty_desk.lock()
    open_desk(folder, "ichiro", THIRD).lock()


@pytest.mark.parametrize(
    ("name", "field"),
    [("", "name"), ("hanako", "name"), ("ＨＡＮＡＫＯ", "name"), ("あ" * 41, "name"), ("a\nb\x07", "name")],
)
def test_a_name_that_is_taken_or_can_not_be_chosen_is_refused(empty_desk: Desk, name: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.users.add(OWN, name, OTHER)
    assert refused.value.field == field


def test_the_new_users_own_name_is_no_password(empty_desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.users.add(OWN, "ichiro.sato", "ichiro.sato1")
    assert refused.value.field == "password"


def test_the_ledger_tells_who_came_and_went(empty_desk: Desk) -> None:
    empty_desk.users.add(OWN, "ichiro", OTHER)
    empty_desk.users.reset(OWN, "ichiro", THIRD)
    empty_desk.users.disable(OWN, "ichiro")
    told = [(entry.action, entry.entity_id) for entry in empty_desk.ledger.entries(limit=3)]
    assert sorted(told) == [("added", "ichiro"), ("disabled", "ichiro"), ("password reset", "ichiro")]
    with pytest.raises(NotFound):
        empty_desk.users.disable(OWN, "jiro")
