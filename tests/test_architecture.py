"""The table “who may import whom” and the house rules that a program can check, held by reading the code."""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ("watchdesk", "ui", "resources")
VERSION = "watchdesk.__version__"
LONGEST_FUNCTION = 40
LONGEST_FILE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What the files at ``where`` may import besides themselves and the standard library."""

    where: str
    ours: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def within(folder: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{folder}.{name}" for name in names)


BELOW_SERVICES = within(
    "watchdesk",
    *("errors", "columns", "fields", "changed", "settings", "domain", "store", "intake", "reports", "exports"),
)
OUTER = (
    "resources",
    *within("watchdesk", "desk", "domain", "columns", "fields", "changed", "errors", "settings", "paths"),
)
FOR_PAPER = ("resources", *within("watchdesk", "errors", "columns", "domain", "store"))

# The first that matches holds. The single files at the top of watchdesk stand below every folder but `domain`.
LAYERS = (
    Layer(where="resources"),
    Layer(where="watchdesk/domain", ours=within("watchdesk", "errors")),
    Layer(
        where="watchdesk/store",
        ours=within("watchdesk", "errors", "changed", "domain", "settings"),
        others=("sqlalchemy", "alembic", "sqlcipher3", "cryptography", "filelock"),
    ),
    Layer(
        where="watchdesk/intake",
        ours=within("watchdesk", "errors", "fields", "domain"),
        others=("python_calamine", "openpyxl", "xlrd", "olefile", "msoffcrypto"),
    ),
    Layer(where="watchdesk/reports", ours=FOR_PAPER, others=("reportlab", "fontTools")),
    Layer(where="watchdesk/exports", ours=FOR_PAPER, others=("xlsxwriter", "msoffcrypto", "pyrage")),
    Layer(where="watchdesk/services", ours=("resources", *BELOW_SERVICES), others=("jpholiday",)),
    Layer(where="watchdesk/cli", ours=OUTER),
    Layer(where="watchdesk/desk.py", ours=("watchdesk",)),
    Layer(
        where="watchdesk/unlocking.py",
        ours=within("watchdesk", "errors", "changed", "paths", "reports", "rooms", "services", "store"),
    ),
    Layer(where="watchdesk/rooms.py", ours=within("watchdesk", "services", "store")),
    Layer(where="watchdesk/paths.py", ours=within("watchdesk", "errors"), others=("platformdirs",)),
    Layer(where="watchdesk/settings.py", ours=within("watchdesk", "errors", "domain")),
    Layer(where="watchdesk", ours=within("watchdesk", "errors")),
    Layer(where="ui", ours=OUTER, others=("PySide6", "shiboken6")),
)

# Only these, within their layer, may know the library.
KNOWN_BY = {"sqlcipher3": ("watchdesk/store/vault.py",)}

NETWORK = (
    *("socket", "socketserver", "ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib"),
    *("imaplib", "nntplib", "telnetlib", "xmlrpc", "wsgiref", "asyncio", "webbrowser", "multiprocessing.connection"),
    *("requests", "httpx", "aiohttp", "urllib3", "websockets", "paramiko"),
    *within("PySide6", "QtNetwork", "QtNetworkAuth", "QtWebSockets", "QtHttpServer", "QtWebChannel", "QtBluetooth"),
    *within("PySide6", "QtWebEngineCore", "QtWebEngineWidgets", "QtWebEngineQuick", "QtWebView", "QtRemoteObjects"),
)

WORN_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "base", "bases", "manager", "managers"}

CLOCKS = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("QDate", "currentDate"),
    ("QTime", "currentTime"),
    ("QDateTime", "currentDateTime"),
    ("QDateTime", "currentDateTimeUtc"),
}
MAY_ASK_THE_DAY = ("watchdesk/unlocking.py", "watchdesk/cli", "ui/main.py")

Rule = Callable[[PurePosixPath, ast.Module], Iterator[str]]


# The rules, each a function of a file's place and its syntax tree that yields what is wrong ---------------------------


def forbidden_imports(file: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Imports that the file's layer may not make."""
    layer = layer_of(file)
    for name in imports(file, tree):
        if not (is_standard(name) or inside(name, VERSION, home(file, layer), *layer.ours, *layer.others)):
            yield f"{file}: {name} (allowed in {layer.where}: {', '.join((*layer.ours, *layer.others)) or 'nothing'})"
        for library, knowing in KNOWN_BY.items():
            if inside(name, library) and str(file) not in knowing:
                yield f"{file}: {name} (only {', '.join(knowing)} may know it)"


