"""``receivers``, ``handovers``: who gets files and how only they open them, what went to them, and receipts."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.values import day
from watchdesk.domain.era import show_day
from watchdesk.domain.handover import Handover
from watchdesk.domain.receiver import Receiver

_WRITTEN = "書きとめました。"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Commands about one thing; ``which``: name, word and meaning of the argument that says about which one."""

    commands: Any
    common: argparse.ArgumentParser
    which: tuple[str, str, str]

    def add(self, name: str, run: Any, told: str, *, example: str = "", of_one: bool = True) -> Any:
        """Add a command and return its parser."""
        examples = (example,) if example else ()
        added = self.commands.add_parser(name, parents=[self.common], help=told, examples=examples)
        if of_one:
            added.add_argument(self.which[0], metavar=self.which[1], help=self.which[2])
        added.set_defaults(run=run)
        return added


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    groups = (
        ("receivers", "渡す相手と、閉じ方", ("code", "相手", "相手のコード"), _add_receivers),
        ("handovers", "渡したファイルと、受領書", ("id", "番号", "受け渡しの番号"), _add_handovers),
    )
    for name, told, which, add in groups:
        what = commands.add_parser(name, help=told).add_subparsers(dest="what", metavar="すること", required=True)
        add(_Group(commands=what, common=common, which=which))


def _add_receivers(group: _Group) -> None:
    group.add("list", _list_receivers, "渡す相手を並べます", of_one=False)
    example = 'receivers agree hokenfukushi --contact "係の方" --phone 06-6000-0000'
    agree = group.add("agree", _agree, "相手の担当の方と電話を書きます", example=example)
    agree.add_argument("--contact", metavar="名前", help="担当の方")
    agree.add_argument("--phone", metavar="電話", help="パスワードを伝える電話")
    example = "receivers key hokenfukushi 公開鍵.txt"
    key = group.add("key", _take_key, "相手の公開鍵を取りこみます。合言葉で確かめるまで使いません", example=example)
    key.add_argument("file", metavar="ファイル", type=Path, help="公開鍵のファイル")
    example = 'receivers confirm hokenfukushi --phrase "かも・すね・たて・わご・なの" --with "係の方"'
    confirm = group.add("confirm", _confirm, "相手の言った合言葉を確かめます", example=example)
    confirm.add_argument("--phrase", metavar="合言葉", required=True, help="相手が電話で言った合言葉")
    confirm.add_argument("--with", dest="with_whom", metavar="名前", required=True, help="確かめた相手の方")
    group.add("password", _by_password, "鍵をやめて、パスワードで閉じることにします")


def _add_handovers(group: _Group) -> None:
    listed = group.add("list", _list_handovers, "渡したファイルを並べます", of_one=False)
    only = listed.add_mutually_exclusive_group()
    only.add_argument("--unreceipted", action="store_true", help="受領書が戻っていないものだけ")
    only.add_argument("--to-end", action="store_true", help="返してもらう日か、消してもらう日が来たものだけ")
    example = 'handovers receipt 番号 --by "係の方"'
    receipt = group.add("receipt", _receipt, "受領書が戻ったと書きます", example=example)
    receipt.add_argument("--by", metavar="名前", required=True, help="署名した方")
    receipt.add_argument(
        "--correct", action="store_true", help="前に書いた受領書の記録を直します。前の記録は管理台帳に残ります"
    )
    papers = group.add(
        "papers", _papers, "送り状・受領書・ラベルをPDFにします", example="handovers papers 番号 --to 送り状.pdf"
    )
    add_to(papers)
    returned = group.add("returned", _done, "USBメモリーなどが戻ったと書きます")
    erased = group.add("erased", _done, "相手が消したと書きます")
    for done in (receipt, returned, erased):
        done.add_argument("--on", metavar="日", type=day, help="その日。書かなければ今日")


# ---- receivers


