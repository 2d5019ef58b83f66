"""Answers: which big choices a way of visiting takes, and which result 結果 and condition 様子 each stands for."""

from ui.widgets.big_choice import Answer
from watchdesk.domain.visit import WITHOUT_MEETING, conditions_for, results_for
from watchdesk.domain.words import Condition, Method, Result

_URGENT = Answer(key="urgent", digit="9", word="緊急", explanation="119・110へ", tone="urgent")

MEETING: tuple[Answer, ...] = (
    Answer(key="well", digit="1", word="元気", explanation="いつもと変わりない", tone="ok"),
    Answer(key="concern", digit="2", word="気になる", explanation="いつもと違う", tone="care"),
    Answer(key="absent", digit="3", word="不在", explanation="お留守のよう", tone="away"),
    Answer(key="no_answer", digit="4", word="応答なし", explanation="気がかりがある", tone="care"),
    _URGENT,
)
"""What one may find at the door, by the digits that record it."""

WITHOUT: tuple[Answer, ...] = (
    Answer(key="well", digit="1", word="元気", explanation="家族・近隣から聞いた", tone="ok"),
    Answer(key="concern", digit="2", word="気になる", explanation="家族・近隣から聞いた", tone="care"),
    Answer(
        key="outside_only", digit="5", word="外から", explanation="投函した・外から見た", tone="wait", icon="footprints"
    ),
    _URGENT,
)
"""What can be told of a note in the post box or a look from outside; 3 and 4 keep their meaning and are not given."""

DIGITS = tuple(sorted({answer.digit for answer in (*MEETING, *WITHOUT)}))
"""All digits that choose."""

_CONDITIONS = {"well": Condition.WELL, "concern": Condition.CONCERN, "urgent": Condition.URGENT}


def answers_for(method: Method) -> tuple[Answer, ...]:
    """Return the big choices of a method."""
    return WITHOUT if method in WITHOUT_MEETING else MEETING


def condition_of(answer: str) -> Condition | None:
    """Return the condition that a choice tells; None where it tells none."""
    return _CONDITIONS.get(answer)


def results_of(answer: str, method: Method) -> tuple[Result, ...]:
    """Return the results that a choice can stand for, the usual one first; none where it does not fit the method."""
    fitting = results_for(method)
    condition = condition_of(answer)
    if condition is None:
        return tuple(result for result in fitting if result.value == answer)
    return tuple(result for result in fitting if condition in conditions_for(result))


def further_results(method: Method) -> tuple[Result, ...]:
    """Return the results that no big choice stands for: told without a condition."""
    chosen = {answer.key for answer in answers_for(method)}
    return tuple(result for result in results_for(method) if result.value not in chosen)


def answer_of(result: Result, condition: Condition | None, method: Method) -> str | None:
    """Return the big choice that stands for a result and condition; None where there is none."""
    key = result.value if condition is None else condition.value
    return key if any(answer.key == key for answer in answers_for(method)) else None


def further_word(result: Result) -> str:
    """Return a further result in words; a contact without a condition says so."""
    return f"{result.label}（様子は不明）" if Condition.WELL in conditions_for(result) else result.label
