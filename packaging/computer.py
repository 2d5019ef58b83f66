"""This computer, as packaging/dev.py finds it: what is there, and what Debian and Ubuntu can add to it.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What Debian and Ubuntu may lack: the library or program that is looked for, and the package that brings it.
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-render.so.0": "libxcb-render0",
}
TESTING = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "pdftotext": "poppler-utils",
    "qpdf": "qpdf",
    # a printer without paper
    "cupsd": "cups",
    "lpadmin": "cups-client",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
    # a receiver's spreadsheet program
    "soffice": "libreoffice-calc-nogui",
    "/usr/lib/python3/dist-packages/uno.py": "python3-uno",
}
SERVERS = Path("/usr/sbin")  # only on root's path
PATIENCE = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::https::Timeout=10"]


class Stop(Exception):
    """Set-up cannot go on; the text says what to do."""


def missing_packages(command: str) -> tuple[list[str], list[str]]:
    """The Debian packages that ``command`` cannot do without, and those that it would like, as far as not there."""
    must: dict[str, str] = {}
    wish: dict[str, str] = {}
    if command != "run":
        must, wish = DRAWING, {**WINDOW, **TESTING}
    elif has_display():
        must = {**DRAWING, **WINDOW}
    return (absent(must), absent(wish)) if is_debian() else ([], [])


def absent(parts: dict[str, str]) -> list[str]:
    """The packages whose library, program or file this computer has not got."""
    return [package for part, package in parts.items() if not (has_library(part) if ".so." in part else has(part))]


def install_system_packages(must: list[str], wish: list[str]) -> None:
    """Install what is missing as root on Debian and Ubuntu; else name the one line to type.

    What is only wished for stops nobody: where it does not come, tests that need it are skipped and say so.
    """
    if not must + wish:
        return
    if not is_debian():
        raise Stop("この Python では仮想環境をつくれません。venv と ensurepip のそろった Python を入れてください。")
    if is_root():
        say(f"足りない部品を入れています: {' '.join(must + wish)}")
        listed = apt_get("update") == 0
        if must and not (listed and apt_get("install", *must) == 0):
            raise Stop(f"入れられませんでした。次の1行を確かめてください。\n  {apt_line('install', *must)}")
        tell_missing(not_come(wish, listed), "")
        return
    if must:
        line = f"{apt_line('update', before='sudo ')} && {apt_line('install', *must, *wish, before='sudo ')}"
        raise Stop(f"足りない部品があります（{' '.join(must)}）。次の1行のあと、もう一度お試しください。\n  {line}")
    tell_missing(wish, "sudo ")


def not_come(wish: list[str], listed: bool) -> list[str]:
    """Install what is wished for, each by itself when together it fails; those that did not come."""
    if not wish or (listed and apt_get("install", *wish) == 0):
        return []
    return [package for package in wish if not (listed and apt_get("install", package) == 0)]


def tell_missing(packages: list[str], before: str) -> None:
    """Say what is not there, and the line that brings it."""
    if packages:
        line = f"{apt_line('update', before=before)} && {apt_line('install', *packages, before=before)}"
        say(f"次の1行で入る部品がないため、一部の試験は飛ばされることがあります。\n  {line}")


def apt_line(*words: str, before: str = "") -> str:
    """What somebody would type."""
    options = " -y --no-install-recommends" if words[0] == "install" else ""
    return " ".join([f"{before}apt-get {words[0]}{options}", *words[1:]])


def apt_get(*words: str) -> int:
    """Run apt-get, not for ever where the network is down, and return its exit code."""
    command = apt_line(*words).split()
    return call([*command, *PATIENCE], {"DEBIAN_FRONTEND": "noninteractive"}, hush=True)


def has_display() -> bool:
    """Windows and macOS always have one; Linux says so."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def has_library(name: str) -> bool:
    """Whether the system finds the shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has(program: str) -> bool:
    """Whether the program, by its name or its place, is there."""
    return Path(program).exists() if "/" in program else bool(shutil.which(program) or (SERVERS / program).exists())


def is_debian() -> bool:
    """Debian, Ubuntu and their kin."""
    return Path("/etc/debian_version").exists() and has("apt-get")


def is_root() -> bool:
    """Whether we may install packages; Windows has no such question."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def call(command: list[str], variables: dict[str, str] | None = None, hush: bool = False) -> int:
    """Run a program from the checkout's root, with these variables added, and return its exit code.

    ``hush`` leaves of its output only what it complains about.
    """
    environment = {**os.environ, **(variables or {})}
    output = subprocess.DEVNULL if hush else None
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=output, check=False).returncode


def say(text: str) -> None:
    """Print at once: the programs we call write to the same place."""
    print(text, flush=True)
