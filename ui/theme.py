"""The window's look: colours of three looks, roles of type and measures in em, all of them changed live."""

import functools
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QGridLayout, QLayout, QWidget

import resources

FAMILIES = ("BIZ UDGothic", "Noto Sans JP")
FONT_FILES = ("BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf", "NotoSansJP-Regular.ttf")
ZOOMS = (100, 110, 125, 140, 150)
"""Percent of the body size that can be set live; 200 % is ``QT_SCALE_FACTOR`` and needs a new start."""

BODY = 16
"""Pixels of the body size (12 pt at 96 dpi) at 100 %: 1 em."""

ROLES: Mapping[str, tuple[float, bool]] = {
    "small": (14, False),
    "head": (14, True),
    "body": (16, False),
    "strong": (16, True),
    "action": (17, True),
    "name": (18, True),
    "choice": (22, True),
    "title": (24, True),
    "person": (30, True),
    "figure": (36, True),
    "receiver": (40, True),
}
"""Role of type → pixels at 100 % and whether bold."""

TONES = ("ok", "care", "urgent", "away", "wait")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of one look, each named by its job, as ``#RRGGBB``."""

    name: str
    word: str
    icon: str
    window: str
    rail: str
    sheet: str
    label: str
    select: str
    field: str
    text: str
    soft: str
    line: str
    hair: str
    accent: str
    press: str
    on: str
    tint: str
    ok: str
    ok_ground: str
    care: str
    care_ground: str
    urgent: str
    urgent_ground: str
    away: str
    away_ground: str

    def colour(self, job: str) -> str:
        """Colour of a job or a tone: ``colour("line")``, ``colour("care")``; ``wait`` is the accent."""
        return cast(str, getattr(self, "accent" if job == "wait" else job))

    def ground(self, tone: str) -> str:
        """Ground that belongs to a tone; quiet information (``wait`` or none) lies on the tint."""
        return cast(str, getattr(self, f"{tone}_ground", self.tint))

    @property
    def edged(self) -> bool:
        """Whether grounds can't be told apart, so that badges need an edge."""
        return self.ok_ground == self.sheet


@functools.cache
def looks() -> dict[str, Look]:
    """The looks by name, ``light dark contrast``, in the order in which they are offered."""
    rows = json.loads(resources.path("style", "looks.json").read_text(encoding="utf-8"))
    return {name: Look(name=name, **colours) for name, colours in rows.items()}


class Theme(QObject):
    """The look and the size of the running application; ``theme()`` hands out the only one.

    ``apply(look, zoom)`` changes both live: palette, style sheet, the fonts of all widgets with a role and the
    measures of all widgets and layouts that were set by ``set_size`` and ``set_gaps``. ``changed`` comes afterwards,
    for widgets that paint themselves or hold pixels.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.look = looks()["light"]
        self.zoom = 100
        for file in FONT_FILES:
            QFontDatabase.addApplicationFont(str(resources.path("fonts", file)))

    def apply(self, look: str | None = None, zoom: int | None = None) -> None:
        """Show the window in a look (``light dark contrast``) and at a zoom (percent, 100 to 150); None keeps it."""
        self.look = looks()[look] if look else self.look
        self.zoom = min(max(zoom or self.zoom, ZOOMS[0]), ZOOMS[-1])
        if self._app.style().name() != "fusion":
            self._app.setStyle("fusion")
        self._app.styleHints().setColorScheme(
            Qt.ColorScheme.Light if self.look.name == "light" else Qt.ColorScheme.Dark
        )
        self._app.setPalette(palette(self.look))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(style_sheet(self.look, self.zoom))
        for widget in self._app.allWidgets():
            _measure(widget, self)
        self.changed.emit()

    def em(self, count: float) -> int:
        """Pixels of so many em at the present zoom."""
        return round(count * BODY * self.zoom / 100)

    def font(self, role: str) -> QFont:
        """Font of a role of type at the present zoom."""
        size, bold = ROLES[role]
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPixelSize(round(size * self.zoom / 100))
        font.setBold(bold)
        return font

    def colour(self, job: str) -> QColor:
        """Colour of a job or tone in the present look."""
        return QColor(self.look.colour(job))

    def ground(self, tone: str) -> QColor:
        """Ground of a tone in the present look."""
        return QColor(self.look.ground(tone))


def theme() -> Theme:
    """The running application's theme; made, in light and at 100 %, when there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("no QApplication is running")
    found = cast(Theme | None, app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly))
    if found is None:
        found = Theme(app)
        found.apply()
    return found