def network_imports(file: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Imports of anything that could reach another computer."""
    return (f"{file}: {name}" for name in imports(file, tree) if inside(name, *NETWORK))


def asked_clocks(file: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Places that ask the computer what day or time it is; the day is passed in from Desk."""
    if at(file, *MAY_ASK_THE_DAY):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (last_name(node.value), node.attr) in CLOCKS:
            yield f"{file}:{node.lineno}: {last_name(node.value)}.{node.attr}"


def long_functions(file: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Functions over the limit, their docstring and decorators not counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > LONGEST_FUNCTION:
            yield f"{file}:{node.lineno}: {node.name} has {length(node)} lines"


# What the rules are made of -----------------------------------------------------------------------------------------


def layer_of(file: PurePosixPath) -> Layer:
    return next(layer for layer in LAYERS if at(file, layer.where))


def at(file: PurePosixPath, *places: str) -> bool:
    return any(PurePosixPath(place) in (file, *file.parents) for place in places)


def home(file: PurePosixPath, layer: Layer) -> str:
    """What “itself” is: the layer's folder, but for the single files at the top of watchdesk each its own."""
    own = file if layer.where == "watchdesk" else PurePosixPath(layer.where)
    return ".".join(own.with_suffix("").parts)


def inside(name: str, *modules: str) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def is_standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def imports(file: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Dotted names of all that is imported anywhere in the file, also inside functions and by ``import_module``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = ".".join(part for part in (package(file, node.level), node.module) if part)
            yield from (f"{source}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and last_name(node.func) in ("import_module", "__import__"):
            yield from (str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant))


def package(file: PurePosixPath, level: int) -> str:
    """The package that a relative import of this level starts from, or nothing for an absolute one."""
    return ".".join(file.parts[:-level]) if level else ""


def last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    text = function.body[0]
    return lines - ((text.end_lineno or text.lineno) - text.lineno + 1)


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def place(path: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(ROOT).as_posix())


def problems(rule: Rule, *folders: str) -> list[str]:
    return [
        problem
        for path in sources(*folders)
        for problem in rule(place(path), ast.parse(path.read_text(encoding="utf-8")))
    ]


# The program keeps them ---------------------------------------------------------------------------------------------


def test_each_folder_imports_only_what_the_table_allows() -> None:
    assert problems(forbidden_imports, *PROGRAM) == []


def test_nothing_in_the_program_or_its_set_up_can_reach_a_network() -> None:
    assert problems(network_imports, *PROGRAM, "packaging") == []


def test_only_the_entries_ask_what_day_it_is() -> None:
    assert problems(asked_clocks, *PROGRAM) == []


def test_no_function_outgrows_its_one_idea() -> None:
    assert problems(long_functions, *PROGRAM, "packaging", "tests") == []


def test_no_file_outgrows_its_one_idea() -> None:
    lines = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources(*PROGRAM, "tests")}
    assert {str(file): count for file, count in lines.items() if count > LONGEST_FILE} == {}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    names = {place(path) for path in sources(*PROGRAM, "packaging", "tests")}
    assert [str(file) for file in names if WORN_NAMES & {file.stem, *file.parts}] == []


def test_our_packaging_folder_does_not_hide_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


# And the rules can fail ---------------------------------------------------------------------------------------------


def verdicts(rule: Rule, file: str, source: str) -> list[str]:
    return list(rule(PurePosixPath(file), ast.parse(source)))


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("watchdesk/domain/visit.py", "from watchdesk.store import people"),
        ("watchdesk/domain/visit.py", "from watchdesk import store"),
        ("watchdesk/domain/visit.py", "from ..store import people"),
        ("watchdesk/domain/visit.py", "from .. import desk"),
        ("watchdesk/domain/visit.py", "def late():\n    import reportlab"),
        ("watchdesk/domain/visit.py", "from importlib import import_module\nimport_module('watchdesk.store')"),
        ("watchdesk/store/people.py", "from PySide6.QtCore import QLockFile"),
        ("watchdesk/store/people.py", "import sqlcipher3"),
        ("watchdesk/intake/sheets.py", "import xlsxwriter"),
        ("watchdesk/reports/monthly/report.py", "from watchdesk.services import visits"),
        ("watchdesk/services/visits.py", "from watchdesk.desk import Desk"),
        ("watchdesk/services/visits.py", "import sqlalchemy"),
        ("watchdesk/cli/main.py", "from watchdesk.store import vault"),
        ("watchdesk/cli/main.py", "from PySide6 import QtCore"),
        ("watchdesk/desk.py", "import ui.main"),
        ("watchdesk/errors.py", "from watchdesk.domain import words"),
        ("watchdesk/columns.py", "import watchdesk"),
        ("ui/pages/today/page.py", "from watchdesk.services import visits"),
        ("ui/pages/today/page.py", "import watchdesk.store.people"),
        ("ui/pages/today/page.py", "import sqlalchemy"),
        ("resources/__init__.py", "import watchdesk.errors"),
    ],
)
def test_a_forbidden_import_is_seen(file: str, source: str) -> None:
    assert verdicts(forbidden_imports, file, source) != []


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("watchdesk/domain/visit.py", "import datetime\nfrom watchdesk.errors import Invalid\nfrom . import words"),
        ("watchdesk/store/vault.py", "import sqlcipher3\nfrom watchdesk.domain.visit import Visit"),
        ("watchdesk/store/migrations/env.py", "from alembic import context\nfrom watchdesk.store import schema"),
        ("watchdesk/exports/welfare.py", "from watchdesk.store.people import roster\nimport xlsxwriter"),
        ("watchdesk/services/visits.py", "import resources\nfrom watchdesk.reports import monthly\nimport jpholiday"),
        ("watchdesk/desk.py", "from watchdesk.services import visits"),
        ("watchdesk/paths.py", "import platformdirs"),
        ("watchdesk/cli/main.py", "from watchdesk.desk import open_desk\nfrom watchdesk.cli import people"),
        (
            "ui/pages/today/page.py",
            "from PySide6.QtWidgets import QWidget\nfrom watchdesk.desk import Desk\nimport ui.theme",
        ),
    ],
)
def test_an_allowed_import_passes(file: str, source: str) -> None:
    assert verdicts(forbidden_imports, file, source) == []


