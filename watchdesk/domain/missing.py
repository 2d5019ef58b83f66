"""What is still missing of a person: asked for gently, never in the way of anything."""

from collections.abc import Iterable, Sequence
from functools import cache

from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, Word


class Missing(Word):
    """What helps when it is known, the most useful first; only a name and an area are ever required."""

    KANA = "kana", "ふりがな"
    BIRTH_DATE = "birth_date", "生年月日"
    ADDRESS = "address", "住所"
    PHONE = "phones", "電話"
    CONTACT = "emergency_contacts", "緊急連絡先"
    CONSENT = "consent", "同意の返事"
    CRITERIA = "criteria", "該当区分"


NOTHING: frozenset[Missing] = frozenset()


def missing_of(person: Person, consent: ConsentEntry | None) -> frozenset[Missing]:
    """Return what is missing of a record, with the consent of the day."""
    return missing(
        person.kana,
        person.birth_date,
        person.address or person.town,
        person.phones,
        person.emergency_contacts,
        consent is not None and consent.state is not Consent.PENDING,
        person.criteria,
    )


def missing(*known: object) -> frozenset[Missing]:
    """Return what of ``Missing``, told in its order, is not known: empty texts and lists are not."""
    return _set(tuple(not one for one in known))


@cache
def _set(gaps: Sequence[bool]) -> frozenset[Missing]:
    """One set for all who miss the same, so that 10,000 lines hold a few of them."""
    return frozenset(one for one, gap in zip(Missing, gaps, strict=True) if gap)


def in_words(gaps: Iterable[Missing]) -> str:
    """Return 「ふりがな・電話・緊急連絡先」, in the order in which they help; "" where nothing is missing."""
    wanted = set(gaps)
    return "・".join(one.label for one in Missing if one in wanted)