def em(count: float) -> int:
    """Pixels of so many em at the present zoom."""
    return theme().em(count)


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a role of type (see ``ROLES``); it keeps it through every zoom."""
    widget.setProperty("role", role)
    _measure(widget, theme())


def set_size(
    widget: QWidget,
    *,
    width: float | None = None,
    height: float | None = None,
    min_width: float | None = None,
    min_height: float | None = None,
    max_width: float | None = None,
    max_height: float | None = None,
) -> None:
    """Hold a widget to measures in em through every zoom; ``width`` and ``height`` are fixed sizes."""
    sizes = {
        "setMinimumWidth": min_width if width is None else width,
        "setMaximumWidth": max_width if width is None else width,
        "setMinimumHeight": min_height if height is None else height,
        "setMaximumHeight": max_height if height is None else height,
    }
    widget.setProperty("emSizes", {name: value for name, value in sizes.items() if value is not None})
    _measure(widget, theme())


def set_gaps(layout: QLayout, gap: float = 0.5, margins: tuple[float, ...] = (0,)) -> None:
    """Hold a layout to a gap and margins in em through every zoom.

    ``margins`` is (all), (top and bottom, left and right) or (left, top, right, bottom).
    """
    sides = {1: (0, 0, 0, 0), 2: (1, 0, 1, 0), 4: (0, 1, 2, 3)}[len(margins)]
    layout.setProperty("emGaps", [gap, *(margins[side] for side in sides)])
    _space(layout, theme())


def set_property(widget: QWidget, name: str, value: Any) -> None:
    """Set a property that the style sheet asks about, and style the widget anew if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # polished too early, it would lose its font
            widget.style().unpolish(widget)
            widget.style().polish(widget)
            widget.update()


def palette(look: Look) -> QPalette:
    """Qt's palette of a look, with every group set, so that nothing turns pale."""
    result = QPalette()
    for role, job in _PALETTE.items():
        result.setColor(QPalette.ColorGroup.All, role, QColor(look.colour(job)))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(look.soft))
    result.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, QColor(look.label))
    return result


def scale() -> float:
    """How often everything is enlarged from the program's start on (200 %), beside the zoom that changes live."""
    try:
        return float(os.environ.get("QT_SCALE_FACTOR", "1"))
    except ValueError:
        return 1.0


def style_sheet(look: Look, zoom: int) -> str:
    """The style sheet for a look and a zoom (percent), from ``resources/style/window.qss``."""
    folder = resources.path("style", look.name).as_posix()
    colours = {field.name: getattr(look, field.name) for field in fields(look)}
    text = re.sub(r"/\*.*?\*/", "", _template(), flags=re.DOTALL)
    text = re.sub(r"picture\(([a-z-]+)\)", rf'url("{folder}/\1.svg")', text)
    text = re.sub(r"@([a-z_]+)", lambda found: colours[found[1]], text)
    return re.sub(r"(?<![\w#.])(\d*\.?\d+)em\b", lambda found: _pixels(float(found[1]), zoom), text)


@functools.cache
def _template() -> str:
    return resources.path("style", "window.qss").read_text(encoding="utf-8")


def _pixels(count: float, zoom: int) -> str:
    return f"{round(count * BODY * zoom / 100)}px"


def _measure(widget: QWidget, look: Theme) -> None:
    role = widget.property("role")
    if role in ROLES:
        _give_font(widget, look.font(role))
        if isinstance(widget, QAbstractScrollArea):  # while it is hidden, its viewport would keep the font it had
            _give_font(widget.viewport(), look.font(role))
    for setter, value in (widget.property("emSizes") or {}).items():
        getattr(widget, setter)(look.em(value))
    layout = widget.layout()
    if layout is not None:
        for inner in (layout, *layout.findChildren(QLayout)):
            _space(inner, look)


def _give_font(widget: QWidget, font: QFont) -> None:
    widget.setFont(font)
    if widget.property(_KEPT_FONT) is not None:
        widget.setProperty(_KEPT_FONT, widget.font())


def _space(layout: QLayout, look: Theme) -> None:
    gaps = layout.property("emGaps")
    if gaps is None:
        return
    gap, *margins = gaps
    layout.setContentsMargins(*(look.em(side) for side in margins))
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(look.em(gap))
        layout.setVerticalSpacing(look.em(gap))
    else:
        layout.setSpacing(look.em(gap))


_KEPT_FONT = "_q_styleSheetWidgetFont"
"""Where Qt's style sheets keep a widget's font of its first showing, to give it back at each new polish (Qt 6.11)."""

_PALETTE: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "label",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "sheet",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "urgent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.PlaceholderText: "soft",
    QPalette.ColorRole.ToolTipBase: "sheet",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "sheet",
    QPalette.ColorRole.Midlight: "label",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "soft",
}
