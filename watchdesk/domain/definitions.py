"""Definitions 数えかた: what every figure on screen and paper counts, in one plain sentence each (contract §2)."""

from collections.abc import Iterable, Mapping

from watchdesk.domain import annual
from watchdesk.domain.activity_count import Item
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import CONFIRMED, HOURS, PARTICIPANTS, UNKNOWN, UNSEEN, Counted, Cut
from watchdesk.domain.summary import Added, Ended
from watchdesk.domain.words import Method
from watchdesk.domain.work_lists import Block

TITLE = "数えかた"
"""What stands over the sentences."""

FIGURES: Mapping[Figure, str] = {
    Figure.UNDER_WATCH: "月のうち1日でも、見守り中で、見守りに同意されていた方の数です。",
    Figure.AT_START: "前の月の最後の日に、見守り中で、同意されていた方の数です。",
    Figure.ADDED: "前の月の末にはいなくて、この月に見守りが始まった方の数です。",
    Figure.ENDED: "見守っていて、月の末（今月は今日）には見守っていない方の数です。",
    Figure.AT_END: "月の最後の日（今月は今日）に、見守り中で同意されている方の数です。",
    Figure.CONFIRMED: "見守った方のうち、ご本人かご家族・近隣から無事を確かめた方の数です。",
    Figure.NOT_CONFIRMED: "見守った方のうち、月のうちに一度も無事を確かめていない方の数です。",
    Figure.VISITS: "月のうちの訪問記録の数です。会えなかった訪問も数えます。",
    Figure.VISITED: "訪問記録が1件でもある方の数です。同意のない方も数えます。",
    Figure.SEEN: "無事を確かめた方の数です。見守りに同意のない方も数えます。",
    Figure.VISIT_COUNT: "訪問記録のうち、区が訪問回数に数えると決めた方法の数です。",
    Figure.WORRYING: "様子に「気になる」か「緊急」と書いた訪問記録の数です。",
    Figure.CONSULTATIONS: "月のうちに受けた相談の数です。続きの対応は、数を増やしません。",
    Figure.REFERRALS: "月のうちに、相談室や関係機関へ送った、つなぎの数です。",
    Figure.ACTIVITIES: "月のうちに開いた、または出かけた、会合や行事などの数です。",
    Figure.COORDINATION: "見守り員・民生委員・関係機関と、月のうちに連絡をとった回数です。",
    Figure.ACTIVE_DAYS: "訪問・相談・活動・連絡調整の、どれかをした日の数です。",
}
"""The figures of the month; 取り消した記録 count nowhere (contract §2)."""

RATE = "安否確認率は、安否を確かめた方を、見守った方の数で割った割合です。"
YEAR = "ここでは、月のかわりに、4月からその月までを数えます。"
BOTH = "「訪問」は訪問記録の件数、「実」は方の人数です。"

_REASONS: Mapping[Added | Ended, str] = {
    Added.NEW: "増えた方のうち、はじめて見守りを始めた方の数です。",
    Added.RESUMED: "増えた方のうち、休止や終了から、見守りにもどった方の数です。",
    Added.CONSENTED: "増えた方のうち、見守りに、あらためて同意をいただいた方の数です。",
    Added.MOVED_IN: "増えた方のうち、ほかの地域から移られた方の数です。",
    Ended.PAUSED: "減った方のうち、月の末に、入院などで休止している方の数です。",
    Ended.ENDED: "減った方のうち、月の末に、見守りを終えている方の数です。",
    Ended.WITHDRAWN: "減った方のうち、月の末に、見守りへの同意がない方の数です。",
    Ended.MOVED_OUT: "減った方のうち、ほかの地域へ移られた方の数です。",
}

_CUTS: Mapping[Cut, str] = {
    Cut.METHOD: "{whole}のうち、方法が「{part}」の数です。",
    Cut.RESULT: "{whole}のうち、結果が「{part}」の数です。",
    Cut.SIGN: "「{part}」に印のある訪問記録の数です。",
    Cut.CRITERION: "見守った方のうち、いまの該当区分に「{part}」がある方の数です。",
    Cut.FIELD: "相談のうち、分野が「{part}」の数です。",
    Cut.CONTENT: "相談のうち、内容が「{part}」の数です。",
    Cut.BODY: "つなぎのうち、「{part}」へ送った数です。",
    Cut.STATE: "つなぎのうち、月の末（今月は今日）に「{part}」の数です。",
    Cut.KIND: "{whole}のうち、種類が「{part}」の数です。",
    Cut.GROUP: "気づき「{part}」の印の数です。1件に2つあれば、2と数えます。",
    Cut.AWAITED: "つなぎ先「{part}」のつなぎのうち、月の末（今月は今日）に返事のない数です。",
}

