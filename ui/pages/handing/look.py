"""Look: what would go, and every letter that its file could not hold as it is; found beside the window's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.pages.handing.making import FIGURES, MakeFace
from ui.places import Place
from ui.tasks import Job
from watchdesk.desk import Desk, handing
from watchdesk.domain.era import show_month
from watchdesk.domain.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A parcel, and by letter and what would stand in its place where it stands."""

    parcel: handing.Parcel
    letters: Mapping[tuple[str, str], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Gathers a parcel and looks at its letters. ``encoding`` None: its file holds every one."""

    desk: Desk
    job: Job
    encoding: str | None

    def run(self, progress: Any) -> Looked:
        """Do both, on whatever thread this is called."""
        parcel = self.job.run(progress)
        places: dict[tuple[str, str], list[str]] = {}
        if self.encoding is not None:
            for one in self.desk.handing.letters(parcel, self.encoding):
                places.setdefault((one.char, one.by), []).append(one.where)
        return Looked(parcel=parcel, letters=places)


def job_of(desk: Desk, place: Place, face: MakeFace) -> Job:
    """What gathers it: the list or the person one came with, else the month that is chosen."""
    receiver = face.chosen_receiver().code
    if place.person_id is not None:
        return desk.list_files.person(place.person_id, receiver=receiver)
    if place.only is not None:
        columns = desk.preferences.people_list().columns
        return desk.list_files.people(place.only, receiver=receiver, columns=columns)
    return desk.welfare.month(
        face.chosen_month(),
        receiver,
        profile=desk.profiles.get(face.profile.value()),
        statistics_only=face.what.value() == FIGURES,
    )


def told(looked: Looked) -> tuple[str, ...]:
    """What goes and what stays, a text a row of ``making.ROWS``."""
    parcel, replaced = looked.parcel, len(looked.letters)
    month = show_month(Month.parse(parcel.month)) if parcel.month is not None else ""
    mark = f"第{parcel.issue}号　照合番号 {parcel.code}" if parcel.issue is not None else "未確定（まだ締めていません）"
    reasons = "、".join(f"{why.label} {count}名" for why, count in parcel.withheld.items() if count)
    left, hidden, nobody = parcel.left, parcel.hidden, parcel.people is None
    counted = "数字には入ります" if parcel.month is not None else "お名前は入りません"
    return (
        f"{month}　{mark}" if parcel.month is not None else parcel.heading,
        "お名前は入りません（数字だけ）" if nobody else f"{len(parcel.named):,}名　同意の提供先に、この相手がある方",
        "―" if nobody else f"{left:,}名　{counted}（{reasons}）" if left else "いません",
        parcel.left_out_told or "ありません",
        f"{parcel.visits:,}件　渡す方の記録" if parcel.visits else "入りません",
        f"{hidden:,}名　お名前は渡し、住所と電話は渡しません" if hidden else "いません",
        f"{replaced:,}種類　下で確かめてください" if replaced else "ありません",
    )
