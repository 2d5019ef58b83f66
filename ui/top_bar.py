"""TopBar: whose desk this is, the search box, the day, who is working, and how to hide the screen."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from ui import icons
from ui.menu import MENU
from ui.pages.page import Shape
from ui.places import Place, Room
from ui.search_box import SearchBox
from ui.theme import Theme, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.icon_label import IconLabel
from watchdesk.desk import Desk
from watchdesk.domain.era import show_day, weekday

BRAND = "見守りデスク"


class TopBar(QFrame):
    """``wanted(Place)`` when something was found or, in the narrow shape, a room was chosen; ``hiding`` for F12."""

    wanted = Signal(object)
    hiding = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._shape = Shape.WIDE
        self._room = Room.TODAY
        self.setProperty("ground", "rail")
        self.search = SearchBox(desk, theme)
        self.search.chosen.connect(self._go)
        self.search.given_up.connect(self._fold_search)
        self.search.line.left.connect(self._fold)
        self.brand = self._make_brand()
        self.menu = ActionButton("今日", "menu", drops=True)
        self.menu.clicked.connect(self._open_menu)
        self.finder = ActionButton("さがす", "search", "Ctrl+K", only_shown=True)
        self.finder.clicked.connect(self.look_for)
        self.day = words("")
        self.user = self._make_user()
        self.hide_button = ActionButton("画面を隠す", "eye-off", "F12", only_shown=True)
        self.hide_button.clicked.connect(self.hiding)
        parts = (self.brand, self.menu, self.finder, self.search, STRETCH, self.day, self.user, self.hide_button)
        layout = row(*parts, gap=1, margins=(0.8, 0.35, 1.5, 0.35))
        layout.setStretchFactor(self.search, 3)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_size(self, height=3.5)
        set_size(self.search, max_width=29.5, min_width=18)
        self.reread()
        self.reshape(Shape.WIDE)

    def reread(self) -> None:
        """Read the day and the user's name again."""
        today = self._desk.today()
        self.day.setText(f"{show_day(today)}（{weekday(today)}）")
        self._name.setText(self._desk.users.current().full_name)

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width: the narrow one has buttons for rail and search."""
        self._shape = shape
        narrow = shape is Shape.NARROW
        self.brand.setVisible(not narrow)
        self.menu.setVisible(narrow)
        self.finder.setVisible(narrow)
        self.search.setVisible(not narrow)
        for part in (self.day, self.user):
            part.setVisible(shape is Shape.WIDE)

    def show_room(self, room: Room, word: str) -> None:
        """Say which room is shown, on the button that stands for the rail."""
        self._room = room
        self.menu.set_words(word)

    def look_for(self) -> None:
        """Put the focus into the search box, opening it where the window is narrow."""
        if self._shape is Shape.NARROW:
            for part in (self.menu, self.finder, self.hide_button):
                part.hide()
            self.search.show()
        self.search.line.setFocus()
        self.search.line.selectAll()

    def _fold_search(self) -> None:
        if self._shape is Shape.NARROW:
            self._fold()
            self.finder.setFocus()

    def _fold(self) -> None:
        """Put the buttons back that stand for the search box and the rail where the window is narrow."""
        if self._shape is Shape.NARROW:
            self.reshape(self._shape)
            self.hide_button.show()

    def _go(self, place: Place) -> None:
        self._fold_search()
        self.wanted.emit(place)

    def _make_brand(self) -> QWidget:
        made = QWidget()
        area = self._desk.home_area
        name = column(words(BRAND, "strong"), words(f"{area}地域" if area else "西区", "small", "soft"), gap=0.05)
        made.setLayout(row(IconLabel("house-heart", "accent", 1.75), name, gap=0.5))
        set_size(made, min_width=10.7)
        return made

    def _make_user(self) -> QWidget:
        made = QWidget()
        self._name = words("")
        made.setLayout(row(IconLabel("user-round", "soft"), self._name, gap=0.4))
        return made

    def _open_menu(self) -> None:
        menu = QMenu(self)
        look, side = self._theme.look, self._theme.em(1.25)
        for entry in MENU:
            action = QAction(icons.icon(entry.icon, look.text, side, self.devicePixelRatioF()), entry.word, menu)
            action.setData(entry.room)
            action.setCheckable(True)
            action.setChecked(entry.room is self._room)
            menu.addAction(action)
        menu.triggered.connect(self._choose)
        menu.popup(self.menu.mapToGlobal(QPoint(0, self.menu.height())))

    def _choose(self, action: QAction) -> None:
        self.wanted.emit(Place(room=action.data()))
