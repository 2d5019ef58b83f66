"""相談を書く: the form of a new case, or of one that is written otherwise; what is half-written stays as a draft."""

from ui.pages.consultations.form import CaseForm
from ui.pages.form_page import FormPage
from ui.places import VISITED, Place, Room
from watchdesk.desk import Draft
from watchdesk.domain.consultation import Consultation, ConsultWay


class ConsultationPage(FormPage[CaseForm, Consultation]):
    """``Place(new=True)`` asks for a case, about ``person_id``, from ``visit_id``; ``record_id`` writes one anew."""

    TITLE = "相談を書く"
    TITLE_KNOWN = "相談を書き直す"
    SAVE_NEW = "相談を書きとめる"
    HELP = (
        "電話で聞きながら書けます。受けた時刻は、ひとりでに入ります。お名前を聞いていなければ、空のままでかまいません。"
        "書きかけは、ひとりでに残ります。"
    )
    KEYS = (
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Enter", "次の欄に移ります"),
        ("↓", "お名前の欄から、台帳に見つかった方へ移ります。Enterで選びます"),
        ("1 2 3 …", "分野・内容を、番号で選びます。続けて打つと13も選べます"),
    )
    GAP, EDGE = 0.5, 0.6
    SAVES_FROM_ANYWHERE = True

    def known(self, place: Place) -> Consultation | None:
        """Read the case."""
        return self.desk.consultations.get(place.record_id) if place.record_id is not None else None

    def make_form(self, known: Consultation | None, place: Place) -> CaseForm:
        """Make the form; a new case may come from a visit."""
        return CaseForm(self.desk, known, place.visit_id)

    def begin(self, editor: CaseForm, place: Place) -> Draft | None:
        """Fill it with whom it is about; what is heard on a visit did not come by telephone."""
        way = ConsultWay.VISIT if place.section == VISITED else ConsultWay.PHONE
        return editor.begin(place.person_id, way)

    def write(self, editor: CaseForm) -> None:
        """Open the case, or write it anew, and show it."""
        saved = editor.save()
        told = "相談を書きました。" if editor.case is None else "相談を書き直しました。"
        place = Place(room=Room.CONSULTATIONS, record_id=saved.id)
        self.go_on(place, told, said=told.removesuffix("。"), undo=True)
