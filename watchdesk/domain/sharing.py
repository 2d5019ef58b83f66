"""Sharing: which fields of a person go to a receiver on paper or in a file, which stay, and why."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.secrecy import WHEREABOUTS
from watchdesk.domain.words import Word

ANYBODY = "all"
"""Stands in shared_fields.csv and shared_records.csv for every receiver, those too that a store has added."""


class Stays(Word):
    """Why a field is not told."""

    NOT_FOR = "not_for", "このつなぎ先には、知らせない項目です"
    HIDDEN = "hidden", "秘匿の方なので、知らせません"
    EMPTY = "empty", "台帳に書いてありません"
    LEFT_OUT = "left_out", "選んでいません"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRule:
    """A field or a kind of records that may be told: to which ``receivers`` (codes, or ``ANYBODY``).

    ``usual``: a field is told unless the user takes it out.
    """

    key: str
    title: str
    receivers: frozenset[str]
    usual: bool = False

    def is_for(self, receiver: str) -> bool:
        """Whether a receiver may have it."""
        return ANYBODY in self.receivers or receiver in self.receivers


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedField:
    """A field as it is shown before anything is sent: its words, and why it stays; None where it goes."""

    key: str
    title: str
    words: str = field(default="", repr=False)
    stays: Stays | None = None

    @property
    def goes(self) -> bool:
        """Whether the receiver gets it."""
        return self.stays is None

    @property
    def may_go(self) -> bool:
        """Whether the user decides about it."""
        return self.stays in (None, Stays.LEFT_OUT)


NAME = "name"
"""Without the name nobody is told of; it goes wherever anything goes."""


def shared(
    rules: Iterable[ShareRule],
    words: Mapping[str, str],
    receiver: str,
    *,
    hidden: bool,
    chosen: Collection[str] | None = None,
) -> tuple[SharedField, ...]:
    """Return every field in its order, with what becomes of it.

    ``words`` are the person's fields in words by key, "" or missing where nothing is written; ``chosen`` the keys that
    the user wants told, None for what usually is. A field outside of a receiver's rule never goes, chosen or not.
    """
    return tuple(_one(rule, words.get(rule.key, ""), receiver, hidden=hidden, chosen=chosen) for rule in rules)


def _one(rule: ShareRule, words: str, receiver: str, *, hidden: bool, chosen: Collection[str] | None) -> SharedField:
    stays = _why(rule, words, receiver, hidden=hidden, chosen=chosen)
    told = HIDDEN if stays is Stays.HIDDEN else "" if stays is Stays.NOT_FOR else words
    return SharedField(key=rule.key, title=rule.title, words=told, stays=stays)


def _why(rule: ShareRule, words: str, receiver: str, *, hidden: bool, chosen: Collection[str] | None) -> Stays | None:
    if not rule.is_for(receiver):
        return Stays.NOT_FOR
    if hidden and rule.key in WHEREABOUTS:
        return Stays.HIDDEN
    if not words:
        return Stays.EMPTY
    wanted = rule.usual if chosen is None else rule.key in chosen
    return None if wanted or rule.key == NAME else Stays.LEFT_OUT


# ---- columns of lists, rosters and files, and records


_TELLS: Mapping[str, str] = {
    **dict.fromkeys(("kana", "area", "watcher", "minsei", "shelter", "empty"), NAME),
    "age": "birth_date",
    **dict.fromkeys(("town", "postal_code"), "address"),
    "condition": "visit_words",
    **dict.fromkeys(("last_attempt", "due"), "visits"),
    **dict.fromkeys(("status", "consent", "consent_since", "consent_way", "interval_days"), "standing"),
    "missing": "desk_own",
}
"""Columns that have no rule by their own key, and the rule of what they tell: of the name's, nothing of her life."""


def may_have(rules: Iterable[ShareRule], receiver: str) -> Callable[[str], bool]:
    """Return whether a receiver may have a column, a field or a kind of records, asked by its key or its rule's.

    The one definition for a list, a roster, a record and every file that leaves the desk. What has no rule goes to
    nobody.
    """
    known = {rule.key: rule.is_for(receiver) for rule in rules}
    return lambda key: known.get(_TELLS.get(key, key), False)


def told(fields: Iterable[SharedField]) -> tuple[str, ...]:
    """Return the keys of what goes, in its order."""
    return tuple(one.key for one in fields if one.goes)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPerson:
    """A person on paper for a receiver: just the fields that go; of a hidden one the place says so."""

    id: str
    name: str = field(repr=False)
    hidden: bool = False
    fields: tuple[SharedField, ...] = field(default=(), repr=False)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Title and words of each field on paper."""
        return tuple((one.title, one.words) for one in self.fields if one.goes or one.stays is Stays.HIDDEN)
