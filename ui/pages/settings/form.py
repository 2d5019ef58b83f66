"""SettingsForm: a section that asks for some of the store's settings and saves them on 保存する."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLayout, QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.settings import values as settings_values
from ui.pages.settings.section import SettingsSection
from ui.pages.settings.stamps import StampPreview
from ui.theme import set_size
from ui.why import asked
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.manners import end_conversion
from ui.widgets.record_form import Asking, RecordForm
from ui.widgets.text_fields import LongTextField
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.settings import BY_KEY, read_stamps

STAMPS = "stamps"
_THREE_LINES = 5.7
"""Em."""


class SettingsForm(SettingsSection):
    """``parts``: title of each sheet → keys of its settings. A draft is kept of what is not saved."""

    def __init__(self, desk: Desk, title: str, parts: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(desk)
        self.TITLE = title
        self._keys = tuple(key for keys in parts.values() for key in keys)
        self._form_key = f"settings:{title}"
        self.form = RecordForm(settings_values.sections(parts), Asking(today=desk.today(), choices=self._choices))
        self.preview = StampPreview()
        self.save = ActionButton(f"{title}の設定を保存する", "save", "Ctrl+Enter", "main")
        self._keeper = DraftKeeper(desk, self._texts, self)
        if STAMPS in self._keys:
            self.form.sheets[0].add("決裁欄の見本", self.preview, wide=True)
        self._body = column(self.form, STRETCH, gap=1)
        self.setLayout(self._body)
        self.bar = QWidget()
        self.bar.setLayout(row(STRETCH, self.save, margins=(0.5, 1.5)))
        for key in self._keys:
            if isinstance(self.form.entry(key), LongTextField):
                set_size(self.form.entry(key), height=_THREE_LINES)
        self.form.edited.connect(self._edited)
        self.save.clicked.connect(self.write)
        self.strip.answered.connect(self._take_saved_back)

    def put_first(self, layout: QLayout) -> None:
        """Put what belongs over the form."""
        self._body.insertLayout(0, layout)

    @property
    def unsaved(self) -> bool:
        """Whether something stands here that is not saved."""
        return self._keeper.changed()

    def enter(self) -> None:
        """Show what is kept, and what was half-written."""
        if self._keeper.form is None or not self.unsaved:
            self._fill()

    def leave(self) -> None:
        """Keep what is half-written."""
        self._keeper.keep_all()

    def reread(self, changed: Changed) -> None:
        """Show what is kept now, unless something else is being written here."""
        if changed & (Changed.SETTINGS | Changed.USERS) and not self.unsaved:
            self._fill()

    def first_focus(self) -> QWidget:
        """The first field."""
        found: QWidget = self.form.entry(self._keys[0])
        return found

    def write(self) -> None:
        """Save what changed, and say what that was."""
        end_conversion()
        errors = self.form.check()
        if errors:
            self.strip.say(self.form.show_errors(errors), "urgent")
            return
        try:
            changes = self._changes()
            if changes:
                self.desk.settings.change(changes)
        except Invalid as wrong:
            self.form.show_errors((wrong,))
            self.complain(wrong)
            return
        except WatchDeskError as refused:
            self.complain(asked(self, refused, self.write))
            return
        self.form.clear_errors()
        self._keeper.forget()
        self._fill()
        named = "」「".join(BY_KEY[key].title for key in changes)
        self.tell(f"「{named}」を保存しました。" if changes else "変わったところは、ありません。")

    def _changes(self) -> dict[str, object]:
        before = self.desk.settings.all()
        after = settings_values.kept(self.form.values())
        return {key: value for key, value in after.items() if value != before[key]}

    def _fill(self) -> None:
        values = settings_values.shown(self.desk.settings.all())
        self.form.set_values({key: values[key] for key in self._keys})
        draft = self._keeper.begin(self._form_key)
        self.strip.clear()
        if draft is not None and dict(draft.texts) != self.form.texts():
            self.form.restore(draft.texts)
            sentence = f"{self._keeper.told_restored(draft)}まだ保存していません。"
            self.strip.say(sentence, button="保存してある値に戻す", icon="rotate-ccw")
        self._show_stamps()

    def _take_saved_back(self) -> None:
        self._keeper.forget()
        self._fill()

    def _edited(self, key: str) -> None:
        self._keeper.touch()
        if key == STAMPS:
            self._show_stamps()

    def _show_stamps(self) -> None:
        """What can't be read yet leaves the last boxes that could."""
        if STAMPS not in self._keys:
            return
        try:
            self.preview.show_stamps(read_stamps(self.form.entry(STAMPS).text()))
        except Invalid:
            return

    def _choices(self, code_list: str) -> tuple[tuple[str, str], ...]:
        """The words of a code list; of a setting with its own choices, asked by its key, those."""
        setting = BY_KEY.get(code_list)
        if setting is not None and setting.choices:
            return setting.choices
        return tuple((entry.code, entry.label) for entry in self.desk.codes.entries(code_list))

    def _texts(self) -> Texts:
        return self.form.texts(), self.form.focus_key()
