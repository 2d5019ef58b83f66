"""``users``: add, disable, reset, list; ``recovery-key renew``."""

from pathlib import Path

import pytest

from tests.cli.told import Run
from tests.conftest import KEY
from watchdesk.desk import open_desk, open_with_recovery_key, read_recovery_key
from watchdesk.errors import WrongKey

NEW, OTHER = "kawa-no-soba-1951", "matsu-no-kage-1964"


@pytest.fixture
def new_password(tmp_path: Path) -> Path:
    file = tmp_path / "new.txt"
    file.write_text(f"{NEW}\n", encoding="utf-8")
    return file


def test_a_user_is_added_listed_and_disabled(run: Run, empty_store: Path, new_password: Path) -> None:
    told = run(
        *("users", "add", "ichiro", "--name", "佐藤 一郎", "--role", "coordinator"),
        *("--new-password-file", new_password, "--json"),
        store=empty_store,
    )
    assert told.document == {"name": "ichiro", "full_name": "佐藤 一郎", "role": "coordinator", "disabled": False}
    open_desk(empty_store, "ichiro", NEW).lock()
    assert run("users", "disable", "ichiro", "--user", "hanako", store=empty_store).status == 0
    listed = run("users", "list", "--json", store=empty_store).document
    assert [(user["name"], user["disabled"]) for user in listed] == [("hanako", False), ("ichiro", True)]
    assert run("users", "list", "--user", "ichiro", "--json", store=empty_store).status == 4


def test_a_password_is_reset(run: Run, empty_store: Path, new_password: Path) -> None:
    run("users", "add", "ichiro", "--new-password-file", new_password, store=empty_store)
    new_password.write_text(OTHER, encoding="utf-8")
    told = run("users", "reset", "ichiro", "--new-password-file", new_password, "--user", "hanako", store=empty_store)
    assert told.status == 0
    with pytest.raises(WrongKey):
        open_desk(empty_store, "ichiro", NEW)
    open_desk(empty_store, "ichiro", OTHER).lock()


def test_the_only_user_can_not_be_disabled(run: Run, empty_store: Path) -> None:
    told = run("users", "disable", "hanako", "--json", store=empty_store)
    assert (told.status, told.document["error"]["code"]) == (1, "name.last")


def test_a_weak_password_is_refused_and_nobody_is_added(run: Run, empty_store: Path, tmp_path: Path) -> None:
    weak = tmp_path / "weak.txt"
    weak.write_text("12345678", encoding="utf-8")
    told = run("users", "add", "ichiro", "--new-password-file", weak, "--json", store=empty_store)
    assert (told.status, told.document["error"]["code"]) == (1, "password.weak")
    assert len(run("users", "list", "--json", store=empty_store).document) == 1


def test_a_new_recovery_key_opens_and_the_old_one_does_not(run: Run, empty_store: Path) -> None:
    told = run("recovery-key", "renew", "--json", store=empty_store)
    key = read_recovery_key(told.document["recovery_key"])
    with pytest.raises(WrongKey):
        open_with_recovery_key(empty_store, "hanako", KEY)
    open_with_recovery_key(empty_store, "hanako", key).lock()