_CONDITIONS: Mapping[str, str] = {
    UNSEEN: "会えないまま、「緊急」と書いた訪問記録の数です。",
    UNKNOWN: "無事を確かめた訪問のうち、様子を書いていない数です。",
}


_AMOUNTS: Mapping[str, str] = {
    HOURS: "活動にかかった時間の合計です。時間を書いていない活動は、入りません。",
    PARTICIPANTS: "活動に来られた方の、のべの合計です。人数を書いていない活動は、入りません。",
}


_UNNAMED: Mapping[Figure, str] = {
    Figure.UNDER_WATCH: "見守った方のうち、区への提供に同意がなく、一覧にお名前をのせない方の数です。",
    Figure.VISITS: "訪問記録のうち、一覧にお名前をのせない方への訪問の数です。",
}


def of_counted(counted: Counted) -> str:
    """Return what a figure of the month, or its part, counts."""
    if counted.cut is None:
        return FIGURES[counted.figure]
    if counted.cut is Cut.REASON:
        return _REASONS[Added(counted.code) if counted.figure is Figure.ADDED else Ended(counted.code)]
    told = {
        Cut.CONDITION: lambda: _CONDITIONS.get(
            counted.code, f"無事を確かめた訪問のうち、様子が「{counted.label}」の数です。"
        ),
        Cut.CELL: lambda: f"{_with_method(counted)}、結果が「{counted.label}」の数です。",
        Cut.OUTCOME: lambda: _outcome(counted),
        Cut.AMOUNT: lambda: _AMOUNTS[counted.code],
        Cut.UNNAMED: lambda: _UNNAMED[counted.figure],
    }
    other = _CUTS.get(counted.cut, "").format(whole=counted.figure.label, part=counted.label)
    return told[counted.cut]() if counted.cut in told else other


def _with_method(counted: Counted) -> str:
    return f"訪問記録のうち、方法が「{Method(counted.of).label}」"


def _outcome(counted: Counted) -> str:
    of = f"{_with_method(counted)}で" if "/" in counted.code else "訪問記録のうち"
    if counted.code.endswith(CONFIRMED):
        return f"{of}、ご本人かご家族・近隣から、無事を確かめた数です。"
    return f"{of}、無事を確かめたのでも、応答なしでもない数です。"


# ---- 活動件数集計報告書

_BLOCKS: Mapping[Block, str] = {
    Block.FIELDS: "期間のうちに受けた相談を、分野で1度ずつ数えた合計です。",
    Block.CONTENTS: "期間のうちに受けた相談を、内容で1度ずつ数えた合計です。",
    Block.ACTIVITIES: "期間のうちにした、相談や訪問のほかの活動の合計です。",
    Block.VISITS: "訪問記録のうち、区が訪問回数に数えると決めた方法の数です。",
    Block.COORDINATION: "期間のうちに、委員や関係機関と連絡をとった回数の合計です。",
    Block.DAYS: "訪問・相談・活動・連絡調整の、どれかをした日の数です。",
}

_ITEMS: Mapping[Block, str] = {
    Block.FIELDS: "期間のうちに受けた、分野が「{part}」の相談の数です。",
    Block.CONTENTS: "期間のうちに受けた、内容が「{part}」の相談の数です。",
    Block.ACTIVITIES: "期間のうちにした、「{part}」の数です。",
    Block.COORDINATION: "期間のうちに、「{part}」の連絡をとった回数です。",
}


def of_item(item: Item) -> str:
    """Return what a line of 活動件数 counts."""
    return _BLOCKS[item.block] if item.code is None else _ITEMS[item.block].format(part=item.label)


# ---- other papers

