"""Names of places in lists: which of the ward's areas 地域 a text names."""

import re
from collections.abc import Sequence

from watchdesk.domain.folding import fold
from watchdesk.intake.words import plain, unbracketed

_AROUND = re.compile(
    "地域|地区|連合振興町会|連合町会|連合|町会|校区|小学校区|校下|要援護者|要配慮者|避難行動要支援者|見守り|見守|対象者|対象|"
    "台帳|名簿|一覧表?|リスト|データ|(?:令和|平成|r|h)?[0-9元]+年度?|[0-9]+月?|現在|分|西区|大阪市"
)


def area_named(text: str, areas: Sequence[str]) -> str | None:
    """Return the area that a cell or a sheet's name names, also with words like 地域 and 名簿 around it."""
    for candidate in (text, _AROUND.sub("", plain(text)), _AROUND.sub("", plain(unbracketed(text)[0]))):
        folded = fold(candidate)
        found = next((area for area in areas if folded and fold(area) == folded), None)
        if found is not None:
            return found
    return None
