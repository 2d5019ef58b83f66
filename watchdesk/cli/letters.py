"""``report referral`` and ``report sharing-sheet``: つなぎ票 and 情報共有シート of one person, as numbered copies."""

import argparse
from pathlib import Path
from typing import Any

from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.desk import Desk, ReferralSheet, SharingSheet
from watchdesk.errors import WatchDeskError

KINDS = (
    {
        "kind": "referral",
        "title": "つなぎ票",
        "options": ["--referral", "--person", "--for", "--reason", "--wanted"],
        "about": "お一人のことを機関へつなぐときの手紙です。同意のある先へだけ出せます。",
    },
    {
        "kind": "sharing-sheet",
        "title": "情報共有シート",
        "options": ["--person", "--for", "--fields", "--message"],
        "about": "お一人の台帳から、選んだ項目を医療・介護などの機関へ知らせます。",
    },
)


def add_kinds(kinds: Any, common: argparse.ArgumentParser) -> None:
    """Add these kinds of report."""
    referral = kinds.add_parser(
        "referral",
        parents=[common],
        examples=(
            "report referral --referral 番号 --to つなぎ票.pdf",
            'report referral --person 番号 --for hokatsu --reason "買い物に行けない" --to つなぎ票.pdf --json',
        ),
        help="つなぎ票。写しとして、番号をつけて管理台帳に書きます",
    )
    whose = referral.add_mutually_exclusive_group(required=True)
    whose.add_argument("--referral", metavar="つなぎ", help="書いてあるつなぎの番号")
    whose.add_argument("--person", metavar="方", help="要援護者の番号。つなぎを、新しく準備します")
    referral.add_argument("--for", dest="receiver", metavar="提供先", default="", help="つなぎ先のコード")
    referral.add_argument("--reason", metavar="わけ", default="", help="つなぐわけ")
    referral.add_argument("--wanted", metavar="お願い", default="", help="お願いしたいこと")
    _add_fields(referral)
    referral.set_defaults(run=_referral)
    sheet = kinds.add_parser(
        "sharing-sheet",
        parents=[common],
        examples=("report sharing-sheet --person 番号 --for iryo_kaigo --to 共有.pdf --json",),
        help="情報共有シート。写しとして、番号をつけて管理台帳に書きます",
    )
    sheet.add_argument("--person", metavar="方", required=True, help="要援護者の番号")
    sheet.add_argument("--for", dest="receiver", metavar="提供先", default="iryo_kaigo", help="渡す先のコード")
    sheet.add_argument("--message", metavar="言葉", default="", help="お伝えしたいこと")
    _add_fields(sheet)
    sheet.set_defaults(run=_sharing)


def _add_fields(kind: Any) -> None:
    kind.add_argument("--fields", metavar="項目,…", help="知らせる項目のキー。書かなければ、ふつう知らせるもの")
    add_to(kind)


def _referral(session: Session, chosen: argparse.Namespace) -> Answer:
    refuse_unfit(chosen.to, replace=chosen.replace)
    desk = session.desk
    job = desk.referral_sheets.prepare(chosen.referral or _prepared(desk, chosen))
    return _told(desk.referral_sheets.save(session.run(job), chosen.to), "つなぎ票", chosen.to)


def _prepared(desk: Desk, chosen: argparse.Namespace) -> str:
    """A new つなぎ, written down only where the gate lets the person through."""
    keys = _keys(chosen)
    shown = desk.referrals.shown(chosen.person, chosen.receiver, keys)
    if shown.withheld is not None:
        raise WatchDeskError(shown.sentence, code="withheld")
    values = {"person_id": chosen.person, "receiver": chosen.receiver, "given": keys}
    return desk.referrals.prepare(values | {"reason": chosen.reason, "wanted": chosen.wanted}).id


def _sharing(session: Session, chosen: argparse.Namespace) -> Answer:
    refuse_unfit(chosen.to, replace=chosen.replace)
    desk = session.desk
    job = desk.sharing_sheets.prepare(
        chosen.person, receiver=chosen.receiver, chosen=_keys(chosen), message=chosen.message
    )
    return _told(desk.sharing_sheets.save(session.run(job), chosen.to), "情報共有シート", chosen.to)


def _keys(chosen: argparse.Namespace) -> tuple[str, ...] | None:
    return tuple(filter(None, chosen.fields.split(","))) if chosen.fields else None


def _told(paper: ReferralSheet | SharingSheet, title: str, to: Path) -> Answer:
    number = f" 写し第{paper.number}号" if paper.number is not None else ""
    return Answer(paper.to_json(to), f"{title}{number}を書き出しました（{paper.pages}ページ）: {to}")
