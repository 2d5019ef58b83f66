"""Health 点検: whether database, keys, ledger, index, attachments and backups are whole; mends what is derived."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.closing import hash_of
from watchdesk.errors import Damaged, WatchDeskError
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress, whole
from watchdesk.store import attachments, backup, closings, contacts, keyfile, keyslots, notes, vault
from watchdesk.store.keyslots import DataKey
from watchdesk.store.opening import DATABASE


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: a stable name, whether it is well, a sentence."""

    name: str
    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was looked at."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return all(check.ok for check in self.checks)

    def to_json(self) -> dict[str, Any]:
        """The command line's answer (contract §4)."""
        rows = [{"name": check.name, "ok": check.ok, "text": check.text} for check in self.checks]
        return {"ok": self.ok, "checks": rows}


class Health:
    """Looks the opened store over."""

    def __init__(self, ground: Ground, data_key: DataKey) -> None:
        self._ground = ground
        self._data_key = data_key

    def job(self) -> Job[Findings, Findings]:
        """Look everything over, as long work."""
        return whole("保管庫を点検しています", self.verify)

    def verify(self, progress: Progress) -> Findings:
        """Look at everything; what is derived from the records is made anew where it was wrong."""
        kept = (self._attachments, self._closings, self._backups)
        looks = (self._database, self._keys, self._ledger, self._derived, self._index, *kept)
        checks: list[Check] = []
        for number, look in enumerate(looks):
            progress(number, len(looks))
            checks.extend(look())
        return Findings(tuple(checks))

    def reaches_anchor(self) -> bool:
        """Whether the ledger still holds the line noted outside of the database when the store was last closed."""
        anchor = keyslots.read(self._ground.folder).anchor
        return anchor is None or self._ground.store.ledger_holds(anchor)

    def _database(self) -> Iterator[Check]:
        vault.checkpoint(self._ground.store.engine)
        faults = vault.check(self._ground.folder / DATABASE, self._data_key.sub_key("database"))
        yield Check("database", not faults, " ".join(faults) or "台帳のファイルに、こわれた所はありません。")

    def _keys(self) -> Iterator[Check]:
        faults = keyfile.faults(self._ground.folder)
        yield Check("key_slots", not faults, " ".join(faults) or "鍵のファイルは、正しく読めます。")

    def _ledger(self) -> Iterator[Check]:
        anchor = keyslots.read(self._ground.folder).anchor
        whole = self._ground.store.audit_is_whole(anchor)
        text = "管理台帳は、つながっています。" if whole else "管理台帳に、書きかえられたか失われた行があります。"
        yield Check("audit", whole, text)

    def _derived(self) -> Iterator[Check]:
        with self._ground.store.read() as connection:
            wrong = contacts.wrong(connection)
        if wrong:
            with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
                contacts.renew(tx.connection, wrong)
                tx.log("repaired", "latest contacts")
        text = (
            f"最後に会えた日を{len(wrong)}名分直しました。" if wrong else "最後に会えた日は、訪問記録と合っています。"
        )
        yield Check("latest_contacts", True, text)

    def _index(self) -> Iterator[Check]:
        with self._ground.store.read() as connection:
            missing = notes.missing(connection)
        if missing:
            with self._ground.store.write(self._ground.user, Changed.VISITS) as tx:
                notes.rebuild(tx.connection)
                tx.log("repaired", "search index")
        text = (
            f"さがすための索引を直しました（{len(missing)}件）。" if missing else "さがすための索引は、そろっています。"
        )
        yield Check("search_index", True, text)

    def _attachments(self) -> Iterator[Check]:
        with self._ground.store.read() as connection:
            number, wrong = attachments.look_over(connection)
        text = f"添付{number}件は、入れたときのままです。"
        if wrong:
            text = f"添付{number}件のうち{len(wrong)}件の中身が、入れたときと違います。控えから戻してください。"
        yield Check("attachments", not wrong, text)

    def _closings(self) -> Iterator[Check]:
        with self._ground.store.read() as connection:
            issues = closings.fetch(connection)
            wrong = [one for one in issues if hash_of(closings.facts(connection, one.id)) != one.hash]
        text = f"締めた月の{len(issues)}号は、締めたときのままです。"
        if wrong:
            text = f"締めた月のうち{len(wrong)}号の中身が、締めたときと違います。控えから戻してください。"
        yield Check("closings", not wrong, text)

    def _backups(self) -> Iterator[Check]:
        paths = sorted((self._ground.folder / backup.BACKUPS).glob("*.wdbackup"))
        faults = [fault for path in paths for fault in backup.faults(path)]
        yield Check("backups", not faults, " ".join(faults) or f"控え{len(paths)}個は、すべて読めます。")


def findings_of_closed(folder: Path, damage: Damaged) -> Findings:
    """What can be said of a store too damaged to open: the damage, the key slots, the backups to go back to."""
    slots = keyfile.faults(folder)
    unchecked = "鍵がないため、台帳のファイルを確かめられません。"
    checks = [
        Check("database", False, unchecked if slots else str(damage)),
        Check("key_slots", not slots, " ".join(slots) or "鍵のファイルは、正しく読めます。"),
    ]
    try:
        listed = backup.listed(folder)
    except WatchDeskError:
        listed = ()
    text = (
        f"控えが{len(listed)}個あります。いちばん新しいものは {listed[0][0].name} です。"
        if listed
        else "控えがありません。"
    )
    return Findings((*checks, Check("backups", bool(listed), text)))
