"""The window and the hands of the visit form's tests, for journeys through 予定."""

from tests.ui.pages.visit.conftest import hands, window

__all__ = ["hands", "window"]
