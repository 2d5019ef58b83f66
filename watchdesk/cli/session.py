"""Session: the options every command takes, and the desk they open, once it is asked for."""

import argparse
import getpass
import os
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from watchdesk import paths
from watchdesk.desk import Desk, Job, because, checked_for_area, open_desk, users_of
from watchdesk.errors import WatchDeskError, WrongKey

PASSWORD_FILE = "WATCHDESK_PASSWORD_FILE"  # noqa: S105  # the name of a variable
STORE = "WATCHDESK_STORE"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command tells: the JSON document, the text for people, the exit status."""

    document: Any
    text: str = ""
    exit_status: int = 0


class Session:
    """One run of the command line."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self._chosen = chosen
        self._desk: Desk | None = None
        self._opened_with = ""

    @staticmethod
    def add_options(parser: argparse.ArgumentParser, *, suppress: bool) -> None:
        """Add the global options; ``suppress`` behind the command, where they must not reset the ones before it."""
        missing: Any = argparse.SUPPRESS if suppress else None
        parser.add_argument("--store", metavar="フォルダー", type=Path, default=missing, help="保管庫の場所")
        parser.add_argument("--user", metavar="名前", default=missing, help="利用者。1人だけなら書かなくてかまいません")
        parser.add_argument(
            "--password-file", metavar="ファイル", type=Path, default=missing, help="1行目がパスワードのファイル"
        )
        parser.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS if suppress else False, help="結果をJSONで出します"
        )

    @staticmethod
    def add_reason(parser: argparse.ArgumentParser, *, suppress: bool) -> None:
        """Add the option that says why figures of a closed month are changed."""
        missing: Any = argparse.SUPPRESS if suppress else None
        parser.add_argument(
            "--reason", dest="because", metavar="わけ", default=missing, help="締めた月の数を変えるときの、わけ"
        )

    def reason(self) -> AbstractContextManager[None]:
        """What is written meanwhile is written for the reason that was given."""
        return because(self._chosen.because) if self._chosen.because is not None else nullcontext()

    @property
    def folder(self) -> Path:
        """The store's folder: the option, else the variable, else the platform's user-data folder."""
        if self._chosen.store is not None:
            return Path(self._chosen.store)
        return Path(os.environ[STORE]) if os.environ.get(STORE) else paths.default_store()

    @property
    def desk(self) -> Desk:
        """The unlocked desk; opened at the first asking."""
        if self._desk is None:
            folder = self.folder
            user = self._user(users_of(folder))
            self._opened_with = self.password()
            self._desk = open_desk(folder, user, self._opened_with)
            for sentence in self._desk.warnings():
                print(sentence, file=sys.stderr)
        return self._desk

    @property
    def own_password(self) -> str:
        """The password by which the desk is opened, for what asks for it once more."""
        return self._opened_with if self.desk else ""

    def _user(self, users: tuple[str, ...]) -> str:
        if self._chosen.user is not None:
            return str(self._chosen.user)
        if len(users) != 1:
            names = "、".join(users)
            raise WrongKey(f"利用者が{len(users)}人います。--user で選んでください: {names}", code="which_user")
        return users[0]

    def area(self, named: str | None) -> str | None:
        """The area as the ward's list writes it; one that is not on it is refused."""
        if named is None:
            return None
        desk = self.desk
        known = desk.codes.areas if desk.home_area is None else (*desk.codes.areas, desk.home_area)
        area = checked_for_area(known, named)
        if area not in known:
            raise WatchDeskError(f"「{named}」は、地域の一覧にありません。", code="area.unknown")
        return area

    def password(self, *, new: bool = False) -> str:
        """The store's password, from the file or asked for; a new one is asked for twice."""
        named = self._chosen.password_file or os.environ.get(PASSWORD_FILE)
        if named:
            return first_line(Path(named))
        return self.new_password("パスワード: ") if new else self._asked("パスワード: ")

    def new_password(self, prompt: str = "新しいパスワード: ") -> str:
        """A password that is to hold from now on, asked for twice."""
        typed = self._asked(prompt)
        if self._asked("もう一度: ") != typed:
            sentence = "2回のパスワードがちがいます。もう一度、はじめからお試しください。"
            raise WatchDeskError(sentence, code="password.differs")
        return typed

    @staticmethod
    def _asked(prompt: str) -> str:
        try:
            return getpass.getpass(prompt)
        except EOFError:
            sentence = "パスワードがわかりません。--password-file で、パスワードのファイルを書いてください。"
            raise WatchDeskError(sentence, code="no_password") from None

    def run(self, job: Job[Any, Any]) -> Any:
        """Run long work, telling how far it is on standard error."""
        teller = Teller(job.title)
        try:
            return job.run(teller)
        finally:
            teller.end()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the desk; a failed command leaves without a backup."""
        if self._desk is None:
            return
        if kind is not None:
            self._desk.lock()
            return
        try:
            self._desk.close(Teller("控えをとっています"))
        except WatchDeskError as refused:
            print(f"終わるときの控えがとれませんでした。{refused}", file=sys.stderr)


def first_line(file: Path) -> str:
    """Return a file's first line without BOM and line end."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as wrong:
        raise WatchDeskError(f"パスワードのファイル「{file.name}」が読めません。", code="password_file") from wrong
    return text.splitlines()[0] if text else ""


class Teller:
    """Tells the progress of work that takes more than a second, on one line of standard error."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._told = False
        self._started = time.monotonic()
        self._last = self._started

    def __call__(self, done: int, total: int) -> None:
        """Tell, at most twice a second and not in the first second."""
        now = time.monotonic()
        if now - self._started < 1 or now - self._last < 0.5:
            return
        self._last, self._told = now, True
        text = f"{self._title}… {done:,} / {total:,}"
        sys.stderr.write(f"\r{text}" if sys.stderr.isatty() else f"{text}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Finish the line."""
        if self._told and sys.stderr.isatty():
            sys.stderr.write("\n")
