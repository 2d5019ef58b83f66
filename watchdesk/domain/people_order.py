"""The orders in which people stand on a list: by reading, 五十音順, and by the way one walks."""

from typing import Any

from watchdesk.domain.address import walking_key
from watchdesk.domain.kana import sort_key
from watchdesk.domain.lines import PersonLine


def by_reading(line: PersonLine) -> tuple[bool, str, str]:
    """Sort key 五十音順 (after JIS X 4061: 清音 before 濁音, ー before small before large); without a reading last."""
    return not line.kana, sort_key(line.kana or ""), line.name


def by_place(line: PersonLine) -> tuple[Any, ...]:
    """Sort key by town, 丁目, numbers, building, floor and room, then reading; unknown and hidden places last."""
    place = (None, None, None) if line.hidden else (line.town, line.address, line.building)
    return (*walking_key(*place), *by_reading(line))
