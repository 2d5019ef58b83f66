"""Titles of columns and rows on two lines: they part where a word ends, else in the middle."""

from watchdesk.reports.typesetter import Typesetter

JOINTS = (
    "見守り|員",
    "要介護|度",
    "民生|委員",
    "前に|会えた日",
    "前に|訪ねた日",
    "前の|確かめ",
    "最後の|確かめ",
    "次の|期限",
    "まだ書いて|いないこと",
    "住所又は|居所",
    "その他の|連絡先",
    "支援を必要|とする事由",
    "使っている|サービス",
    "見当たら|ない",
    "なくしたと|気づいた日",
    "なくした|ときの様子",
    "気づいて|記録した人",
    "再び|起こさないために",
)
"""Where these words end."""
_PARTED = {joint.replace("|", ""): joint.replace("|", "\n") for joint in JOINTS}
LONGEST = 14
"""A title of more letters is a sentence, and fills its lines."""
STEP = 0.25
"""By so much of an em a line is lengthened until the title stands on as few lines as it can."""


def title_lines(setter: Typesetter, title: str, width: float, size: float) -> list[str]:
    """A prepared title on as few lines of a width (points) as it needs, none of them much shorter than the others."""
    whole = setter.broken(title, width, size, hanging=False)
    fewest = len(whole)
    if fewest == 1 or len(title) > LONGEST or "\n" in title:
        return whole
    parted = setter.broken(_PARTED.get(title, title), width, size, hanging=False)
    if len(parted) == fewest and title in _PARTED:
        return parted
    even = setter.measure(title, size) / fewest
    while even < width:
        lines = setter.broken(title, even, size, hanging=False)
        if len(lines) <= fewest:
            return lines
        even += STEP * size
    return whole
