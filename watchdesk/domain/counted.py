"""Counted: a figure of the month or a part of it, as a screen shows it: its word, its number, and its own parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from watchdesk.domain.behind import Figure, number
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.summary import Added, Conditions, Ended, Figures
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result, Word
from watchdesk.domain.work_lists import CodeNames, WorkLists

UNKNOWN, UNSEEN = "unknown", "urgent_unseen"
"""Codes of the conditions beside the three words: not told, and 緊急 where nobody was confirmed (contract §2.12)."""


class Cut(Word):
    """By what a figure is cut into parts; the label stands before each part's own word."""

    REASON = "reason", "わけ"
    METHOD = "method", "方法"
    CELL = "cell", "結果"
    RESULT = "result", "結果"
    CONDITION = "condition", "様子"
    SIGN = "sign", "気づき"
    CRITERION = "criterion", "区分"
    FIELD = "field", "分野"
    CONTENT = "content", "内容"
    BODY = "body", "つなぎ先"
    STATE = "state", "進みぐあい"
    KIND = "kind", "種類"
    OUTCOME = "outcome", "結果"
    GROUP = "group", "気づき"
    AWAITED = "awaited", "返事待ち"
    AMOUNT = "amount", "合計"
    UNNAMED = "unnamed", "一覧"


CONFIRMED, OTHER = "confirmed", "other"
"""Codes of ``OUTCOME``: visits in which somebody was confirmed; those in which nobody was, 応答なし left out."""
HOURS, PARTICIPANTS = "hours", "participants"
"""Codes of ``AMOUNT``: what activities add up to."""
ALL = ""
"""The code of all signs, or of all bodies, together."""

