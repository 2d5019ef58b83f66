"""見え方: the look and the size of type, changed at once and kept for this PC."""

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui import pc_settings
from ui.pages.settings.section import SettingsSection
from ui.pc_settings import DOUBLE
from ui.theme import ZOOMS, looks, set_role, theme
from ui.widgets.boxes import STRETCH, column, words
from ui.widgets.flow import Flow
from ui.widgets.form_sheet import FormSheet
from watchdesk import paths
from watchdesk.desk import Desk


class LooksSection(SettingsSection):
    """What is chosen holds at once; 200 % from the next start on."""

    TITLE = "見え方"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.looks = QButtonGroup(self)
        self.zooms = QButtonGroup(self)
        sheet = FormSheet(None, "画面の見え方")
        sheet.add("明るさ", self._choices(self.looks, [look.word for look in looks().values()]), wide=True)
        sizes = [f"{zoom}%" for zoom in ZOOMS] + [f"{DOUBLE}%（次に開いたときから）"]
        sheet.add("文字の大きさ", self._choices(self.zooms, sizes), wide=True)
        sample = words("見本: 山本 花子さん 令和8年11月22日 元気", "name")
        lead = words(
            "選ぶと、すぐに変わります。文字の大きさは Ctrl と ＋ ／ − でも変えられます。", voice="soft", wrap=True
        )
        self.setLayout(column(sheet, sample, lead, STRETCH, gap=1))
        self.looks.idClicked.connect(self._take_look)
        self.zooms.idClicked.connect(self._take_zoom)
        theme().changed.connect(self._show)

    def enter(self) -> None:
        """Show what holds now."""
        self._show()

    def first_focus(self) -> QWidget:
        """The look that holds."""
        return self.looks.checkedButton() or self.looks.buttons()[0]

    def _choices(self, group: QButtonGroup, words_of: list[str]) -> QWidget:
        buttons = [QRadioButton(word) for word in words_of]
        for number, button in enumerate(buttons):
            set_role(button, "body")
            group.addButton(button, number)
        made = QWidget()
        made.setLayout(Flow(*buttons, gap=1.25))
        made.setFocusProxy(buttons[0])
        return made

    def _show(self) -> None:
        self.looks.button(list(looks()).index(theme().look.name)).setChecked(True)
        doubled = pc_settings.read(paths.settings_file()).zoom == DOUBLE
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - theme().zoom))
        self.zooms.button(len(ZOOMS) if doubled else nearest).setChecked(True)

    def _take_look(self, number: int) -> None:
        theme().apply(list(looks())[number])
        self.said.emit("見え方を変えました")

    def _take_zoom(self, number: int) -> None:
        """Sizes up to 150 % change live, and the program keeps them; 200 % is for Qt, which asks at the start."""
        file = paths.settings_file()
        kept = pc_settings.read(file)
        if number == len(ZOOMS):
            pc_settings.write(file, replace(kept, zoom=DOUBLE))
            self.tell(
                "次に開いたときから、200%の大きさになります。", "いまの仕事を終えて、プログラムを開き直してください。"
            )
            return
        self.strip.clear()
        if kept.zoom == DOUBLE:
            pc_settings.write(file, replace(kept, zoom=ZOOMS[number]))
        theme().apply(zoom=ZOOMS[number])
        self._show()
