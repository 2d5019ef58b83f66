"""What is half-written of a paper: drawn before it leaves, and over only as far as it left."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.pages.papers.drafting import PaperDraft
from watchdesk.desk import Desk


@pytest.mark.usefixtures("qapp")
def test_what_is_typed_while_a_paper_is_printed_stays_half_written(empty_desk: Desk, qtbot: QtBot) -> None:
    texts, owner = {"remarks": ""}, QObject()
    draft = PaperDraft(empty_desk, lambda: (texts, "remarks"), owner, "用紙")
    draft.begin("sheets:ageing")
    texts["remarks"] = "来月"
    draft.touch()
    with qtbot.waitSignal(draft.paused, timeout=100):
        draft.draw_now()  # the pages leave with it
    with qtbot.assertNotEmitted(draft.paused, wait=0):
        draft.draw_now()

    texts["remarks"] = "来月話します"
    draft.touch()
    draft.keep()
    draft.settle()
    assert [kept.texts["remarks"] for kept in empty_desk.drafts.all()] == ["来月話します"]

    draft.draw_now()
    draft.settle()
    assert empty_desk.drafts.all() == ()
    assert not draft.changed()
