"""Exports: everything that is in the store, for leaving the product or checking it, and back into an empty store."""

from pathlib import Path
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.visit import Visit
from watchdesk.errors import WatchDeskError
from watchdesk.exports import full
from watchdesk.exports.full import Everything, Written
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress, whole
from watchdesk.services.ledger import Ledger
from watchdesk.services.settings import Settings
from watchdesk.store import people as questions
from watchdesk.store import plain, records
from watchdesk.store import settings as kept_settings
from watchdesk.store.store import Tx

AT_ONCE = 2000
"""Records written between two words of progress."""


_LISTS = ("criteria", "recipients", "signs", "areas", "need_levels")


class Exports:
    """What leaves the program as a file."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings, ledger: Ledger) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._ledger = ledger

    def full(self, target: Path) -> Job[Everything, Written]:
        """Write every record into one file of plain JSON, not encrypted; the file is whole or not there."""
        return Job(
            "すべてを書き出しています",
            lambda progress: self._gather(),
            lambda everything, progress: self._write(everything, target, progress),
        )

    def _gather(self) -> Everything:
        self._ledger.carry_failed()
        with self._ground.store.read() as connection:
            return Everything(
                day=self._ground.today(),
                people=questions.fetch(connection),
                visits=records.fetch(connection, Visit, questions.EVERYBODY),
                codes={name: self._codes.labels(name) for name in _LISTS},
                settings=self._settings.all(),
                tables=plain.dump(connection),
            )

    def _write(self, everything: Everything, target: Path, progress: Progress) -> Written:
        self._ground.refuse_inside(target)
        self._ground.store.note(self._ground.user, "exported in full", "store", reason=f"{len(everything.people)}名")
        try:
            return full.write(everything, target, progress)
        except WatchDeskError:
            self._ledger.undone("not exported", "store")
            raise

    def take_back(self, source: Path) -> Job[Written, Written]:
        """Read a full export into this store, which must be empty; every record equal, ids kept."""
        return whole("書き出したものを戻しています", lambda progress: self._take_back(source, progress))

    def _take_back(self, source: Path, progress: Progress) -> Written:
        everything = full.read(source)
        wanted = self._settings.checked(everything.settings)
        with self._ground.store.long_work("書き出したものを戻す"):
            self._refuse_unless_empty()
            with self._ground.store.write(self._ground.user, Changed.ALL) as tx:
                plain.load(tx.connection, everything.tables)
                done = _add_in_parts(tx, everything.people, progress, 0, len(everything.people))
                _add_in_parts(tx, everything.visits, progress, done, len(everything.visits))
                kept_settings.put(tx.connection, wanted)
                tx.log("imported in full", "store")
        return Written(path=source, people=len(everything.people), visits=len(everything.visits))

    def _refuse_unless_empty(self) -> None:
        with self._ground.store.read() as connection:
            if questions.anybody(connection):
                sentence = "この保管庫には、すでに要援護者がいます。空の保管庫をつくってから、もう一度お試しください。"
                raise WatchDeskError(sentence, code="not_empty")


def _add_in_parts(tx: Tx, many: Any, progress: Progress, done: int, total: int) -> int:
    for start in range(0, len(many), AT_ONCE):
        tx.add_all(many[start : start + AT_ONCE])
        progress(done + min(start + AT_ONCE, len(many)), done + total)
    return done + total
