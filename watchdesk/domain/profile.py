"""Profile 書き出しの形: which columns a receiver gets, in what order and under what names (保健福祉課 月次)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from watchdesk.errors import Invalid

LONGEST_NAME = 40
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One column of a profile: its key, and its title where the receiver calls it otherwise."""

    key: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Columns by the key of the sheet; of a sheet that is not named the usual ones, one without columns stays out."""

    name: str
    sheets: Mapping[str, tuple[Chosen, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("name", "書き出しの形に、名前をつけてください。", kind="missing")
        if len(self.name) > LONGEST_NAME:
            raise Invalid("name", f"名前は、{LONGEST_NAME}字までにしてください。", kind="too_long")
        for sheet, columns in self.sheets.items():
            _refuse_wrong(sheet, columns)

    def with_sheet(self, sheet: str, columns: tuple[Chosen, ...]) -> "Profile":
        """The same with other columns of a sheet; none at all leaves the sheet out."""
        return replace(self, sheets={**self.sheets, sheet: columns})

    def to_json(self) -> dict[str, Any]:
        """As it is kept, and as a file of it is written."""
        plain = {
            sheet: [{"key": one.key, "title": one.title} if one.title else {"key": one.key} for one in columns]
            for sheet, columns in self.sheets.items()
        }
        return {"name": self.name, "sheets": plain}

    @classmethod
    def from_json(cls, plain: Any) -> "Profile":
        """Read what ``to_json`` writes; Invalid (``profile``) where it is something else."""
        try:
            sheets = {
                str(sheet): tuple(Chosen(key=str(one["key"]), title=one.get("title") or None) for one in columns)
                for sheet, columns in plain.get("sheets", {}).items()
            }
            return cls(name=" ".join(str(plain["name"]).split()), sheets=sheets)
        except (KeyError, TypeError, AttributeError, ValueError) as wrong:
            sentence = "書き出しの形として読めません。name と sheets のあるJSONにしてください。"
            raise Invalid("profile", sentence, kind="unreadable") from wrong


def _refuse_wrong(sheet: str, columns: tuple[Chosen, ...]) -> None:
    keys = [one.key for one in columns]
    if len(set(keys)) != len(keys):
        raise Invalid("profile", f"「{sheet}」の列に、同じものが2つあります。1つにしてください。", kind="twice")
    titles = [one.title for one in columns if one.title is not None]
    if any(len(title) > LONGEST_TITLE or "\n" in title for title in titles):
        raise Invalid("profile", f"列の名前は、1行で{LONGEST_TITLE}字までにしてください。", kind="too_long")


def turned(columns: tuple[Chosen, ...], key: str) -> tuple[Chosen, ...]:
    """Return the columns without one of a key, or with it at the end where it was not among them."""
    rest = tuple(one for one in columns if one.key != key)
    return rest if len(rest) < len(columns) else (*columns, Chosen(key=key))


def moved(columns: tuple[Chosen, ...], key: str, steps: int) -> tuple[Chosen, ...]:
    """Return the columns with one of a key so many places further on; it stays within them."""
    at = next((place for place, one in enumerate(columns) if one.key == key), None)
    if at is None:
        return columns
    rest = [*columns[:at], *columns[at + 1 :]]
    rest.insert(max(0, min(len(rest), at + steps)), columns[at])
    return tuple(rest)


def titled(columns: tuple[Chosen, ...], key: str, title: str | None) -> tuple[Chosen, ...]:
    """Return the columns with another title of one; without a title it has its usual one."""
    plain = " ".join((title or "").split()) or None
    return tuple(replace(one, title=plain) if one.key == key else one for one in columns)


USUAL = Profile(name="標準")
"""What is written unless a profile is chosen."""
