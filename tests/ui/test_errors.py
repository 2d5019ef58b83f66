"""An error that nobody expected loses no draft, puts no name into the log and is told in plain words."""

import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.errors import LONGEST_LOG, SENTENCE, UnexpectedErrors, describe
from watchdesk.errors import DiskFull

NOW = datetime(2026, 11, 2, 9, 12)  # noqa: DTZ001  # the log tells the local time of the desk's clock
SECRETS = ("髙橋 トシ子", "06-6000-4312", "九条南2-43-6")


class Watched:
    """The hook with what it told and kept."""

    def __init__(self, log: Path) -> None:
        self.log, self.told, self.kept = log, [], 0
        self.hook = UnexpectedErrors(log, self.told.append, lambda: NOW, self.keep)

    def keep(self) -> None:
        self.kept += 1

    def take(self, error: BaseException) -> None:
        try:
            raise error
        except BaseException as raised:
            self.hook.take(type(raised), raised, raised.__traceback__)


@pytest.fixture
def watched(tmp_path: Path, qapp: QApplication) -> Iterator[Watched]:
    before = sys.excepthook, threading.excepthook
    yield Watched(tmp_path / "logs" / "watchdesk.log")
    sys.excepthook, threading.excepthook = before


def test_drafts_are_kept_and_a_plain_sentence_is_told(watched: Watched) -> None:
    watched.take(KeyError("髙橋 トシ子"))
    assert watched.told == [SENTENCE]
    assert watched.kept == 1


def test_what_no_exception_told_is_noted_without_a_word_to_the_user(watched: Watched) -> None:
    watched.hook.note("")
    assert not watched.log.exists()
    watched.hook.note("ended suddenly")
    assert watched.log.read_text(encoding="utf-8") == "2026-11-02 09:12:00\nended suddenly\n"
    assert watched.told == []


def test_the_log_holds_kinds_and_places_but_nothing_of_a_person(watched: Watched) -> None:
    try:
        raise ValueError(SECRETS[0])
    except ValueError as cause:
        failed = RuntimeError(f"{SECRETS[1]} {SECRETS[2]}")
        failed.__cause__ = cause
        watched.take(failed)
    log = watched.log.read_text(encoding="utf-8")
    assert "2026-11-02 09:12:00" in log
    assert "builtins.RuntimeError" in log
    assert "builtins.ValueError" in log
    assert "test_errors.py:" in log
    assert not any(secret in log for secret in SECRETS)


@given(st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x9FFF), min_size=2, max_size=20))
def test_no_message_reaches_the_log(text: str) -> None:
    with pytest.raises(LookupError) as raised:
        raise LookupError(text)
    assert text not in describe(raised.value, raised.tb)


def test_what_the_user_can_act_on_is_told_as_it_is_and_not_logged(watched: Watched) -> None:
    watched.take(DiskFull("空きが足りません。"))
    assert watched.told == ["空きが足りません。"]
    assert not watched.log.exists()


def test_an_error_on_another_thread_is_told_on_the_windows(watched: Watched, qtbot: QtBot) -> None:
    watched.hook.install()

    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert watched.told == []
    qtbot.waitUntil(lambda: watched.told == [SENTENCE])


def test_drafts_that_cannot_be_kept_do_not_hide_the_sentence(watched: Watched) -> None:
    def fail() -> None:
        raise OSError("disk")

    hook = UnexpectedErrors(watched.log, watched.told.append, lambda: NOW, fail)
    hook.take(KeyError, KeyError("x"), None)
    assert watched.told == [SENTENCE]
    assert "builtins.OSError" in watched.log.read_text(encoding="utf-8")


def test_a_place_where_no_log_can_be_written_does_not_hide_the_sentence(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    hook = UnexpectedErrors(tmp_path / "file" / "watchdesk.log", watched.told.append, lambda: NOW)
    hook.take(KeyError, KeyError("x"), None)
    assert watched.told == [SENTENCE]


def test_an_error_while_telling_is_not_told_again(watched: Watched) -> None:
    told: list[str] = []

    def tell(sentence: str) -> None:
        told.append(sentence)
        hook.take(KeyError, KeyError("x"), None)

    hook = UnexpectedErrors(watched.log, tell, lambda: NOW)
    hook.take(KeyError, KeyError("x"), None)
    assert told == [SENTENCE]


def test_the_log_does_not_grow_for_ever(watched: Watched) -> None:
    watched.log.parent.mkdir()
    watched.log.write_text("x" * (LONGEST_LOG + 1))
    watched.take(KeyError("x"))
    assert watched.log.stat().st_size < LONGEST_LOG
    assert watched.log.with_suffix(".old.log").exists()
