"""Attachments 添付 at the desk: scanned forms and pictures of a person, taken in, shown, removed, written out."""

from dataclasses import replace
from pathlib import Path

from watchdesk.changed import Changed
from watchdesk.domain.attachment import Attachment, media_type_of
from watchdesk.domain.person import Person
from watchdesk.errors import Invalid, NotFound
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.ledger import Ledger
from watchdesk.services.masking import Unopened
from watchdesk.services.secrecy import Secrecy
from watchdesk.services.settings import Settings
from watchdesk.store import attachments as kept
from watchdesk.store import disk
from watchdesk.store import people as people_questions
from watchdesk.store.store import Tx, get

COPY_KIND = "attachment"
COPY_TITLE = "添付の書類"
"""A copy's title is read in the ledger, where no personal data stands; the attachment's own may hold some."""

LARGEST_THUMBNAIL = 1 << 18
"""Bytes."""

_MEGABYTE = 1 << 20


class Attachments:
    """What is attached to people; contents never leave the encrypted database unasked."""

    def __init__(self, ground: Ground, settings: Settings, ledger: Ledger, secrecy: Secrecy) -> None:
        self._ground = ground
        self._settings = settings
        self._ledger = ledger
        self._secrecy = secrecy

    def of_person(self, person_id: str, *, with_removed: bool = False) -> tuple[Attachment, ...]:
        """Return a person's attachments in the order of entry, without contents; removed ones only when asked.

        Names of a hidden person's papers tell the place once it was opened.
        """
        with self._ground.store.read() as connection:
            found = kept.of_person(connection, person_id)
            hidden = people_questions.hidden(connection, people_questions.with_ids([person_id]))
        unopened = Unopened(hidden, self._secrecy.is_open)
        return tuple(_without_place(one, unopened) for one in found if with_removed or not one.removed)

    def get(self, attachment_id: str) -> Attachment:
        """One attachment without its content; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, Attachment, attachment_id)

    def add(self, person_id: str, path: Path, title: str, thumbnail: bytes | None = None) -> Attachment:
        """Take a PDF, JPEG or PNG file in; ``thumbnail`` is a small PNG that the window drew of it.

        Invalid ``file.…`` where it is too large, empty, of another kind, or attached to the person already. The file
        itself stays where it is.
        """
        if thumbnail is not None and len(thumbnail) > LARGEST_THUMBNAIL:
            raise ValueError("a thumbnail is a small picture")
        content = content_of(path, self._settings.get("attachment_limit_mb"))
        attachment = Attachment(
            id=new_id(),
            person_id=person_id,
            title=title.strip(),
            file_name=path.name,
            media_type=media_type_of(content) or "",
            size=len(content),
            sha256=kept.digest(content),
            added_on=self._ground.today(),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
        )
        with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
            tx.get(Person, person_id)
            _refuse_twice(tx, attachment)
            tx.add(attachment)
            kept.put_content(tx.connection, attachment.id, content, thumbnail)
        return attachment

    def content(self, attachment_id: str) -> bytes:
        """Return the file's bytes as they were; NotFound where they are gone.

        A form has the address on it: WatchDeskError (``secret``) for a hidden person who was not opened.
        """
        self._secrecy.refuse_unopened(self.get(attachment_id).person_id)
        with self._ground.store.read() as connection:
            found = kept.content(connection, attachment_id)
        if found is None:
            raise NotFound("添付の中身が見つかりません。ごみ箱から消されたのかもしれません。")
        return found

    def thumbnail(self, attachment_id: str) -> bytes | None:
        """Return the small picture as PNG; None where there is none."""
        with self._ground.store.read() as connection:
            return kept.thumbnail(connection, attachment_id)

    def rename(self, attachment_id: str, title: str) -> Attachment:
        """Give an attachment another name."""
        with self._ground.store.write(self._ground.user, Changed.PEOPLE) as tx:
            attachment = replace(tx.get(Attachment, attachment_id), title=title.strip())
            tx.replace(attachment)
        return attachment

    def remove(self, attachment_id: str, reason: str) -> Attachment:
        """Put an attachment into the bin ごみ箱, with the reason; its content stays."""
        if not reason.strip():
            raise Invalid("reason", "取りのぞくわけを書いてください。", kind="missing")
        return self._put(attachment_id, removed=True, action="removed", reason=reason.strip())

    def bring_back(self, attachment_id: str) -> Attachment:
        """Take an attachment out of the bin; refused where its content is gone."""
        with self._ground.store.read() as connection:
            if kept.content(connection, attachment_id) is None:
                raise NotFound("添付の中身は、もう残っていません。")
        return self._put(attachment_id, removed=False, action="brought back")

    def _put(self, attachment_id: str, *, removed: bool, action: str, reason: str | None = None) -> Attachment:
        with self._ground.store.write(self._ground.user, Changed.PEOPLE, reason) as tx:
            attachment = replace(tx.get(Attachment, attachment_id), removed=removed)
            tx.replace(attachment, action=action)
        return attachment

    def save_copy(self, attachment_id: str, target: Path, reason: str) -> int:
        """Write an attachment out as a plain file for the desk's own use; return its number among the copies 写し.

        It has no receiver whom a consent could cover (architecture, decision 7), so it is asked why instead: Invalid
        without a reason, WatchDeskError (``secret``) for a hidden person who was not opened. Refused within the
        store's own folder. The ledger gets the reason before, and says where the disk then refused.
        """
        if not reason.strip():
            raise Invalid("reason", "写しをつくるわけを書いてください。", kind="missing")
        self._ground.refuse_inside(target)
        attachment, content = self.get(attachment_id), self.content(attachment_id)
        with self._ledger.leaving() as leaving:
            number = self._ledger.copy_made(COPY_KIND, COPY_TITLE, [attachment.person_id], how="saved")
            self._ledger.note("exported", "attachment", attachment.id, reason.strip())
            with disk.written_whole(target, leaving.whole) as file:
                file.write(content)
        return number


def content_of(path: Path, limit: int) -> bytes:
    """Return the bytes of a file that is to be kept; ``limit`` in MB. Invalid ``file.empty``, ``file.too_large``."""
    try:
        with path.open("rb") as file:
            content = file.read(limit * _MEGABYTE + 1)
    except FileNotFoundError as wrong:
        raise NotFound(f"「{path.name}」が見つかりません。もう一度、選んでください。") from wrong
    except OSError as wrong:
        raise disk.unreadable(path) from wrong
    if not content:
        raise Invalid("file", f"「{path.name}」は、中身のないファイルです。", kind="empty")
    if len(content) > limit * _MEGABYTE:
        sentence = f"添付できるのは、{limit} MBまでのファイルです。スキャナーの画質を下げて、取りなおしてください。"
        raise Invalid("file", sentence, kind="too_large")
    return content


def _without_place(one: Attachment, unopened: Unopened) -> Attachment:
    title, file_name = (unopened.told(text, one.person_id) for text in (one.title, one.file_name))
    return replace(one, title=title, file_name=file_name)


def _refuse_twice(tx: Tx, new: Attachment) -> None:
    for one in kept.of_person(tx.connection, new.person_id):
        if one.sha256 == new.sha256 and one.removed:
            sentence = f"同じ中身の「{one.title}」が、ごみ箱にあります。新しく入れずに、ごみ箱から戻してください。"
            raise Invalid("file", sentence, kind="in_bin")
        if one.sha256 == new.sha256:
            raise Invalid("file", f"同じ中身の添付「{one.title}」が、もうあります。", kind="twice")
