"""How columns share their room: what stays fits, and the least important goes first."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.column_room import Wish, staying, widths
from watchdesk.columns import ALWAYS


@given(
    wishes=st.lists(
        st.builds(
            Wish,
            need=st.integers(1, 300),
            want=st.integers(1, 600),
            importance=st.integers(1, ALWAYS),
            weight=st.integers(1, 20),
        ),
        min_size=1,
        max_size=12,
    ),
    room=st.integers(0, 2000),
)
def test_what_stays_fits_and_the_more_important_never_goes_first(wishes: list[Wish], room: int) -> None:
    kept = staying(dict(enumerate(wishes)), room)
    assert all(place in kept for place, wish in enumerate(wishes) if wish.importance == ALWAYS)
    least = min((wishes[place].importance for place in kept), default=ALWAYS)
    assert all(wishes[place].importance <= least for place in range(len(wishes)) if place not in kept)
    chosen = [wishes[place] for place in sorted(kept)]
    wide = widths(chosen, room)
    assert len(wide) == len(chosen)
    assert sum(wide) <= room
    if sum(wish.need for wish in chosen) <= room:
        assert all(width >= wish.need for width, wish in zip(wide, chosen, strict=True))
