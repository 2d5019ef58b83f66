"""The month for the welfare section 月の記録 at the desk: gathered through the gate, ready to be handed over."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from watchdesk.domain.behind import Figure
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.counted import PartWords
from watchdesk.domain.era import show_month
from watchdesk.domain.folding import fold
from watchdesk.domain.handover import HandoverKind
from watchdesk.domain.month import Month
from watchdesk.domain.profile import USUAL, Profile
from watchdesk.domain.referral import Referral
from watchdesk.domain.summary import Span
from watchdesk.exports import welfare
from watchdesk.exports.welfare import PlaceFigures, WelfareFacts
from watchdesk.exports.welfare_sheets import SHEETS
from watchdesk.reports.monthly.gather import Part
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.handing_over.handing import Parcel
from watchdesk.services.handing_over.welfare_rows import GivenRows, Read
from watchdesk.services.issues import stayed
from watchdesk.services.jobs import Job, unwatched, whole
from watchdesk.services.reports import Reports
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Sharing
from watchdesk.services.work_lists import work_lists
from watchdesk.store import activities as activity_questions
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts, work_lines
from watchdesk.store.store import Connection

KIND = HandoverKind.WELFARE


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Record = TypeVar("Record", bound=_Identified)


class Welfare:
    """The month as it may be given to a receiver."""

    def __init__(
        self,
        ground: Ground,
        codes: Codes,
        settings: Settings,
        *,
        reports: Reports,
        consents: Consents,
        sharing: Sharing,
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._reports = reports
        self._consents = consents
        self._sharing = sharing

    def month(
        self, month: Month, receiver: str, *, profile: Profile = USUAL, statistics_only: bool = False
    ) -> Job[Parcel, Parcel]:
        """Gather a month for a receiver (a code of the recipients), to be looked at and handed over.

        Nothing is written. In an area's store it is the area's month, in a ward store that of all areas. Invalid for
        an unknown receiver, a month not yet begun, or a profile with a column that there is not. Of a closed month
        the figures are those of its issue and the rows the issue's records, told as they stand in the store now.
        """
        self._sharing.check(receiver)
        return whole(
            "渡すものをまとめています",
            lambda progress: self._parcel(month, receiver, profile, statistics_only=statistics_only),
        )

    def _parcel(self, month: Month, receiver: str, profile: Profile, *, statistics_only: bool) -> Parcel:
        facts, part = self._facts(month, receiver, profile, statistics_only=statistics_only)
        parcel = _parcel_of(facts, profile, receiver, part)
        parcel.sheets(None)  # a profile that asks for what there is not is refused before anything is written
        return replace(parcel, again=lambda: self._parcel(month, receiver, profile, statistics_only=statistics_only))

    def _facts(
        self, month: Month, receiver: str, profile: Profile, *, statistics_only: bool
    ) -> tuple[WelfareFacts, Part]:
        home = self._ground.home_area
        parts = self._reports.monthly(month, all_areas=home is None, statistics_only=True).gather(unwatched)
        today = self._ground.today()
        settings = self._settings.all()
        facts = WelfareFacts(
            month=month,
            made_on=today,
            made_by=settings["coordinator"],
            office=settings["office"],
            phone=settings["office_phone"],
            receiver=self._codes.label("recipients", receiver),
            figures=tuple(_place(part) for part in parts),
            words=self._words(),
            forbidden={sheet.key: sheet.forbidden(self._sharing.may_have(receiver)) for sheet in SHEETS},
        )
        with self._ground.store.read() as connection:
            read = self._read(connection, Span.of_month(month, today), parts)
        given = GivenRows(
            self._codes, self._consents, work_lists(self._codes, self._settings), receiver, (month, today)
        )
        wanted = [
            sheet.key
            for sheet in SHEETS
            if sheet.goes(facts.forbidden[sheet.key]) and profile.sheets.get(sheet.key) != ()
        ]
        return given.into(facts, read, wanted, statistics_only=statistics_only), parts[-1]

    def _words(self) -> PartWords:
        return PartWords(
            signs=self._codes.labels("signs"),
            criteria=self._codes.short_labels("criteria"),
            lists=work_lists(self._codes, self._settings),
        )

    def _read(self, connection: Connection, span: Span, parts: Sequence[Part]) -> Read:
        home = self._ground.home_area
        counted = {person_id for part in parts for person_id in part.members.under_watch}
        wanted = set(stayed(connection, counted).values())
        work = work_counts.during(connection, span).within(span.first, span.last, home)
        here = visit_questions.within(span, home) & visit_questions.COUNTED
        lines = visit_questions.lines(connection, here, order_by=visit_questions.OLDEST_FIRST)
        people = people_questions.fetch(connection, people_questions.with_ids(wanted))
        during = activity_questions.between(span.first, span.last)
        told = _Told(parts[-1])
        ids = told.of(Figure.ACTIVITIES, work.activities)
        return Read(
            people=tuple(sorted(people, key=lambda one: (one.area_on(span.last), fold(one.kana or one.name), one.id))),
            latest=people_questions.latest(connection, span.last),
            visits=told.only(Figure.VISITS, (line for line in lines if line.person_id in wanted)),
            cases=work_lines.fetch(connection, Consultation, told.of(Figure.CONSULTATIONS, work.consultations)),
            referrals=work_lines.fetch(connection, Referral, told.of(Figure.REFERRALS, work.referrals)),
            activities=tuple(one for one in activity_questions.fetch(connection, during) if one.id in ids),
        )


class _Told:
    """The records that the figures on 概要 tell of: those of a closed month's issue, not what came in late."""

    def __init__(self, part: Part) -> None:
        self._behind = part.behind or {}

    def only(self, figure: Figure, records: Iterable[Record]) -> tuple[Record, ...]:
        kept = self._behind.get(figure.value)
        known = frozenset(kept or ())
        return tuple(one for one in records if kept is None or one.id in known)

    def of(self, figure: Figure, records: Iterable[Record]) -> list[str]:
        return [one.id for one in self.only(figure, records)]


def _place(part: Part) -> PlaceFigures:
    facts = part.facts
    return PlaceFigures(
        place=facts.place,
        mark=facts.mark,
        issue=facts.issue,
        code=facts.code,
        outdated=facts.outdated,
        provisional=facts.provisional,
        figures=facts.figures,
    )


def _parcel_of(facts: WelfareFacts, profile: Profile, receiver: str, part: Part) -> Parcel:
    people = facts.people
    return Parcel(
        kind=KIND,
        title=f"{KIND.label} {show_month(facts.month)} {facts.place}",
        heading=facts.title,
        receiver=receiver,
        receiver_word=facts.receiver,
        people=people,
        visits=facts.provided_visits,
        left_out=welfare.left_out(facts, profile.sheets),
        month=str(facts.month),
        issue=part.facts.issue,
        code=part.facts.code or None,
        made_by=facts.made_by,
        office=facts.office,
        phone=facts.phone,
        sheets=lambda number: welfare.sheets(replace(facts, number=number), profile.sheets),
    )
