"""Who asked for the reason of a closed month's change: found again by its form after the screen was hidden."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MethodType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper

Again = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A deed ``does`` (class and method) of a page, which writes down what is half-written under the key ``form``."""

    form: str
    does: str


def asker_of(page: QWidget, again: Again) -> Asker | None:
    """Return who asks; None where that is no deed of a form that is kept half-written: there is nothing to find."""
    if not isinstance(again, MethodType) or not isinstance(again.__self__, QObject):
        return None
    owner = again.__self__
    forms = [keeper.form for keeper in _keepers(page) if keeper.form is not None and _writes(owner, keeper)]
    return Asker(form=forms[0], does=_name(owner, again.__name__)) if forms else None


def again_of(page: QWidget, asker: Asker) -> Again | None:
    """Return what does the same again, once its form has come back with what was half-written; None until then."""
    for keeper in _keepers(page):
        if keeper.form == asker.form and keeper.holds and keeper.changed():
            return next((deed for owner in _owners(page) for deed in _deeds(owner, keeper, asker)), None)
    return None


def _deeds(owner: QObject, keeper: DraftKeeper, asker: Asker) -> Iterator[Again]:
    method = asker.does.rpartition(".")[2]
    if _name(owner, method) == asker.does and _writes(owner, keeper):
        yield getattr(owner, method)


def _name(owner: QObject, method: str) -> str:
    return f"{type(owner).__name__}.{method}"


def _owners(page: QWidget) -> Iterator[QObject]:
    yield page
    yield from page.findChildren(QObject)


def _keepers(page: QWidget) -> list[DraftKeeper]:
    """Those of the page, the innermost forms first."""
    return sorted(page.findChildren(DraftKeeper), key=lambda keeper: -_depth(keeper))


def _depth(of: QObject | None) -> int:
    return 0 if of is None else 1 + _depth(of.parent())


def _writes(owner: QObject, keeper: DraftKeeper) -> bool:
    """Whether a page, a widget or what looks after a form (``editor``) is the one whose form is kept."""
    form = keeper.parent()
    return form is not None and (owner is form or getattr(owner, "editor", None) is form)
