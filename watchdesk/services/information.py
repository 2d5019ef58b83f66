"""Welfare information 福祉情報 at the desk: what is worth telling, found while on the phone, and who was told of it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain import info_finding
from watchdesk.domain.attachment import media_type_of
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.info_finding import Folded
from watchdesk.domain.info_item import GivenLine, InfoGiven, InfoItem, InfoLine
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.errors import Invalid, NotFound
from watchdesk.services.attachments import content_of
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.people import People
from watchdesk.services.settings import Settings
from watchdesk.services.wording import Wording, title
from watchdesk.store import information as questions
from watchdesk.store import past
from watchdesk.store.store import Tx, get

SHELVED = "shelved"
"""What the ledger calls putting an item aside しまう."""

_TAGS = re.compile(r"[、,，・\s]+")
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPast:
    """One field of an item as one deed changed it, in words; ``by`` is a user's name."""

    at: datetime
    by: str
    action: str
    title: str
    old: str = field(repr=False)
    new: str = field(repr=False)


class Information:
    """What is worth telling, and to whom it was told."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings, people: People) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._people = people
        self._folded: tuple[Folded, ...] | None = None
        self._known: Mapping[str, Folded] = {}
        ground.store.listen(self._forget)

    def _forget(self, changed: Changed) -> None:
        if changed & Changed.INFORMATION:
            self._folded = None

    # ---- asking

    def find(self, text: str, day: date, *, with_retired: bool = False) -> tuple[InfoLine, ...]:
        """Return the items in which every word stands, the best first, expired ones last; all where nothing is asked.

        Quick enough for each key: what is folded is kept until an item is written.
        """
        kept = self._folded
        if kept is None:
            with self._ground.store.read() as connection:
                kept = tuple(map(self._fold, questions.items(connection)))
            self._folded, self._known = kept, {one.item.id: one for one in kept}
        return info_finding.found((one for one in kept if with_retired or not one.item.retired), text, day)

    def _fold(self, item: InfoItem) -> Folded:
        """Fold an item, unless it stands as it did."""
        known = self._known.get(item.id)
        return known if known is not None and known.item == item else info_finding.folded(item)

    def get(self, item_id: str) -> InfoItem:
        """One item; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, InfoItem, item_id)

    def past(self, item_id: str) -> tuple[ItemPast, ...]:
        """What was changed of an item, newest first."""
        wording = Wording(codes=self._codes)
        with self._ground.store.read() as connection:
            changes = past.changes_of(connection, [item_id])
        return tuple(
            ItemPast(
                at=one.at,
                by=one.by,
                action=one.action,
                title=title("info_item", one.field),
                old=self._told(wording, one.field, one.old),
                new=self._told(wording, one.field, one.new),
            )
            for one in changes
        )

    def _told(self, wording: Wording, name: str, value: Any) -> str:
        if name == "fits":
            return self.words_of(rule_of(value)) if value else ""
        if name in ("valid_from", "valid_until") and value:
            return wording.value("info_item", name, date.fromisoformat(value))
        return wording.value("info_item", name, tuple(value) if isinstance(value, list) else value)

    # ---- items

    def record(self, values: Mapping[str, Any]) -> InfoItem:
        """Write a new item down; ``values`` are ``InfoItem``'s fields, ``fits`` a ``PeopleFilter`` or None.

        ``tags`` may be one text, parted by 、. Invalid: ``title.missing``, ``valid_until.until``.
        """
        item = InfoItem(
            id=new_id(),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
            **{"title": "", "body": "", **_in_form(values)},
        )
        with self._ground.store.write(self._ground.user, Changed.INFORMATION) as tx:
            return tx.add(item)

    def change(self, item_id: str, values: Mapping[str, Any]) -> InfoItem:
        """Write some fields otherwise; what is not named stays."""
        with self._ground.store.write(self._ground.user, Changed.INFORMATION) as tx:
            item = replace(tx.get(InfoItem, item_id), **_in_form(values))
            tx.replace(item)
        return item

    def retire(self, item_id: str) -> InfoItem:
        """Put an item aside しまう: it is no longer offered, and what was told of it stays."""
        return self._put(item_id, retired=True, action=SHELVED)

    def bring_back(self, item_id: str) -> InfoItem:
        """Offer an item again."""
        return self._put(item_id, retired=False, action="brought back")

    def _put(self, item_id: str, *, retired: bool, action: str) -> InfoItem:
        with self._ground.store.write(self._ground.user, Changed.INFORMATION) as tx:
            item = replace(tx.get(InfoItem, item_id), retired=retired)
            tx.replace(item, action=action)
        return item

    def attach(self, item_id: str, path: Path) -> InfoItem:
        """Keep a PDF with an item, in place of the one before, inside the store; the file itself stays where it is.

        Invalid ``file.…`` where it is too large, empty or no PDF.
        """
        content = content_of(path, self._settings.get("attachment_limit_mb"))
        if media_type_of(content) != _PDF:
            raise Invalid("file", "福祉情報に付けられるのは、PDFのファイルです。", kind="media_type")
        return self._keep(item_id, path.name, content)

    def detach(self, item_id: str) -> InfoItem:
        """Take the PDF off an item."""
        return self._keep(item_id, None, None)

    def _keep(self, item_id: str, file_name: str | None, content: bytes | None) -> InfoItem:
        with self._ground.store.write(self._ground.user, Changed.INFORMATION) as tx:
            item = replace(tx.get(InfoItem, item_id), file_name=file_name)
            if not tx.replace(item):
                tx.log("changed", "info_item", item_id, ("file_name",))  # a file of the same name
            questions.put_content(tx.connection, item_id, content)
        return item

    def content(self, item_id: str) -> bytes:
        """Return the PDF kept with an item as it was; NotFound where there is none."""
        with self._ground.store.read() as connection:
            found = questions.content(connection, item_id)
        if found is None:
            raise NotFound("この福祉情報には、PDFが付いていません。")
        return found

    # ---- telling

    def give(
        self,
        item_ids: Iterable[str],
        *,
        person_id: str | None = None,
        visit_id: str | None = None,
        consultation_id: str | None = None,
    ) -> tuple[InfoGiven, ...]:
        """Write down that items were told: to somebody, at a visit or in a case (and so to whom that was about).

        Without any of these it was a caller. What was told there already is not written twice. Invalid
        (``items.missing``) where nothing was chosen.
        """
        with self._ground.store.write(self._ground.user, Changed.INFORMATION) as tx:
            if visit_id is not None:
                return give_at_visit(tx, self._ground, item_ids, tx.get(Visit, visit_id))
            if consultation_id is not None:
                return give_in_case(tx, self._ground, item_ids, tx.get(Consultation, consultation_id))
            if person_id is not None:
                tx.get(Person, person_id)
            made = _given(self._ground, self._ground.today(), person_id=person_id)
            return _add(tx, item_ids, made, questions.to_person(person_id) if person_id else None)

    def take_back(self, given_id: str) -> None:
        """Take out what was ticked by mistake; the ledger keeps that it was."""
        with self._ground.store.write(self._ground.user, Changed.INFORMATION) as tx:
            take_out(tx, given_id)

    def given_to(self, person_id: str) -> tuple[GivenLine, ...]:
        """Return what somebody was told, newest first."""
        with self._ground.store.read() as connection:
            return questions.lines(connection, questions.to_person(person_id))

    def given_at(self, *, visit_id: str | None = None, consultation_id: str | None = None) -> tuple[GivenLine, ...]:
        """Return what was told at a visit, or in a case."""
        where = questions.at_visit(visit_id) if visit_id is not None else questions.in_case(consultation_id or "")
        with self._ground.store.read() as connection:
            return questions.lines(connection, where)

    def times_told(self, item_id: str) -> int:
        """How often an item was told."""
        with self._ground.store.read() as connection:
            return questions.times_told(connection, item_id)

    # ---- who could use it

    def unheard(self, item_id: str) -> tuple[PersonLine, ...]:
        """Return who fits an item's rule and has not heard of it, in the register's order; nobody without a rule.

        For the desk's own eyes: on paper such a list goes through the gate as every other.
        """
        with self._ground.store.read() as connection:
            item = get(connection, InfoItem, item_id)
            told = questions.told_to(connection, item_id)
        rule = rule_of(item.fits)
        if not rule.narrows:
            return ()
        return tuple(line for line in rule.kept(self._people.lines()) if line.id not in told)

    def rule_words(self, item: InfoItem) -> str:
        """Return an item's rule in words: 独居・80歳以上; empty where it has none."""
        return self.words_of(rule_of(item.fits))

    def words_of(self, rule: PeopleFilter) -> str:
        """A rule in words, empty where it narrows nothing."""
        return rule.words(criteria=self._codes.short_labels("criteria")) if rule.narrows else ""


