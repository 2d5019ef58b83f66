"""この保管庫 and このプログラム: where the register lies, and what the program is made of."""

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

import resources
from ui.pages.settings.section import SettingsSection
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.form_sheet import FormSheet
from ui.widgets.record_table import RecordTable
from ui.widgets.text_fields import LongTextField
from watchdesk.changed import Changed
from watchdesk.columns import Column
from watchdesk.desk import VERSION, Desk

Part = tuple[str, str, str]
"""(name, what it is for, licence)."""

PARTS: tuple[Part, ...] = (
    ("見守りデスク", "このプログラム", "MIT"),
    ("BIZ UDGothic", "画面と紙の文字", "SIL OFL 1.1"),
    ("Noto Sans JP", "まれな漢字", "SIL OFL 1.1"),
    ("Lucide", "絵の記号", "ISC、MIT"),
    ("Qt、PySide6", "画面と印刷", "LGPL 3"),
    ("SQLCipher、sqlcipher3", "台帳の暗号化", "BSD、zlib"),
    ("cryptography", "鍵とパスワード", "Apache 2.0、BSD"),
    ("SQLAlchemy、Alembic", "台帳の読み書き", "MIT"),
    ("ReportLab、fontTools", "PDFと文字の形", "BSD、MIT"),
    ("openpyxl、python-calamine、XlsxWriter", "Excelの名簿", "MIT、BSD"),
    ("xlrd、olefile", "古いExcelの名簿", "BSD"),
    ("msoffcrypto-tool", "パスワードのかかったExcel", "MIT"),
    ("jpholiday", "祝日", "MIT"),
    ("filelock、platformdirs", "保管庫の場所", "MIT"),
    ("Python", "プログラムのことば", "PSF"),
)

COLUMNS: tuple[Column[Part], ...] = (
    Column("使っているもの", lambda part: part[0], width=16),
    Column("使いみち", lambda part: part[1], width=12),
    Column("使用許諾", lambda part: part[2], width=9),
)

LICENCES = {
    "BIZ UDGothic": ("fonts", "OFL-BIZUDGothic.txt"),
    "Noto Sans JP": ("fonts", "OFL-NotoSansJP.txt"),
    "Lucide": ("icons", "LICENSE.txt"),
}
"""Whose text lies with the program, to be read here."""


class StoreSection(SettingsSection):
    """The store that is open: whose it is, where it lies, who opened it."""

    TITLE = "この保管庫"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sheet = FormSheet(None, "この保管庫")
        area = desk.home_area
        self.sheet.add_text("地域", f"{area}地域" if area else "西区（区の保管庫）", wide=True)
        self.folder = self.sheet.add_text("保管庫の場所", str(desk.folder), wide=True)
        self.user = self.sheet.add_text("開いている方", "", wide=True)
        lead = words(
            "台帳は、この場所のフォルダーの中に暗号にして入れてあります。フォルダーの中のファイルを動かしたり消したりしないでください。",
            voice="soft",
            wrap=True,
        )
        self.setLayout(column(self.sheet, lead, STRETCH, gap=1))

    def enter(self) -> None:
        """Say who opened it."""
        user = self.desk.users.current()
        self.user.setText(f"{user.full_name}（利用者名 {user.name}）")

    def reread(self, changed: Changed) -> None:
        """The name was changed."""
        if changed & Changed.USERS:
            self.enter()

    def first_focus(self) -> QWidget:
        """The folder's name, to be copied."""
        return self.folder


class AboutSection(SettingsSection):
    """Version and licences; the texts that lie with the program can be read."""

    TITLE = "このプログラム"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        sheet = FormSheet(None, "見守りデスク")
        sheet.add_text("版", VERSION)
        sheet.add_text("Qtの版", qVersion())
        lead = words(
            "このプログラムは、ネットワークを使いません。つないであっても、何も送らず、何も受け取りません。",
            voice="soft",
            wrap=True,
        )
        self.table = RecordTable(COLUMNS, "使っているものと使用許諾", identity=lambda part: part[0])
        set_size(self.table, min_height=16)
        self.table.set_rows(PARTS)
        self.table.current_changed.connect(self._offer)
        self.table.opened.connect(self._read)
        self.read = ActionButton("使用許諾の文を読む", "book-open-text")
        self.read.clicked.connect(self._read_current)
        self.text = LongTextField("使用許諾の文", 12)
        self.text.setReadOnly(True)
        self.text.hide()
        self.setLayout(column(sheet, lead, self.table, row(self.read, STRETCH), self.text, STRETCH, gap=0.75))
        self._offer(self.table.row())

    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    def _offer(self, part: Part | None) -> None:
        known = part is not None and part[0] in LICENCES
        self.read.set_reason(None if known else "文字か絵の記号の行を選ぶと読めます")

    def _read_current(self) -> None:
        self._read(self.table.row())

    def _read(self, part: Part | None) -> None:
        if part is not None and part[0] in LICENCES:
            self.text.set_text(resources.path(*LICENCES[part[0]]).read_text(encoding="utf-8"))
            self.text.setAccessibleName(f"{part[0]}の使用許諾の文")
            self.text.show()
            self.text.setFocus()
