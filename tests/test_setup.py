"""A fresh checkout can be set up: the lock says what pyproject says, and packaging/dev.py does what it promises."""

import ast
import datetime
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
POSIX = pytest.mark.skipif(os.name == "nt", reason="stand-ins for the installed programs are shell scripts")


# The lock -----------------------------------------------------------------------------------------------------------


def named(requirement: str) -> tuple[str, str]:
    """Name (as PyPI folds it) and exact version of a pin; fails for anything looser."""
    name, version = requirement.split("==")
    return re.sub(r"[-_.]+", "-", name).lower(), version


def locked() -> dict[str, tuple[str, int]]:
    """The version and the number of hashes of each locked package."""
    entries = re.findall(r"^(\S+)==(\S+)(.*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)*)", LOCK, re.MULTILINE)
    return {named(f"{name}==0")[0]: (version, rest.count("--hash=sha256:")) for name, version, rest in entries}


RUNTIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["project"]["optional-dependencies"]["dev"]
BUILD = PROJECT["build-system"]["requires"]


@pytest.mark.parametrize("requirement", [*RUNTIME, *DEVELOPMENT, *BUILD])
def test_every_pin_is_exact_and_stands_in_the_lock(requirement: str) -> None:
    name, version = named(requirement)
    assert locked()[name][0] == version


def test_every_locked_package_has_its_hashes() -> None:
    assert len(locked()) == len(re.findall(r"^\S+==", LOCK, re.MULTILINE)) > len(RUNTIME)
    assert [name for name, (_, hashes) in locked().items() if hashes == 0] == []


def test_the_lock_names_no_index_and_nothing_but_pins() -> None:
    assert re.findall(r"://|--(?:index|extra|find|trusted)", LOCK) == []
    assert [line for line in LOCK.splitlines() if not re.match(r"\S+==\S+|    --hash=|    #|#|$", line)] == []


def test_the_build_back_end_comes_from_the_lock() -> None:
    assert set(BUILD) <= set(DEVELOPMENT)


def test_no_machine_and_no_registry_stands_in_the_set_up() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "packaging").glob("*.py")]
    assert [text for text in texts if re.search(r"https?://|index-url|find-links", text)] == []


# The one command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """packaging/dev.py with its .venv and the user's data in an empty folder."""
    spec = importlib.util.spec_from_file_location("watchdesk_dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "path", [*sys.path])  # it looks for its neighbour
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return module


def stand_in(dev: ModuleType, program: str, code: int = 0, does: str = "") -> None:
    """Put a program into .venv that notes how it was called in calls.txt and ends with the code."""
    file: Path = dev.in_venv(program)
    file.parent.mkdir(parents=True, exist_ok=True)
    notes = dev.VENV / "calls.txt"
    file.write_text(f'#!/bin/sh\necho "{program} $*" >> "{notes}"\n{does}\nexit {code}\n', encoding="utf-8")
    file.chmod(0o755)


def debian(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, *, root: bool, fails: str = "nothing") -> list[str]:
    """Let this be a Debian whose apt-get fails where ``fails`` is in its words; what it was called with."""
    asked: list[str] = []

    def call(words: list[str], *_: object, **__: object) -> int:
        asked.append(" ".join(words).partition(" -o ")[0])
        return int(re.search(fails, asked[-1] + " ") is not None)

    here = sys.modules[dev.install_system_packages.__module__]
    for name, stand in (("is_debian", lambda: True), ("is_root", lambda: root), ("call", call)):
        monkeypatch.setattr(here, name, stand)
    return asked


def calls(dev: ModuleType) -> list[str]:
    return [line.strip() for line in (dev.VENV / "calls.txt").read_text(encoding="utf-8").splitlines()]


def test_the_command_needs_the_standard_library_only_and_an_old_python_can_read_it() -> None:
    for file in ("dev.py", "computer.py"):
        tree = ast.parse((ROOT / "packaging" / file).read_text(encoding="utf-8"), feature_version=(3, 8))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {name.partition(".")[0] for name in names} <= {*sys.stdlib_module_names, "computer"}


def test_it_runs_without_anything_installed_and_says_what_it_can_do() -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "packaging" / "dev.py"), "--help"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert all(f"dev.py {word}" in told.stdout for word in ("run", "test", "check"))


@pytest.mark.parametrize(
    ("day", "month"), [("2026-11-22", "2026-10"), ("2026-01-01", "2025-12"), ("2028-03-31", "2028-02")]
)
def test_last_month_is_the_calendar_month_before(dev: ModuleType, day: str, month: str) -> None:
    assert dev.month_before(datetime.date.fromisoformat(day)) == month


