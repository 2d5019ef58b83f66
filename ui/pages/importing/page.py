"""名簿を取りこむ: a list is chosen, looked at, tried, taken in, and can be taken back whole."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from ui import file_picker
from ui.drafts import DraftKeeper, Texts
from ui.pages.importing.choose import ChooseFile
from ui.pages.importing.outcome import OutcomeView, taken
from ui.pages.importing.preview import ListPreview
from ui.pages.importing.stage import Stage, above, roomy
from ui.pages.importing.work import Chosen, CountingConsent, Looking, Opening, SavingLeft, Undoing, Work, taking_in
from ui.pages.page import Page, Shape
from ui.places import Place, Room
from ui.tasks import Job, start
from ui.theme import Theme
from ui.why import told
from ui.why_asker import Again
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Look, Outcome, RowResult, Source, Undone
from watchdesk.errors import ClosedMonth, WatchDeskError

_FILE = "file"
FORM = "import"
"""The draft's name: which file, and what was chosen for it."""

PATTERN = "名簿 (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;すべてのファイル (*)"


class ImportPage(Page):
    """One after the other: choose, look and try, take in."""

    TITLE = "名簿を取りこむ"
    HELP = "Excelなどの名簿を読み、中身を確かめてから台帳に入れます。あとから、まるごと元に戻せます。"
    KEYS = (("Ctrl+O", "ファイルを選びます"), ("Ctrl+Enter", "取りこみます"))

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.source: Source | None = None
        self.look: Look | None = None
        self.outcome: Outcome | None = None
        self._path: Path | None = None
        self._tried_with: Chosen | None = None
        self._kept: dict[str, str] = {}
        self._keeper = DraftKeeper(desk, self._texts, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(300)
        self._later.timeout.connect(self.try_out)
        self._build()
        self._connect()
        self._show(Stage.CHOOSE)

    # what the window calls

    def enter(self, place: Place) -> None:
        """Show earlier imports; what was chosen before the screen was hidden is chosen again."""
        self._read_history()
        draft = self._keeper.begin(FORM) if self.source is None and self._keeper.form is None else None
        if draft is not None and Path(draft.texts.get(_FILE, "")).is_file():
            self._kept = dict(draft.texts)
            self.open(Path(draft.texts[_FILE]))

    def leave(self) -> None:
        """Keep which file was chosen and how its columns go."""
        self._keeper.keep_all()

    def reread(self, changed: Changed) -> None:
        """Show imports made or taken back elsewhere."""
        self._read_history()

    def reshape(self, shape: Shape) -> None:
        """Two columns only where there is room."""
        self.preview.reshape(wide=shape is Shape.WIDE)

    def first_focus(self) -> QWidget | None:
        """The button to go on with."""
        done = self.other if self.people.isHidden() else self.people
        return {Stage.CHOOSE: self.choose.button, Stage.PREVIEW: self.take, Stage.DONE: done}[self.stage]

    def main_action(self) -> None:
        """Go on."""
        if self.stage is Stage.PREVIEW:
            self.take_in()
        else:
            self.choose_file()

    # choosing

    @property
    def stage(self) -> Stage:
        """How far one is."""
        return Stage(self._stack.currentIndex())

    def choose_file(self) -> None:
        """Ask for the file by the system's picker."""
        path = file_picker.open_file(self, "名簿のファイルを選ぶ", PATTERN)
        if path is not None:
            self._kept = {}
            self.open(path)

    def open(self, path: Path, password: str | None = None) -> None:
        """Open a file and look at it."""
        self._path = path
        if self._keeper.form is None:
            self._keeper.begin(FORM)
        self.strip.clear()
        self._begin("ファイルを読んでいます", Opening(self.desk, path, password), self._opened)

    def _opened(self, found: tuple[Source, Look]) -> None:
        self.source, self.look = found
        self.choose.ask_password(False)
        self._show(Stage.PREVIEW)
        self.other.setFocus()
        self.preview.show_look(self.look, first=True)
        self._scrolls[Stage.PREVIEW].verticalScrollBar().setValue(0)
        if self._kept and self.preview.put_place_back(self._kept):
            self._look_again()
        else:
            self._put_back()

    def _put_back(self) -> None:
        """Choose again what was chosen before the screen was hidden, and try it."""
        self._choose_again()
        self._keeper.touch()
        self.try_out()

    def _choose_again(self) -> None:
        if self._kept:
            self.preview.put_back(self._kept)
            self._kept = {}

    def _texts(self) -> Texts:
        """The file and what was chosen for it; as long as it is being read again, what was chosen before."""
        if self._path is None or self.stage is not Stage.PREVIEW:
            return self._kept, ""
        return {_FILE: str(self._path), **self.preview.texts(), **self._kept}, ""

    # looking and trying

    def try_out(self) -> None:
        """Try what would come of it; nothing is written."""
        self._later.stop()
        chosen = self._chosen()
        if chosen is None:
            return
        self._tried_with = chosen
        self._work.stop()
        self.outcome = None
        self._judge()
        self.preview.outcome.head.setText("試しています。")
        self._begin("どうなるか試しています", taking_in(self.desk, chosen, dry_run=True), self._tried, unit="行")

    def _tried(self, outcome: Outcome) -> None:
        self.outcome = outcome
        people = self.look is not None and not self.look.of_visits
        self.preview.show_tried(outcome, people=people)
        self._judge()
        if self.other.hasFocus() and self.take.isEnabled():
            self.take.setFocus()

    def _look_again(self) -> None:
        """Another sheet or header row was chosen."""
        if self.source is not None:
            self._work.stop()
            self.outcome = None
            self._judge()
            self._begin("読み直しています", Looking(self.desk, self.source, self.preview.place()), self._looked)

    def _looked(self, look: Look) -> None:
        self.look = look
        self.preview.show_look(look, first=False)
        self._put_back()

    def _edited(self) -> None:
        self._keeper.touch()
        self.outcome = None
        self._judge()
        self._later.start()

    def _chosen(self) -> Chosen | None:
        if self.source is None or self.look is None:
            return None
        if self.look.of_visits:
            return Chosen(source=self.source, of_visits=True)
        consent = self.preview.consent.entry()
        if consent is None:
            return None
        return Chosen(
            source=self.source,
            of_visits=False,
            mapping=self.preview.mapping(),
            consent=None if self.preview.says_consent() else consent,
            update=self.preview.take_changes.isChecked(),
        )

    # taking in and back

    def take_in(self) -> None:
        """Write it, after a proven backup."""
        chosen = self._chosen()
        if self.stage is not Stage.PREVIEW or chosen is None or self.outcome is None or not taken(self.outcome):
            return
        if not self.preview.checked():
            return
        self._begin(
            "控えをとってから、取りこんでいます", taking_in(self.desk, chosen, dry_run=False), self._took, unit="件"
        )

    def _took(self, outcome: Outcome) -> None:
        people = self.look is None or not self.look.of_visits
        self.outcome = outcome
        self._keeper.forget()
        self.result.show_outcome(outcome, "取りこみました。", people=people, done=True)
        self.source = None
        self._show(Stage.DONE)
        self._scrolls[Stage.DONE].verticalScrollBar().setValue(0)
        self.people.setVisible(people and outcome.count(RowResult.ADDED) > 0)
        self.undo.setVisible(outcome.import_id is not None)
        if people and self._added():
            start(CountingConsent(self.desk, self._added()), self).done.connect(self.result.show_consent)
        self.said.emit("取りこみました。")
        self._focus()

    def save_left(self) -> None:
        """Ask where to, and save the rows that stayed out, to be mended and imported again."""
        chosen, outcome = self._tried_with, self.outcome
        if chosen is None or outcome is None or self._work.running:
            return
        name = f"{Path(chosen.source.book.name).stem}_取りこめなかった行.xlsx"
        target = file_picker.save_file(self, "取りこめなかった行を表に保存する", name, "Excelの表 (*.xlsx)")
        if target is not None:
            self._begin(
                "表に保存しています", SavingLeft(self.desk, chosen, outcome, target), self._saved_left, unit="行"
            )

    def _saved_left(self, saved: tuple[Path, int]) -> None:
        target, rows = saved
        self.strip.say(
            "直したら、その表をもう一度取りこめます。お名前などが入っているので、使い終わったら消してください。",
            "ok",
            lead=f"{rows}行を「{target.name}」に保存しました。",
        )
        self.said.emit("取りこめなかった行を保存しました。")

    def undo_last(self) -> None:
        """Take back what was just taken in."""
        if self.outcome is not None and self.outcome.import_id is not None:
            self.take_back(self.outcome.import_id)

    def take_back(self, import_id: str) -> None:
        """Take an import back whole."""
        self._begin("元に戻しています", Undoing(self.desk, import_id), self._took_back)

    def _took_back(self, undone: Undone) -> None:
        self._show(Stage.CHOOSE)
        self._read_history()
        stay = f"そのあと書き直された、または訪問のある{len(undone.kept)}件は、残してあります。" if undone.kept else ""
        lead = f"{undone.removed}件の取りこみを、元に戻しました。"
        self.strip.say(stay or "台帳は、取りこむ前と同じです。", "ok", lead=lead)
        self.said.emit("取りこみを元に戻しました。")
        self._focus()

    def again(self) -> None:
        """Begin anew."""
        self._work.stop()
        self.source = None
        self._keeper.forget()
        self.strip.clear()
        self._read_history()
        self._show(Stage.CHOOSE)
        self._focus()

    def show_people(self) -> None:
        """The people just taken in."""
        if self.outcome is not None:
            self.wanted.emit(Place(room=Room.PEOPLE, only=self._added(), because="いま取りこんだ方"))

    def _added(self) -> tuple[str, ...]:
        reports = self.outcome.details if self.outcome is not None else ()
        return tuple(told.person_id for told in reports if told.result is RowResult.ADDED and told.person_id)

    # work on another thread

    def _begin(self, title: str, job: Job, done: Callable[[Any], None], unit: str = "件") -> None:
        self._last: Again = partial(self._begin, title, job, done, unit)
        self._work.begin(title, job, done, unit)

    def _cancelled(self) -> None:
        self.strip.say("途中でやめました。台帳は変わっていません。")

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, WatchDeskError):
            raise error
        if isinstance(error, ClosedMonth):
            self.strip.say(told(self, error, self._last), "care")
            return
        if error.code == "file_password":
            self.choose.ask_password(True)
            self._show(Stage.CHOOSE)
        elif self.stage is Stage.PREVIEW:
            self._choose_again()  # the row that was typed holds no heading: the rest is as it was
        self.preview.outcome.head.setText("")
        self.strip.say(str(error), "care")

    # what is seen

    def _show(self, stage: Stage) -> None:
        self._stack.setCurrentIndex(stage)
        self.take.setVisible(stage is Stage.PREVIEW)
        self.people.setVisible(stage is Stage.DONE)
        self.undo.setVisible(stage is Stage.DONE)
        self.other.setVisible(stage is not Stage.CHOOSE)
        self._bar.setVisible(stage is not Stage.CHOOSE)
        self._judge()

    def _judge(self) -> None:
        """Say on the button how many will be taken in, or what keeps it from being pressed."""
        number = taken(self.outcome) if self.outcome is not None else 0
        unit = "件" if self.look is not None and self.look.of_visits else "名"
        self.take.set_words(f"{number}{unit}を取りこむ" if number else "取りこむ")
        if self._work.running or self._later.isActive():
            reason = "確かめています"
        elif number and not self.preview.checked():
            reason = "列を確かめてください"
        elif not number and self.look is not None and not self.look.of_visits and self.preview.lacks_name():
            reason = "氏名の列を選んでください"
        else:
            reason = "" if number else "取りこめるものがありません"
        self.take.set_reason(reason or None)

    def _focus(self) -> None:
        first = self.first_focus()
        if first is not None:
            first.setFocus()

    def _read_history(self) -> None:
        self.choose.history.show_records(self.desk.imports.all())

    def _build(self) -> None:
        self.strip, self.panel = Strip(), ProgressPanel()
        self._work = Work(self.panel, self)
        self._last = self._read_history
        self.choose, self.preview, self.result = ChooseFile(), ListPreview(self.desk.today()), OutcomeView()
        self._stack = QStackedWidget()
        done = frame(column(self.result, margins=(1, 1.2)))
        parts = (above(self.choose), above(self.preview), column(done))
        self._scrolls = tuple(Scroll(roomy(part)) for part in parts)
        for scroll in self._scrolls:
            self._stack.addWidget(scroll)
        self.take = ActionButton("取りこむ", "file-input", "Ctrl+Enter", "main", only_shown=True)
        self.people = ActionButton("取りこんだ方を見る", "users", kind="main")
        self.undo = ActionButton("元に戻す", "undo-2")
        self.other = ActionButton("ほかのファイルを選ぶ", "arrow-left")
        self._bar = QFrame()
        self._bar.setProperty("ground", "rail")
        self._bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bar.setLayout(row(self.other, STRETCH, self.undo, self.people, self.take, margins=(0.6, 1.5)))
        head = column(words(self.TITLE, "title"), self.strip, self.panel, gap=0.6, margins=(1.5, 1, 1.5, 0.2))
        body = column(head, column(self._stack, margins=(0, 1.1)), self._bar, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take_in)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose_file)
        self.choose.button.clicked.connect(self.choose_file)
        self.choose.password_given.connect(self._open_with)
        self.choose.history.undo_wanted.connect(self.take_back)
        self.preview.edited.connect(self._edited)
        self.preview.header_row.edited.connect(self._keeper.touch)
        self.preview.place_changed.connect(self._look_again)
        self.preview.checked_changed.connect(self._judge)
        self.preview.outcome.save_wanted.connect(self.save_left)
        self.result.save_wanted.connect(self.save_left)
        self.panel.stopped.connect(self._work.cancel)
        self._work.changed.connect(self._judge)
        self._work.failed.connect(self._refuse)
        self._work.cancelled.connect(self._cancelled)
        self.take.clicked.connect(self.take_in)
        self.people.clicked.connect(self.show_people)
        self.undo.clicked.connect(self.undo_last)
        self.other.clicked.connect(self.again)

    def _open_with(self, password: str) -> None:
        if self._path is not None:
            self.open(self._path, password)
