"""Whom a word of the command line means: somebody's number, or a name or reading that only one person's begins with."""

from watchdesk.desk import Desk
from watchdesk.domain.folding import fold
from watchdesk.errors import Invalid, NotFound

TOLD = 5
"""So many are named where several fit."""


def id_of(desk: Desk, key: str, said: str) -> str:
    """Return the number of whom ``said`` means; ``key`` is the option's.

    An address or a phone finds too, but never decides on whose paper is written. NotFound where no name fits; Invalid
    where several do: they are listed with their numbers.
    """
    if desk.people.lines_of((said,)):
        return said
    wanted = fold(said)
    fit = [
        one
        for one in desk.search.people(said)
        if any(fold(name).startswith(wanted) for name in (one.name, one.kana or ""))
    ]
    whole = [one for one in fit if wanted in {fold(one.name), fold(one.kana or "")}]
    fit = whole or fit
    if not fit:
        raise NotFound(
            f"「{said}」というお名前や番号の方は、台帳にいません。search コマンドで、お名前を確かめてください。"
        )
    if len(fit) > 1:
        named = "、".join(f"{one.name}（{one.kana or '読みなし'}、{one.area}）{one.id}" for one in fit[:TOLD])
        more = f" ほか{len(fit) - TOLD}名" if len(fit) > TOLD else ""
        sentence = f"「{said}」に当てはまる方が{len(fit)}名います。お名前のあとの番号で選んでください: {named}{more}"
        raise Invalid(key, sentence, kind="several")
    return fit[0].id
