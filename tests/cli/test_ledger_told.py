"""``audit list``: who did what, newest first; of one person only hers, and no word that the desk does not use."""

import re
from pathlib import Path

from tests.cli.told import Run
from tests.conftest import KEY, USER
from watchdesk.desk import open_with_recovery_key

FIELDS = ["seq", "at", "by", "action", "entity", "id", "reason"]


def test_the_ledger_is_listed_newest_first_also_of_one_person(run: Run, filled_store: Path) -> None:
    desk = open_with_recovery_key(filled_store, USER, KEY)
    her = desk.people.lines()[0]
    desk.ledger.note("viewed", "person", her.id)
    desk.lock()

    listed = run("audit", "list", "--json", store=filled_store).document
    assert all(list(one) == FIELDS for one in listed)
    numbers = [one["seq"] for one in listed]
    assert numbers == sorted(numbers, reverse=True)
    newest = run("audit", "list", "--limit", "1", "--person", her.id, "--json", store=filled_store).document
    assert [(one["action"], one["entity"], one["id"]) for one in newest] == [("viewed", "person", her.id)]

    told = run("audit", "list", "--person", her.id, store=filled_store)
    assert her.name in told.out
    assert not re.search(r"\bviewed\b|\bperson\b", told.out)
    assert run("audit", "list", "--person", "nobody", store=filled_store).status == 1
