"""Finding welfare information: any part of an item finds it, however it is written; what has expired stands last."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.folding import fold
from watchdesk.domain.info_finding import folded, found
from watchdesk.domain.info_item import InfoItem, InfoState

TODAY = date(2026, 11, 22)

_LETTERS = st.sampled_from("あいうかがアイガパッー配食弁当見守り電話ABCxyzＡｂ０１23-（）、 ")
_TEXTS = st.text(_LETTERS, min_size=1, max_size=14).filter(lambda text: fold(text) != "")


def _item(**values: Any) -> InfoItem:
    return InfoItem(**{"id": "one", "title": "配食サービス", "body": "", **values})


@given(title=_TEXTS, body=_TEXTS, tag=_TEXTS, part=st.data())
def test_any_part_of_title_body_and_tags_finds_it(title: str, body: str, tag: str, part: st.DataObject) -> None:
    item = _item(title=title, body=body, tags=(tag,))
    text = part.draw(st.sampled_from([title, body, tag]))
    key = fold(text)
    first = part.draw(st.integers(0, len(key) - 1))
    last = part.draw(st.integers(first + 1, len(key)))
    assert [line.item for line in found([folded(item)], key[first:last], TODAY)] == [item]


@given(text=_TEXTS)
def test_the_way_of_writing_does_not_matter(text: str) -> None:
    item = _item(title=text)
    for written in (text, text.upper(), text.lower(), fold(text)):
        assert found([folded(item)], written, TODAY)


def test_phone_and_target_find_it_and_every_word_must_stand_in_it() -> None:
    item = _item(phone="06-6038-0011", target="65歳以上の方", body="昼と夕に届けます。")
    for text in ("６０３８", "0660380011", "６５歳", "はいしょく", "配食 夕", "ゆう"):
        expected = text not in ("はいしょく", "ゆう")
        assert bool(found([folded(item)], text, TODAY)) is expected, text
    assert not found([folded(item)], "配食 朝", TODAY)


def test_the_title_comes_before_the_body_and_without_voiced_marks_last() -> None:
    items = [
        _item(id="body", title="見守りの電話", body="配食も頼めます"),
        _item(id="inside", title="昼の配食"),
        _item(id="begins", title="配食の案内"),
        _item(id="whole", title="配食"),
    ]
    order = [line.id for line in found(map(folded, items), "配食", TODAY)]
    assert order == ["whole", "begins", "inside", "body"]
    unvoiced = [_item(id="kana", title="ゴミ出しの手伝い"), _item(id="plain", title="コミュニティの集い")]
    assert [line.id for line in found(map(folded, unvoiced), "こみ", TODAY)] == ["plain", "kana"]


@given(
    days=st.lists(
        st.tuples(st.none() | st.integers(-40, 40), st.none() | st.integers(0, 60), st.booleans()), max_size=8
    )
)
def test_what_may_be_told_today_stands_before_all_else(days: list[tuple[int | None, int | None, bool]]) -> None:
    items = []
    for place, (begins, lasts, retired) in enumerate(days):
        first = None if begins is None else TODAY + timedelta(days=begins)
        until = None if lasts is None else (first or TODAY - timedelta(days=30)) + timedelta(days=lasts)
        items.append(_item(id=str(place), valid_from=first, valid_until=until, retired=retired))
    lines = found(map(folded, items), "", TODAY)
    assert sorted(line.id for line in lines) == sorted(item.id for item in items)
    assert [line.item.is_valid_on(TODAY) for line in lines] == sorted(
        (item.is_valid_on(TODAY) for item in items), reverse=True
    )
    order = [list(InfoState).index(line.state) for line in lines]
    assert order == sorted(order)


def test_the_first_and_the_last_day_belong_to_it() -> None:
    item = _item(valid_from=TODAY, valid_until=TODAY)
    states = [item.state_on(TODAY + timedelta(days=days)) for days in (-1, 0, 1)]
    assert states == [InfoState.AHEAD, InfoState.VALID, InfoState.OVER]
