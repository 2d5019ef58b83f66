"""さん behind a name: somebody is called so, an organisation 組織 and whoever is called 先生 already are not."""

import re
from typing import Protocol

from watchdesk.domain.partner import AMONG_MINSEI, PartnerKind

_IN_BRACKETS = r"(?:[\s　]*[（(][^（()）]*[)）])?$"
_CALLED = r"さん|様|先生|氏"
_IS_CALLED = re.compile(f"(?:{_CALLED}){_IN_BRACKETS}")
"""How a name ends behind which nothing more belongs, with or without a word in brackets behind it."""

_NOT_SO = re.compile(
    rf"(?:{_CALLED}|ご本人|家族|連絡先|の方|の上|一同"
    r"|協議会|委員会|振興会|振興町会|自治会|町内会|町会|連合会|老人会|女性会|婦人会|子ども会|子供会|医師会|福祉会|協会|社協"
    r"|組織|団体|組合|機関|連合|消防団|消防署|警察署|交番|役所|保健所|支所|出張所|診療所|研究所|事務所|事業所"
    r"|郵便局|薬局|水道局|事務局|病院|医院|学院|会館|公民館|図書館|会社|新聞社|支社|（株）"
    r"|センター|ステーション|クリニック|クラブ|相談室|学校|保育園|幼稚園|商店|販売店"
    r"|(?<=[^\s　]{2})(?:課|係|本部|支部))"
    rf"{_IN_BRACKETS}"
)
"""How what is no person's own name ends: only what no family's or given name does (度会, 大館, 三課, 本部)."""

_PEOPLE = AMONG_MINSEI | {PartnerKind.WATCHER}


class Named(Protocol):
    """A partner 関係者, as its record or as a list shows it."""

    @property
    def kind(self) -> str:
        """A code of partner_kinds."""

    @property
    def name(self) -> str:
        """The name as it was written."""


def called(partner: Named) -> str:
    """Return a partner's name as one speaks of them: the kind tells whether it is a person, where it can."""
    told = partner.name.strip()
    if partner.kind == PartnerKind.BODY:
        return told
    if partner.kind in _PEOPLE:
        return told if _IS_CALLED.search(told) else f"{told}さん"
    return with_san(told)


def with_san(name: str) -> str:
    """Return a name as one speaks of somebody: 中村 清さん, but 自主防災組織; empty stays empty.

    For what was typed, which tells only by its ending whether it is a person; of a partner ask ``called``.
    """
    told = name.strip()
    return told if not told or _NOT_SO.search(told) else f"{told}さん"
