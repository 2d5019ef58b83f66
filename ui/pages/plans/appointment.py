"""One appointment 予定: written down, or rewritten and moved to another day; what is half-written stays as a draft."""

from dataclasses import replace
from datetime import date

from ui.pages.form_page import FormPage
from ui.pages.plans.appointment_form import AppointmentForm
from ui.pages.plans.period import Period, View, day_words
from ui.places import Place, Room
from watchdesk.desk import Draft
from watchdesk.domain.appointment import Appointment

_CANCELLED = "この予定は、取りやめてあります。"


class AppointmentPage(FormPage[AppointmentForm, Appointment]):
    """``Place(record_id=…)`` rewrites an appointment; ``Place(new=True)`` asks for one.

    With ``section`` an ISO day and ``person_id`` filled in.
    """

    TITLE = "予定を書く"
    TITLE_KNOWN = "予定を書き直す"
    SAVE_NEW = "予定に書く"
    BACK = "カレンダーにもどる"
    HELP = (
        "訪問や会議の予定を書きます。お会いする方を決めると、その方の台帳にも出ます。"
        "書きかけは、ひとりでに残ります。書きおえたら、Ctrl+Enterで保存します。"
    )
    KEYS = (
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Enter", "次の欄に移ります。さがした方がお一人なら、その方に決めます"),
    )

    def here(self, place: Place) -> Place:
        """A new one that was written is no longer new: nothing to come back to but the form."""
        return replace(place, section=place.section if place.new else "")

    def known(self, place: Place) -> Appointment | None:
        """Read the appointment, at once, so that the field has the focus when the page is shown."""
        return self.desk.plans.get(place.record_id) if place.record_id is not None else None

    def make_form(self, known: Appointment | None, _place: Place) -> AppointmentForm:
        """Make the form."""
        return AppointmentForm(self.desk, known)

    def begin(self, editor: AppointmentForm, place: Place) -> Draft | None:
        """Fill it with the day and whom it is with."""
        return editor.begin(_day_of(place.section), place.person_id)

    def away(self, known: Appointment) -> tuple[str, str] | None:
        """That it was cancelled, and why."""
        return (_CANCELLED, known.cancel_reason or "") if known.cancelled else None

    def write(self, editor: AppointmentForm) -> None:
        """Agree on the appointment or rewrite it, and show its day in the calendar."""
        before, saved = editor.appointment, editor.save()
        told = f"{day_words(saved.on)}の予定に書きました。" if before is None else _changed(before, saved)
        place = Place(room=Room.PLANS, section=Period(View.MONTH, saved.on).section(), record_id=saved.id)
        self.go_on(place, told, said=told, undo=before != saved)


def _changed(before: Appointment, after: Appointment) -> str:
    if before == after:
        return "変わったところは、ありませんでした。"
    return f"{day_words(after.on)}に移しました。" if before.on != after.on else "予定を書き直しました。"


def _day_of(section: str) -> date | None:
    try:
        return date.fromisoformat(section)
    except ValueError:
        return None
