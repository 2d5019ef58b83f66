"""Sets a fresh checkout up and runs WatchDesk (`run`), its tests (`test`) or every check (`check`).

    python3 packaging/dev.py run            the desk on a store of fictional people
    python3 packaging/dev.py test [...]     ruff, mypy and all tests; what follows goes to pytest and chooses
    python3 packaging/dev.py check [...]    the same and the formatting

Standard library only: it runs before anything is installed, with Python 3.11 or later on Windows, macOS and Linux.
"""

from __future__ import annotations  # an older Python must get as far as the sentence that asks for a newer one

import argparse
import datetime
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))  # -I leaves it out

from computer import ROOT, Stop, call, has_display, install_system_packages, missing_packages, say

LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
DEMO_USER = "demo"
DEMO_PASSWORD = "mimamori-demo"  # noqa: S105 (published: it opens a store of fictional people)

SOME_FAILED, NO_TESTS = 1, 5  # pytest's own exit codes
ALONE = "alone"  # the mark of tests that measure time
WINDOWS = "tests/ui"
MOST_FILES = 24  # of one part
LONGEST_PART = 1200  # seconds
MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of our own is made in it)
ENOUGH = 1 << 30  # bytes; a container's own has 64 MB


def main(arguments: list[str]) -> int:
    """Do what was asked and return the exit code: 0 only when everything succeeded."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that knows no Japanese is no reason to break off
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("run", "test", "check"))
    parser.add_argument("further", nargs=argparse.REMAINDER, help="for the window (run) or for pytest (test, check)")
    asked = parser.parse_args(arguments)
    try:
        set_up(asked.command)
        if asked.command == "run":
            return run(asked.further)
        return test(asked.further, formatting=asked.command == "check")
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


# Setting up ---------------------------------------------------------------------------------------------------------


def set_up(command: str) -> None:
    """Make .venv hold exactly the lock and this checkout; done in a moment when it already does."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what tells the owner of an older one)
        raise Stop(f"Python 3.11 以上が必要です（いまの Python は {sys.version.split()[0]} です）。")
    must, wish = missing_packages(command)
    install_system_packages(must if can_make_venv() else [*must, venv_package()], wish)
    make_venv()
    once(
        "requirements",
        LOCK,
        "ライブラリを入れています。はじめての時は数分かかります。",
        ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
    )
    once(
        "project",
        ROOT / "pyproject.toml",
        "見守りデスクを .venv に登録しています。",
        ["--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    )


def make_venv() -> None:
    """Make .venv unless a working one is there (also one left half-made, or by a Python since removed)."""
    works = [str(in_venv("python")), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    if in_venv("python").exists() and call(works, hush=True) == 0:
        return
    say("Python の環境 .venv をつくっています。")
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        raise Stop(".venv をつくれませんでした。上の表示を確かめてください。")


def once(name: str, cause: Path, text: str, options: list[str]) -> None:
    """Let pip install with these options unless it did so for the same content of the file ``cause``."""
    stamp = VENV / f".{name}.sha256"
    digest = hashlib.sha256(cause.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    say(text)
    pip = [str(in_venv("python")), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    if call([*pip, *options]) != 0:
        raise Stop("入れられませんでした。インターネットにつながっているか確かめて、もう一度お試しください。")
    stamp.write_text(digest, encoding="ascii")


# Running ------------------------------------------------------------------------------------------------------------


def run(further: list[str]) -> int:
    """Open the desk on the demo store, made at the first time; without a display make last month's report instead."""
    store = data_folder() / "watchdesk-demo"
    if not (store.is_dir() and any(store.iterdir())):
        say("架空の方々の保管庫をつくっています。")
        store.parent.mkdir(parents=True, exist_ok=True)
        if call([str(in_venv("watchdesk-cli")), "demo", "--store", str(store)]) != 0:
            raise Stop("見本の保管庫をつくれませんでした。上の表示を確かめてください。")
    say(f"見本の保管庫: {store}\n利用者: {DEMO_USER}\nパスワード: {DEMO_PASSWORD}")
    if has_display():
        return call([str(in_venv("watchdesk")), *further], {"WATCHDESK_STORE": str(store)})
    return report_last_month(store)


def report_last_month(store: Path) -> int:
    """Write last month's report beside the store and say where it is."""
    month = month_before(datetime.datetime.now().astimezone().date())
    file = store.with_name(f"{store.name}-{month}.pdf")
    file.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        password = Path(folder, "password")
        password.write_text(DEMO_PASSWORD, encoding="utf-8")
        who = ["--store", str(store), "--user", DEMO_USER, "--password-file", str(password)]
        what = ["report", "monthly", "--month", month, "--to", str(file)]
        code = call([str(in_venv("watchdesk-cli")), *who, *what])
    if code == 0:
        say(f"画面がないため、窓は開きませんでした。\n{month} の月報: {file}")
    return code


def month_before(day: datetime.date) -> str:
    """The month before the day's, as YYYY-MM."""
    return f"{day.replace(day=1) - datetime.timedelta(days=1):%Y-%m}"


def data_folder() -> Path:
    """Where this platform keeps the files of a user's programs."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


# Testing ------------------------------------------------------------------------------------------------------------


def test(further: list[str], formatting: bool) -> int:
    """Run the linters, and pytest whatever they say, so that its closing line ends the output."""
    if not further:
        return test_everything(formatting)
    wrong = lint(formatting)
    with in_memory() as where:
        return call(pytest(*further), headless() | where) or bool(wrong)


def lint(formatting: bool) -> list[str]:
    """Run the linters, print each one's words when it ends, and return those that found something to mend."""
    checks = [["ruff", "check"], ["mypy"]]
    if formatting:
        checks.insert(0, ["ruff", "format", "--check"])
    wrong = []
    for name, *options in checks:
        done = run_quietly([str(in_venv(name)), *options])
        say("\n".join([" ".join([name, *options]), done.stdout.decode("utf-8", "replace").strip()]))
        if done.returncode != 0:
            wrong.append(name)
    return wrong


def test_everything(formatting: bool) -> int:
    """Run linters and tests, a part in a process of its own: what breaks one off, or hangs, takes no other along.

    All of it side by side, but tests that measure time one after another at the end.
    """
    begun = time.monotonic()
    with ThreadPoolExecutor(max(2, os.cpu_count() or 1)) as side_by_side:
        linted = side_by_side.submit(lint, formatting)
        runs = list(side_by_side.map(run_part, parts()))
    runs.append(run_part(Part("alone", ["tests"], ALONE)))
    failed = [run for run in runs if not run.passed]
    if failed:
        say(
            "通らなかったテストだけを、ほかに何も動かさずに、もう一度動かします。通ったものは、動きが不安定なテストです。"
        )
        failed = [run for run in [run_part(run.part, again=run) for run in failed] if not run.passed]
    for run in failed:
        say(f"{run.part.name}: {run.ending}")
    if wrong := linted.result():
        say(f"直すところがあります: {', '.join(wrong)}")
    counts = {word: sum(run.count(word) for run in runs) for word in ("passed", "failed", "skipped", "xfailed")}
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    say(f"{'FAILED' if failed or wrong else 'OK'}: {told} in {time.monotonic() - begun:.0f} s")
    return SOME_FAILED if failed or wrong else 0


class Part(NamedTuple):
    """Some of the tests: their folder and number, their files, and which of these files' tests (pytest's -m)."""

    name: str
    files: list[str]
    which: str


class Run(NamedTuple):
    """A part that ran: the exit code (None: stopped since it did not end), what it printed."""

    part: Part
    code: int | None
    printed: str

    @property
    def passed(self) -> bool:
        return self.code in (0, NO_TESTS)

    @property
    def ending(self) -> str:
        """How it ended, as a line."""
        if self.code is None:
            return f"no end after {LONGEST_PART} s"
        return (self.printed.strip().splitlines() or [""])[-1] if self.code == SOME_FAILED else f"exit {self.code}"

    def count(self, word: str) -> int:
        """How many of its tests the closing line calls so."""
        found = re.search(rf"(\d+) {word}", (self.printed.strip().splitlines() or [""])[-1])
        return int(found[1]) if found else 0


def parts() -> list[Part]:
    """All test files, each of the folders in tests/ in one part or several, those that last longest first.

    Few parts, since each begins with seconds of imports; windows first, since no test is slower for its length.
    """
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    folders = {file: file.relative_to(ROOT).parts[1] if file.parent != ROOT / "tests" else "" for file in tests}
    dealt = []
    for folder in sorted(set(folders.values())):
        files = [file for file in tests if folders[file] == folder]
        number = -(-len(files) // MOST_FILES)  # neighbours go to different parts: what lasts long often stands together
        name = f"tests/{folder}".rstrip("/")
        dealt += [(f"{name} {first + 1}", files[first::number]) for first in range(number)]
    dealt.sort(key=lambda part: (WINDOWS not in part[0], -sum(file.stat().st_size for file in part[1])))
    return [Part(name, [str(file.relative_to(ROOT)) for file in files], f"not {ALONE}") for name, files in dealt]


def run_part(part: Part, again: Run | None = None) -> Run:
    """Run a part, or what failed in it (all of it when it broke off), and print what it printed."""
    memory = Path(".pytest_cache", part.name.replace("/", "-").replace(" ", "-"))
    command = pytest(*part.files, "-m", part.which, "-o", f"cache_dir={memory.as_posix()}")
    if again and again.code == SOME_FAILED:
        command += ["--last-failed", "--last-failed-no-failures=none"]
    try:
        with in_memory() as where:
            done = run_quietly(command, {**headless(), **where, "PYTHONIOENCODING": "utf-8"})
        run = Run(part, done.returncode, done.stdout.decode("utf-8", "replace"))
    except subprocess.TimeoutExpired as late:
        run = Run(part, None, (late.stdout or b"").decode("utf-8", "replace"))
    say(f"pytest {part.name}\n{run.printed.strip()}")
    return run


def run_quietly(command: list[str], variables: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a program from the checkout's root, with these variables added, and keep what it prints.

    Raises subprocess.TimeoutExpired.
    """
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **(variables or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST_PART,
        check=False,
    )


def pytest(*options: str) -> list[str]:
    """The command that runs pytest."""
    return [str(in_venv("python")), "-m", "pytest", *options]


@contextmanager
def in_memory() -> Iterator[dict[str, str]]:
    """Let tests keep their stores in memory where the system has such a folder: half of their time is a disk's."""
    if not _has_room(MEMORY):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="watchdesk-", dir=MEMORY, ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # a printer's filters, which run as a user of their own, find their way through it
        yield {"TMPDIR": folder}


def _has_room(folder: Path) -> bool:
    if not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < ENOUGH:
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC  # the tests of this file make programs to be run


def headless() -> dict[str, str]:
    """Windows are tested without a screen unless the caller chose a platform."""
    return {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM") or "offscreen"}


# The checkout's own Python --------------------------------------------------------------------------------------------


def in_venv(program: str) -> Path:
    """Where .venv keeps the program."""
    return VENV / "Scripts" / f"{program}.exe" if os.name == "nt" else VENV / "bin" / program


def can_make_venv() -> bool:
    """Debian's bare python3 has no ensurepip; a .venv that is there needs none."""
    return in_venv("python").exists() or importlib.util.find_spec("ensurepip") is not None


def venv_package() -> str:
    """What brings Debian's python3 its ensurepip."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
