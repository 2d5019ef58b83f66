"""What saving a person's form does to the store: somebody new, fields rewritten, a rewriting taken back."""

from dataclasses import dataclass

from ui.pages.person.form import PersonForm
from ui.pages.person.states import consent_entry
from ui.pages.person.values import Rewriting, changed_titles
from watchdesk.desk import Desk
from watchdesk.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What one saving changed: the fields' words, the record as it is now, and the way back."""

    titles: tuple[str, ...]
    person: Person
    rewriting: Rewriting

    @property
    def hides(self) -> bool:
        """Whether the person was made 秘匿 by it."""
        return self.person.hidden and self.rewriting.before.get("hidden") is False


def register(desk: Desk, editor: PersonForm) -> Person:
    """Take somebody new in. Invalid names the field of what is wrong."""
    told = editor.told()
    consent = consent_entry(dict(told))
    return desk.people.register(editor.values(), area=told["area"], consent=consent, since=told["begun"])


def rewrite(desk: Desk, editor: PersonForm, person_id: str) -> Rewritten | None:
    """Write what was changed in the form; None where nothing was."""
    present = desk.people.get(person_id)
    values = editor.values(present)
    titles = changed_titles(present, values)
    if not titles:
        return None
    saved = desk.people.change(person_id, values)
    return Rewritten(titles=titles, person=saved, rewriting=Rewriting.between(present, saved))


def take_back(desk: Desk, person_id: str, rewriting: Rewriting) -> str:
    """Write the fields as they were before; what was rewritten once more since stays. Return what was done, told."""
    back = rewriting.back(desk.people.get(person_id))
    if back:
        desk.people.change(person_id, back)
    whole = len(back) == len(rewriting.before)
    stays = "" if whole else "あとからもう一度書き直されたところは、そのままです。"
    return "前の書き方に戻しました。" * bool(back) + stays
