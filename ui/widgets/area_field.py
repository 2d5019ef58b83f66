"""AreaField: of which area a report is, in a ward's store; an area's own store asks for none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.widgets.choice_field import ChoiceField

WARD, EVERYWHERE = "ward", "everywhere"
"""Codes of what is no area, beside the areas' own names."""


class AreaField(ChoiceField):
    """``offer(areas)``; ``chosen`` is the one, None: the ward, the home area, or each (``everywhere``)."""

    def __init__(self, areas: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("地域", (), optional=False, parent=parent)
        self.offer(areas)
        if not areas:
            self.hide()

    def offer(self, areas: Sequence[str]) -> None:
        """Offer the areas as the list of areas has them now; none in an area's own store."""
        choices = [(WARD, "区の合計"), (EVERYWHERE, "すべての地域"), *((area, f"{area}地域") for area in areas)]
        self.set_choices(choices if areas else ())

    @property
    def chosen(self) -> str | None:
        """The area that is chosen."""
        code = self.value()
        return None if code in (None, WARD, EVERYWHERE) else code

    @property
    def everywhere(self) -> bool:
        """Whether every area is wanted, each on pages of its own."""
        return bool(self.value() == EVERYWHERE)