def rule_of(fits: str | None) -> PeopleFilter:
    """Read the rule kept with an item; one that cannot be read narrows nothing, and so names nobody."""
    try:
        return PeopleFilter.from_json(json.loads(fits)) if fits else PeopleFilter()
    except ValueError:
        return PeopleFilter()


def give_at_visit(tx: Tx, ground: Ground, item_ids: Iterable[str], visit: Visit) -> tuple[InfoGiven, ...]:
    """Write within a transaction, that of the visit, what was told at it."""
    made = _given(ground, visit.on, person_id=visit.person_id, visit_id=visit.id)
    return _add(tx, item_ids, made, questions.at_visit(visit.id))


def give_in_case(tx: Tx, ground: Ground, item_ids: Iterable[str], case: Consultation) -> tuple[InfoGiven, ...]:
    """Write within a transaction, that of the case, what was told in it today."""
    made = _given(ground, ground.today(), person_id=case.person_id, consultation_id=case.id)
    return _add(tx, item_ids, made, questions.in_case(case.id))


def take_out(tx: Tx, given_id: str) -> None:
    """Take out within a transaction that an item was told."""
    if tx.remove(InfoGiven, [given_id]):
        tx.log("voided", "info_given", given_id)


def _given(ground: Ground, on: date, **where: str | None) -> InfoGiven:
    """What is written for each item, still without id and item."""
    return InfoGiven(id="", item_id="", on=on, created_by=ground.user, created_at=ground.moment(), **where)


