"""Words of lists in one form, so that headings and coded cells are recognised however they are typed."""

import re
import unicodedata

_KEPT = re.compile(r"[^\w○◯×✕✖△✓✔●◎〒#☑☒レ－-]|_", re.UNICODE)
_HYPHENS = str.maketrans("-‐‑‒–—―−", "ーーーーーーーー")


def plain(text: str) -> str:
    """Return a text without what lists vary in: width, case, blanks, punctuation and brackets (what is in them stays).

    >>> plain("電話番号（自宅）"), plain("ﾊﾞﾝｺﾞｳ"), plain("氏　名")
    ('電話番号自宅', 'バンゴウ', '氏名')
    """
    return _KEPT.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(_HYPHENS)


_BRACKETS = re.compile(r"[(\[【〔<《「『](.*?)[)\]】〕>》」』]")


def unbracketed(text: str) -> tuple[str, str]:
    """Return the text without its bracketed parts, and those parts joined; neither is put in another form.

    >>> unbracketed("電話番号（自宅）")
    ('電話番号', '自宅')
    """
    wide = unicodedata.normalize("NFKC", text)
    return _BRACKETS.sub("", wide).strip(), "".join(_BRACKETS.findall(wide))


def first_line(text: str) -> str:
    """Return the first line that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