CUTS: Mapping[Figure, tuple[Cut, ...]] = {
    Figure.UNDER_WATCH: (Cut.CRITERION,),
    Figure.ADDED: (Cut.REASON,),
    Figure.ENDED: (Cut.REASON,),
    Figure.VISITS: (Cut.METHOD, Cut.RESULT, Cut.CONDITION, Cut.SIGN),
    Figure.VISIT_COUNT: (Cut.METHOD,),
    Figure.WORRYING: (Cut.CONDITION,),
    Figure.CONSULTATIONS: (Cut.FIELD, Cut.CONTENT),
    Figure.REFERRALS: (Cut.BODY, Cut.STATE),
    Figure.ACTIVITIES: (Cut.KIND,),
    Figure.COORDINATION: (Cut.KIND,),
}
"""The cuts of each figure, in the order of the screen; a method of 訪問記録 is cut by result once more.

The others are the paper's own, beside these: ``OUTCOME``, ``GROUP``, ``AWAITED``, ``AMOUNT``, ``UNNAMED``.
"""
_AMOUNTS: Mapping[str, tuple[str, str]] = {HOURS: ("時間", "時間"), PARTICIPANTS: ("参加した方（のべ）", "名")}
"""Of an amount its word and its unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure, or its part of a ``code``; 訪問記録 cut by method and result has the code ``visit/met``.

    An outcome of one method has ``visit/confirmed``, of all methods ``confirmed``.

    ``label`` is the part's own word; it says nothing of which part it is.
    """

    figure: Figure
    cut: Cut | None = None
    code: str = ""
    label: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """``visits`` or ``visits/method/visit``: unique on a screen."""
        return self.figure.value if self.cut is None else f"{self.figure.value}/{self.cut.value}/{self.code}"

    @property
    def title(self) -> str:
        """Its word below the figure: 訪問記録, 方法：電話."""
        return self.figure.label if self.cut is None else f"{self.cut.label}：{self.label}"

    @property
    def whole_title(self) -> str:
        """Its word where it stands alone: 訪問記録 方法：訪問 結果：不在."""
        if self.cut in {Cut.CELL, Cut.OUTCOME} and "/" in self.code:
            return f"{self.figure.label} {Cut.METHOD.label}：{Method(self.of).label} {self.title}"
        return self.title if self.cut is None else f"{self.figure.label} {self.title}"

    @property
    def unit(self) -> str:
        """名, 件, 回, 日 or 時間."""
        return _AMOUNTS[self.code][1] if self.cut is Cut.AMOUNT else self.figure.unit

    @property
    def of(self) -> str:
        """The method of a cell of method and result."""
        return self.code.partition("/")[0]

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """By what it can be cut."""
        if self.cut is None:
            return CUTS.get(self.figure, ())
        return (Cut.CELL,) if self.cut is Cut.METHOD and self.figure is Figure.VISITS else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a span says: its figures, and people under watch by criterion 該当区分 as of today (None: unknown).

    ``groups``: of each sign of the checklist its group. ``unnamed``: by figure so many that the lists do not name.
    """

    figures: Figures
    criteria: Mapping[str, int] | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    unnamed: Mapping[Figure, int] = field(default_factory=dict)

    def number(self, counted: Counted) -> float | None:
        """Return a number as the report prints it; None where it is not known for this span."""
        if counted.cut is Cut.UNNAMED:
            return self.unnamed.get(counted.figure)
        if counted.cut in _SUMS:
            return self._sum(counted.cut, counted.code)
        if counted.cut is None:
            return number(counted.figure, self.figures)
        counts = self.counts(counted.figure, counted.cut, counted.of)
        return counts.get(counted.code, 0) if counts is not None else None

    def _sum(self, cut: Cut, code: str) -> float:
        """One of the paper's own sums."""
        work = self.figures.work
        if cut is Cut.GROUP:
            return sum(number for sign, number in self.figures.signs.items() if code in {ALL, self.groups.get(sign)})
        if cut is Cut.AWAITED:
            return work.awaited if code == ALL else work.awaited_by.get(code, 0)
        if cut is Cut.AMOUNT:
            return work.hours if code == HOURS else work.participants
        method, _, outcome = code.rpartition("/")
        table = self.figures.visits.table
        rows = [table[Method(method)]] if method else list(table.values())
        return sum(number for row in rows for result, number in row.items() if outcome_of(result) == outcome)

    def counts(self, figure: Figure, cut: Cut, method: str = "") -> Mapping[str, int] | None:
        """Return a cut's numbers by code; ``method``: of whose visits the cells of method and result are wanted."""
        if cut is Cut.CRITERION:
            return self.criteria
        visits, work = self.figures.visits, self.figures.work
        if cut is Cut.CELL:
            return {f"{method}/{result.value}": number for result, number in visits.table[Method(method)].items()}
        if cut is Cut.METHOD and figure is Figure.VISIT_COUNT:
            return {one.value: visits.by_method[one] for one in self.figures.visit_count_methods}
        found: Mapping[Cut, Mapping[str, int]] = {
            Cut.REASON: _plain(self.figures.added_by if figure is Figure.ADDED else self.figures.ended_by),
            Cut.METHOD: _plain(visits.by_method),
            Cut.RESULT: _plain(visits.by_result),
            Cut.CONDITION: _conditions(figure, self.figures.conditions),
            Cut.SIGN: self.figures.signs,
            Cut.FIELD: work.by_field,
            Cut.CONTENT: work.by_content,
            Cut.BODY: work.by_receiver,
            Cut.STATE: _plain(work.by_state),
            Cut.KIND: work.by_activity if figure is Figure.ACTIVITIES else work.by_coordination,
        }
        return found[cut]


_SUMS = frozenset({Cut.OUTCOME, Cut.GROUP, Cut.AWAITED, Cut.AMOUNT})


def outcome_of(result: Result) -> str:
    """Return which part of the picture of the methods a result is."""
    if result in CONFIRMED_CONTACT:
        return CONFIRMED
    return result.value if result is Result.NO_ANSWER else OTHER


def _plain(
    numbers: Mapping[Added, int]
    | Mapping[Ended, int]
    | Mapping[Method, int]
    | Mapping[Result, int]
    | Mapping[ReferralState, int],
) -> dict[str, int]:
    return {key.value: count for key, count in numbers.items()}


def _conditions(figure: Figure, seen: Conditions) -> dict[str, int]:
    told = {Condition.CONCERN.value: seen.concern, Condition.URGENT.value: seen.urgent, UNSEEN: seen.urgent_unseen}
    if figure is Figure.WORRYING:
        return told
    return {Condition.WELL.value: seen.well, **told, UNKNOWN: seen.unknown}


