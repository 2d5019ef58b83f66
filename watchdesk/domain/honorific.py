"""さん behind a name: somebody is called so, an organisation 組織 and whoever is called 先生 already are not."""

import re

_NOT_SO = re.compile(
    r"(会|組織|団体|団|署|課|係|局|院|館|社|組合|機関|センター|ステーション|クリニック|連合|学校|交番"
    r"|相談室|事務所|事業所|役所|保健所|支所|診療所|出張所|研究所|保育園|幼稚園|支部|本部|販売店|商店|の上"
    r"|さん|様|先生|氏|ご本人|ご家族|家族|連絡先|の方|一同)(?:[\s　]*[（(][^（()）]*[)）])?$"
)
"""How what is no person's own name ends, with or without a word in brackets behind it."""


def with_san(name: str) -> str:
    """Return a name as one speaks of somebody: 中村 清さん, but 自主防災組織; empty stays empty.

    What was typed tells only by its ending whether it is a person: a family name that ends as an organisation does
    (度会) stays without.
    """
    told = name.strip()
    return told if not told or _NOT_SO.search(told) else f"{told}さん"