@pytest.mark.parametrize(
    "source",
    [
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPConnection",
        "from PySide6 import QtCore, QtNetwork",
        "from PySide6.QtNetwork import QLocalServer",
        "def send():\n    import smtplib",
        "__import__('ssl')",
    ],
)
def test_a_network_module_is_seen(source: str) -> None:
    assert verdicts(network_imports, "ui/main.py", source) != []


def test_a_module_that_only_sounds_like_a_network_passes() -> None:
    assert verdicts(network_imports, "ui/main.py", "import urllib.parse\nimport sslow\nimport httplike") == []


@pytest.mark.parametrize(
    "source",
    ["date.today()", "datetime.date.today()", "datetime.datetime.now(UTC)", "clock = time.time", "QDate.currentDate()"],
)
def test_asking_the_day_below_the_entries_is_seen(source: str) -> None:
    assert verdicts(asked_clocks, "watchdesk/services/visits.py", source) != []
    assert verdicts(asked_clocks, "ui/pages/today/page.py", source) != []


@pytest.mark.parametrize("file", ["watchdesk/unlocking.py", "watchdesk/cli/due.py", "ui/main.py"])
def test_the_entries_may_ask_the_day(file: str) -> None:
    assert verdicts(asked_clocks, file, "date.today()") == []


def test_a_function_over_the_limit_is_seen_and_its_docstring_is_free() -> None:
    body = "    x = 1\n" * (LONGEST_FUNCTION - 1)
    docstring = '    """One.\n\n    Two.\n    """\n'
    assert verdicts(long_functions, "ui/main.py", f"def fits():\n{docstring}{body}") == []
    assert verdicts(long_functions, "ui/main.py", f"def grows():\n{docstring}{body}    x = 2\n") != []


def test_every_file_of_the_program_has_its_layer() -> None:
    assert all(layer_of(place(path)) for path in sources(*PROGRAM))
    assert layer_of(PurePosixPath("watchdesk/domain/visit.py")).where == "watchdesk/domain"
    assert layer_of(PurePosixPath("watchdesk/desk.py")).where == "watchdesk/desk.py"
    assert layer_of(PurePosixPath("watchdesk/fields.py")).where == "watchdesk"
