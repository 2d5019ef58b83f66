"""One activity 活動: written down or corrected, with who took part and who came; what is half-written stays a draft."""

from PySide6.QtWidgets import QWidget

from ui.pages.activities.activity_form import ActivityForm
from ui.pages.form_page import FormPage
from ui.places import Place, Room
from watchdesk.desk import Draft
from watchdesk.domain.activity import Activity

_VOIDED = "この活動は、取り消してあります。"


class ActivityPage(FormPage[ActivityForm, Activity]):
    """``Place(record_id=…)`` corrects an activity; ``Place(new=True)`` asks for one."""

    TITLE = "活動を書く"
    TITLE_KNOWN = "活動を書き直す"
    SAVE_NEW = "活動に書く"
    BACK = "一覧にもどる"
    HELP = (
        "会議や行事、見まわりなどを書きます。参加した関係者と、お招きした方は、お名前でさがして加えます。"
        "書きかけは、ひとりでに残ります。書きおえたら、Ctrl+Enterで保存します。"
    )
    KEYS = (
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Enter", "次の欄に移ります。さがした方がお一人なら、その方を加えます"),
    )

    def parts(self, editor: ActivityForm) -> tuple[QWidget, ...]:
        """Who took part, who came."""
        return (editor.partners.sought, editor.guests.sought)

    def known(self, place: Place) -> Activity | None:
        """Read the activity, at once, so that the field has the focus when the page is shown."""
        return self.desk.activities.get(place.record_id) if place.record_id is not None else None

    def make_form(self, known: Activity | None, _place: Place) -> ActivityForm:
        """Make the form."""
        return ActivityForm(self.desk, known)

    def begin(self, editor: ActivityForm, _place: Place) -> Draft | None:
        """Fill it."""
        return editor.begin()

    def away(self, known: Activity) -> tuple[str, str] | None:
        """That it was taken back, and why."""
        return (_VOIDED, known.void_reason or "") if known.voided else None

    def write(self, editor: ActivityForm) -> None:
        """Record the activity or correct it, and show it."""
        before, saved = editor.activity, editor.save()
        told = _told(before, saved)
        self.go_on(Place(room=Room.ACTIVITIES, record_id=saved.id), told, said=told, undo=before != saved)


def _told(before: Activity | None, after: Activity) -> str:
    if before is None:
        return f"「{after.title}」を、活動に書きました。"
    return "変わったところは、ありませんでした。" if before == after else "活動を書き直しました。"
