"""The ladder of steps: as the data file has it, whose numbers stand beside a step, when to look again."""

from datetime import timedelta

import resources
from tests.conftest import NOW
from watchdesk.domain.alarm import AlarmStep
from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.ladder import ANSWER, REPORT, USUAL, Around, Call, LadderStep, calls_of, current, looks
from watchdesk.domain.partner import Partner, PartnerKind

STEPS = tuple(LadderStep.of(row) for row in resources.codes("escalation_steps"))
KNOWN = {"own", "contacts", "charges", "doctor", "care_manager", "body", "number", "reporter"}


def test_every_step_of_the_file_can_be_read_and_has_its_source() -> None:
    assert [step.code for step in STEPS][-1] == ANSWER
    assert REPORT in {step.code for step in STEPS}
    assert all(step.advice and step.whom and step.source.startswith("https://") for step in STEPS)
    assert {call.partition(":")[0] for step in STEPS for call in step.calls} <= KNOWN
    assert all(step.limit > timedelta() for step in STEPS[:-1])


def test_the_signs_for_which_one_calls_at_once_stand_with_the_report() -> None:
    assert [len(step.signs) for step in STEPS if step.signs] == [4]
    assert next(step for step in STEPS if step.signs).code == REPORT


def test_bodies_are_found_by_their_words_and_numbers_for_everybody_are_given() -> None:
    def body(name: str, role: str | None = None) -> Partner:
        return Partner(id=name, kind=PartnerKind.BODY, name=name, role=role, phones=("06-6000-0001", "06-6000-0002"))

    around = Around(bodies=(body("見本区社協 見守り相談室"), body("見本区役所", "保健福祉課"), body("見本会館")))
    office = next(step for step in STEPS if step.code == "office")
    assert [call.name for call in calls_of(office, around)] == ["見本区社協 見守り相談室", "見本区役所"]
    report = next(step for step in STEPS if step.code == REPORT)
    assert calls_of(report, Around()) == (Call(name="火事・救急", phone="119"), Call(name="警察", phone="110"))


def test_of_somebody_not_on_the_register_nobody_is_called_by_the_record() -> None:
    assert [step.code for step in STEPS if calls_of(step, Around())] == ["report", "enter"]


def test_a_hidden_number_that_was_tried_does_not_hold_the_ladder_up() -> None:
    calls = {"phone": (Call(name="見本", phone=HIDDEN),)}
    nobody_there = AlarmStep(step="phone", at=NOW, by="yamamoto", reached=False)
    assert current((), STEPS[:-1], calls) == "outside"
    assert current((nobody_there,), STEPS[:-1], calls) == "nearby"


def test_the_usual_look_is_the_steps_own_and_the_evening_is_offered_until_it_comes() -> None:
    offered = looks(NOW, timedelta(minutes=30))
    assert (offered[0].code, offered[0].words, offered[0].at) == (
        USUAL,
        "手順の目安（30分後）",
        NOW + timedelta(minutes=30),
    )
    assert [one.code for one in offered] == [USUAL, "15", "60", "120", "evening", "morning"]
    assert offered[-2].at == NOW.replace(hour=17, minute=0)
    assert offered[-1].at == NOW.replace(hour=9, minute=0) + timedelta(days=1)
    at_five = NOW.replace(hour=17, minute=0)
    assert [one.code for one in looks(at_five, timedelta(hours=2))][-2:] == ["60", "morning"]
