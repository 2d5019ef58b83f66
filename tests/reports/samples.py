"""A PDF of each kind in four sizes of data: nobody, a few (held in golden/), the usual, far too much of everything.

``python -m tests.reports.samples FOLDER`` writes them all, to be looked at.
"""

import io
import sys
from collections.abc import Callable
from pathlib import Path

from tests.reports.sample_sizes import Size
from tests.reports.samples_figures import correction, counts, everywhere, month, plan_month, plan_week, statistics
from tests.reports.samples_letters import information, recovery, referral, sharing, slips
from tests.reports.samples_lists import calls, people, round_sheet, today
from tests.reports.samples_sheets import (
    ageing,
    asking_again,
    beside_a_file,
    consents,
    envelope_labels,
    ledger,
    loss,
    record,
    roll,
    whereabouts,
    year_sheet,
)
from watchdesk.reports.page import Drawn

Draw = Callable[[Size, io.BytesIO], Drawn]
SAMPLES: dict[str, Draw] = {
    "monthly": month,
    "statistics": statistics,
    "everywhere": everywhere,
    "correction": correction,
    "activity_count": counts,
    "people_list": people,
    "call_list": calls,
    "day_sheet": round_sheet,
    "today_sheet": today,
    "calendar_month": plan_month,
    "calendar_week": plan_week,
    "referral_sheet": referral,
    "sharing_sheet": sharing,
    "info_sheet": information,
    "info_slip": slips,
    "key_sheet": recovery,
    "ageing_list": ageing,
    "roster": roll,
    "person_record": record,
    "labels": envelope_labels,
    "consent_form": consents,
    "re_ask": asking_again,
    "whereabouts_sheet": whereabouts,
    "lost_report": loss,
    "annual": year_sheet,
    "copies_list": ledger,
    "handover_papers": beside_a_file,
}
"""Every kind of paper by the name of its golden file."""


def pdf(kind: str, size: Size) -> bytes:
    """The PDF of a kind in a size."""
    into = io.BytesIO()
    SAMPLES[kind](size, into)
    return into.getvalue()


def main(folder: Path) -> None:
    """Write every kind in every size."""
    for kind in SAMPLES:
        for size in Size:
            (folder / f"{kind}-{size.name.lower()}.pdf").write_bytes(pdf(kind, size))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