# ---- the parts of a figure


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """The words of the parts whose codes are lists: signs and criteria by code, and the lists of the work.

    ``groups``: of each sign of the checklist its group.
    """

    signs: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    lists: WorkLists = field(default_factory=WorkLists)

    def of(self, figure: Figure, cut: Cut, method: str = "") -> Mapping[str, str]:
        """Return the words of a cut by code, in their order."""
        if cut is Cut.CELL:
            return {f"{method}/{result.value}": result.label for result in Result}
        lists, kinds = self.lists, figure is Figure.ACTIVITIES
        found: Mapping[Cut, Mapping[str, str]] = {
            Cut.CRITERION: self.criteria,
            Cut.REASON: _labels(Added if figure is Figure.ADDED else Ended),
            Cut.METHOD: _labels(Method),
            Cut.RESULT: _labels(Result),
            Cut.CONDITION: {**_labels(Condition), UNSEEN: f"会えないまま{Condition.URGENT.label}", UNKNOWN: "記入なし"},
            Cut.SIGN: self.signs,
            Cut.FIELD: lists.fields.labels,
            Cut.CONTENT: lists.contents.labels,
            Cut.BODY: lists.receivers.labels,
            Cut.STATE: _labels(ReferralState),
            Cut.KIND: (lists.activities if kinds else lists.coordination).labels,
            Cut.AWAITED: {ALL: "すべて", **lists.receivers.labels},
            Cut.AMOUNT: {code: label for code, (label, _) in _AMOUNTS.items()},
            Cut.GROUP: {ALL: "すべて"},
            Cut.UNNAMED: {ALL: "お名前をのせない方"},
            Cut.OUTCOME: {CONFIRMED: "無事を確かめた", OTHER: "そのほか"},
        }
        return found[cut]

    def counted(self, key: str) -> Counted:
        """Return the figure or part of a key (``Counted.key``), with its word; ValueError for one that is none."""
        figure, _, part = key.partition("/")
        if not part:
            return Counted(figure=Figure(figure))
        cut, _, code = part.partition("/")
        words = self.of(Figure(figure), Cut(cut), code.partition("/")[0])
        label = words.get(code.rpartition("/")[2] if cut == Cut.OUTCOME else code, code)
        return Counted(figure=Figure(figure), cut=Cut(cut), code=code, label=label)


def _labels(words: type[Word]) -> dict[str, str]:
    return {word.value: word.label for word in words}


def wholes() -> tuple[Counted, ...]:
    """Return the figures, uncut, in the order of the screen."""
    return tuple(Counted(figure=figure) for figure in Figure)


def parts(counted: Counted, spans: Sequence[Said], words: PartWords) -> tuple[Counted, ...]:
    """Return the parts of a figure that count anything in one of the spans, cut by cut in the order of the lists.

    A code that its list does not know stands last, for itself.
    """
    found: list[Counted] = []
    for cut in counted.cuts:
        counts = [span.counts(counted.figure, cut, counted.code) or {} for span in spans]
        names = CodeNames(labels=words.of(counted.figure, cut, counted.code))
        found += [
            Counted(figure=counted.figure, cut=cut, code=code, label=names.label(code)) for code in names.codes(*counts)
        ]
    return tuple(found)


def sums(counted: Counted, spans: Sequence[Said], words: PartWords) -> tuple[Counted, ...]:
    """Return the paper's own sums of a figure, and of a method of 訪問記録, that count anything in one of the spans."""
    keys = [f"{counted.figure.value}/{cut.value}/{code}" for cut, code in _sums_of(counted, words)]
    found = [words.counted(key) for key in keys]
    return tuple(one for one in found if any(span.number(one) for span in spans))


def _sums_of(counted: Counted, words: PartWords) -> list[tuple[Cut, str]]:
    if counted.figure is Figure.VISITS and counted.cut is Cut.METHOD:
        return [(Cut.OUTCOME, f"{counted.code}/{outcome}") for outcome in (CONFIRMED, OTHER)]
    if counted.cut is not None:
        return []
    groups = [(Cut.GROUP, group) for group in (*dict.fromkeys(words.groups.values()), ALL)]
    bodies = [(Cut.AWAITED, body) for body in (ALL, *words.lists.receivers.labels)]
    found = {
        Figure.UNDER_WATCH: [(Cut.UNNAMED, ALL)],
        Figure.VISITS: [(Cut.OUTCOME, CONFIRMED), *groups, (Cut.UNNAMED, ALL)],
        Figure.REFERRALS: bodies,
        Figure.ACTIVITIES: [(Cut.AMOUNT, HOURS), (Cut.AMOUNT, PARTICIPANTS)],
    }
    return found.get(counted.figure, [])