def _receiver_json(receiver: Receiver) -> dict[str, Any]:
    return {
        "code": receiver.code,
        "way": receiver.way.value,
        "contact": receiver.contact,
        "phone": receiver.phone,
        "agreed_on": receiver.agreed_on.isoformat() if receiver.agreed_on else None,
        "phrase": receiver.phrase.said if receiver.phrase else None,
        "confirmed_on": receiver.confirmed_on.isoformat() if receiver.confirmed_on else None,
    }


def _list_receivers(session: Session, chosen: argparse.Namespace) -> Answer:
    known = session.desk.receivers.all()
    document = [{"word": one.word} | _receiver_json(one.kept or Receiver(code=one.code)) for one in known]
    text = "\n".join(f"{one.code}  {one.word}" + (f"  {one.kept.way.label}" if one.kept else "") for one in known)
    return Answer(document, text)


def _agree(session: Session, chosen: argparse.Namespace) -> Answer:
    receiver = session.desk.receivers.agree(chosen.code, contact=chosen.contact, phone=chosen.phone)
    return Answer(_receiver_json(receiver), _WRITTEN)


def _take_key(session: Session, chosen: argparse.Namespace) -> Answer:
    receiver = session.desk.receivers.take_key(chosen.code, chosen.file)
    said = receiver.phrase.said if receiver.phrase is not None else ""
    told = f"公開鍵を取りこみました。相手に電話をして、合言葉を言ってもらってください: {said}"
    return Answer(_receiver_json(receiver), told)


def _confirm(session: Session, chosen: argparse.Namespace) -> Answer:
    receiver = session.desk.receivers.confirm(chosen.code, chosen.phrase, chosen.with_whom)
    return Answer(_receiver_json(receiver), "確かめました。これから、この相手のファイルは公開鍵で閉じます。")


def _by_password(session: Session, chosen: argparse.Namespace) -> Answer:
    return Answer(_receiver_json(session.desk.receivers.by_password(chosen.code)), "パスワードで閉じることにしました。")


# ---- handovers


def _handover_json(one: Handover) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in Handover.__dataclass_fields__}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in plain.items()}


def _list_handovers(session: Session, chosen: argparse.Namespace) -> Answer:
    room = session.desk.handovers
    found = room.unreceipted() if chosen.unreceipted else room.to_end() if chosen.to_end else room.all()
    lines = (
        f"{one.id}  {show_day(one.made_on)}  {room.receiver_word(one)}  {one.title}  "
        f"{'受領書なし' if one.is_unreceipted else '受領済み'}"
        for one in found
    )
    return Answer([_handover_json(one) for one in found], "\n".join(lines))


def _receipt(session: Session, chosen: argparse.Namespace) -> Answer:
    room, on = session.desk.handovers, chosen.on
    if not chosen.correct:
        return Answer(_handover_json(room.receipt(chosen.id, on or session.desk.today(), chosen.by)), _WRITTEN)
    on = on or room.get(chosen.id).received_on or session.desk.today()
    told = _handover_json(room.correct_receipt(chosen.id, on, chosen.by))
    return Answer(told | {"receipt_before": list(room.receipt_before(chosen.id))}, _WRITTEN)


def _done(session: Session, chosen: argparse.Namespace) -> Answer:
    desk = session.desk
    deed = desk.handovers.returned if chosen.what == "returned" else desk.handovers.erased
    return Answer(_handover_json(deed(chosen.id, chosen.on or desk.today())), _WRITTEN)


def _papers(session: Session, chosen: argparse.Namespace) -> Answer:
    refuse_unfit(chosen.to, replace=chosen.replace)
    sheets = session.desk.handover_sheets
    papers = session.run(sheets.prepare(chosen.id))
    sheets.save(papers, chosen.to)
    marks = {
        name: [{"char": one.char, "code": one.code, "where": one.where} for one in lost]
        for name, lost in (("unprintable", papers.unprintable), ("degraded", papers.degraded))
    }
    return Answer({"file": str(chosen.to), "pages": papers.pages} | marks, f"書き出しました: {chosen.to}")
