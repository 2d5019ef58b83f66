"""さん stands behind people, and behind nothing else."""

import pytest

import resources
from watchdesk.domain.honorific import called, with_san
from watchdesk.domain.partner import Partner, PartnerKind


@pytest.mark.parametrize(
    "name",
    ["中村 清", "服部", "田所 園", "氷室 一", "本田", "𠮷田", "度会", "大館", "渡会 三課", "岩館", "田中 係", "本部"],
)
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
        "信濃町会",
        "見本医院（内科）",
        "地域福祉係",
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


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        (PartnerKind.WATCHER, "見本町会", "見本町会さん"),
        (PartnerKind.MINSEI, "見本先生", "見本先生"),
        (PartnerKind.BODY, "ひだまり", "ひだまり"),
        (PartnerKind.OTHER, "中村 清", "中村 清さん"),
        (PartnerKind.OTHER, "見本商店", "見本商店"),
    ],
)
def test_of_a_partner_the_kind_tells_whether_it_is_a_person(kind: PartnerKind, name: str, told: str) -> None:
    assert called(Partner(id="1", kind=kind, name=name)) == told
