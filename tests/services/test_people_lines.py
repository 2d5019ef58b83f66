"""Lines of a few people are the lines of everybody, and come in the order asked for."""

from watchdesk.desk import Desk


def test_lines_of_a_few_people_are_those_of_the_whole_list(desk: Desk) -> None:
    everybody = {line.id: line for line in desk.people.lines()}
    wanted = [*list(everybody)[40:20:-1], *list(everybody)[:3]]

    found = desk.people.lines_of(wanted)

    assert found == tuple(everybody[person_id] for person_id in wanted)


def test_people_who_are_gone_are_left_out_of_lines(desk: Desk) -> None:
    known = desk.people.lines()[0]

    assert desk.people.lines_of(["nobody", known.id, known.id]) == (known,)