@POSIX
@pytest.mark.parametrize(
    ("ruff", "mypy", "pytest_code", "expected"), [(0, 0, 0, 0), (1, 0, 0, 1), (0, 2, 0, 1), (0, 0, 3, 3), (1, 1, 3, 3)]
)
def test_test_fails_when_one_of_its_checks_fails(
    dev: ModuleType, ruff: int, mypy: int, pytest_code: int, expected: int
) -> None:
    stand_in(dev, "ruff", ruff)
    stand_in(dev, "mypy", mypy)
    stand_in(dev, "python", pytest_code)
    assert int(dev.test(["-k", "era"], formatting=False)) == expected
    assert calls(dev) == ["ruff check", "mypy", "python -m pytest -k era"]


def linted(dev: ModuleType, mypy: int = 0) -> None:
    """Linters that find nothing, or as said."""
    stand_in(dev, "ruff")
    stand_in(dev, "mypy", mypy)


NOTES = """
case "$*" in
  *"-m alone"*) echo "2 passed in 1 s"; exit 0;;
  *--last-failed*) echo "1 {again} in 1 s"; exit {code};;
  *store*) {store};;
  *) echo "3 passed, 1 skipped in 1 s"; exit 0;;
esac
"""


@POSIX
@pytest.mark.parametrize(("again", "code"), [("passed", 0), ("failed", 1)])
def test_a_failed_test_gets_one_more_try_by_itself_and_is_named(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], again: str, code: int
) -> None:
    store = 'echo "1 failed, 4 passed in 1 s"; exit 1'
    linted(dev)
    stand_in(dev, "python", does=NOTES.format(again=again, code=code, store=store))
    assert dev.test_everything(formatting=False) == code
    tried = [call for call in calls(dev) if "--last-failed" in call]
    assert len(tried) == len([part for part in dev.parts() if "store" in " ".join(part.files)])
    told = capsys.readouterr().out
    assert "不安定なテスト" in told
    assert told.splitlines()[-1].startswith("FAILED" if code else "OK")
    assert ("tests/store 1: 1 failed" in told) is bool(code)


@POSIX
def test_a_linter_that_complains_fails_the_run_though_all_tests_pass(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "parts", lambda: [dev.Part("cli", ["cli"], "x")])
    linted(dev, mypy=1)
    stand_in(dev, "python", does=NOTES.format(again="", code=0, store=""))
    assert dev.test_everything(formatting=True) == 1
    assert [call for call in calls(dev) if call.startswith("ruff")] == ["ruff format --check", "ruff check"]
    told = capsys.readouterr().out.splitlines()
    assert told[-2] == "直すところがあります: mypy"
    assert told[-1].startswith("FAILED: 5 passed, 1 skipped")


