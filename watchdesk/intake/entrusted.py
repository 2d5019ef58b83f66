"""担当 of a list's people: the watchers and 民生委員 it names, found among the desk's partners or made anew."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from watchdesk.domain.address import changed_more_than_width
from watchdesk.domain.folding import fold
from watchdesk.domain.histories import ONE_DAY
from watchdesk.domain.kana import compose_kana
from watchdesk.domain.partner import Charge, Charges, Partner, PartnerKind, on, with_charge
from watchdesk.intake import synonyms
from watchdesk.intake.draft import Draft
from watchdesk.intake.words import plain

COLUMNS: Mapping[str, PartnerKind] = {"watcher": PartnerKind.WATCHER, "minsei": PartnerKind.MINSEI}
"""Kind of partner by field key of the column."""

_BETWEEN = re.compile("[、，,／/;；\n]")
_BESIDE = re.compile(r"[(（\[［].*|[0-9０-９].*|(?<=\S)[\s　]*(?:様|さん|氏)$", re.DOTALL)
_LETTERS = re.compile("[^\\W\\d_]{2,}|[一-鿿々]")
_NOBODY = frozenset(plain(word) for word in ("未定", "不明", "未", "同上", "欠員", "空席", "調整中", "本人", "要確認"))


class PartnerBook:
    """The partners a list may name: those of the desk, and those it brings along. Nothing is written here."""

    def __init__(
        self, known: Iterable[Partner] = (), *, new_id: Callable[[], str], created_by: str | None = None
    ) -> None:
        self._new_id = new_id
        self._created_by = created_by
        self._by_name: dict[tuple[str, str], list[Partner]] = {}
        self._brought: dict[str, Partner] = {}
        self.by_id: dict[str, Partner] = {}
        """All that are known by now."""
        for partner in known:
            self._put(partner)

    def _put(self, partner: Partner) -> None:
        self._by_name.setdefault((partner.kind, fold(partner.name)), []).append(partner)
        self.by_id[partner.id] = partner

    def named(self, kind: str, name: str, area: str | None) -> Partner:
        """Return the partner of a kind and a name; of two namesakes the one of the same area.

        A namesake of another area is somebody else.
        """
        alike = self._by_name.get((kind, fold(name)), [])
        near = [one for one in alike if one.area == area] or [one for one in alike if None in (one.area, area)]
        if near:
            return near[0]
        partner = Partner(id=self._new_id(), kind=kind, name=name, area=area, created_by=self._created_by)
        self._put(partner)
        self._brought[partner.id] = partner
        return partner

    def brought(self, wanted: Iterable[str]) -> tuple[Partner, ...]:
        """Return the new partners among some ids, in the order in which the list named them first."""
        ids = frozenset(wanted)
        return tuple(partner for partner in self._brought.values() if partner.id in ids)


def take_charges(draft: Draft, book: PartnerBook) -> None:
    """Read who is in charge; whatever is more or else than one partner's name is kept as it stood."""
    history = draft.values.get("area_history")
    area = history[0].area if history else None
    found: list[Charge] = []
    for key, kind in COLUMNS.items():
        told = draft.cell(key)
        if told is None:
            continue
        partners = [book.named(kind, name, area) for name in _names(told.text)]
        if len(partners) != 1 or changed_more_than_width(told.text, partners[0].name):
            draft.keep(told)
        found += [Charge(partner_id=partner.id) for partner in partners]
    draft.values["charges"] = tuple(dict.fromkeys(found))


def _names(text: str) -> list[str]:
    names = (_BESIDE.sub("", piece.strip()).strip() for piece in _BETWEEN.split(text))
    return [compose_kana(name) for name in names if _is_name(name)]


def _is_name(text: str) -> bool:
    bare = plain(text)
    return bool(_LETTERS.search(text)) and bare not in _NOBODY and bare not in synonyms.YES_NO


def after(old: Charges, told: Charges, partners: Mapping[str, Partner], today: date) -> Charges:
    """Return a known person's charges after what a list tells of some kinds of partners.

    Who stands in charge and on the list stays; a list that names others of that kind ends the former ones yesterday
    and puts its own in charge from today. A list that names fewer than the desk knows is no news.
    """
    charges = old
    kinds = {partner.id: partner.kind for partner in partners.values()}
    for kind in dict.fromkeys(kinds[charge.partner_id] for charge in told):
        named = [charge.partner_id for charge in told if kinds[charge.partner_id] == kind]
        standing = [one for one in on(charges, today) if kinds.get(one) == kind]
        if set(named) <= set(standing):
            continue
        charges = _ended(charges, frozenset(standing) - frozenset(named), today)
        for one in named:
            if one not in standing:
                charges = with_charge(charges, Charge(partner_id=one, since=today))
    return charges


def _ended(charges: Charges, gone: frozenset[str], today: date) -> Charges:
    """The charges with some of today's ended yesterday; one that began today never was."""
    ending = [charge for charge in charges if charge.partner_id in gone and charge.holds_on(today)]
    left = (charge for charge in charges if charge not in ending or charge.since != today)
    return tuple(replace(charge, until=today - ONE_DAY) if charge in ending else charge for charge in left)
