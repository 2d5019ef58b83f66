"""``init`` and ``demo``: a new store, empty or with fictional people."""

import argparse
from typing import Any

from watchdesk.cli import key_sheets
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import day, number
from watchdesk.desk import (
    DEMO_FULL_NAME,
    DEMO_PASSWORD,
    DEMO_USER,
    Codes,
    NewStore,
    Plan,
    checked_for_area,
    create_desk,
    local_time,
    new_recovery_key,
)
from watchdesk.domain.password import password_words
from watchdesk.errors import Invalid


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    init = commands.add_parser(
        "init",
        parents=[common],
        examples=(
            'init --area 堀江 --name "山本 花子" --password-file pw.txt',
            'init --area 堀江 --name "山本 花子" --sheet 復旧の鍵.pdf',
            'init --ward --name "区役所 担当" --password-file pw.txt',
        ),
        help="新しい保管庫をつくります",
    )
    where = init.add_mutually_exclusive_group(required=True)
    where.add_argument("--area", metavar="地域", help="地域の名前")
    where.add_argument("--ward", action="store_true", help="区の保管庫にします")
    init.add_argument("--name", metavar="氏名", required=True, help="最初の利用者の氏名")
    key_sheets.add_to(init)
    init.set_defaults(run=_init)
    made = commands.add_parser(
        "demo",
        parents=[common],
        examples=("demo --store 練習", "demo --store 区全体 --areas 14 --people 10000 --visits 1000000"),
        help="架空の要援護者の入った、練習用の保管庫をつくります",
    )
    made.add_argument("--areas", type=number(1, 14), default=1, metavar="数", help="地域の数（1〜14）")
    made.add_argument("--people", type=number(1, 100_000), default=90, metavar="人数")
    made.add_argument("--visits", type=number(0, 10_000_000), default=1200, metavar="件数")
    made.add_argument("--months", type=number(1, 600), default=12, metavar="月数")
    made.add_argument("--until", metavar="日付", type=day, help="最後の日。書かなければ今日")
    made.add_argument("--seed", type=int, default=1, metavar="数", help="同じ数からは、同じ人びとができます")
    made.set_defaults(run=_demo)


def _init(session: Session, chosen: argparse.Namespace) -> Answer:
    key_sheets.refuse_unfit_sheet(chosen)
    area = None if chosen.ward else checked_for_area(Codes().areas, chosen.area)
    user = chosen.user or chosen.name.split()[0] if chosen.name.strip() else ""
    if not user:
        raise Invalid("name", "利用者の氏名を書いてください。", kind="missing")
    password = session.password(new=True)
    strength = password_words(password, (user, chosen.name))
    if strength.level == 0:
        raise Invalid("password", strength.sentence, kind="weak")
    key, new = new_recovery_key(), NewStore(area=area, full_name=chosen.name, user=user)
    with key_sheets.on_sheet(session, chosen, key, area, local_time().date()):
        desk = create_desk(session.folder, new, password, key)
    desk.close()
    document, text = key_sheets.told(chosen, key)
    return Answer({"store": str(session.folder)} | document, f"保管庫をつくりました: {session.folder}\n{text}")


def _demo(session: Session, chosen: argparse.Namespace) -> Answer:
    plan = _plan(chosen)
    home = plan.areas[0] if len(plan.areas) == 1 else None
    new = NewStore(area=home, full_name=DEMO_FULL_NAME, user=DEMO_USER)
    desk = create_desk(session.folder, new, DEMO_PASSWORD, new_recovery_key())
    try:
        made = session.run(desk.demo.fill(plan))
    finally:
        desk.lock()
    text = f"{made.people}名・{made.visits}件の練習用の保管庫をつくりました: {session.folder}"
    return Answer({"store": str(session.folder), "people": made.people, "visits": made.visits}, text)


def _plan(chosen: argparse.Namespace) -> Plan:
    areas = Codes().areas
    until = chosen.until or local_time().date()
    ordered = ("九条南", *(area for area in areas if area != "九条南")) if chosen.areas == 1 else areas
    return Plan(
        areas=tuple(ordered[: chosen.areas]),
        people=chosen.people,
        visits=chosen.visits,
        months=chosen.months,
        until=until,
        seed=chosen.seed,
        at_work=True,
    )
