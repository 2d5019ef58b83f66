"""What the section 一覧の言葉 says of each list, and what is asked of an entry."""

from dataclasses import dataclass

from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Code
from watchdesk.fields import Field, Kind

LABEL = Field("label", "言葉", required=True, wide=True)
SHORT = Field("short", "短い言葉", wide=True, hint="一覧や紙の、せまい所に出します。空のときは、もとの言葉を出します。")
GROUP = Field("group", "見出し", wide=True, hint="訪問記録で、どの見出しの下に並べるかです（例: 外観）。")
COUNTED = Field(
    "group",
    GROUP.title,
    Kind.CHOICE,
    required=True,
    code_list="activity_kinds",
    wide=True,
    hint="報告書の、どの種類に数えるかです。",
)

OLD_RECORDS = (
    "書き直すと、前の記録にも新しい言葉が出ます。外した言葉は、これから選べなくなりますが、"
    "前の記録には、そのまま残ります。いつでも一覧に戻せます。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One list that may be changed: its name in the desk, its word, what is asked of an entry, and what to know."""

    name: str
    word: str
    fields: tuple[Field, ...]
    told: str
    headings: str = ""
    """The list whose codes stand as headings; empty where a heading is any words."""
    fixed: str = ""
    """Why its words cannot be changed; empty where they can."""

    @property
    def columns(self) -> frozenset[str]:
        """Titles of the columns it has."""
        return frozenset({field.title for field in self.fields}) | {STATE}


LISTS: tuple[Wording, ...] = (
    Wording(
        name="signs",
        word="気づき",
        fields=(LABEL, SHORT, GROUP),
        told=f"訪問のときに印をつける項目です。{OLD_RECORDS}",
    ),
    Wording(
        name="criteria",
        word="該当区分",
        fields=(LABEL, SHORT),
        told=f"要援護者の台帳で選ぶ、障がいや要介護などの区分です。{OLD_RECORDS}",
    ),
    Wording(
        name="recipients",
        word="同意の提供先",
        fields=(LABEL, SHORT),
        told=f"同意をいただくときに選ぶ、名簿の渡し先です。言葉を変えても、前にいただいた同意の中身は変わりません。"
        f"意味のちがう渡し先は、書き直さずに、新しく足してください。{OLD_RECORDS}",
    ),
    Wording(
        name="own_activities",
        word="活動の種類",
        fields=(LABEL, COUNTED),
        told=f"活動を書くときに選ぶ、この区・この地域の呼び名です。報告書では、見出しの種類に数えます。{OLD_RECORDS}",
        headings="activity_kinds",
    ),
    Wording(
        name="partner_kinds",
        word="関係者の種別",
        fields=(LABEL, SHORT),
        told=f"関係機関にのせる方や団体の、種別です。{OLD_RECORDS}",
    ),
    Wording(
        name="areas",
        word="地域",
        fields=(LABEL,),
        told="地域の名前は、方や訪問の記録と結びついているので、書き直せません。名前が変わったときは、"
        "新しい名前を足して、古い名前を外してください。前の記録には、古い名前がそのまま残ります。",
        fixed="地域の名前は変えられません",
    ),
)
"""The lists in the order in which they are offered."""

STATE = "一覧での扱い"


def _grey(entry: Code) -> str:
    return "soft" if entry.hidden else ""


def _state(entry: Code) -> str:
    return "外した言葉" if entry.hidden else "足した言葉" if entry.own else ""


COLUMNS: tuple[Column[Code], ...] = (
    Column(GROUP.title, lambda entry: entry.group, tone=_grey, width=5, importance=6),
    Column(LABEL.title, lambda entry: entry.label, tone=_grey, width=18, importance=ALWAYS),
    Column(SHORT.title, lambda entry: entry.short, tone=_grey, width=7, importance=5),
    Column(
        STATE,
        _state,
        tone=lambda entry: "away" if entry.hidden else "soft",
        width=7,
        importance=8,
        alone=_state,
    ),
)
