"""PrintPanel: 「この一覧を印刷する」: for whom, who stands on it and who does not, and the very pages."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords, tell_withheld
from ui.pages.papers.receiver_face import ReceiverFace
from ui.places import Place, Room
from ui.tasks import Job
from ui.widgets.action_button import ActionButton
from watchdesk.desk import Desk, PeopleList
from watchdesk.domain.people_filter import PeopleFilter

_WORDS = FaceWords(
    title="一覧を印刷する",
    back="一覧にもどる",
    noun="一覧",
    until="渡し先を選ぶと、印刷されるページがここに出ます。",
)
_RULES = {
    False: "名簿の提供に同意をいただいている方だけが、お名前入りでのります。",
    True: "同意をいただいていない方ものります。どなたにも渡さず、使い終えたら細かく裁ってください。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The list as it is shown: ids in their order, keys of columns, the filter, and what stands over it."""

    ids: tuple[str, ...]
    columns: tuple[str, ...]
    wanted: PeopleFilter
    heading: str


class PrintPanel(ReceiverFace):
    """``show_list(asked)``; ``wanted`` is the place where the list becomes a file that only its receiver opens."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._asked: Asked | None = None
        super().__init__(desk, desk.lists, _WORDS, asks="だれに渡す一覧ですか", rules=_RULES, parent=parent)

    def _beside(self) -> tuple[QWidget, ...]:
        self.as_file = ActionButton("紙でなく、ファイルで渡す", "file-lock-2", kind="low")
        self.as_file.clicked.connect(self._go_to_hand)
        return (*super()._beside(), self.as_file)

    def _go_to_hand(self) -> None:
        if self._asked is not None:
            self.wanted.emit(Place(room=Room.HANDING, only=self._asked.ids, because=self._asked.heading))

    def show_list(self, asked: Asked) -> None:
        """Begin with a list."""
        self._asked = asked
        self.begin(f"{asked.heading}　{len(asked.ids):,}名")

    def close_paper(self) -> None:
        """Forget the list and its pages."""
        super().close_paper()
        self._asked = None

    def _job_for(self, receiver: str) -> Job | None:
        asked = self._asked
        if asked is None:
            return None
        return self._desk.lists.people(
            asked.ids, receiver=receiver, columns=asked.columns, wanted=asked.wanted, heading=asked.heading
        )

    def _tell(self, drawn: PeopleList) -> None:
        """How many stand on it, how many do not, and why."""
        people = drawn.facts.people
        total = people.provided + drawn.withheld
        self.counts.setText(f"{total:,}名のうち、{people.provided:,}名のお名前がのります。{drawn.pages}ページです。")
        tell_withheld(self.withheld, drawn.facts.receiver, people.withheld, drawn.unshared_told)
