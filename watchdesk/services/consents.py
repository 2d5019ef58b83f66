"""Consents 同意 at the desk: given, confirmed and withdrawn; whom to ask again; which copies still name a person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from watchdesk.changed import Changed
from watchdesk.domain.asking import SOON, AskAgain, to_ask_again
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.consent import Disclosed, Purpose, disclose, why_withheld
from watchdesk.domain.copies import CopyLine, CopyState
from watchdesk.domain.era import FIRST_DAY, show_day, show_day_short
from watchdesk.domain.histories import ConsentEntry, consent_on, status_on
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.override import Danger, Opened, Override
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay, Status
from watchdesk.errors import Invalid, NotFound, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.masking import Unopened
from watchdesk.services.settings import Settings
from watchdesk.store import attachments, copies, letters, overrides, past
from watchdesk.store import people as people_questions
from watchdesk.store.store import Connection, Tx, get

Row = TypeVar("Row")
_NO = frozenset({Consent.WITHDRAWN, Consent.REFUSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A consent written down. ``to_call_back``: copies still out that the person's consent no longer covers."""

    person: Person
    to_call_back: tuple[CopyLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLine:
    """A person on the re-ask list, and why; ``given_on``: when a letter or a form was last made for her since then."""

    line: PersonLine
    why: AskAgain
    given_on: date | None = None

    @property
    def id(self) -> str:
        """The person's."""
        return self.line.id

    @property
    def words(self) -> str:
        """The reason as it stands on the list."""
        return self.why.words

    @property
    def given(self) -> str:
        """When a letter or a form was last made for her, as it stands there; empty where none was since then."""
        return f"{show_day_short(self.given_on)}につくった" if self.given_on is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideLine:
    """An override to be looked at: whom it was for (None: everybody), and the copies that left while it held."""

    override: Override
    line: PersonLine | None
    is_open: bool
    copies: tuple[int, ...]


class Consents:
    """What people agreed to, and what was given out without it."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings

    # ---- the gate

    def disclose(
        self, subjects: Iterable[tuple[Person, Row]], *, purpose: Purpose, receiver: str, day: date | None = None
    ) -> Disclosed[Row]:
        """Pass rows through the gate as it stands now: today's consents, the form's receivers, open overrides.

        ``day``: an earlier one, on which something was told already; only the consents of that day let it through.
        """
        past = day is not None and day < self._ground.today()
        return disclose(
            subjects,
            purpose=purpose,
            receiver=receiver,
            day=day if day is not None else self._ground.today(),
            default_recipients=self._default_recipients(),
            override=None if past else self.opened(),
        )

    def opened(self) -> Opened:
        """The overrides of this moment, for ``domain.consent.disclose``."""
        return Opened(overrides=self.overrides_open(), moment=self._ground.moment())

    def _default_recipients(self) -> frozenset[str]:
        return frozenset(self._settings.get("consent_recipients"))

    # ---- given and withdrawn

    def give(self, person_id: str, entry: ConsentEntry) -> Given:
        """Write down what a person says: agrees, refuses, has not answered, withdraws. Invalid names a wrong field.

        A withdrawal holds at once: without a date from today on, and a date that would leave the agreement standing
        is refused. The copies that the person's consent no longer covers come back, to be fetched.
        """
        with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
            before = tx.get(Person, person_id)
            checked = self._checked(tx, person_id, self._dated(entry))
            person = replace(before, consent_history=(*before.consent_history, checked))
            self._refuse_unless_it_holds(before, person, checked)
            tx.replace(person)
        return Given(person=person, to_call_back=self.to_call_back(person_id))

    def confirm_again(self, person_id: str, *, way: ConsentWay | None = None, witness: str | None = None) -> Given:
        """Write down that a person confirmed today what she agreed to: the last agreement with today's date.

        ``way`` is as before unless told; the witness is today's; a last day that has passed is dropped, and a form
        that lies in the bin. Refused where no agreement holds: nobody is agreed for by a confirmation.
        """
        with self._ground.store.read() as connection:
            last = get(connection, Person, person_id).consent_on(self._ground.today())
            forms = {one.id for one in attachments.of_person(connection, person_id) if not one.removed}
        if last is None or last.state is not Consent.AGREED:
            sentence = "いまは同意をいただいていません。「同意が変わった」から、新しい同意を書き入れてください。"
            raise WatchDeskError(sentence, code="not_agreed")
        today = self._ground.today()
        still = last.valid_until is not None and last.valid_until > today
        return self.give(
            person_id,
            replace(
                last,
                since=today,
                way=way or last.way,
                witness=witness,
                valid_until=last.valid_until if still else None,
                attachment_id=last.attachment_id if last.attachment_id in forms else None,
            ),
        )

    def _dated(self, entry: ConsentEntry) -> ConsentEntry:
        if entry.state is Consent.WITHDRAWN and entry.since is None:
            return replace(entry, since=self._ground.today())
        return entry

    def _checked(self, tx: Tx, person_id: str, entry: ConsentEntry) -> ConsentEntry:
        _check_days(entry, self._ground.today())
        known = self._codes.labels("recipients")
        for code in entry.recipients:
            if code not in known:
                raise Invalid("recipients", f"「{code}」は、提供先の一覧にありません。", kind="unknown")
        for name, title in (("witness", "立会人"), ("form", "同意書の版")):
            text = getattr(entry, name)
            if text is not None and not text.strip():
                raise Invalid(name, f"{title}が空白だけです。空にするか、書き入れてください。", kind="blank")
        if entry.attachment_id is not None:
            _check_attachment(tx, person_id, entry.attachment_id)
        return replace(entry, recipients=tuple(dict.fromkeys(entry.recipients)))

    def _refuse_unless_it_holds(self, before: Person, after: Person, entry: ConsentEntry) -> None:
        """Refuse what is meant for now and would not hold: an undated entry, or a withdrawal dated too early."""
        today = self._ground.today()
        holding = before.consent_on(today)
        if after.consent_on(today) is entry or holding is None or holding.since is None:
            return
        since = show_day(holding.since)
        if entry.state is Consent.WITHDRAWN:
            sentence = (
                f"撤回の日が、いまの同意の記録（{since}）より前なので、撤回になりません。日付を確かめてください。"
            )
            raise Invalid("since", sentence, kind="before_agreement")
        if entry.since is None:
            sentence = f"日付がないと、いまの記録（{since}）のほうが新しいことになります。日付を入れてください。"
            raise Invalid("since", sentence, kind="missing")

    # ---- copies

    def copies_naming(self, person_id: str) -> tuple[CopyLine, ...]:
        """Return the copies that left the program and name a person, newest first, wherever they are now."""
        with self._ground.store.read() as connection:
            found = copies.lines_naming(connection, person_id)
        return tuple(self._with_word(line) for line in found)

    def copies(self, numbers: Iterable[int]) -> tuple[CopyLine, ...]:
        """Return copies by their numbers, in that order."""
        with self._ground.store.read() as connection:
            return tuple(self._with_word(copies.line(connection, number)) for number in numbers)

    def to_call_back(self, person_id: str) -> tuple[CopyLine, ...]:
        """Return the copies still out whose receiver the person's consent of today does not cover, newest first.

        Behind them, where she withdrew or refused, the desk's own: nobody has them, but they still name her. Of
        somebody who has not answered they may lie on the desk, as she stands on its screen.
        """
        with self._ground.store.read() as connection:
            entry = get(connection, Person, person_id).consent_on(self._ground.today())
        default = self._default_recipients()
        out = (line for line in self.copies_naming(person_id) if line.state is CopyState.OUT)
        return tuple(sorted((line for line in out if not _may_stay(line, entry, default)), key=lambda line: line.own))

    def from_before_secrecy(self, person_id: str) -> tuple[CopyLine, ...]:
        """Return the copies still out from before a person was made 秘匿: address and phones may stand on them.

        None of somebody who is not hidden, or who was registered so: what was made since has no whereabouts.
        """
        with self._ground.store.read() as connection:
            if not get(connection, Person, person_id).hidden:
                return ()
            found = past.changes_of(connection, [person_id])
        hidden_on = next((one.at.date() for one in found if one.field == "hidden" and one.new), None)
        if hidden_on is None:
            return ()
        named = self.copies_naming(person_id)
        return tuple(line for line in named if line.state is CopyState.OUT and line.made_on <= hidden_on)

    def _with_word(self, line: CopyLine) -> CopyLine:
        word = self._codes.label("recipients", line.receiver) if line.receiver else ""
        return replace(line, receiver_word=word)

    # ---- whom to ask again

    def ask_again(self, area: str | None = None, *, soon: bool = False) -> tuple[AskLine, ...]:
        """Return who is to be asked, the longest due first, then by reading; whoever's watch ended is left out.

        ``soon``: those too whose agreement ends within ``SOON`` days.
        """
        today, months = self._ground.today(), self._settings.get("ask_again_months")
        with self._ground.store.read() as connection:
            standings = people_questions.standings(connection)
            found = {
                person_id: why
                for person_id, one in standings.items()
                if status_on(one.status_history, today) is not Status.ENDED
                and (
                    why := to_ask_again(
                        consent_on(one.consent_history, today),
                        today,
                        months,
                        made_on=one.created_on,
                        soon=SOON if soon else 0,
                    )
                )
            }
            lines = self._lines(connection, found)
            given = letters.last_given(connection)
        asked = [
            AskLine(line=line, why=found[line.id], given_on=_since(given.get(line.id), line.consent_since))
            for line in lines
            if area is None or line.area == area
        ]
        return tuple(sorted(asked, key=lambda each: (each.why.due_on or date.max, each.line.kana or "￿", each.line.id)))

    def given_on(self, person_id: str) -> date | None:
        """Return when a letter or a form was last made for a person, since what holds now was said."""
        with self._ground.store.read() as connection:
            entry = get(connection, Person, person_id).consent_on(self._ground.today())
            given = letters.last_given(connection, person_id)
        return _since(given.get(person_id), entry.since if entry is not None else None)

    def _lines(self, connection: Connection, ids: Iterable[str]) -> tuple[PersonLine, ...]:
        chosen = people_questions.with_ids(ids)
        return people_questions.lines(connection, self._ground.today(), self._settings.get("soon_days"), chosen)

    # ---- overrides

    def override(self, person_id: str | None, danger: Danger, reason: str) -> Override:
        """Open the gate for three hours, for one person or (in a disaster only) for everybody; Invalid without reason.

        It stands in the ledger with its danger and reason, and on 今日 until it is reviewed.
        """
        override = Override(
            id=new_id(),
            person_id=person_id,
            danger=danger,
            reason=reason.strip(),
            made_at=self._ground.moment(),
            made_by=self._ground.user,
        )
        told = f"{danger.label}：{override.reason}"
        with self._ground.store.write(self._ground.user, Changed.PEOPLE, told) as tx:
            if person_id is not None:
                tx.get(Person, person_id)
            tx.add_all([override])
            tx.log("emergency opened", "person" if person_id else "override", person_id or override.id)
        return override

    def overrides_open(self) -> tuple[Override, ...]:
        """Return the overrides that hold now, in the order in which they were made."""
        with self._ground.store.read() as connection:
            return _without_places(connection, overrides.holding(connection, self._ground.moment()))

    def open_override(self, person_id: str) -> Override | None:
        """Return the override that lets a person through now, also one for everybody; None where there is none."""
        return self.opened().covering(person_id)

    def reviews(self) -> tuple[OverrideLine, ...]:
        """Return the overrides that nobody has reviewed yet, open ones too, the oldest first."""
        moment = self._ground.moment()
        with self._ground.store.read() as connection:
            waiting = _without_places(connection, overrides.unreviewed(connection))
            lines = {line.id: line for line in self._lines(connection, {each.person_id or "" for each in waiting})}
            return tuple(
                OverrideLine(
                    override=each,
                    line=lines.get(each.person_id or ""),
                    is_open=each.holds_at(moment),
                    copies=copies.made_between(connection, each.made_at, each.ends_at, each.person_id),
                )
                for each in waiting
            )

    def review(self, override_id: str, text: str) -> Override:
        """Write down what was found when an override was looked at afterwards; one that is still open ends by it."""
        if not text.strip():
            raise Invalid("review", "何をどこへ提供し、写しがどうなったかを書いてください。", kind="missing")
        with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
            before = tx.get(Override, override_id)
            if before.reviewed_at is not None:
                raise WatchDeskError("この緊急の提供は、もう確かめてあります。", code="reviewed")
            after = replace(
                before, review=text.strip(), reviewed_at=self._ground.moment(), reviewed_by=self._ground.user
            )
            tx.replace(after, action="reviewed")
        return after


def _since(given_on: date | None, consent_since: date | None) -> date | None:
    """When a paper was given, if that was not before what holds now was said."""
    return given_on if given_on is not None and given_on >= (consent_since or FIRST_DAY) else None


def _without_places(connection: Connection, found: Iterable[Override]) -> tuple[Override, ...]:
    """The overrides with 秘匿 in place of where a hidden person lives: why one was made stands on 今日."""
    unopened = Unopened(people_questions.hidden(connection))
    return tuple(replace(each, reason=unopened.told(each.reason, each.person_id)) for each in found)


def outdated() -> WatchDeskError:
    """What is said where names that were drawn may no longer leave as they stand there."""
    sentence = "つくったあとで、どなたかの同意か秘匿が変わりました。もう一度つくってから、お渡しください。"
    return WatchDeskError(sentence, code="outdated")


def _may_stay(line: CopyLine, entry: ConsentEntry | None, default: frozenset[str]) -> bool:
    """Whether a copy may stay where it is; who has one without a receiver nobody knows, so the agreement alone decides.

    The desk's own stays unless the person said no.
    """
    if line.own:
        return entry is None or entry.state not in _NO
    if line.receiver is None:
        return entry is not None and entry.state is Consent.AGREED
    return why_withheld(entry, line.receiver, default) is None


def _check_days(entry: ConsentEntry, today: date) -> None:
    if entry.since is not None and entry.since > today:
        raise Invalid("since", "同意日が、今日より後の日になっています。", kind="in_future")
    if entry.since is not None and entry.since < FIRST_DAY:
        raise Invalid("since", "同意日が古すぎます。もう一度お確かめください。", kind="too_early")
    if entry.valid_until is None:
        return
    if entry.state is not Consent.AGREED:
        raise Invalid("valid_until", "同意の期限は、同意のときだけ入れます。", kind="not_agreed")
    if entry.valid_until <= (entry.since or FIRST_DAY):
        raise Invalid("valid_until", "同意の期限は、同意日より後の日にしてください。", kind="too_early")


def _check_attachment(tx: Tx, person_id: str, attachment_id: str) -> None:
    sentence = "この方の添付に、その同意書がありません。添付を確かめて、選びなおしてください。"
    try:
        attachment = tx.get(Attachment, attachment_id)
    except NotFound:
        raise Invalid("attachment_id", sentence, kind="unknown") from None
    if attachment.person_id != person_id or attachment.removed:
        raise Invalid("attachment_id", sentence, kind="unknown")
