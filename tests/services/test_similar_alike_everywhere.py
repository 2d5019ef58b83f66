"""The form and the import name the same people for the same reasons: one rule says who is similar."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from watchdesk.desk import Desk
from watchdesk.domain.likeness import FIELDS
from watchdesk.domain.person import Person
from watchdesk.intake.likeness import Index

_OTHER_WAY = str.maketrans("高崎辺斉浜吉沢広桜国", "髙﨑邉齋濵𠮷澤廣櫻國")

CHANGES: dict[str, Callable[[Person], dict[str, Any]]] = {
    "as they are": lambda one: {},
    "the name alone": lambda one: {"birth_date": None, "phones": (), "town": None, "address": None, "building": None},
    "another letter": lambda one: {"family_name": one.family_name.translate(_OTHER_WAY)},
    "the reading alone": lambda one: {"family_name": "見本", "given_name": "見本", "birth_date": None, "phones": ()},
    "no reading": lambda one: {"family_kana": None, "given_kana": None},
    "moved": lambda one: {"town": "靱本町", "address": "1-1-1", "building": None},
    "another birthday": lambda one: {"birth_date": date(1901, 1, 1)},
}


@pytest.mark.parametrize("change", CHANGES)
def test_form_and_import_name_the_same_people_for_the_same_reasons(desk: Desk, change: str) -> None:
    register = [desk.people.get(line.id) for line in desk.people.lines()]
    index = Index(register)
    named = 0
    for one in register[:40]:
        asked = replace(one, id="asked", **CHANGES[change](one))
        typed = {name: getattr(asked, name) for name in FIELDS}
        on_import = [(other.id, likeness.words) for other, likeness in index.similar(asked)]
        on_form = [(other.line.id, other.reasons) for other in desk.search.similar(typed) if other.may_be_same]
        assert on_form == on_import[: len(on_form)]
        assert bool(on_form) is bool(on_import)
        named += len(on_form)
    assert named > 0
