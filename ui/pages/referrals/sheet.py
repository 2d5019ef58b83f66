"""Faces of the room つなぎ: the つなぎ票 and the 情報共有シート, looked at before they leave as numbered copies."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.papers.face import FaceWords, PaperFace
from ui.pages.referrals.telling import Telling
from ui.tasks import Job, Latest, Progress
from ui.theme import set_role
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk, ReferralSheet, SharingSheet, Shown
from watchdesk.domain.sharing import Stays
from watchdesk.errors import Invalid, NotFound

_REFERRAL = FaceWords(title="つなぎ票を印刷する", back="つなぎにもどる", noun="つなぎ票", unit="名")
_SHARING = FaceWords(
    title="情報共有シートを印刷する",
    back="つなぎにもどる",
    noun="情報共有シート",
    until="渡し先を選ぶと、印刷される紙がここに出ます。",
)
_AFTER = "渡したら、つなぎにもどって、「送ったと書く」を押してください。"
_NO_COPY = "台帳にない方のことなので、写しの番号はつきません。"


class ReferralPrint(PaperFace):
    """``show_referral(referral_id)``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.referral_id = ""
        super().__init__(desk, desk.referral_sheets, _REFERRAL, parent)

    def show_referral(self, referral_id: str) -> None:
        """Begin with a つなぎ."""
        self.referral_id = referral_id
        self.strip.clear()
        self.remake()

    def close_paper(self) -> None:
        """Forget it and its sheet."""
        super().close_paper()
        self.referral_id = ""

    def _beside(self) -> tuple[QWidget, ...]:
        self.told = words("", wrap=True)
        set_role(self.counts, "body")
        return self.counts, self.told, words(_AFTER, "small", "soft", wrap=True)

    def _job(self) -> Job | None:
        return self._desk.referral_sheets.prepare(self.referral_id) if self.referral_id else None

    def _clear(self) -> None:
        super()._clear()
        self.told.setText("")

    def _tell(self, drawn: ReferralSheet) -> None:
        person = drawn.facts.person
        self.counts.setText(f"{drawn.facts.body}へ" + ("" if person is not None else f"　{_NO_COPY}"))
        told = [title for title, _ in person.told] if person is not None else []
        secret = person is not None and any(one.stays is Stays.HIDDEN for one in person.fields)
        self.told.setText(f"のせる項目：{'、'.join(told)}{'（住所と電話は、秘匿）' if secret else ''}" if told else "")

    def _why_not(self, drawn: ReferralSheet) -> str | None:
        """What is about nobody on the register may leave too."""
        return None


class _Asking:
    """The work of reading what may stand on a person's sheet for a receiver; None where nothing is chosen yet."""

    def __init__(self, desk: Desk, person_id: str, receiver: str, keys: tuple[str, ...] | None) -> None:
        self._desk, self._person_id, self._receiver, self._keys = desk, person_id, receiver, keys

    def run(self, progress: Progress) -> Shown | None:
        """Read it."""
        if not self._person_id or not self._receiver:
            return None
        try:
            return self._desk.sharing_sheets.shown(self._person_id, self._receiver, self._keys)
        except (Invalid, NotFound):  # gone meanwhile: the sheet itself says so
            return None


class SharingPrint(PaperFace):
    """``show_person(person_id, name)``: for whom is asked first, anew each time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.person_id = ""
        super().__init__(desk, desk.sharing_sheets, _SHARING, parent)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "情報共有シート"
        self._shown = Latest(self._asking, self)
        self._shown.done.connect(self.telling.show_shown)
        self.receiver.edited.connect(self._choose)
        self.message.editingFinished.connect(self._rewrite)
        self.message.edited.connect(self.keeper.touch)
        self.telling.edited.connect(self._tick)
        self.said.connect(self._begin_anew)

    def show_person(self, person_id: str, name: str) -> None:
        """Begin with a person; what was half-written for her comes back."""
        self.person_id = person_id
        self.receiver.set_choices([(one.code, one.label) for one in self._desk.codes.entries("recipients")])
        self._fill({})
        self.counts.setText(f"{name}さんの情報共有シート")
        self.strip.clear()
        draft = self.keeper.begin(f"sharing-sheet:{person_id}")
        if draft is not None:
            self._fill(draft.texts)
        self._shown.ask()
        self.remake()

    def close_paper(self) -> None:
        """Keep what is half-written, and forget the person and the sheet."""
        super().close_paper()
        self.keeper.keep_all()
        self.keeper.forget_form()
        self.person_id = ""

    def _fill(self, texts: Mapping[str, str]) -> None:
        self.receiver.set_value(texts.get("receiver") or None)
        self.message.set_text(texts.get("message", ""))
        self.telling.set_text(texts.get("given", ""))
        self._message = self.message.text()

    def _texts(self) -> Texts:
        texts = {"receiver": self.receiver.text(), "message": self.message.text(), "given": self.telling.text()}
        return texts, "message" if self.message.hasFocus() else ""

    def _begin_anew(self) -> None:
        """It left: nothing is half-written any more."""
        if self.person_id:
            self.keeper.forget()
            self.keeper.begin(f"sharing-sheet:{self.person_id}")

    def _tick(self) -> None:
        self.keeper.touch()
        self.remake()

    def first_focus(self) -> QWidget:
        """For whom it is; once that is told, the filled button."""
        return self.send if self.send.isEnabled() else self.receiver

    def regions(self) -> tuple[QWidget, ...]:
        """For whom it is, then the pages."""
        return self.receiver, self.paper.view.view

    def _beside(self) -> tuple[QWidget, ...]:
        self.receiver, self.telling = ChoiceField("渡し先"), Telling("のせる項目", titles=True)
        self.message = LineField("お伝えしたいこと", "あれば、ひとこと")
        self._message = ""
        set_role(self.counts, "body")
        asked = QWidget()
        told = words("お伝えしたいこと", "head")
        asked.setLayout(column(words("だれに渡しますか", "head"), self.receiver, told, self.message, gap=0.35))
        return self.counts, asked, self.telling

    def _clear(self) -> None:
        """The name stays over the sheet."""

    def _asking(self) -> _Asking:
        return _Asking(self._desk, self.person_id, self.receiver.value() or "", self.telling.keys())

    def _job(self) -> Job | None:
        receiver = self.receiver.value()
        self.send.set_reason(None if receiver else "渡し先を選んでください")
        if not receiver or not self.person_id:
            return None
        return self._desk.sharing_sheets.prepare(
            self.person_id, receiver=receiver, chosen=self.telling.keys(), message=self._message
        )

    def _choose(self) -> None:
        """It is another receiver: what usually stands on the sheet stands on it."""
        self.telling.forget()
        self.keeper.touch()
        self._shown.ask()
        self.remake()

    def _rewrite(self) -> None:
        if self.message.text() != self._message:
            self._message = self.message.text()
            self.remake()

    def _why_not(self, drawn: SharingSheet) -> str | None:
        return None if drawn.named else "のる方がいません"
