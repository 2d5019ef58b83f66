"""The first proposal of a month's remarks: each sentence by its rule, and nothing that the figures don't bear out."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.month import Month
from watchdesk.domain.proposals import AHEAD, NOTICED, Ahead, Noticed, added, proposed, sentences
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.summary import Added, Ended, Figures, Members, VisitCounts, figures_of
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.domain.work import WorkFigures

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def _ids(number: int, letter: str = "p") -> tuple[str, ...]:
    return tuple(f"{letter}{place}" for place in range(number))


def figures(
    *,
    watched: int = 0,
    unconfirmed: int = 0,
    new: int = 0,
    ended: int = 0,
    visits: int = 0,
    concern: int = 0,
    work: WorkFigures | None = None,
) -> Figures:
    everyone = _ids(watched)
    members = Members(
        under_watch=everyone,
        at_start=(),
        added_by={**dict.fromkeys(Added, ()), Added.NEW: _ids(new, "n")},
        ended_by={**dict.fromkeys(Ended, ()), Ended.ENDED: _ids(ended, "e")},
        at_end=(),
        confirmed_under_watch=everyone[unconfirmed:],
        not_confirmed=everyone[:unconfirmed],
    )
    rows = ((Method.VISIT, Result.MET, None, visits), (Method.PHONE, Result.MET, Condition.CONCERN, concern))
    made = figures_of(members, VisitCounts(rows=rows), (Method.VISIT,))
    return replace(made, work=work or WorkFigures())


def _said(noticed: Noticed) -> str:
    return proposed(noticed, None).remark


def test_nothing_is_said_of_a_month_in_which_nothing_was() -> None:
    assert _said(Noticed(month=OCTOBER, figures=figures())) == ""
    assert proposed(Noticed(month=OCTOBER, figures=figures()), Ahead(month=NOVEMBER)).coming == ""


def test_who_came_and_went_and_whom_nobody_confirmed_come_first() -> None:
    told = _said(Noticed(month=OCTOBER, figures=figures(watched=92, unconfirmed=15, new=3, ended=2)))
    assert told == "見守りの増減は、新規3名、終了2名です。15名の安否が、10月は確認できていません。"


def test_where_everybody_was_confirmed_that_is_said() -> None:
    told = _said(Noticed(month=OCTOBER, figures=figures(watched=8)))
    assert told == "見守った8名の、みなさんの安否を確認できました。"


def test_a_month_that_still_runs_compares_nothing_and_says_mada() -> None:
    noticed = Noticed(
        month=OCTOBER,
        figures=figures(watched=10, unconfirmed=9, visits=2),
        previous=figures(watched=10, visits=40),
        provisional=True,
        overdue=3,
    )
    assert _said(noticed) == "9名の安否が、まだ確認できていません。今日で、見守り間隔を過ぎている方が3名います。"


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [(50, 0, "下がりました"), (0, 50, "上がりました"), (4, 0, ""), (0, 0, "")],
)
def test_a_rate_that_rose_or_fell_much_is_told(now: int, before: int, told: str) -> None:
    noticed = Noticed(
        month=OCTOBER,
        figures=figures(watched=100, unconfirmed=now),
        previous=figures(watched=100, unconfirmed=before),
    )
    assert ("ポイント" in _said(noticed)) is bool(told)
    assert told in _said(noticed)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [(118, 98, "前の月より20件増えました。"), (60, 98, "前の月より38件減りました。"), (118, 112, ""), (9, 1, "")],
)
def test_visits_that_became_many_more_or_fewer_are_told(now: int, before: int, told: str) -> None:
    noticed = Noticed(month=OCTOBER, figures=figures(visits=now), previous=figures(visits=before))
    assert ("前の月より" in _said(noticed)) is bool(told)
    assert told in _said(noticed)


def test_a_month_without_visits_after_many_says_so() -> None:
    noticed = Noticed(month=OCTOBER, figures=figures(), previous=figures(visits=40))
    assert _said(noticed) == "10月は、訪問記録がありません。"


def test_overdue_worrying_conditions_and_signs_are_told() -> None:
    noticed = Noticed(
        month=OCTOBER,
        figures=figures(concern=3),
        overdue=4,
        worrying=2,
        signs=(("室温が高い", 3), ("新聞がたまっている", 1)),
        seasonal=3,
    )
    assert sentences(_said(noticed)) == (
        "10月の末で、見守り間隔を過ぎている方が4名います。",
        "会えないことが続くなどの気がかりで、無事を確かめている方が2名います。",
        "様子は、「気になる」が3件ありました。",
        "気づきで多かったのは、「室温が高い」の3件です。",
        "季節の気づきは、3件ありました。",
    )


def test_of_two_signs_noted_as_often_none_is_the_most() -> None:
    noticed = Noticed(month=OCTOBER, figures=figures(), signs=(("室温が高い", 3), ("新聞がたまっている", 3)))
    assert _said(noticed) == ""


def test_work_beside_the_visits_is_told_with_what_is_awaited() -> None:
    work = WorkFigures(
        by_field={"A1": 9},
        by_receiver={"hokatsu": 3},
        awaited_by={"hokatsu": 2},
        by_state={ReferralState.SENT: 2, ReferralState.ANSWERED: 1},
        by_activity={"C1": 2},
        participants=31,
    )
    noticed = Noticed(month=OCTOBER, figures=figures(work=work), contents=(("介護のこと", 5), ("家のこと", 1)))
    assert sentences(_said(noticed)) == (
        "相談は9件でした。",
        "多かった内容は、「介護のこと」の5件です。",
        "つなぎは3件で、うち2件は返事を待っています。",
        "活動は2件で、のべ31名が参加されました。",
    )


def test_the_next_month_is_told_in_counts() -> None:
    ahead = Ahead(
        month=NOVEMBER,
        unconfirmed=15,
        appointments=5,
        follow_ups=4,
        awaited=2,
        consents=3,
        pauses=1,
        seasons=("インフルエンザがはやる季節です。",),
    )
    assert sentences(proposed(Noticed(month=OCTOBER, figures=figures()), ahead).coming) == (
        "安否を確認できていない方のうち、いまも見守り中の15名を、先にお訪ねします。",
        "11月は、予定が5件あります。",
        "期限が11月までの要対応が4件あります。",
        "返事を待っているつなぎ2件の、お返事を確かめます。",
        "11月に同意の期限が来る方が3名います。",
        "同意を確かめ直します。",
        "11月に休止が終わる予定の方が1名います。",
        "11月は、インフルエンザがはやる季節です。",
    )


NUMBER = st.integers(0, 40)


@given(
    st.builds(
        Noticed,
        month=st.just(OCTOBER),
        figures=st.builds(figures, watched=st.just(40), unconfirmed=NUMBER, new=NUMBER, ended=NUMBER, visits=NUMBER),
        previous=st.none() | st.builds(figures, watched=st.just(40), unconfirmed=NUMBER, visits=NUMBER),
        provisional=st.booleans(),
        overdue=NUMBER,
        worrying=NUMBER,
    ),
    st.builds(Ahead, month=st.just(NOVEMBER), unconfirmed=NUMBER, appointments=NUMBER, awaited=NUMBER),
)
def test_every_sentence_is_polite_and_no_nought_is_told(noticed: Noticed, ahead: Ahead) -> None:
    said = proposed(noticed, ahead)
    for sentence in (*sentences(said.remark), *sentences(said.coming)):
        assert sentence.endswith(("です。", "ます。", "ました。", "ません。", "でした。"))
        assert not re.search(r"(?<![0-9.])0[名件]", sentence)
    assert len(sentences(said.remark)) <= len(NOTICED)
    assert len(sentences(said.coming)) <= len(AHEAD)


@given(st.text(max_size=40), st.sampled_from(["", "一つです。", "一つです。二つです。"]))
def test_what_she_wrote_stays_and_nothing_is_offered_twice(written: str, offered: str) -> None:
    once = added(written, offered)
    assert once.startswith(written.rstrip())
    assert all(sentence in once for sentence in sentences(offered))
    assert added(once, offered) == once
