"""Settings of a store: one row of data each, with what it is called on screen and what holds until it is changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from watchdesk.domain import monthly_columns
from watchdesk.errors import Invalid


class SettingKind(StrEnum):
    """What a setting takes."""

    TEXT = "text"
    NUMBER = "number"
    CODES = "codes"
    LINES = "lines"
    STAMPS = "stamps"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: ``key`` in the store, ``title`` and ``hint`` on screen, ``default`` as plain JSON.

    What is chosen from stands in the ``code_list``, or in ``choices`` where it is the same in every store.
    """

    key: str
    title: str
    kind: SettingKind
    default: Any
    hint: str = ""
    code_list: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    least: int = 0
    most: int = 0


IDLE_MINUTES = "idle_minutes"
"""Key of the setting by which the window hides the register."""

WATERMARK = "watermark"
"""Key of the setting whether the holder's name stands across each page that names somebody."""

SETTINGS: tuple[Setting, ...] = (
    Setting("ward", "区の名前", SettingKind.TEXT, "西区", "区全体の報告書に印刷します。"),
    Setting("coordinator", "見守りコーディネーターの氏名", SettingKind.TEXT, "", "月報の表紙に印刷します。"),
    Setting("office", "事務所の名前", SettingKind.TEXT, "", "「九条南会館」のような、月報に印刷する場所の名前です。"),
    Setting("office_phone", "事務所の電話", SettingKind.TEXT, "", "月報に印刷します。"),
    Setting(
        "receivers",
        "月報のあて先",
        SettingKind.LINES,
        ["西区役所 保健福祉課", "西区社会福祉協議会 見守り相談室"],
        "1行に1つずつ書きます。「御中」は、印刷のときにつけます。",
    ),
    Setting(
        "stamps",
        "決裁欄",
        SettingKind.STAMPS,
        [["区役所", ["課長", "係長", "担当"]], ["地域", ["会長", "作成者"]]],
        "1行に1組、「区役所: 課長、係長、担当」のように書きます。1組に5つ、あわせて8つまでです。",
    ),
    Setting(
        "monthly_people_columns",
        "見守った方の一覧にのせる項目",
        SettingKind.CODES,
        list(monthly_columns.EVERY_OF_PEOPLE),
        "番号とお名前は、いつものせます。締めた月は、締めたときの項目で印刷します。",
        choices=monthly_columns.PEOPLE,
    ),
    Setting(
        "monthly_visit_columns",
        "訪問記録のくわしい内容にのせる項目",
        SettingKind.CODES,
        list(monthly_columns.EVERY_OF_VISITS),
        "月日とお名前は、いつものせます。締めた月は、締めたときの項目で印刷します。",
        choices=monthly_columns.VISITS,
    ),
    Setting(
        "visit_count_methods",
        "訪問回数に数える方法",
        SettingKind.CODES,
        ["visit", "intercom", "phone", "greeting"],
        "ここで選んだ方法の訪問記録を、月報の「訪問回数」に数えます。",
        code_list="method",
    ),
    Setting(
        "wanted_activity_kinds",
        "活動の種類に加えるもの",
        SettingKind.CODES,
        [],
        "民生委員・児童委員の統計にあり、ふだんは使わない種類です。選ぶと、活動の記録と報告書に出ます。",
        code_list="wanted_activity_kinds",
    ),
    Setting(
        "consent_recipients",
        "同意書に印刷してある提供先",
        SettingKind.CODES,
        ["chokai", "chiiki_shakyo", "mimamori_in", "minsei", "soudanshitsu", "hokenfukushi"],
        "提供先の書かれていない同意は、ここで選んだ先への同意とみなします。",
        code_list="recipients",
    ),
    Setting(
        "soon_days",
        "「もうすぐ」とみなす日数",
        SettingKind.NUMBER,
        7,
        "期限までがこの日数以内の方を「もうすぐ」と表示します。",
        unit="日",
        least=1,
        most=60,
    ),
    Setting(
        "interval_days",
        "新しい方の見守り間隔",
        SettingKind.NUMBER,
        30,
        "この日数のうちに一度は安否を確かめます。お一人ずつ変えられます。",
        unit="日",
        least=1,
        most=365,
    ),
    Setting(
        "closed_days",
        "事務所の休み",
        SettingKind.LINES,
        [],
        "1行に1つずつ、「日曜日」「第2土曜日」「祝日」「12月29日〜1月3日」のように書きます。予定のカレンダーに出ます。",
    ),
    Setting(
        "ask_again_months",
        "同意を確かめなおす間隔",
        SettingKind.NUMBER,
        12,
        "同意をいただいてから、または確かめてから、この月数がたった方を一覧に出します。0にすると、期限の過ぎた方だけです。",
        unit="か月",
        least=0,
        most=120,
    ),
    Setting(
        "attachment_limit_mb",
        "添付できるファイルの大きさ",
        SettingKind.NUMBER,
        10,
        "これより大きいファイルは添付できません。大きいほど、控えに時間がかかります。",
        unit="MB",
        least=1,
        most=50,
    ),
    Setting(
        IDLE_MINUTES,
        "さわらないまま画面を隠すまで",
        SettingKind.NUMBER,
        5,
        "この分数のあいだ、キーもマウスもさわらないと、画面がひとりでに隠れます。書きかけは残ります。1分から30分までです。",
        unit="分",
        least=1,
        most=30,
    ),
    Setting(
        "handover_people",
        "渡す相手を確かめる人数",
        SettingKind.NUMBER,
        1,
        "ファイルを渡すときに、渡す相手を確かめる人の数です。2にすると、もう一人の方のお名前が要ります。",
        unit="人",
        least=1,
        most=2,
    ),
    Setting(
        WATERMARK,
        "持つ方の名前の透かし",
        SettingKind.YES_NO,
        False,
        "「はい」にすると、お名前ののる紙のどのページにも、持つ方の名前が薄く大きく入ります。印刷のときに、1枚ずつ外せます。",
    ),
    Setting(
        "backups_kept",
        "日ごとの控えを残す数",
        SettingKind.NUMBER,
        7,
        "これより古い控えは、月に1つだけ残します。",
        unit="日分",
        least=3,
        most=60,
    ),
)

BY_KEY = {setting.key: setting for setting in SETTINGS}

Stamps = list[list[Any]]
"""決裁欄 as they are kept: ``[["区役所", ["課長", "係長", "担当"]], …]``."""


def show_stamps(groups: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Write the stamp boxes down, a group a line: ``区役所: 課長、係長、担当``."""
    return "\n".join(f"{title}: {'、'.join(boxes)}" for title, boxes in groups)


def read_stamps(text: str) -> Stamps:
    """Read what ``show_stamps`` writes, in any width; Invalid names the first line that is no group with its boxes."""
    found: Stamps = []
    for line in text.splitlines():
        if not line.strip():
            continue
        title, colon, boxes = re.sub("[：﹕]", ":", line).partition(":")
        names = [name.strip() for name in re.split("[、,，・]", boxes) if name.strip()]
        if not (colon and title.strip() and names):
            sentence = f"「{line.strip()}」は、「区役所: 課長、係長、担当」のように書いてください。"
            raise Invalid("stamps", sentence, kind="unreadable")
        found.append([title.strip(), names])
    return found
