"""AttachmentsPart: the papers 添付 of a person: added, seen, named, written out, put into the bin."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from ui import file_picker
from ui.icons import icon
from ui.pages.in_place import Question, Values
from ui.pages.person.form import asking
from ui.pages.person.tie_part import Paper, TiePart, Ties, draft_key
from ui.pages.person.tie_row import TieRow, TieRows
from ui.pictures import thumbnail_of
from ui.tasks import Progress, start
from ui.theme import set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.scroll import bring_into_sight
from watchdesk.desk import Desk
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.era import show_day
from watchdesk.errors import Invalid, NotFound, WatchDeskError
from watchdesk.fields import Field

PATTERN = "PDF・写真 (*.pdf *.jpg *.jpeg *.png *.PDF *.JPG *.JPEG *.PNG)"
_KINDS = {"application/pdf": ("PDF", ".pdf"), "image/png": ("画像", ".png"), "image/jpeg": ("写真", ".jpg")}
_RENAME, _REMOVE, _COPY = "rename-paper", "remove-paper", "copy-paper"
_MISTAKEN = "入れまちがい"
_THUMBNAIL = 4.5
"""Em of a thumbnail's side."""

_TITLE = Field("title", "書類の名前", required=True, wide=True)
_REASON = Field("reason", "わけ", required=True, wide=True)
_WHY = Field("reason", "わけ", required=True, wide=True, hint="管理台帳に、写しの番号といっしょに残ります。")
_FOR_THE_DESK = (
    "窓口で使う写しを、ファイルにします。ファイルは暗号化されません。渡す先の同意は確かめないので、"
    "ほかの方には渡さないでください。"
)


class Attaching:
    """The work of taking a file in: read, drawn small, written into the store."""

    def __init__(self, desk: Desk, person_id: str, path: Path) -> None:
        self._desk, self._person_id, self._path = desk, person_id, path

    def run(self, progress: Progress) -> Attachment:
        """Take it in. Invalid ``file`` where it can't be read, is too large or is none that may be attached."""
        small = thumbnail_of(self._content())
        return self._desk.attachments.add(self._person_id, self._path, self._path.stem, small)

    def _content(self) -> bytes:
        most = self._desk.settings.get("attachment_limit_mb")
        try:
            if self._path.stat().st_size > most << 20:
                sentence = f"添付できるのは、{most} MBまでのファイルです。画質を下げて、取りなおしてください。"
                raise Invalid("file", sentence, kind="too_large")
            return self._path.read_bytes()
        except FileNotFoundError as gone:
            raise NotFound(f"「{self._path.name}」が見つかりません。もう一度、選んでください。") from gone
        except OSError as wrong:
            raise WatchDeskError(f"「{self._path.name}」が読めません。もう一度、選んでください。") from wrong


