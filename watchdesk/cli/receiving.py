"""``receive``, ``receivers``, ``handovers``: what came, who gets files, and what went to them."""

import argparse
from pathlib import Path
from typing import Any

from watchdesk.cli.session import Answer, Session, first_line
from watchdesk.cli.values import day
from watchdesk.desk import receiving
from watchdesk.domain.era import show_day
from watchdesk.domain.handover import Handover
from watchdesk.domain.receiver import Receiver


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    _add_receive(commands, common)
    _add_receivers(commands, common)
    _add_handovers(commands, common)


def _add_receive(commands: Any, common: argparse.ArgumentParser) -> None:
    receive = commands.add_parser(
        "receive",
        parents=[common],
        examples=(
            "receive 10月.age --identity 私の鍵.txt --to 10月.xlsx",
            "receive 10月.xlsx --file-password-file 合言葉.txt --json",
        ),
        help="受け取ったファイルを確かめ、取り出します。保管庫は要りません",
    )
    receive.add_argument("file", metavar="ファイル", type=Path, help="受け取ったファイル")
    receive.add_argument("--to", metavar="場所", type=Path, help="取り出す先。ファイルか、フォルダー")
    receive.add_argument("--identity", metavar="ファイル", type=Path, help="自分の鍵のファイル")
    receive.add_argument("--file-password-file", metavar="ファイル", type=Path, help="1行目がファイルのパスワード")
    receive.add_argument("--replace", action="store_true", help="同じ名前のファイルに上書きします")
    receive.set_defaults(run=_receive)
    made = commands.add_parser(
        "receiving-key",
        parents=[common],
        examples=("receiving-key --to 私の鍵.txt",),
        help="受け取る側の鍵をつくります。公開鍵のファイルを、送る方に渡します",
    )
    made.add_argument("--to", metavar="ファイル", type=Path, required=True, help="自分の鍵のファイル")
    made.set_defaults(run=_new_key)


def _add_receivers(commands: Any, common: argparse.ArgumentParser) -> None:
    receivers = commands.add_parser("receivers", help="渡す相手と、閉じ方")
    what = receivers.add_subparsers(dest="what", metavar="すること", required=True)
    listed = what.add_parser("list", parents=[common], help="渡す相手を並べます")
    listed.set_defaults(run=_list_receivers)
    agree = what.add_parser(
        "agree",
        parents=[common],
        examples=('receivers agree hokenfukushi --contact "係の方" --phone 06-6000-0000',),
        help="相手の担当の方と電話を書きます",
    )
    agree.add_argument("code", metavar="相手", help="相手のコード")
    agree.add_argument("--contact", metavar="名前", help="担当の方")
    agree.add_argument("--phone", metavar="電話", help="パスワードを伝える電話")
    agree.set_defaults(run=_agree)
    key = what.add_parser(
        "key",
        parents=[common],
        examples=("receivers key hokenfukushi 公開鍵.txt",),
        help="相手の公開鍵を取りこみます。合言葉で確かめるまで使いません",
    )
    key.add_argument("code", metavar="相手", help="相手のコード")
    key.add_argument("file", metavar="ファイル", type=Path, help="公開鍵のファイル")
    key.set_defaults(run=_take_key)
    confirm = what.add_parser(
        "confirm",
        parents=[common],
        examples=('receivers confirm hokenfukushi --phrase "かも・すね・たて・わご・なの" --with "係の方"',),
        help="相手の言った合言葉を確かめます",
    )
    confirm.add_argument("code", metavar="相手", help="相手のコード")
    confirm.add_argument("--phrase", metavar="合言葉", required=True, help="相手が電話で言った合言葉")
    confirm.add_argument("--with", dest="with_whom", metavar="名前", required=True, help="確かめた相手の方")
    confirm.set_defaults(run=_confirm)
    password = what.add_parser("password", parents=[common], help="鍵をやめて、パスワードで閉じることにします")
    password.add_argument("code", metavar="相手", help="相手のコード")
    password.set_defaults(run=_by_password)


