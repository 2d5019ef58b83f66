"""``users``: who may open the store; ``recovery-key renew``: a new printed key."""

import argparse
from pathlib import Path
from typing import Any

from watchdesk.cli import key_sheets
from watchdesk.cli.session import Answer, Session, first_line
from watchdesk.desk import ROLES, STAFF, User, new_recovery_key


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    users = commands.add_parser("users", help="だれが保管庫を開けるかを、並べたり変えたりします")
    deeds = users.add_subparsers(dest="deed", metavar="すること", required=True)
    listed = deeds.add_parser("list", parents=[common], help="利用者を並べます")
    listed.set_defaults(run=_list)
    add = _deed(deeds, common, "add", "利用者を足します。使えなくした方は、また使えるようにします")
    add.add_argument("--name", metavar="氏名", dest="full_name", default="", help="書かなければ、名前と同じ")
    add.add_argument("--role", choices=tuple(ROLES), default=STAFF, help="役割")
    add.set_defaults(run=_add)
    disable = deeds.add_parser(
        "disable", parents=[common], examples=("users disable ichiro",), help="利用者を使えなくします。記録は残ります"
    )
    disable.add_argument("user_name", metavar="名前")
    disable.set_defaults(run=_disable)
    _deed(deeds, common, "reset", "利用者のパスワードを決め直します").set_defaults(run=_reset)
    keys = commands.add_parser("recovery-key", help="復旧の鍵")
    renewing = keys.add_subparsers(dest="deed", metavar="すること", required=True)
    renew = renewing.add_parser(
        "renew",
        parents=[common],
        examples=("recovery-key renew --sheet 復旧の鍵.pdf",),
        help="復旧の鍵を新しくします。前の鍵は使えなくなります",
    )
    key_sheets.add_to(renew)
    renew.set_defaults(run=_renew)


def _deed(deeds: Any, common: argparse.ArgumentParser, word: str, told: str) -> argparse.ArgumentParser:
    """A deed that names a user and gives a new password."""
    example = f"users {word} ichiro --new-password-file 新しいpw.txt"
    made: argparse.ArgumentParser = deeds.add_parser(word, parents=[common], examples=(example,), help=told)
    made.add_argument("user_name", metavar="名前", help="開くときのお名前")
    made.add_argument(
        "--new-password-file", metavar="ファイル", type=Path, help="1行目が新しいパスワード。なければたずねます"
    )
    return made


def _list(session: Session, chosen: argparse.Namespace) -> Answer:
    users = session.desk.users.all()
    return Answer([_document(user) for user in users], "\n".join(map(_line, users)))


def _add(session: Session, chosen: argparse.Namespace) -> Answer:
    user = session.desk.users.add(
        session.own_password, chosen.user_name, _new(session, chosen), full_name=chosen.full_name, role=chosen.role
    )
    return Answer(_document(user), f"利用者「{user.name}」が、開けるようになりました。")


def _disable(session: Session, chosen: argparse.Namespace) -> Answer:
    user = session.desk.users.disable(session.own_password, chosen.user_name)
    return Answer(_document(user), f"利用者「{user.name}」を、使えなくしました。")


def _reset(session: Session, chosen: argparse.Namespace) -> Answer:
    user = session.desk.users.reset(session.own_password, chosen.user_name, _new(session, chosen))
    return Answer(_document(user), f"利用者「{user.name}」のパスワードを、決め直しました。")


def _renew(session: Session, chosen: argparse.Namespace) -> Answer:
    key_sheets.refuse_unfit_sheet(chosen)
    desk, key = session.desk, new_recovery_key()
    with key_sheets.on_sheet(session, chosen, key, desk.home_area, desk.today()):
        desk.users.renew_recovery_key(session.own_password, key)
    document, text = key_sheets.told(chosen, key)
    return Answer(document, f"復旧の鍵を新しくしました。前の紙は、もう使えません。\n{text}")


def _new(session: Session, chosen: argparse.Namespace) -> str:
    named: Path | None = chosen.new_password_file
    return first_line(named) if named is not None else session.new_password()


def _document(user: User) -> dict[str, object]:
    return {"name": user.name, "full_name": user.full_name, "role": user.role, "disabled": user.disabled}


def _line(user: User) -> str:
    state = "　使えません" if user.disabled else ""
    return f"{user.name}　{user.full_name}　{ROLES.get(user.role, user.role)}{state}"