ANNUAL: Mapping[str, tuple[str, str, str]] = {
    annual.WATCHED: ("見守った方", "名", "見守り中で、見守りに同意をいただいていた日が、1日でもある方の人数です。"),
    "rate": ("安否確認率", "", "見守った方のうち、本人と話せたか、家族や近隣から無事を確かめた方の割合です。"),
    annual.VISITS: ("訪問記録（のべ）", "件", "会えなかったときや、電話・声かけなども、1回を1件と数えます。"),
    annual.VISITED: ("訪問記録のあった方（実人数）", "名", "何回訪ねても、お一人を1名と数えます。"),
    annual.CONSULTATIONS: ("相談", "件", "はじめて相談を受けた日で数えます。"),
    annual.REFERRALS: ("つなぎ", "件", "見守り相談室や保健福祉課などに、つないだ日で数えます。"),
    annual.ACTIVITIES: ("活動", "件", "集まり・行事・研修・見回りなどの記録です。"),
    annual.PARTICIPANTS: ("活動の参加者（のべ）", "名", "人数を書いた活動の合計です。"),
}
"""年間のまとめ: what each figure of its first table is called, its unit, and what it counts."""

RATE_OF_MONTH = "その月に見守った方のうち、本人と話せたか、家族や近隣から無事を確かめた方の割合です。"
ANNUAL_CHANGE = "この年度の数から、前の年度の同じ数を引いた数です。"
"""年間のまとめ: what the rates of its months and its differences count."""

ANNUAL_PARTS: tuple[tuple[str, str], ...] = (
    ("訪問の方法", "1年の訪問記録を、方法で1度ずつ数えた数です。"),
    ("活動の種類", "1年の活動を、種類で1度ずつ数えた数です。"),
    ("相談の内容", "1年に受けた相談を、内容で1度ずつ数えた数です。"),
    ("気づき", "その気づきに印のある訪問記録の数です。"),
)
"""年間のまとめ: what its lists count."""

AGEING: tuple[tuple[str, str], ...] = (
    ("件数", "まだすんでいない要対応と、まだ返事のない、つなぎの数です。"),
    ("日数", "約束した日か送った日から、印刷の日までの日数です。"),
    ("期限切れ", "期限を過ぎたものです。日数によらず、ここで1度だけ数えます。"),
)
"""要対応・つなぎの滞り."""


def of_waiting(kind: str, age: str, *, is_late: bool) -> str:
    """Return what a count of 要対応・つなぎの滞り counts: of a kind in all (``age`` empty), or of one class."""
    if not age:
        return f"まだすんでいない、{kind}の数です。"
    if is_late:
        return f"期限を過ぎた、{kind}の数です。日数によらず、ここで1度だけ数えます。"
    return f"期限を過ぎていない{kind}のうち、始まりから印刷の日までが「{age}」の数です。"


ROSTER: tuple[tuple[str, str], ...] = (
    ("人数", "この名簿にお名前ののる方の数です。同じ方は、1度だけ数えます。"),
    ("区分けの人数", "見出しの下にのる方の数です。2つの見出しにのる方は、それぞれで数えます。"),
    ("のらない方", "選んだ方のうち、渡し先への提供に同意のない方です。人数だけを書きます。"),
)
"""要援護者名簿."""


# ---- 今日, and the counts of the other screens

DAY: Mapping[str, str] = {
    "alarms": "まだ終えていない気がかりと、知らせた方への返事待ちの数です。",
    "lost": "なくした写しのうち、まだ知らせていない方か所のあるものの数です。",
    "due": "見守り中の方のうち、次に会う日が今日か、過ぎている方の数です。",
    "worrying": "続けて3回会えないか、応答がなく、無事を確かめていない方の数です。",
    "appointments": "今日の日付の予定の数です。取りやめた予定は、数えません。",
    "follow_ups": "まだすんでいない要対応のうち、期限が今日までのものの数です。",
    "consultations": "終えていない相談のうち、いま、こちらで動く番のものの数です。",
    "referrals": "送った、つなぎのうち、まだ返事のないものの数です。",
    "rounds": "まだ受け取っていないまわり用紙と、返す日を過ぎた写しの枚数です。",
    "whereabouts": "出ている写しのうち、今月まだ所在を確かめていない枚数です。",
    "receipts": "渡したファイルのうち、受領書が戻っていないものの数です。",
    "ends": "返してもらう日か消してもらう日が来て、すんだと書いていないファイルの数です。",
    "partners": "電話番号などを、長いあいだ確かめていない関係者の数です。",
    "review": "同意なしに緊急で渡して、何を渡したかを書いていないものの数です。",
    "ask": "同意の期限切れなどで、同意を確かめ直したい方の数です。",
    "backup": "開けることを確かめた、いちばん新しい控えの日時です。",
}
"""The lines of 今日 by their keys."""

