"""``report KIND`` of the kinds that say what they ask: options as words, a PDF, an answer; what is wrong is refused."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.told import Run
from tests.conftest import KEY, USER, fixed_clock
from watchdesk.desk import SHEETS, open_with_recovery_key


@pytest.fixture
def person_id(empty_store: Path) -> str:
    desk = open_with_recovery_key(empty_store, USER, KEY, clock=fixed_clock)
    made = desk.people.register({"family_name": "見本山", "town": "九条", "address": "1-2-34"}, area="九条南")
    desk.lock()
    return made.id


def test_the_list_names_every_kind_with_its_options_and_what_it_is_for(run: Run, empty_store: Path) -> None:
    kinds = {one["kind"]: one for one in run("report", "list", "--json", store=empty_store).document}
    for papers in SHEETS:
        told = kinds[papers.KIND.key]
        assert (told["title"], told["about"]) == (papers.KIND.title, papers.KIND.about)
        assert told["options"] == [option.flag for option in papers.KIND.options]
    assert "--for" in kinds["roster"]["options"]
    assert kinds["monthly"]["title"] == "月報"


@pytest.mark.parametrize("kind", ["person", "roster", "ageing", "labels"])
def test_a_kind_is_written_to_a_file_and_answered_in_json(
    run: Run, empty_store: Path, person_id: str, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "out.pdf"
    whose = ("--person", person_id) if kind == "person" else ()
    told = run("report", kind, *whose, "--to", target, "--json", store=empty_store)
    assert told.status == 0
    answer = told.document
    assert (answer["file"], answer["unprintable"], answer["degraded"]) == (str(target), [], [])
    assert answer["pages"] == len(PdfReader(target).pages)
    assert answer["people"] == (0 if kind == "ageing" else 1)
    assert answer["number"] == (None if kind == "ageing" else 1)


def test_somebody_is_named_by_number_or_by_a_name_that_only_one_has(
    run: Run, empty_store: Path, person_id: str, tmp_path: Path
) -> None:
    desk = open_with_recovery_key(empty_store, USER, KEY, clock=fixed_clock)
    other = desk.people.register({"family_name": "別所", "town": "九条", "address": "見本山荘"}, area="九条南").id
    desk.lock()

    def asked(said: str) -> tuple[int, str]:
        target = tmp_path / "一人.pdf"
        told = run("report", "person", "--person", said, "--to", target, "--replace", store=empty_store)
        return told.status, told.err or PdfReader(target).pages[0].extract_text()

    for said in (person_id, "見本山", "見本"):
        status, text = asked(said)
        assert status == 0
        assert "見本山" in text, "an address that fits too decides nothing"
    desk = open_with_recovery_key(empty_store, USER, KEY, clock=fixed_clock)
    desk.people.register({"family_name": "見本川", "family_kana": "ミホンガワ"}, area="九条南")
    desk.lock()
    status, text = asked("見本")
    assert status == 1
    assert "2名" in text
    assert person_id in text
    assert other not in text
    assert asked("見本川")[0] == 0
    status, text = asked("山荘")
    assert (status, "台帳にいません" in text) == (1, True)


def test_options_reach_the_paper(run: Run, filled_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "名簿.pdf"
    words = ("--by", "town", "--columns", "name,address", "--stamps", "会長,作成者", "--heading", "秋の名簿")
    told = run("report", "roster", *words, "--remarks", "4月に出し直す", "--to", target, store=filled_store)
    text = PdfReader(target).pages[0].extract_text()
    assert told.status == 0
    assert "要援護者名簿 写し第1号を書き出しました" in told.out
    for word in ("会長", "作成者", "秋の名簿", "町名ごと"):
        assert word in text
    assert "電話番号" not in text


def test_who_is_left_out_for_a_receiver_is_told(run: Run, empty_store: Path, person_id: str, tmp_path: Path) -> None:
    told = run("report", "roster", "--for", "minsei", "--to", tmp_path / "x.pdf", "--json", store=empty_store)
    assert (told.status, told.document["error"]["code"]) == (1, "people.nobody")
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("roster", "--by", "moon"), (2, "usage")),
        (("roster", "--stamps", "一,二,三,四,五,六"), (2, "usage")),
        (("person", "--person", "x", "--since", "昨日の昨日"), (2, "usage")),
        (("person",), (2, "usage")),
        (("labels", "--people", ""), (2, "usage")),
        (("re-ask", "--people", " , "), (2, "usage")),
        (("roster", "--town", "月"), (1, "town.unknown")),
        (("person", "--person", "gone"), (1, "not_found")),
        (("labels", "--form", "a12", "--start", "13"), (1, "start.number")),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(
    words: tuple[str, ...], refused: tuple[int, str], run: Run, empty_store: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    told = run("report", *words, "--to", target, "--json", store=empty_store)
    assert (told.status, told.document["error"]["code"]) == refused
    assert not target.exists()


def test_an_empty_store_has_a_roster_of_nobody_that_is_not_written(run: Run, empty_store: Path, tmp_path: Path) -> None:
    told = run("report", "roster", "--to", tmp_path / "x.pdf", store=empty_store)
    assert told.status == 1
    assert "のる方がいません" in told.err
