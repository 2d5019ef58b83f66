"""つなぎを書く: the form of a new つなぎ, or of a prepared one; what is half-written stays as a draft."""

from ui.pages.form_page import FormPage
from ui.pages.referrals.form import ReferralForm
from ui.places import Place, Room
from watchdesk.changed import Changed
from watchdesk.desk import Draft
from watchdesk.domain.referral import Referral, ReferralState
from watchdesk.errors import WatchDeskError

_SENT = "もう送ったつなぎです。送ったときのまま残します。"


class ReferralPage(FormPage[ReferralForm, Referral]):
    """``Place(new=True)`` asks for a つなぎ, about ``person_id``; ``record_id`` without ``new`` writes one anew.

    With ``new`` the ``record_id`` is the consultation that it comes from, ``visit_id`` the visit.
    """

    TITLE = "つなぎを書く"
    TITLE_KNOWN = "つなぎを書き直す"
    SAVE_NEW = "つなぎを書きとめる"
    HELP = (
        "気がかりや相談を、ほかの機関へつなぎます。渡す項目が下に出るので、確かめてから書きとめます。"
        "書きとめただけでは、何も送られません。つなぎ票を印刷し、渡したら「送った」と書きます。"
    )
    KEYS = (
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Enter", "次の欄に移ります"),
        ("↓", "お名前の欄から、台帳に見つかった方へ移ります。Enterで選びます"),
        ("↑ ↓ スペース", "知らせる項目を選び、付けたり外したりします"),
    )
    GAP, EDGE = 0.5, 0.6
    SAVES_FROM_ANYWHERE = True

    def enter(self, place: Place) -> None:
        """Show the form of a つなぎ, or of a new one; where it is shown already, look again at what would be told."""
        shown = self.editor
        super().enter(place)
        if shown is not None and shown is self.editor:
            shown.look_again()

    def reread(self, changed: Changed) -> None:
        """What may be told changes with the register and with the receivers."""
        if self.editor is not None and changed & (Changed.PEOPLE | Changed.SETTINGS):
            self.editor.look_again()

    def known(self, place: Place) -> Referral | None:
        """Read the つなぎ; what was sent is not written anew."""
        if place.new or place.record_id is None:
            return None
        known = self.desk.referrals.get(place.record_id)
        if known.state is not ReferralState.DRAFT:
            raise WatchDeskError(_SENT, code="sent")
        return known

    def make_form(self, known: Referral | None, place: Place) -> ReferralForm:
        """Make the form; a new つなぎ may come from a consultation or a visit."""
        consultation_id = place.record_id if place.new else None
        return ReferralForm(self.desk, known, {"consultation_id": consultation_id, "visit_id": place.visit_id})

    def begin(self, editor: ReferralForm, place: Place) -> Draft | None:
        """Fill it with whom it is about."""
        return editor.begin(place.person_id)

    def write(self, editor: ReferralForm) -> None:
        """Write it down, without sending anything, and show it."""
        saved = editor.save()
        new = editor.referral is None
        told = "つなぎを書きとめました。まだ、何も送っていません。" if new else "つなぎを書き直しました。"
        self.go_on(Place(room=Room.REFERRALS, record_id=saved.id), told, said=told.partition("。")[0], undo=True)
