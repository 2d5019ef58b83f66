"""A printer without paper (CUPS-PDF), at a print server of the tests' own: nothing of the computer's is changed."""

import ctypes
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "PDF"
BACKEND, DRIVER = Path("/usr/lib/cups/backend/cups-pdf"), Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_SERVERS = "/usr/sbin"
_PATIENCE = 20.0
"""Seconds until a server answers."""

_SERVER = """
Listen {here}/s
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
User lp
Group lp
SystemGroup root
ServerRoot {here}/root
RequestRoot {here}/jobs
CacheDir {here}/cache
StateDir {here}/state
TempDir {here}/jobs/tmp
ServerKeychain {here}/root/keys
AccessLog {here}/access.log
ErrorLog {here}/error.log
PageLog {here}/page.log
"""


def output_folder() -> Path:
    """Where CUPS-PDF puts what it printed: in the home that the system knows, whatever HOME says."""
    return Path(pwd.getpwuid(os.geteuid()).pw_dir, "PDF")


def missing() -> str:
    """Why no server of one's own can be started here; empty where one can."""
    if os.geteuid():
        return "only root may start a print server with CUPS-PDF"
    wanted = [name for name in ("cupsd", "lpadmin", "lpstat") if _program(name) is None]
    wanted += [path.name for path in (BACKEND, DRIVER) if not path.exists()]
    return f"not installed: {', '.join(wanted)}" if wanted else ""


@contextmanager
def printer() -> Iterator[str]:
    """Start a server and set the printer up; its name. Until the end this process and its children know no other.

    Raises OSError where the server does not come up.
    """
    # not pytest's folder: the server's filters run as another user, who may not look into it
    with tempfile.TemporaryDirectory(prefix="paperless-") as folder:
        here = Path(folder)
        here.chmod(0o755)
        _configure(here)
        words = [_program("cupsd") or "", "-f", "-c", str(here / "cupsd.conf"), "-s", str(here / "files.conf")]
        server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with _server_at(str(here / "s")):
                _set_up(server, here / "error.log")
                yield NAME
        finally:
            server.terminate()
            server.wait(_PATIENCE)


def _configure(here: Path) -> None:
    for name in ("root", "root/ppd", "root/keys", "jobs", "jobs/tmp", "cache", "state"):
        (here / name).mkdir()
    (here / "cupsd.conf").write_text(_SERVER.format(here=here), encoding="ascii")
    (here / "files.conf").write_text(_FILES.format(here=here), encoding="ascii")


@contextmanager
def _server_at(socket: str) -> Iterator[None]:
    """Let programs, and libcups in this process, which may have asked for its server already, speak to this one."""
    library = ctypes.CDLL("libcups.so.2")
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = socket
    library.cupsSetServer(socket.encode())
    try:
        yield
    finally:
        os.environ.pop("CUPS_SERVER")
        if before is not None:
            os.environ["CUPS_SERVER"] = before
        library.cupsSetServer(None)


def _set_up(server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Name the printer to the server as soon as that answers."""
    words = [_program("lpadmin") or "", "-p", NAME, "-E", "-v", "cups-pdf:/", "-P", str(DRIVER), "-o", "PageSize=A4"]
    end = time.monotonic() + _PATIENCE
    while (done := subprocess.run(words, capture_output=True, check=False, text=True)).returncode:
        if server.poll() is not None or time.monotonic() > end:
            told = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
            raise OSError(f"{told[-500:]}{done.stderr}".strip())
        time.sleep(0.05)


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=_SERVERS)
