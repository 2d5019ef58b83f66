"""Code lists edited: areas, criteria, own activities … as this store words them, without breaking old records."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.folding import fold
from watchdesk.domain.partner import NEEDED_KINDS
from watchdesk.errors import Invalid, NotFound
from watchdesk.reports.monthly.gather import RECEIVER
from watchdesk.services.codes import EDITABLE, OWN_ACTIVITIES, PARTNER_KINDS, Code, Codes, shipped
from watchdesk.services.ground import Ground, new_id
from watchdesk.store import codes as kept
from watchdesk.store import people as people_questions
from watchdesk.store.codes import KeptCode

APART = 1000
"""Between the places of two shipped entries, so that later ones find room."""
MINTED = 8
"""Letters of the code of an added entry: ward and area stores meet without two meaning different things."""
LONGEST = {"label": 80, "short": 16, "group": 20}
_TITLES = {"label": "言葉", "short": "短い言葉", "group": "見出し"}


class CodeLists(Codes):
    """The code lists as the store has changed them; an entry is hidden and never removed."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._lists: Mapping[str, tuple[KeptCode, ...]] = {}
        self._named_areas: frozenset[str] = frozenset()
        self._read()
        ground.store.listen(self._forget)

    def _forget(self, changed: Changed) -> None:
        if changed & Changed.SETTINGS or (changed & Changed.PEOPLE and self._hides_areas()):
            self._read()

    def _read(self) -> None:
        with self._ground.store.read() as connection:
            overrides = kept.fetch(connection)
            named = kept.named_areas(connection)
        self._named_areas = named
        self._lists = {name: _merged(name, [one for one in overrides if one.list == name]) for name in EDITABLE}

    def _hides_areas(self) -> bool:
        return any(one.hidden for one in self._lists["areas"])

    def _grown(self, name: str) -> tuple[Code, ...]:
        own = {one.code for one in self._lists[name]} - {one.code for one in shipped(name)}
        return tuple(
            Code(one.code, one.label, one.group, one.short, hidden=one.hidden, own=one.code in own)
            for one in self._lists[name]
        )

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas 地域 that are offered or that records name, in their order."""
        return tuple(one.code for one in self._lists["areas"] if not one.hidden or one.code in self._named_areas)

    def uses(self, name: str, code: str) -> int:
        """How many times records name a code, to be told before it is hidden."""
        _refuse_fixed(name)
        with self._ground.store.read() as connection:
            return kept.uses(connection, name, code)

    def add(self, name: str, label: str, *, short: str = "", group: str = "") -> Code:
        """Add an entry at the end of a list, under a code of its own; Invalid names what is wrong with it."""
        _refuse_fixed(name)
        texts: dict[str, Any] = self._checked(name, None, {"label": label, "short": short, "group": group})
        code = texts["label"] if name == "areas" else f"X{new_id()[:MINTED].upper()}"
        last = max(one.position for one in self._lists[name])
        self._keep(name, [KeptCode(list=name, code=code, position=last + APART, **texts)], sorted(texts))
        return self._entry(name, code)

    def change(
        self, name: str, code: str, *, label: str | None = None, short: str | None = None, group: str | None = None
    ) -> Code:
        """Word an entry otherwise; old records show it so too. What is not given stays."""
        _refuse_fixed(name)
        if name == "areas":
            sentence = (
                "地域の名前は、記録と結びついているため変えられません。新しい名前を足して、古い名前を外してください。"
            )
            raise Invalid("label", sentence, kind="fixed")
        told = {"label": label, "short": short, "group": group}
        before = self._find(name, code)
        texts: dict[str, Any] = self._checked(name, code, {key: text for key, text in told.items() if text is not None})
        changed = [key for key, text in texts.items() if getattr(before, key) != text]
        if changed:
            self._keep(name, [replace(before, **texts)], changed)
        return self._entry(name, code)

    def hide(self, name: str, code: str) -> Code:
        """Offer an entry no longer; records that have it keep it, with its word."""
        _refuse_fixed(name)
        before = self._find(name, code)
        self._refuse_needed(name, code)
        if not before.hidden:
            self._keep(name, [replace(before, hidden=True)], ["hidden"])
        return self._entry(name, code)

    def bring_back(self, name: str, code: str) -> Code:
        """Offer a hidden entry again, in its old place."""
        _refuse_fixed(name)
        before = self._find(name, code)
        if before.hidden:
            self._keep(name, [replace(before, hidden=False)], ["hidden"])
        return self._entry(name, code)

    def move(self, name: str, code: str, steps: int) -> tuple[Code, ...]:
        """Move an entry up (negative) or down among those that are offered; return the list as it stands then."""
        _refuse_fixed(name)
        shown = [one for one in self._lists[name] if not one.hidden]
        at = next((place for place, one in enumerate(shown) if one.code == code), None)
        if at is None:
            raise NotFound("この言葉は一覧に出ていません。先に、一覧に戻してください。")
        places = _apart([one.position for one in shown])
        moved = shown[:at] + shown[at + 1 :]
        moved.insert(min(max(at + steps, 0), len(moved)), shown[at])
        ordered = [replace(one, position=place) for one, place in zip(moved, places, strict=True)]
        changed = [one for one in ordered if one not in self._lists[name]]
        if changed:
            self._keep(name, changed, ["position"])
        return self.entries(name)

    def _keep(self, name: str, entries: Sequence[KeptCode], fields: Sequence[str]) -> None:
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            kept.put(tx.connection, entries)
            tx.log("changed", "codes", name, fields)

    def _find(self, name: str, code: str) -> KeptCode:
        found = next((one for one in self._lists[name] if one.code == code), None)
        if found is None:
            raise NotFound("この言葉は、一覧にありません。")
        return found

    def _entry(self, name: str, code: str) -> Code:
        return next(one for one in self._grown(name) if one.code == code)

    def _checked(self, name: str, code: str | None, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts without blanks around; Invalid for an empty or too long one, or a word that the list has."""
        plain = {key: " ".join(text.split()) for key, text in texts.items()}
        for key, text in plain.items():
            if len(text) > LONGEST[key]:
                raise Invalid(key, f"{_TITLES[key]}は、{LONGEST[key]}字までにしてください。", kind="too_long")
        if "label" in plain and not plain["label"]:
            raise Invalid("label", "言葉を入れてください。", kind="missing")
        if name == OWN_ACTIVITIES and plain.get("group") not in {None, "", *self.labels("activity_kinds")}:
            raise Invalid("group", "数える種類を、一覧から選んでください。", kind="unknown")
        for one in self._lists[name]:
            if one.code != code and "label" in plain and _same(one.label, plain["label"]):
                where = "外したものの中に" if one.hidden else "もう"
                raise Invalid("label", f"「{one.label}」は、{where}あります。", kind="twice")
        return plain

    def _refuse_needed(self, name: str, code: str) -> None:
        """Refuse to hide what the desk itself needs, and the last entry of a list."""
        if name == "recipients" and code == RECEIVER:
            raise Invalid("code", "月報の渡し先なので、一覧から外せません。", kind="needed")
        if name == PARTNER_KINDS and code in NEEDED_KINDS:
            raise Invalid("code", "担当や予定に使う種別なので、一覧から外せません。言葉は変えられます。", kind="needed")
        if not [one for one in self._lists[name] if not one.hidden and one.code != code]:
            raise Invalid("code", "最後の1つは、一覧から外せません。", kind="needed")
        if name != "areas":
            return
        if code == self._ground.home_area:
            raise Invalid("code", "この保管庫の地域なので、一覧から外せません。", kind="needed")
        with self._ground.store.read() as connection:
            living = list(people_questions.areas(connection, self._ground.today()).values()).count(code)
        if living:
            sentence = f"この地域には、いま{living}名の方がおられます。先に、ほかの地域へ移してください。"
            raise Invalid("code", sentence, kind="needed")


def _merged(name: str, overrides: Sequence[KeptCode]) -> tuple[KeptCode, ...]:
    """A list as it is shipped with what the store overrides, in the store's order."""
    by_code = {
        one.code: KeptCode(
            list=name, code=one.code, label=one.label, short=one.short, group=one.group, position=place * APART
        )
        for place, one in enumerate(shipped(name), 1)
    }
    by_code |= {one.code: one for one in overrides}
    return tuple(sorted(by_code.values(), key=lambda one: one.position))


def _apart(places: Sequence[int]) -> list[int]:
    """Places in rising order, each its own."""
    rising: list[int] = []
    for place in places:
        rising.append(max(place, rising[-1] + 1) if rising else place)
    return rising


def _same(one: str, other: str) -> bool:
    return one == other or (bool(fold(one)) and fold(one) == fold(other))


def _refuse_fixed(name: str) -> None:
    if name not in EDITABLE:
        sentence = "この一覧の言葉は、数え方の決まりに使っているため変えられません。"
        raise Invalid("list", sentence, kind="fixed")