class AttachmentsPart(TiePart):
    """The third section of the tab 関わる人; ``viewing(attachment)`` when one is to be seen.

    ``secret(then)`` where the person is hidden and was not opened: ``then`` does it once a reason was given.
    """

    viewing = Signal(object)
    secret = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, 3, "添付の書類", ActionButton("書類を加える", "file-input", kind="low"))
        self.rows = TieRows("添付の書類", "まだ何も入れていません。PDF、JPEG、PNGのファイルを入れられます。")
        self.put(self.rows, self.in_place)
        self.add.clicked.connect(self.pick)
        self._asked = ""

    def seen(self, ties: Ties) -> object:
        return ties.person.id, ties.papers

    def show_rows(self, ties: Ties) -> None:
        if self.in_place.form is not None and self._asked not in {one.id for one, _ in ties.papers}:
            self.in_place.stop()
        self.rows.show_rows([partial(self._row, paper) for paper in ties.papers])
        now = QApplication.focusWidget()
        if now is not None and self.in_place.isAncestorOf(now):
            bring_into_sight(self.in_place)  # a row more has pushed its question down

    def resume(self, drafts: frozenset[str]) -> None:
        if self.ties is None or self.in_place.form is not None:
            return
        for one, _ in self.ties.papers:
            for question, ask in (
                (_RENAME, self.ask_title),
                (_REMOVE, self.ask_reason),
                (_COPY, self.ask_copy),
            ):
                if draft_key(self.ties.person.id, f"{question}:{one.id}") in drafts:
                    ask(one)
                    return

    def pick(self) -> None:
        """Ask for a file, and take it in."""
        path = file_picker.open_file(self, "書類を加える", PATTERN)
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Take a file in, off the window's thread; then its name can be written better."""
        if self.ties is None:
            return
        self.add.set_reason("入れています")
        task = start(Attaching(self.desk, self.ties.person.id, path), self)
        task.done.connect(self._taken_in)
        task.failed.connect(self._fail)

    def ask_title(self, one: Attachment) -> None:
        """Ask for another name."""
        asked = self._question(_RENAME, one, _TITLE, self._rename)
        told = replace(asked, title="書類の名前を変えます", save="名前を変える", values={"title": one.title})
        self._ask(one, told)

    def ask_reason(self, one: Attachment) -> None:
        """Ask why it is to be put into the bin."""
        asked = self._question(_REMOVE, one, _REASON, self._remove)
        self._ask(one, replace(asked, title=f"「{one.title}」を取りのぞきます", save="ごみ箱に入れる"))

    def ask_copy(self, one: Attachment) -> None:
        """Ask why the file is to be written out; of a hidden person first why she is opened."""
        if self._is_secret(one, self.ask_copy):
            return
        asked = self._question(_COPY, one, _WHY, self._save_copy)
        told = replace(asked, title=f"「{one.title}」の写しを残します", told=_FOR_THE_DESK, save="場所を選んで残す")
        self._ask(one, told)

    def _see(self, one: Attachment) -> None:
        if not self._is_secret(one, self._see):
            self.viewing.emit(one)

    def _is_secret(self, one: Attachment, does: Callable[[Attachment], None]) -> bool:
        """A paper may tell where a hidden person lives: the reason is asked for, and then it is done."""
        try:
            self.desk.secrecy.refuse_unopened(one.person_id)
        except WatchDeskError:
            self.secret.emit(partial(does, one))
            return True
        return False

    def _save_copy(self, one: Attachment, values: Values) -> str:
        """Ask where to, and write the file out; it counts as a copy 写し."""
        ending = _KINDS[one.media_type][1]
        name = f"{one.title}{ending}".replace("/", "／")
        path = file_picker.save_file(self, "写しを残す", name, f"書類 (*{ending})")
        if path is None:
            raise WatchDeskError("場所を選ばなかったので、写しは残していません。")
        number = self.desk.attachments.save_copy(one.id, path, values["reason"])
        return f"写しを残しました（写しの番号 {number}）。個人情報です。使い終わったら消してください。"

    def _ask(self, one: Attachment, question: Question) -> None:
        self._asked = one.id
        self.in_place.ask(question)

    def _question(
        self, key: str, one: Attachment, field: Field, write: Callable[[Attachment, Values], str]
    ) -> Question:
        return Question(
            draft=draft_key(one.person_id, f"{key}:{one.id}"),
            title="",
            save="",
            fields=(field,),
            asking=asking(self.desk),
            write=partial(write, one),
        )

    def _rename(self, one: Attachment, values: Values) -> str:
        if values["title"] == one.title:  # also what stands there of a hidden person: 秘匿 is no part of the name
            return "書類の名前は、そのままです。"
        self.desk.attachments.rename(one.id, values["title"])
        return f"書類の名前を「{values['title']}」にしました。"

    def _remove(self, one: Attachment, values: Values) -> str:
        self.desk.attachments.remove(one.id, values["reason"])
        return f"「{one.title}」をごみ箱に入れました。ごみ箱から戻せます。"

    def _taken_in(self, one: Attachment) -> None:
        self.add.set_reason(None)
        self.offered.emit(
            f"「{one.title}」を入れました。もとのファイルは、そのままです。",
            partial(self.desk.attachments.remove, one.id, _MISTAKEN),
        )
        if self.ties is not None and self.ties.person.id == one.person_id:
            self.ties = replace(self.ties, papers=(*self.ties.papers, (one, None)))
            self.ask_title(one)

    def _fail(self, error: Exception) -> None:
        self.add.set_reason(None)
        if not isinstance(error, WatchDeskError):
            raise error
        if self.isVisible():
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refused.emit(str(error))

    def _row(self, paper: Paper) -> TieRow:
        one, small = paper
        does = (
            ("見る", partial(self._see, one), "search"),
            ("名前を変える", partial(self.ask_title, one), ""),
            ("写しを残す", partial(self.ask_copy, one), ""),
            ("取りのぞく", partial(self.ask_reason, one), ""),
        )
        told = f"{_KINDS[one.media_type][0]}　{size_in_words(one.size)}　{show_day(one.added_on)}"
        return TieRow(one.title, "", (told,), buttons=[self.act(*each) for each in does], lead=_drawn(small, one.title))


def size_in_words(size: int) -> str:
    """1.2 MB, 340 KB; at least 1 KB."""
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{max(1, round(size / 1024))} KB"


def _drawn(small: bytes | None, title: str) -> QLabel:
    made = QLabel()
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setAccessibleName(f"{title}の縮小図")
    set_size(made, width=_THUMBNAIL, height=_THUMBNAIL)
    made.setPixmap(icon("file-text", theme().look.soft, theme().em(2), made.devicePixelRatioF()).pixmap(theme().em(2)))
    picture = QPixmap()
    if small is not None and picture.loadFromData(small, "PNG"):
        side = theme().em(_THUMBNAIL)
        made.setPixmap(
            picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
    return made
