"""Field: one thing asked of the user, shared by forms, import headings and history."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field takes; each kind has one widget in ``ui/widgets`` and one way of being read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    KANA = "kana"
    DAY = "day"
    TIME = "time"
    NUMBER = "number"
    POSTAL_CODE = "postal_code"
    TOWN = "town"
    PHONES = "phones"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked: ``key`` is the record's field, ``title`` its word on screen and paper (contract §1).

    ``code_list`` names the list in ``resources/codes`` or the enum's list that a choice is made from.
    ``unit`` is written behind the value (日, 分). ``hint`` is a plain Japanese sentence shown under the field.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    code_list: str = ""
    hint: str = ""
    unit: str = ""
    wide: bool = False
    """Takes the whole width of the sheet rather than half of it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of a form sheet, as on the paper form."""

    title: str
    fields: tuple[Field, ...]
