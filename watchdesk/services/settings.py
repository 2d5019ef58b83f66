"""Settings of the store, read and changed; a value that does not fit is refused with a sentence."""

from collections.abc import Mapping
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.office_days import closed_days
from watchdesk.domain.sheet import STAMPS
from watchdesk.errors import Invalid
from watchdesk.services.ground import Ground
from watchdesk.settings import BY_KEY, SETTINGS, Setting, SettingKind, Stamps
from watchdesk.store import settings as kept_settings
from watchdesk.store import touching

COUNTED_BY = "visit_count_methods"
"""The setting by which figures are counted, in every month."""
MOST_STAMPS_IN_ALL = 8
"""What the cover of the monthly report has room for."""


class Settings:
    """The store's settings; what was never changed has its default."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def all(self) -> Mapping[str, Any]:
        """Every setting by its key."""
        with self._ground.store.read() as connection:
            kept = kept_settings.fetch(connection)
        return {setting.key: kept.get(setting.key, setting.default) for setting in SETTINGS}

    def get(self, key: str) -> Any:
        """One setting by its key."""
        return self.all()[key]

    def checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that are settings of this version; Invalid names the first that does not fit."""
        known = {key: value for key, value in values.items() if key in BY_KEY and value is not None}
        for key, value in known.items():
            _check(BY_KEY[key], value)
        return known

    def change(self, values: Mapping[str, Any]) -> None:
        """Change some settings at once; Invalid names the first that does not fit."""
        for key, value in values.items():
            _check(BY_KEY[key], value)
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            kept_settings.put(tx.connection, values)
            tx.log("changed", "settings", None, sorted(values))
            if COUNTED_BY in values:
                tx.touch(touching.EVER)


def _check(setting: Setting, value: Any) -> None:
    if setting.kind is SettingKind.NUMBER and not (isinstance(value, int) and setting.least <= value <= setting.most):
        sentence = f"「{setting.title}」は、{setting.least}から{setting.most}までの数にしてください。"
        raise Invalid(setting.key, sentence)
    if setting.kind is SettingKind.STAMPS:
        _check_stamps(setting, value)
    if setting.choices and set(value) - dict(setting.choices).keys():
        raise Invalid(setting.key, f"「{setting.title}」は、一覧から選んでください。")
    if setting.kind is SettingKind.YES_NO and not isinstance(value, bool):
        raise Invalid(setting.key, f"「{setting.title}」は、「はい」か「いいえ」にしてください。")
    if setting.key == "closed_days":
        closed_days(value)
    if setting.key == COUNTED_BY and not value:
        raise Invalid(setting.key, "訪問回数に数える方法を、1つ以上選んでください。")


def _check_stamps(setting: Setting, groups: Stamps) -> None:
    """An office has as many boxes as on every other paper; beside each other they have room for so many."""
    if max((len(boxes) for _, boxes in groups), default=0) > STAMPS.most:
        raise Invalid(setting.key, f"決裁欄は、1組に{STAMPS.most}つまでです。")
    if sum(len(boxes) for _, boxes in groups) > MOST_STAMPS_IN_ALL:
        raise Invalid(setting.key, f"決裁欄は、あわせて{MOST_STAMPS_IN_ALL}つまでです。")
