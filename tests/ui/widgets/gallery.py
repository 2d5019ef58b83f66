"""A window with every widget of the kit: ``python tests/ui/widgets/gallery.py LOOK ZOOM signs|fields|answers``."""

import sys
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.big_choice import Answer, BigChoices
from ui.widgets.boxes import STRETCH, column, frame, row, rule, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.form_sheet import FormSheet
from ui.widgets.manners import InputManners
from ui.widgets.password_field import PasswordField
from ui.widgets.pdf_view import PdfView
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.rail import Rail
from ui.widgets.record_form import Asking, RecordForm
from ui.widgets.record_table import RecordTable
from ui.widgets.ring import Ring
from ui.widgets.scroll import Scroll
from ui.widgets.strip import strip
from ui.widgets.text_fields import LineField
from watchdesk.columns import Align, Column
from watchdesk.fields import Field, Kind, Section

ROOMS = (
    ("today", "sun", "今日", "1"),
    ("people", "users", "要援護者", "2"),
    ("visits", "clipboard-pen-line", "訪問記録", "3"),
    ("reports", "file-text", "報告書", "9"),
    ("settings", "settings", "設定", "-"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the gallery's table; all people are fictional."""

    id: int
    state: str
    tone: str
    kana: str
    name: str
    age: int
    address: str
    building: str


def _lines() -> tuple[Line, ...]:
    told = (
        ("3回会えず", "care", "イノウエ ハル", "井上 ハル", 91, "九条南2-43-6", "みなみ荘 301号"),
        ("気になる", "care", "タカハシ トシコ", "髙橋 トシ子", 89, "九条南2-43-6", "みなみ荘 203号"),
        ("元気", "ok", "フジワラ セツコ", "藤原 節子", 84, "九条南2-44-2", ""),
        ("ふだんどおり", "", "ヨシダ ショウイチ", "𠮷田 正一", 86, "九条南2-47-3", ""),
        ("会えず", "away", "ハマダ ヨシオ", "濵田 義雄", 81, "九条南2-45-7", "南荘 105号"),
    )
    names = ("state", "tone", "kana", "name", "age", "address", "building")
    return tuple(Line(id=at, **dict(zip(names, row, strict=True))) for at, row in enumerate(told))  # type: ignore[arg-type]  # a row's kinds are as Line's


LINES = _lines()
COLUMNS: tuple[Column[Line], ...] = (
    Column("様子", lambda line: line.state, tone=lambda line: line.tone, width=8),
    Column("氏名", lambda line: line.name, sort_key=lambda line: line.kana, above=lambda line: line.kana, width=12),
    Column("年齢", lambda line: f"{line.age}歳", sort_key=lambda line: line.age, align=Align.END, width=4),
    Column("住所", lambda line: line.address, below=lambda line: line.building, width=14),
)


def signs() -> QWidget:
    """Buttons, badges, strips, sheet, table."""
    table = RecordTable(COLUMNS, "要援護者", opens="開く")
    table.set_rows(LINES)
    sheet = FormSheet(1, "ご本人と住まい", ActionButton("書き直す", "pen-line", "F2", "low"))
    sheet.add_text("世帯", "独居（ひとり暮らし）")
    sheet.add_text("住まい", "2階。階段のみ")
    sheet.add_text("ご家族", "長女 西村 和美（堺市）。毎週日曜の夜に電話をくださる", wide=True)
    sheet.add("状態", ChoiceField("状態", (("active", "見守り中"), ("paused", "休止"))))
    sheet.add("鍵", LineField("鍵"))
    top = row(frame(_buttons(), ""), frame(_strips(), ""), gap=1.5)
    top.setStretch(0, 1)
    top.setStretch(1, 1)
    return _page(top, sheet, table)


def fields() -> QWidget:
    """A form with every kind of field."""
    asking = Asking(today=TODAY, choices=lambda name: CODES.get(name, ()), town_of={"5500012": "立売堀"}.get)
    form = RecordForm(SECTIONS, asking)
    form.entry("birth_date").set_text("昭和64年1月8日")
    form.entry("on").set_text("11/1")
    password = PasswordField()
    password.line.lock_seen.emit(True, False)
    return _page(form, password)


def answers() -> QWidget:
    """The big choices, an empty list, long work, a PDF."""
    choices = BigChoices("様子", ANSWERS)
    choices.choose("concern")
    empty = Empty()
    empty.say(
        "今日までに会いたい方は、いません。",
        "次は11月4日、3名です。",
        button="11月4日の方を見る",
        icon="circle-check",
        tone="ok",
    )
    panel = ProgressPanel()
    panel.begin("月報をつくっています", "ページ")
    panel.show_progress(6, 15)
    return _page(choices, row(frame(column(empty)), panel, gap=1.5), _pdf())


def _pdf() -> PdfView:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for page in (1, 2):
        painter.setFont(theme().font("title"))
        painter.drawText(1000, 1000, f"見守り活動 月次報告書 {page}")
        if page == 1:
            writer.newPage()
    painter.end()
    view = PdfView()
    view.show_pdf(bytes(buffer.data().data()))
    view.setMinimumHeight(400)
    return view


def _page(*items: QWidget | QHBoxLayout) -> QWidget:
    page = QWidget()
    page.setObjectName("page")
    page.setLayout(column(*items, gap=1, margins=(1, 1.5)))
    return Scroll(page)


def _buttons() -> QVBoxLayout:
    later = ActionButton("次へ進む")
    later.set_reason("あと3名")
    return column(
        words("ボタン", "name"),
        rule(),
        Flow(ActionButton("記録する", "check", "Ctrl+Enter", "main"), ActionButton("月報を印刷する", kind="main")),
        Flow(
            ActionButton("一覧を印刷する", "printer"),
            ActionButton("字を見る", kind="low"),
            ActionButton("見る", "chevron-right", kind="link", pictured_behind=True),
        ),
        Flow(ActionButton("119番に通報した", "siren", kind="danger"), later),
        Flow(*(Badge(word, tone) for word, tone in STATES)),
        Flow(QCheckBox("期限を過ぎた方だけ"), QRadioButton("本人と話せた"), QRadioButton("家族から確認")),
        STRETCH,
        gap=0.6,
    )


def _strips() -> QVBoxLayout:
    return column(
        words("お知らせの札", "name"),
        rule(),
        strip("訪問を記録しました。", "ok", button="取り消す"),
        strip("14時02分の書きかけを、元にもどしました。"),
        strip(
            "11月10日(火)までに保健福祉課へお出しください。",
            lead="10月の月報が、まだできていません。",
            button="月報をつくる",
            icon="calendar-days",
        ),
        strip("紙が1枚、戻っていません。", "care", button="紙を見る"),
        strip("空きが足りません。", "urgent", button="場所を空ける"),
        STRETCH,
    )


TODAY = date(2026, 11, 2)
STATES = (
    ("元気", "ok"),
    ("気になる", "care"),
    ("緊急", "urgent"),
    ("会えず", "away"),
    ("応答なし", "care"),
    ("4日過ぎ", "care"),
    ("返事待ち", "wait"),
    ("休止", "away"),
    ("未回答", "wait"),
    ("不同意", "urgent"),
    ("秘匿", "away"),
)
ANSWERS = (
    Answer(key="well", digit="1", word="元気", explanation="変わりなく話せた", tone="ok"),
    Answer(key="concern", digit="2", word="気になる", explanation="いつもと違う", tone="care"),
    Answer(key="absent", digit="3", word="不在", explanation="留守のようす", tone="away"),
    Answer(key="no_answer", digit="4", word="応答なし", explanation="気がかりが残る", tone="care"),
    Answer(key="urgent", digit="9", word="緊急", explanation="119・110へ", tone="urgent"),
)
CODES = {
    "living": (("alone", "独居"), ("elderly_only", "高齢者のみ")),
    "criteria": (("K1", "要介護3〜5(要介護3以上)の方"), ("K2", "要介護2以下で認知症高齢者の日常生活自立度Ⅱ以上の方")),
}
SECTIONS = (
    Section(
        "ご本人と住まい",
        (
            Field("family_name", "氏", Kind.FAMILY_NAME, required=True),
            Field("given_name", "名", Kind.GIVEN_NAME),
            Field("family_kana", "氏ふりがな", Kind.KANA),
            Field("given_kana", "名ふりがな", Kind.KANA),
            Field("birth_date", "生年月日", Kind.DAY, wide=True),
            Field("postal_code", "郵便番号", Kind.POSTAL_CODE),
            Field("town", "町名", Kind.TOWN),
            Field("phones", "電話", Kind.PHONES, hint="2つあるときは、、で区切ってください。"),
            Field("living", "世帯", Kind.CHOICE, code_list="living"),
        ),
    ),
    Section(
        "見守り",
        (
            Field("criteria", "該当区分", Kind.CHOICES, code_list="criteria"),
            Field("interval_days", "見守り間隔", Kind.NUMBER, unit="日", required=True),
            Field("air_conditioner", "冷房", Kind.YES_NO),
            Field("on", "訪問日", Kind.DAY),
            Field("at", "時刻", Kind.TIME),
            Field("emergency_contacts", "緊急連絡先", Kind.CONTACTS),
            Field("notes", "特記事項", Kind.LONG_TEXT),
            Field("number", "整理番号"),
        ),
    ),
)
PARTS = {"signs": signs, "fields": fields, "answers": answers}


def main() -> None:
    """Show a part in a look and a zoom."""
    look, zoom, part = (sys.argv[1:] + ["light", "100", "signs"][len(sys.argv) - 1 :])[:3]
    app = QApplication([])
    theme().apply(look, int(zoom))
    InputManners(app)
    Ring(app)
    window = QWidget()
    layout = QHBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    rail = Rail(ROOMS)
    rail.show_room("people")
    layout.addWidget(rail)
    layout.addWidget(PARTS[part](), 1)
    window.setWindowTitle("WatchDesk gallery")
    window.resize(1366, 740)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()
