"""What the list 福祉情報 shows of an item, and the words for its days; what may not be told any more stands in grey."""

from collections.abc import Sequence

from watchdesk.columns import ALWAYS, Column
from watchdesk.domain.era import show_day
from watchdesk.domain.info_item import InfoItem, InfoLine, InfoState

_TONES = {InfoState.VALID: "", InfoState.AHEAD: "wait", InfoState.OVER: "away", InfoState.RETIRED: "away"}


def tone(state: InfoState) -> str:
    """The tone of a state; what may be told today has none."""
    return _TONES[state]


def _ink(line: InfoLine) -> str:
    return "" if line.state is InfoState.VALID else "soft"


def about(item: InfoItem) -> str:
    """For whom it is, else the beginning of what it says."""
    return item.target or item.body.partition("\n")[0]


def days(item: InfoItem) -> str:
    """令和8年4月1日から 令和9年3月31日まで; empty where it is open at both ends."""
    ends = ((item.valid_from, "から"), (item.valid_until, "まで"))
    return " ".join(f"{show_day(day)}{word}" for day, word in ends if day is not None)


def stands(line: InfoLine) -> str:
    """Until when it holds, or why it is not told today."""
    if line.state is not InfoState.VALID:
        return line.state.label
    return f"{show_day(line.item.valid_until)}まで" if line.item.valid_until is not None else ""


def counted(lines: Sequence[InfoLine]) -> str:
    """12件（うち、いま使えるもの 10件）."""
    valid = sum(line.state is InfoState.VALID for line in lines)
    return f"{len(lines)}件" if valid == len(lines) else f"{len(lines)}件（うち、いま使えるもの {valid}件）"


COLUMNS: tuple[Column[InfoLine], ...] = (
    Column(
        "見出し",
        lambda line: line.item.title,
        below=lambda line: about(line.item),
        tone=_ink,
        width=18,
        importance=ALWAYS,
        alone=lambda line: line.item.title,
    ),
    Column(
        "いつまで",
        stands,
        sort_key=lambda line: (line.state.value, line.item.valid_until is None, line.item.valid_until),
        tone=lambda line: tone(line.state),
        width=11,
        importance=ALWAYS,
        alone=stands,
    ),
)
