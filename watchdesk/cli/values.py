"""How the values of options are read: days, months and numbers; what cannot be read is wrong usage."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date

from watchdesk.domain.era import parse_day
from watchdesk.domain.month import Month
from watchdesk.errors import WatchDeskError


def day(text: str) -> date:
    """Read a day in any form of the contract."""
    try:
        return parse_day(text)
    except WatchDeskError as unread:
        raise ArgumentTypeError(_without_stop(unread)) from unread


def month(text: str) -> Month:
    """Read a month, 2026-10."""
    try:
        return Month.parse(text)
    except WatchDeskError as unread:
        raise ArgumentTypeError(_without_stop(unread)) from unread


def number(least: int, most: int) -> Callable[[str], int]:
    """Read a whole number within bounds."""

    def read(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise ArgumentTypeError(f"「{text}」は数ではありません") from None
        if not least <= value <= most:
            raise ArgumentTypeError(f"{least}から{most}までの数にしてください")
        return value

    return read


def _without_stop(unread: WatchDeskError) -> str:
    return str(unread).removesuffix("。")
