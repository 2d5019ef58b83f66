"""One item of welfare information 福祉情報: written down or corrected; what is half-written stays as a draft."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.pages.form_page import FormPage
from ui.pages.information.item_form import InfoForm
from ui.places import Place, Room
from ui.widgets.scroll import to_the_top
from watchdesk.desk import Draft
from watchdesk.domain.info_item import InfoItem

_LAID_OUT = 150
"""Milliseconds after which a form has its height."""


class InfoItemPage(FormPage[InfoForm, InfoItem]):
    """``Place(record_id=…)`` corrects an item; ``Place(new=True)`` asks for one."""

    TITLE = "福祉情報を書く"
    TITLE_KNOWN = "福祉情報を書き直す"
    SAVE_NEW = "福祉情報に加える"
    BACK = "一覧にもどる"
    HELP = (
        "お知らせの中身を書きます。チラシや広報の文は、そのまま貼りつけられます。PDFは、保存したあとに付けられます。"
        "「台帳のどの方に知らせたいか」を決めると、まだ伝えていない方の一覧が出せます。"
    )
    KEYS = (("Ctrl+Enter", "書いたものを保存します"), ("Enter", "次の欄に移ります"))

    def parts(self, editor: InfoForm) -> tuple[QWidget, ...]:
        """Whom it is for."""
        return (editor.form.entry("age_from"),)

    def known(self, place: Place) -> InfoItem | None:
        """Read the item."""
        return self.desk.information.get(place.record_id) if place.record_id is not None else None

    def make_form(self, known: InfoItem | None, _place: Place) -> InfoForm:
        """Make the form."""
        return InfoForm(self.desk, known)

    def begin(self, editor: InfoForm, _place: Place) -> Draft | None:
        """Fill it, and show it from its title on once it has its height."""
        QTimer.singleShot(_LAID_OUT, self, self._show_beginning)
        return editor.begin()

    def write(self, editor: InfoForm) -> None:
        """Add the item or correct it, and show it."""
        before, saved = editor.item, editor.save()
        told = _told(before, saved)
        place = Place(room=Room.INFORMATION, record_id=saved.id)
        self.go_on(place, told, said=told.removesuffix("。"), undo=before != saved)

    def _show_beginning(self) -> None:
        """A new form comes in sight from its title on; it grows while the focus already stands in its first field."""
        if self.editor is not None and self.editor.form.entry("title").hasFocus():
            to_the_top(self.editor)


def _told(before: InfoItem | None, after: InfoItem) -> str:
    if before is None:
        return f"「{after.title}」を、福祉情報に加えました。"
    return "変わったところは、ありませんでした。" if before == after else "福祉情報を書き直しました。"