def _add(tx: Tx, item_ids: Iterable[str], made: InfoGiven, known: Any | None) -> tuple[InfoGiven, ...]:
    """Write what is not known yet: in a case or at a visit at all, of a person by the same day."""
    wanted = tuple(dict.fromkeys(item_ids))
    if not wanted:
        raise Invalid("items", "伝えた福祉情報を選んでください。", kind="missing")
    before = questions.given(tx.connection, known) if known is not None else ()
    alone = made.visit_id is None and made.consultation_id is None
    there = {one.item_id for one in before if not alone or one.on == made.on}
    new = [tx.get(InfoItem, one) for one in wanted if one not in there]
    return tuple(tx.add(replace(made, id=new_id(), item_id=item.id)) for item in new)


def _in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them, a blank one none; tags parted; the rule as it is kept."""
    form = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    form = {key: value if value != "" or key in ("title", "body") else None for key, value in form.items()}
    for key in ("title", "body"):
        if key in form:
            form[key] = form[key] or ""
    if "tags" in form:
        form["tags"] = _tags(form["tags"])
    if "fits" in form:
        form["fits"] = kept_rule(form["fits"])
    return form


def _tags(told: str | Iterable[str] | None) -> tuple[str, ...]:
    parts = _TAGS.split(told) if isinstance(told, str) else told or ()
    return tuple(dict.fromkeys(part for part in parts if part))


def kept_rule(rule: PeopleFilter | str | None) -> str | None:
    """Return a rule as it is kept with an item; None of one that narrows nothing."""
    if isinstance(rule, str):
        rule = rule_of(rule)
    if rule is None or not rule.narrows:
        return None
    return json.dumps(rule.to_json(), ensure_ascii=False, sort_keys=True)
