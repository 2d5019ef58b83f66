"""The three looks can be read by everybody, and the size changes live without cutting a word."""

import re
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import resources
from ui import icons
from ui.theme import (
    ROLES,
    TONES,
    ZOOMS,
    Look,
    looks,
    palette,
    set_gaps,
    set_property,
    set_role,
    set_size,
    style_sheet,
    theme,
)

STATES = ("ok", "care", "urgent", "away")
GROUNDS = ("window", "rail", "sheet", "label", "select", "field")
TEXT = (
    *((ink, ground) for ink in ("text", "soft") for ground in GROUNDS),
    *(("accent", ground) for ground in ("window", "rail", "sheet", "label", "select", "tint")),
    *((state, ground) for state in STATES for ground in ("window", "sheet", "label", "select", "rail")),
    *((state, f"{state}_ground") for state in STATES),
    *(("text", f"{state}_ground") for state in STATES),
    *(("text", "tint"), ("soft", "tint"), ("on", "accent"), ("on", "press")),
)
SHAPES = (
    *(("line", ground) for ground in GROUNDS),
    *(("line", f"{state}_ground") for state in STATES),
    *(("line", "tint"), ("accent", "field"), ("sheet", "soft"), ("sheet", "accent"), ("sheet", "care")),
)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", looks().values(), ids=lambda look: look.name)
def test_all_words_and_shapes_stand_out_from_their_ground(look: Look) -> None:
    least = {"words": 7.0, "shapes": 7.0} if look.name == "contrast" else {"words": 4.5, "shapes": 3.0}
    weak = [
        (kind, ink, ground)
        for kind, pairs in (("words", TEXT), ("shapes", SHAPES))
        for ink, ground in pairs
        if contrast(getattr(look, ink), getattr(look, ground)) < least[kind]
    ]
    assert weak == []


@pytest.mark.parametrize("look", looks().values(), ids=lambda look: look.name)
def test_pictures_of_a_look_use_its_colours_only(look: Look) -> None:
    colours = {getattr(look, name) for name in ("soft", "sheet", "accent", "on", "label", "text")}
    for file in resources.path("style", look.name).glob("*.svg"):
        assert set(re.findall("#[0-9A-Fa-f]{6}", file.read_text(encoding="utf-8"))) <= colours, file.name


@pytest.mark.parametrize("look", looks())
def test_the_style_sheet_names_no_font_and_needs_no_pointer(look: str) -> None:
    sheet = style_sheet(looks()[look], 125)
    assert not re.search(r"font|:hover|shadow|animation", sheet.replace("watchdesk", ""))
    assert not re.search(r"@\w|\dem\b|picture\(", sheet)
    for url in re.findall(r'url\("([^"]+)"\)', sheet):
        assert resources.path("style", look, url.rsplit("/", 1)[1]).is_file()


@pytest.mark.parametrize("look", looks().values(), ids=lambda look: look.name)
def test_what_is_disabled_can_still_be_read(look: Look) -> None:
    made = palette(look)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        ink = made.color(QPalette.ColorGroup.Disabled, role).name()
        assert contrast(ink, look.label) >= 4.5


def test_every_role_of_type_is_drawn_in_our_own_font(qapp: QApplication) -> None:
    for role, (size, bold) in ROLES.items():
        told = QFontInfo(theme().font(role))
        assert (told.family(), told.pixelSize(), told.bold()) == ("BIZ UDGothic", size, bold)


def test_nothing_is_smaller_than_ten_and_a_half_points() -> None:
    assert min(size for size, _ in ROLES.values()) >= 14


def test_zoom_reaches_fonts_sizes_and_gaps_of_widgets_on_screen(qtbot: QtBot) -> None:
    page, title, plain, line = QWidget(), QLabel("今日"), QPushButton("見る"), QLineEdit()
    qtbot.addWidget(page)
    set_role(title, "title")
    set_size(line, min_width=10)
    layout = QVBoxLayout(page)
    set_gaps(layout, 0.5, (1, 1.5))
    for widget in (title, plain, line):
        layout.addWidget(widget)
    page.show()
    theme().apply(zoom=150)
    assert (title.font().pixelSize(), plain.font().pixelSize()) == (36, 24)
    assert line.minimumWidth() == 240
    assert (layout.spacing(), layout.contentsMargins().left()) == (12, 36)
    set_property(title, "voice", "care")
    assert title.font().pixelSize() == 36
    theme().apply(zoom=100)
    assert (title.font().pixelSize(), plain.font().pixelSize(), line.minimumWidth()) == (24, 16, 160)


def test_zoom_stays_within_what_is_offered(qapp: QApplication) -> None:
    theme().apply(zoom=30)
    assert theme().zoom == ZOOMS[0]
    theme().apply(zoom=900)
    assert theme().zoom == ZOOMS[-1]
    assert all(small < large for small, large in pairwise(ZOOMS))


@pytest.mark.parametrize("look", looks())
def test_a_look_reaches_the_palette_and_tells_of_itself(qtbot: QtBot, qapp: QApplication, look: str) -> None:
    with qtbot.waitSignal(theme().changed):
        theme().apply(look)
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == looks()[look].window
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == looks()[look].soft


def test_an_icon_is_drawn_in_its_colour_and_only_once(qapp: QApplication) -> None:
    first = icons.pixmap("circle-check", "#1B6738", 20, 2.0)
    assert first.size().width() == 40
    assert first.devicePixelRatio() == 2.0
    colours = {first.toImage().pixelColor(x, y).name() for x in range(40) for y in range(40)}
    assert "#1b6738" in colours
    assert icons.pixmap("circle-check", "#1B6738", 20, 2.0).cacheKey() == first.cacheKey()
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 20)


def test_every_tone_has_an_ink_and_a_ground(qapp: QApplication) -> None:
    for tone in TONES:
        assert theme().colour(tone).isValid()
        assert theme().ground(tone).isValid()
