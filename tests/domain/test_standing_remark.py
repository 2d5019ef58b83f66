"""A remark that stands while its month is corrected: what agrees no longer is found, and nothing else."""

from tests.domain.test_proposals import figures
from watchdesk.domain.month import Month
from watchdesk.domain.proposals import Noticed, by_rule, proposed
from watchdesk.domain.standing_remark import Stale, counts_in, counts_of, rewritten, stale, stands

OCTOBER = Month(2026, 10)


def _noticed(*, unconfirmed: int, visits: int = 118, ended: int = 0) -> Noticed:
    return Noticed(
        month=OCTOBER, figures=figures(watched=93, unconfirmed=unconfirmed, new=3, ended=ended, visits=visits)
    )


def _found(written: str, before: Noticed, now: Noticed) -> tuple[Stale, ...]:
    gone = counts_of(before.figures) - counts_of(now.figures)
    return stale(written, by_rule(before), by_rule(now), gone)


def test_a_sentence_of_the_proposal_that_says_otherwise_now_is_offered_anew_and_the_others_stay() -> None:
    before, now = _noticed(unconfirmed=15), _noticed(unconfirmed=14)
    written = f"暑い日が続きました。\n{proposed(before, None).remark}\n15回も電話をくださった方がいます。"
    (found,) = _found(written, before, now)
    assert found == Stale(
        sentence="15名の安否が、10月は確認できていません。", instead="14名の安否が、10月は確認できていません。"
    )
    after = rewritten(written, found)
    assert after == written.replace("15名の安否が", "14名の安否が")
    assert _found(after, before, now) == ()


def test_a_rule_that_tells_another_set_of_reasons_now_is_known_by_its_rule() -> None:
    before, now = _noticed(unconfirmed=5), _noticed(unconfirmed=5, ended=2)
    (found,) = _found(proposed(before, None).remark, before, now)
    assert found.instead == "見守りの増減は、新規3名、終了2名です。"


def test_a_sentence_that_is_the_end_of_another_is_rewritten_alone_and_the_lines_stay() -> None:
    one = Stale(sentence="訪問は12件です。", instead="訪問は13件です。")
    written = "電話と訪問は12件です。\n 訪問は12件です。\n\n電話と訪問は12件です"
    after = rewritten(written, one)
    assert after == "電話と訪問は12件です。\n 訪問は13件です。\n\n電話と訪問は12件です"
    assert stands(written, one)
    assert not stands(after, one)
    assert rewritten("寒い日でした。\n訪問は12件です", one) == "寒い日でした。\n訪問は13件です。"


def test_numbers_of_her_own_sentences_are_told_where_they_stand_among_the_figures_no_longer() -> None:
    before, now = _noticed(unconfirmed=5, visits=118), _noticed(unconfirmed=5, visits=121)
    assert _found("10月は118件も訪ねました。10月18日は祭りでした。7件は電話です。", before, now) == (
        Stale(sentence="10月は118件も訪ねました。"),
    )


def test_the_day_of_a_date_counts_nothing() -> None:
    assert counts_in("10月3日に、１２名と1,118件") == {("12", "名"), ("1118", "件")}
