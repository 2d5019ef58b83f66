"""What is asked of a profile: its name, and what the receiver calls a column."""

from collections.abc import Callable
from functools import partial

from ui.drafts import half_written
from ui.pages.in_place import Question, Values
from ui.pages.profiles.rows import ColumnRow
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.profile import Profile, titled
from watchdesk.errors import Invalid
from watchdesk.fields import Field

DRAFTS, NAME = "profile", "name"

_NAME = (Field("name", "形の名前", required=True, wide=True, hint="「保健福祉課 月次」のように書きます。"),)
_TITLE = (Field("profile", "列の名前", wide=True, hint="空けておくと、もとの名前になります。"),)


class Questions:
    """The questions, with what writes each answer down and the sentence that says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def half_written(self) -> tuple[str, str] | None:
        """What was being named, ``NAME`` or the sheet and key of a column, and of which profile; None: nothing."""
        return half_written(self._desk, DRAFTS)

    def name(self, base: Profile, tell: Callable[[str], None]) -> Question:
        """Ask for the name of a new profile that begins as another; ``tell`` gets the name once it is saved."""
        return Question(
            draft=f"{DRAFTS}:{NAME}:{base.name}",
            title=f"「{base.name}」をもとに、新しい形をつくります",
            save="この名前でつくる",
            fields=_NAME,
            asking=Asking(today=self._desk.today()),
            write=partial(self._write_name, base, tell),
        )

    def title(self, profile: Profile, sheet: str, row: ColumnRow) -> Question:
        """Ask what the receiver calls a column."""
        return Question(
            draft=f"{DRAFTS}:{sheet}/{row.key}:{profile.name}",
            title=f"「{row.usual}」の列の名前",
            save="この名前にする",
            fields=_TITLE,
            asking=Asking(today=self._desk.today()),
            values={"profile": row.shown},
            write=partial(self._write_title, profile, sheet, row),
        )

    def _write_name(self, base: Profile, tell: Callable[[str], None], values: Values) -> str:
        name = " ".join(str(values["name"] or "").split())
        if any(one.name == name for one in self._desk.profiles.all()):
            raise Invalid("name", f"「{name}」という形は、もうあります。別の名前にしてください。", kind="taken")
        made = self._desk.profiles.save(Profile(name=name, sheets=base.sheets))
        tell(made.name)
        return f"「{made.name}」をつくりました。入れる列と名前を、ここで変えられます。"

    def _write_title(self, profile: Profile, sheet: str, row: ColumnRow, values: Values) -> str:
        room = self._desk.profiles
        given = next(one for one in room.sheets if one.key == sheet)
        title = str(values["profile"] or "")
        columns = titled(room.columns(profile, given), row.key, None if title == row.usual else title)
        room.save(profile.with_sheet(sheet, columns))
        return f"「{row.usual}」の列は、「{' '.join(title.split()) or row.usual}」と書きます。"