@POSIX
@pytest.mark.parametrize("broken", ["kill -SEGV $$", "sleep 60"])
def test_a_part_that_breaks_off_or_hangs_is_tried_whole_once_more_and_the_others_run_all_the_same(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    monkeypatch.setattr(dev, "LONGEST_PART", 1)
    monkeypatch.setattr(dev, "parts", lambda: [dev.Part("store", ["tests/store"], "x"), dev.Part("cli", ["cli"], "x")])
    linted(dev)
    stand_in(dev, "python", does=NOTES.format(again="", code=0, store=f"exec 2>&-; {broken}"))
    assert dev.test_everything(formatting=False) == 1
    assert len([call for call in calls(dev) if "tests/store" in call and "--last-failed" not in call]) == 2
    told = capsys.readouterr().out
    assert ("store: exit -11" in told) or ("store: no end after 1 s" in told)
    assert told.splitlines()[-1].startswith("FAILED: 5 passed, 1 skipped")


def test_every_test_file_is_in_exactly_one_part(dev: ModuleType) -> None:
    files = [file for part in dev.parts() for file in part.files]
    assert sorted(files) == sorted(str(file.relative_to(ROOT)) for file in (ROOT / "tests").rglob("test_*.py"))


@POSIX
def test_stores_of_tests_lie_in_memory_where_there_is_room_and_go_with_their_part(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "MEMORY", tmp_path)
    monkeypatch.setattr(dev, "ENOUGH", 0)
    with dev.in_memory() as where:
        assert Path(where["TMPDIR"]).parent == tmp_path
    assert not Path(where["TMPDIR"]).exists()
    monkeypatch.setattr(dev, "ENOUGH", 1 << 62)
    with dev.in_memory() as where:
        assert where == {}, "there is no room"
    monkeypatch.setattr(dev, "MEMORY", tmp_path / "none")
    with dev.in_memory() as where:
        assert where == {}, "the system has none"


@POSIX
def test_check_also_looks_at_the_formatting(dev: ModuleType) -> None:
    for program in ("ruff", "mypy", "python"):
        stand_in(dev, program)
    assert int(dev.test(["-x"], formatting=True)) == 0
    assert calls(dev) == ["ruff format --check", "ruff check", "mypy", "python -m pytest -x"]


@POSIX
def test_windows_are_tested_without_a_screen_unless_one_is_chosen(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dev.headless() == {"QT_QPA_PLATFORM": "offscreen"}
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert dev.headless() == {"QT_QPA_PLATFORM": "xcb"}


@POSIX
def test_without_a_screen_run_makes_the_store_once_and_last_months_report(
    dev: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    store = dev.data_folder() / "watchdesk-demo"
    stand_in(dev, "watchdesk-cli", does=f'if [ "$1" = demo ]; then mkdir -p "{store}"; touch "{store}/keys"; fi')
    assert dev.run([]) == 0
    assert dev.run([]) == 0
    made, first, second = calls(dev)
    assert made == f"watchdesk-cli demo --store {store}"
    assert re.search(r"--user demo --password-file \S+ report monthly --month \d{4}-\d\d --to \S+\.pdf$", first)
    assert second.split()[:3] == first.split()[:3]
    told = capfd.readouterr().out
    assert str(store) in told
    assert "利用者: demo" in told
    assert "パスワード: mimamori-demo" in told
    assert re.search(r"月報: \S+watchdesk-demo-\d{4}-\d\d\.pdf", told)


@POSIX
def test_with_a_screen_run_opens_the_window_on_the_demo_store(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    stand_in(dev, "watchdesk-cli")
    stand_in(dev, "watchdesk", does=f'echo "$WATCHDESK_STORE" >> "{dev.VENV}/calls.txt"')
    assert dev.run([]) == 0
    store = dev.data_folder() / "watchdesk-demo"
    assert calls(dev) == [f"watchdesk-cli demo --store {store}", "watchdesk", str(store)]


@POSIX
def test_run_stops_with_a_sentence_when_the_store_cannot_be_made(dev: ModuleType) -> None:
    stand_in(dev, "watchdesk-cli", code=1)
    with pytest.raises(dev.Stop, match="つくれませんでした"):
        dev.run([])


@POSIX
def test_what_the_lock_asks_for_is_installed_once_and_again_when_it_changes(dev: ModuleType, tmp_path: Path) -> None:
    stand_in(dev, "python")
    lock = tmp_path / "some.lock"
    for text in ("one", "one", "two"):
        lock.write_text(text, encoding="utf-8")
        dev.once("requirements", lock, "入れています。", ["-r", str(lock)])
    assert len(calls(dev)) == 2


@POSIX
def test_an_installation_that_failed_is_tried_again(dev: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("one", encoding="utf-8")
    stand_in(dev, "python", code=1)
    with pytest.raises(dev.Stop, match="インターネット"):
        dev.once("requirements", lock, "入れています。", [])
    stand_in(dev, "python")
    dev.once("requirements", lock, "入れています。", [])
    assert len(calls(dev)) == 2


def test_a_missing_library_program_or_file_names_the_package_that_brings_it(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nqd").touch()
    wanted = {"libno-such-thing.so.9": "no9", "no-such-program": "none", "/no/such.py": "no-py", "nqd": "nqd", "/": "/"}
    here = sys.modules[dev.missing_packages.__module__]
    assert here.absent(wanted) == ["no9", "none", "no-py", "nqd"]
    monkeypatch.setattr(here, "SERVERS", tmp_path)  # a server is on root's path only
    assert here.absent(wanted) == ["no9", "none", "no-py"]


def test_where_nothing_is_missing_nothing_is_asked_of_the_system(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = debian(dev, monkeypatch, root=True)
    dev.install_system_packages([], [])
    assert asked == []


def test_who_may_not_install_packages_gets_the_one_line_to_type(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    debian(dev, monkeypatch, root=False)
    with pytest.raises(dev.Stop, match=r"\n  sudo apt-get update && sudo apt-get install -y \S+ python3-venv libegl1$"):
        dev.install_system_packages(["python3-venv", "libegl1"], [])


@pytest.mark.parametrize("root", [True, False])
def test_what_is_only_wished_for_does_not_stop_anybody(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], root: bool
) -> None:
    asked = debian(dev, monkeypatch, root=root, fails="update")
    dev.install_system_packages([], ["qpdf"])
    assert asked == ["apt-get update"] * root
    assert "apt-get install -y --no-install-recommends qpdf" in capfd.readouterr().out


def test_a_package_that_does_not_come_keeps_no_other_away_and_is_told(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = debian(dev, monkeypatch, root=True, fails=" cups ")
    dev.install_system_packages(["libegl1"], ["qpdf", "cups", "xvfb"])
    install = "apt-get install -y --no-install-recommends"
    told = [f"{install} {words}" for words in ("libegl1", "qpdf cups xvfb", "qpdf", "cups", "xvfb")]
    assert asked == ["apt-get update", *told]
    assert capfd.readouterr().out.endswith(f"\n  apt-get update && {install} cups\n")


def test_what_it_cannot_do_without_stops_it(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    debian(dev, monkeypatch, root=True, fails="libegl1")
    with pytest.raises(dev.Stop, match=r"install -y \S+ libegl1$"):
        dev.install_system_packages(["libegl1"], ["qpdf"])


def test_the_checks_run_the_same_command(dev: ModuleType) -> None:
    script = ROOT / ".ci" / "run"
    assert "exec python3 packaging/dev.py test" in script.read_text(encoding="utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)
