"""Who has somebody alike: the whole list and the question about one person agree."""

from watchdesk.desk import Desk


def test_everybody_alike_is_whoever_has_somebody_alike(desk: Desk) -> None:
    desk.people.register({"family_name": "髙橋", "given_name": "トシ子", "family_kana": "タカハシ"}, area="九条南")
    desk.people.register({"family_name": "高橋", "given_name": "とし子"}, area="九条南")
    elsewhere = next(area for area in desk.codes.areas if area != "九条南")
    desk.people.register({"family_name": "高橋", "given_name": "トシ子"}, area=elsewhere)

    one_by_one = {line.id for line in desk.people.lines() if desk.people.alike(line.id)}

    assert desk.search.all_alike() == one_by_one
    assert one_by_one
