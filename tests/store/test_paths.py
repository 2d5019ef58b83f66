"""Where things lie: local to the PC, apart from each other, and not made by asking."""

from pathlib import Path

import pytest

from watchdesk import paths


def test_asking_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    places = [paths.default_store(), paths.logs(), paths.settings_file()]
    assert len(set(places)) == 3
    assert all(place.is_absolute() and "WatchDesk" in place.parts for place in places)
    assert list(tmp_path.iterdir()) == []


def test_the_log_and_the_settings_do_not_lie_in_the_store() -> None:
    assert not paths.logs().is_relative_to(paths.default_store())
    assert not paths.settings_file().is_relative_to(paths.default_store())