_DUE = ("会いたい方", "次に会う日（最後に確かめた日に見守り間隔を足した日）が来ている方です。")
_OVERDUE = ("期限切れの方", "次に会う日を、過ぎている方の数です。")
_CONFIRMED = ("最後の確認", "ご本人かご家族・近隣から、最後に無事を確かめた日です。会えない訪問は入りません。")
_STREAK = ("会えずの回数", "最後に無事を確かめたあとの、不在・応答なし・お断りの回数です。")

SCREENS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "people": (
        ("表示している方の数", "台帳の方のうち、いまのしぼり込みに当てはまる方の数です。"),
        _CONFIRMED,
        ("次に会う日", "最後に無事を確かめた日に、見守り間隔の日数を足した日です。"),
        _STREAK,
    ),
    "person": (
        _CONFIRMED,
        _STREAK,
        ("訪問の件数", "その方の訪問記録の数です。取り消した記録は、別に数えます。"),
    ),
    "visits": (("表示している記録の数", "その月の訪問記録の数です。取り消した記録は、入りません。"),),
    "plans": (
        _DUE,
        _OVERDUE,
        ("予定の件数", "その日の日付の予定の数です。取りやめた予定は、数えません。"),
        ("後日から戻る方", "後日にした方のうち、その日から、また一覧に出る方の数です。"),
        ("担当の方", "見守り中の方のうち、いまその見守り員が受け持っている方の数です。"),
        ("今月の訪問", "その見守り員がした、今月の訪問記録の数です。"),
    ),
    "follow_ups": (("要対応の件数", "まだすんでいない要対応の数です。期限の過ぎたものも入ります。"),),
    "consultations": (("相談の件数", "受けた相談の数です。1つの相談は、対応が何度あっても1件です。"),),
    "referrals": (("つなぎの件数", "書いた、つなぎの数です。「返事待ち」は、まだ返事のないものです。"),),
    "activities": (("活動の件数", "その月の日付の活動の数です。「のべ」の人数は、来られた方の合計です。"),),
    "partners": (
        ("関係者の件数", "いま関わっている関係者の数です。退いた方は、別に数えます。"),
        ("担当の人数", "いま、その関係者が受け持っている要援護者の数です。"),
    ),
    "copies": (
        ("写しの枚数", "お名前ののった紙とファイルの数です。1部ごとに1枚と数えます。"),
        ("出ている写し", "渡したまま、戻ったとも廃棄したとも書いていない写しの数です。"),
        ("期限を過ぎた写し", "出ている写しのうち、返す日を過ぎたものの数です。"),
        ("あと何枚", "出ている写しのうち、今月まだ所在を確かめていない枚数です。"),
    ),
    "consents": (("確かめ直す方の数", "同意の期限切れなどで、同意を確かめ直したい方の数です。"),),
    "information": (
        ("福祉情報の件数", "いまのしぼり込みに当てはまる福祉情報の数です。"),
        ("いま使えるもの", "そのうち、使える期間に今日が入っているものの数です。"),
        ("まだ伝えていない方", "その福祉情報が当てはまる方のうち、伝えたと書いていない方の数です。"),
    ),
    "handing": (
        ("人数", "ファイルにお名前ののる方の数です。渡す相手への提供に同意のない方は、入りません。"),
        ("のせない方", "渡す相手への提供に同意のない方の数です。数だけを渡し、お名前は渡しません。"),
        ("件数", "ファイルに入る訪問記録の数です。"),
    ),
    "profiles": (("順", "そのシートに入る列の、左からの順番です。入らない列には、数がありません。"),),
    "sheets": (
        ("名簿の人数", ROSTER[0][1]),
        ("滞りの件数", AGEING[0][1]),
        ("のらない方", ROSTER[2][1]),
        *((word, sentence) for word, _, sentence in ANNUAL.values()),
    ),
    "rounds": (("打った数", "用紙の方のうち、結果を打ちこんだ方の数です。"),),
}
"""The counts of the other screens: word and sentence."""

MONTH: tuple[tuple[str, str], ...] = (
    *((figure.label, sentence) for figure, sentence in FIGURES.items()),
    ("安否確認率", RATE),
    ("訪問・実", BOTH),
)
"""The figures of the monthly report, as F1 shows them."""


def of_blocks(blocks: Iterable[Block]) -> tuple[tuple[str, str], ...]:
    """Return the word and the sentence of each of these blocks of 活動件数."""
    return tuple((f"{block.value} {block.label}", _BLOCKS[block]) for block in blocks)


BLOCKS = of_blocks(Block)
"""The blocks of 活動件数, as F1 shows them."""
