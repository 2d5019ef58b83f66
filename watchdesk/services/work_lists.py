"""The lists by which the work is counted, as this store words them and wants them."""

from watchdesk.domain.work_lists import CodeNames, WorkLists
from watchdesk.services.codes import WANTED_KINDS, Code, Codes
from watchdesk.services.settings import Settings


def work_lists(codes: Codes, settings: Settings) -> WorkLists:
    """Return the lists of the blocks; what is hidden of block C stands in no table unless the setting wants it."""
    return WorkLists(
        fields=_names(codes, "consult_fields", codes.entries("consult_fields")),
        contents=_names(codes, "consult_contents", codes.entries("consult_contents")),
        activities=_names(codes, "activity_kinds", codes.activity_kinds(settings.get(WANTED_KINDS))),
        coordination=_names(codes, "coordination_kinds", codes.entries("coordination_kinds")),
        receivers=_names(codes, "recipients", ()),
    )


def _names(codes: Codes, name: str, offered: tuple[Code, ...]) -> CodeNames:
    return CodeNames(offered=tuple(entry.code for entry in offered), labels=codes.labels(name))