def _add_handovers(commands: Any, common: argparse.ArgumentParser) -> None:
    handovers = commands.add_parser("handovers", help="渡したファイルと、受領書")
    what = handovers.add_subparsers(dest="what", metavar="すること", required=True)
    listed = what.add_parser("list", parents=[common], help="渡したファイルを並べます")
    listed.add_argument("--unreceipted", action="store_true", help="受領書が戻っていないものだけ")
    listed.set_defaults(run=_list_handovers)
    receipt = what.add_parser(
        "receipt", parents=[common], examples=('handovers receipt 番号 --by "係の方"',), help="受領書が戻ったと書きます"
    )
    receipt.add_argument("id", metavar="番号", help="受け渡しの番号")
    receipt.add_argument("--by", metavar="名前", required=True, help="署名した方")
    receipt.add_argument("--on", metavar="日", type=day, help="受け取った日。書かなければ今日")
    receipt.set_defaults(run=_receipt)
    papers = what.add_parser(
        "papers",
        parents=[common],
        examples=("handovers papers 番号 --to 送り状.pdf",),
        help="送り状・受領書・ラベルをPDFにします",
    )
    papers.add_argument("id", metavar="番号", help="受け渡しの番号")
    papers.add_argument("--to", metavar="ファイル.pdf", type=Path, required=True, help="書き出すPDF")
    papers.set_defaults(run=_papers)
    for deed, told in (("returned", "USBメモリーなどが戻ったと書きます"), ("erased", "相手が消したと書きます")):
        done = what.add_parser(deed, parents=[common], help=told)
        done.add_argument("id", metavar="番号", help="受け渡しの番号")
        done.add_argument("--on", metavar="日", type=day, help="その日。書かなければ今日")
        done.set_defaults(run=_done)


# ---- receive


def _receive(session: Session, chosen: argparse.Namespace) -> Answer:
    named = chosen.file_password_file
    received = receiving.open_file(
        chosen.file, password=first_line(named) if named is not None else None, identity=chosen.identity
    )
    saved = receiving.save(received, chosen.to, replace=chosen.replace) if chosen.to is not None else ()
    written = [str(one.path) for one in saved]
    about = received.about
    title = f"{about['title']}（{about['receiver']} 御中）\n" if about else ""
    rows = "、".join(f"{name} {count}行" for name, count in received.rows.items())
    told = f"\n取り出しました: {'、'.join(written)}" if written else ""
    return Answer(
        received.to_json() | {"saved": written}, f"{title}{rows}\n照合の値（SHA-256）: {received.sha256}{told}"
    )


def _new_key(session: Session, chosen: argparse.Namespace) -> Answer:
    own, public, phrase = receiving.new_key(chosen.to)
    text = f"自分の鍵: {own}\n送る方に渡す公開鍵: {public}\n電話で確かめる合言葉: {phrase.said}"
    return Answer({"identity": str(own), "public_key": str(public), "phrase": phrase.said}, text)


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
    return Answer(_receiver_json(receiver), "書きとめました。")


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
    found = room.unreceipted() if chosen.unreceipted else room.all()
    lines = (
        f"{one.id}  {show_day(one.made_on)}  {room.receiver_word(one)}  {one.title}  "
        f"{'受領書なし' if one.is_unreceipted else '受領済み'}"
        for one in found
    )
    return Answer([_handover_json(one) for one in found], "\n".join(lines))


def _receipt(session: Session, chosen: argparse.Namespace) -> Answer:
    desk = session.desk
    return Answer(
        _handover_json(desk.handovers.receipt(chosen.id, chosen.on or desk.today(), chosen.by)), "書きとめました。"
    )


def _done(session: Session, chosen: argparse.Namespace) -> Answer:
    desk = session.desk
    deed = desk.handovers.returned if chosen.what == "returned" else desk.handovers.erased
    return Answer(_handover_json(deed(chosen.id, chosen.on or desk.today())), "書きとめました。")


def _papers(session: Session, chosen: argparse.Namespace) -> Answer:
    sheets = session.desk.handover_sheets
    papers = session.run(sheets.prepare(chosen.id))
    sheets.save(papers, chosen.to)
    marks = {
        name: [{"char": one.char, "code": one.code, "where": one.where} for one in lost]
        for name, lost in (("unprintable", papers.unprintable), ("degraded", papers.degraded))
    }
    return Answer({"file": str(chosen.to), "pages": papers.pages} | marks, f"書き出しました: {chosen.to}")
