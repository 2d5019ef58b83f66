"""The one consent gate: what leaves for a receiver passes ``disclose()`` (contract §1)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.override import Opened
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, Word

HIDDEN: Final = "秘匿"
"""Stands in place of the address and phones of a person whose whereabouts are kept secret."""

Row = TypeVar("Row")


class Purpose(Word):
    """What rows with names are given out for; stands in the ledger 管理台帳."""

    MONTHLY_REPORT = "monthly_report", "月報"
    DAY_SHEET = "day_sheet", "見守り用紙"
    ROSTER = "roster", "名簿"
    LIST_PRINT = "list_print", "一覧の印刷"
    LIST_EXPORT = "list_export", "一覧の書き出し"
    WELFARE_EXPORT = "welfare_export", "保健福祉課への提供"
    REFERRAL = "referral", "つなぎ票"
    SHARING_SHEET = "sharing_sheet", "情報共有シート"
    PERSON_SHEET = "person_sheet", "個人票"
    DESK_LIST = "desk_list", "机の上で使う一覧"
    TO_HERSELF = "to_herself", "ご本人への紙"


STAYS: Final = frozenset({Purpose.DESK_LIST, Purpose.TO_HERSELF})
"""What nobody receives: paper for whoever looks after these people, as they are on her screen, and what goes to each
person herself. No consent is asked for where nothing is provided; 秘匿 is masked all the same, for paper may be seen on
its way, and the paper is a copy with a number."""

NOBODY: Final = "nobody"
"""Stands in place of the receiver's code where there is none."""

IN_AN_EMERGENCY: Final = frozenset(
    {
        Purpose.DAY_SHEET,
        Purpose.ROSTER,
        Purpose.LIST_PRINT,
        Purpose.LIST_EXPORT,
        Purpose.REFERRAL,
        Purpose.SHARING_SHEET,
        Purpose.PERSON_SHEET,
    }
)
"""What an override may open the gate for: what helpers need at once. What is handed in by the month can wait for a
consent, so the monthly report and the welfare section's file never name anybody by an override."""

EMERGENCY: Final = "緊急の提供"
"""Printed beside whoever is given out by an override."""


class Withheld(Word):
    """Why a row is not given out."""

    REFUSED = "refused", "不同意"
    PENDING = "pending", "未回答"
    WITHDRAWN = "withdrawn", "撤回"
    NOT_COVERED = "not_covered", "提供先に含まれない"
    NONE = "none", "同意の記録がない"


_REASON = {
    Consent.REFUSED: Withheld.REFUSED,
    Consent.PENDING: Withheld.PENDING,
    Consent.WITHDRAWN: Withheld.WITHDRAWN,
}

_GATE: Final = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed(Generic[Row]):
    """Rows that may be given to ``receiver``; only ``disclose()`` can make one, so no report can pass it by.

    ``withheld``: how many are not given out, by reason, zeros included; ``withheld_ids``: their person ids,
    ``withheld_why``: the reason of each of these.
    ``emergency``: for each row, whether an override alone let it through; ``emergency_ids``: those people, each once.
    """

    rows: tuple[Row, ...]
    emergency: tuple[bool, ...] = ()
    emergency_ids: tuple[str, ...] = ()
    withheld: Mapping[Withheld, int]
    withheld_ids: tuple[str, ...]
    withheld_why: tuple[Withheld, ...] = ()
    purpose: Purpose
    receiver: str
    day: date
    gate: InitVar[object] = None

    def __post_init__(self, gate: object) -> None:
        if gate is not _GATE:
            raise TypeError("Disclosed is made by watchdesk.domain.consent.disclose() only")

    @property
    def provided(self) -> int:
        """How many rows are given out."""
        return len(self.rows)

    @property
    def marked(self) -> Iterator[tuple[Row, bool]]:
        """Each row, and whether 緊急の提供 is to stand beside it."""
        return zip(self.rows, self.emergency, strict=True)


def disclose(
    subjects: Iterable[tuple[Person, Row]],
    *,
    purpose: Purpose,
    receiver: str,
    day: date,
    default_recipients: frozenset[str],
    override: Opened | None = None,
) -> Disclosed[Row]:
    """Keep the rows of those who agreed that ``receiver`` (a code of recipients.csv) may have them on the day.

    What ``STAYS`` goes to ``NOBODY``, with every row, and nothing else goes there: else it is a ValueError.
    An agreement that names no recipients covers ``default_recipients``, the ones printed on the ward's form. Neither
    a valid-until that has passed nor ``watch`` false withholds anything (contract §1). An override that holds lets
    a person through where the purpose is one of ``IN_AN_EMERGENCY``.
    """
    if (purpose in STAYS) != (receiver == NOBODY):
        raise ValueError("what stays has no receiver, and what leaves has one")
    opened = override if purpose in IN_AN_EMERGENCY else None
    given: list[tuple[Person, Row, bool]] = []
    kept_back: list[tuple[Person, Withheld]] = []
    for person, row in subjects:
        reason = why_withheld(person.consent_on(day), receiver, default_recipients)
        if reason is None or purpose in STAYS:
            given.append((person, row, False))
        elif opened is not None and opened.covering(person.id) is not None:
            given.append((person, row, True))
        else:
            kept_back.append((person, reason))
    reasons = tuple(reason for _, reason in kept_back)
    return Disclosed(
        rows=tuple(row for _, row, _ in given),
        emergency=tuple(emergency for _, _, emergency in given),
        emergency_ids=tuple(dict.fromkeys(person.id for person, _, emergency in given if emergency)),
        withheld=MappingProxyType({each: reasons.count(each) for each in Withheld}),
        withheld_ids=tuple(person.id for person, _ in kept_back),
        withheld_why=reasons,
        purpose=purpose,
        receiver=receiver,
        day=day,
        gate=_GATE,
    )


def why_withheld(entry: ConsentEntry | None, receiver: str, default_recipients: frozenset[str]) -> Withheld | None:
    """Return why a consent does not let the receiver have the person's data, None where it does."""
    if entry is None:
        return Withheld.NONE
    if entry.state is not Consent.AGREED:
        return _REASON[entry.state]
    covered = entry.recipients or default_recipients
    return None if receiver in covered else Withheld.NOT_COVERED


def address_for_print(person: Person) -> str:
    """Return town, address and building in one line, 秘匿 for a hidden person, "" where unknown."""
    if person.hidden:
        return HIDDEN
    street = f"{person.town or ''}{person.address or ''}"
    return " ".join(part for part in (street, person.building) if part)
