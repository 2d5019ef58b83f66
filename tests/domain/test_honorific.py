"""さん stands behind people, and behind nothing else."""

import pytest

import resources
from watchdesk.domain.honorific import with_san


@pytest.mark.parametrize("name", ["中村 清", "服部", "田所 園", "氷室 一", "本田", "𠮷田"])
def test_people_are_called_so(name: str) -> None:
    assert with_san(name) == f"{name}さん"


@pytest.mark.parametrize(
    "name",
    [
        "自主防災組織",
        "西区役所 保健福祉課",
        "見守り相談室（区社会福祉協議会）",
        "机の上",
        "ご本人",
        "見本先生",
        "見本様",
        "",
        "  ",
    ],
)
def test_organisations_and_whoever_is_called_otherwise_are_not(name: str) -> None:
    assert with_san(name) == name.strip()


def test_no_receiver_of_the_ward_is_called_so() -> None:
    assert [row["label"] for row in resources.codes("recipients") if with_san(row["label"]) != row["label"]] == [
        "見守り員",
        "民生委員・児童委員（主任児童委員を含む）",
    ]
