"""Settings as a form: what the store keeps by key, as fields a user types in, and back."""

from collections.abc import Mapping
from typing import Any

from watchdesk.errors import Invalid
from watchdesk.fields import Field, Kind, Section
from watchdesk.settings import BY_KEY, Setting, SettingKind, read_stamps, show_stamps

_KINDS = {
    SettingKind.TEXT: Kind.TEXT,
    SettingKind.NUMBER: Kind.NUMBER,
    SettingKind.CODES: Kind.CHOICES,
    SettingKind.LINES: Kind.LONG_TEXT,
    SettingKind.STAMPS: Kind.LONG_TEXT,
    SettingKind.YES_NO: Kind.YES_NO,
}


def sections(parts: Mapping[str, tuple[str, ...]]) -> tuple[Section, ...]:
    """A form's sections: title → keys of settings."""
    return tuple(Section(title, tuple(_field(BY_KEY[key]) for key in keys)) for title, keys in parts.items())


def _field(setting: Setting) -> Field:
    return Field(
        setting.key,
        setting.title,
        _KINDS[setting.kind],
        required=setting.kind in (SettingKind.NUMBER, SettingKind.YES_NO),
        code_list=setting.code_list or setting.key,
        hint=setting.hint,
        unit=setting.unit,
        wide=True,
    )


def shown(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The kept values as the form shows them."""
    return {key: _shown(BY_KEY[key], value) for key, value in settings.items()}


def _shown(setting: Setting, value: Any) -> Any:
    if setting.kind is SettingKind.LINES:
        return "\n".join(value)
    return show_stamps(value) if setting.kind is SettingKind.STAMPS else value


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values as they are kept; Invalid names one that can't be read."""
    return {key: _kept(BY_KEY[key], value) for key, value in values.items()}


def _kept(setting: Setting, value: Any) -> Any:
    if setting.kind is SettingKind.LINES:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
    if setting.kind is SettingKind.STAMPS:
        return read_stamps(value or "")
    if setting.kind is SettingKind.CODES:
        return list(value)
    if setting.kind is SettingKind.NUMBER and value is None:
        raise Invalid(setting.key, f"「{setting.title}」を、数で入れてください。")
    return value or "" if setting.kind is SettingKind.TEXT else value
