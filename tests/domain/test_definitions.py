"""Every figure that is shown says what it counts, in one plain and polite sentence from one source."""

from collections.abc import Iterator

import pytest

from watchdesk.desk import DAY_LINES, Desk
from watchdesk.domain import definitions
from watchdesk.domain.activity_count import Period
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import CUTS, Counted, Cut, PartWords, wholes
from watchdesk.domain.words import Method

ENOUGH = 60


def _all(words: PartWords) -> Iterator[Counted]:
    yield from wholes()
    for figure, cuts in CUTS.items():
        for cut in cuts:
            for code, label in words.of(figure, cut).items():
                yield Counted(figure=figure, cut=cut, code=code, label=label)
    for method in Method:
        for code, label in words.of(Figure.VISITS, Cut.CELL, method.value).items():
            yield Counted(figure=Figure.VISITS, cut=Cut.CELL, code=code, label=label)


def _is_plain(sentence: str) -> bool:
    return sentence.endswith(("です。", "ます。", "ません。")) and "\n" not in sentence


@pytest.mark.parametrize("figure", list(Figure))
def test_every_figure_says_what_it_counts(figure: Figure) -> None:
    sentence = definitions.FIGURES[figure]
    assert _is_plain(sentence)
    assert sentence.count("。") <= 2
    assert len(sentence) <= ENOUGH


def test_every_part_of_a_figure_says_what_it_counts_and_no_two_say_the_same(desk: Desk) -> None:
    words = desk.figures.words(desk.reports.figures(desk.reports.months()[1]))
    told = {counted.key: definitions.of_counted(counted) for counted in _all(words)}
    assert len(told) > 120
    assert all(_is_plain(sentence) for sentence in told.values())
    assert max(len(sentence) for sentence in told.values()) <= ENOUGH + 20  # a long word of a list stands in it whole
    by_title = {counted.key: counted.whole_title for counted in _all(words)}
    assert len(set(by_title.values())) == len(by_title)


def test_every_line_of_the_activity_counts_says_what_it_counts(desk: Desk) -> None:
    sheet = desk.activity_counts.prepare(Period.of_year(2026)).run()
    for item in sheet.items:
        sentence = definitions.of_item(item)
        assert _is_plain(sentence)
        assert len(sentence) <= ENOUGH


def test_every_line_of_the_first_page_says_what_it_counts() -> None:
    assert {line.key for line in DAY_LINES} == set(definitions.DAY)
    for sentence in definitions.DAY.values():
        assert _is_plain(sentence)
        assert len(sentence) <= ENOUGH


def test_the_counts_of_every_other_screen_are_plain_and_polite_too() -> None:
    for counts in definitions.SCREENS.values():
        for word, sentence in counts:
            assert word
            assert _is_plain(sentence)
            assert len(sentence) <= ENOUGH
