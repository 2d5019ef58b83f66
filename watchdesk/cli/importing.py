"""``import``: lists of people and of visits, earlier imports, taking one back, and a full export back in."""

import argparse
from pathlib import Path
from typing import Any

from watchdesk.cli.session import Answer, Session, first_line
from watchdesk.cli.values import day
from watchdesk.desk import Outcome, read_mapping
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid

IN_PART = 3
"""Exit status of work done in part."""


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    imports = commands.add_parser("import", help="名簿や訪問記録を取りこみます")
    kinds = imports.add_subparsers(dest="kind", metavar="種類", required=True)
    _add_people(kinds, common)
    visits = kinds.add_parser(
        "visits", parents=[common], examples=("import visits 訪問記録.csv --dry-run",), help="訪問記録を取りこみます"
    )
    visits.add_argument("file", metavar="ファイル", type=Path)
    visits.add_argument("--dry-run", action="store_true", help="何も書かずに、結果だけを見ます")
    visits.add_argument("--source-password-file", metavar="ファイル", type=Path, help="ファイルにかけたパスワード")
    visits.set_defaults(run=_visits)
    listed = kinds.add_parser("list", parents=[common], help="これまでの取りこみを並べます")
    listed.set_defaults(run=_list)
    undo = kinds.add_parser(
        "undo",
        parents=[common],
        examples=("import undo 番号（import list に出ます）",),
        help="取りこみを1つ、まるごと元に戻します",
    )
    undo.add_argument("id", metavar="番号")
    undo.set_defaults(run=_undo)
    full = kinds.add_parser(
        "full",
        parents=[common],
        examples=("import full すべて.json --store 新しい保管庫",),
        help="すべての書き出しを、空の保管庫に戻します",
    )
    full.add_argument("file", metavar="ファイル.json", type=Path)
    full.set_defaults(run=_full)
    for command in (visits, undo):
        Session.add_reason(command, suppress=True)


def _add_people(kinds: Any, common: argparse.ArgumentParser) -> None:
    people = kinds.add_parser(
        "people",
        parents=[common],
        examples=(
            "import people 名簿.xlsx --dry-run",
            "import people 名簿.csv --consent agreed --consent-date R8.4.1",
            "import people 名簿.xlsx --update",
        ),
        help="名簿を取りこみます",
    )
    people.add_argument("file", metavar="ファイル", type=Path)
    people.add_argument("--sheet", metavar="シート名")
    people.add_argument("--mapping", metavar="ファイル", type=Path, help="どの列がどの項目かを書いたファイル")
    people.add_argument("--consent", choices=[str(state) for state in Consent], help="同意の列がないときの同意")
    people.add_argument("--consent-date", metavar="日付", type=day)
    people.add_argument("--update", action="store_true", help="登録済みの方の変更も取り入れます")
    people.add_argument("--dry-run", action="store_true", help="何も書かずに、結果だけを見ます")
    people.add_argument("--source-password-file", metavar="ファイル", type=Path, help="ファイルにかけたパスワード")
    Session.add_reason(people, suppress=True)
    people.set_defaults(run=_people)


def _people(session: Session, chosen: argparse.Namespace) -> Answer:
    consent = _consent(chosen)
    mapping = read_mapping(chosen.mapping) if chosen.mapping else None
    imports = session.desk.imports
    source = imports.open(chosen.file, _source_password(chosen))
    if chosen.sheet:
        mapping = imports.on_sheet(mapping, chosen.sheet)
    job = imports.people(source, mapping, consent=consent, update=chosen.update, dry_run=chosen.dry_run)
    return _answer(session.run(job))


def _consent(chosen: argparse.Namespace) -> ConsentEntry | None:
    if chosen.consent is None:
        if chosen.consent_date:
            raise Invalid("consent", "--consent-date は、--consent と一緒に使います。", kind="missing")
        return None
    return ConsentEntry(state=Consent(chosen.consent), since=chosen.consent_date)


def _visits(session: Session, chosen: argparse.Namespace) -> Answer:
    imports = session.desk.imports
    source = imports.open(chosen.file, _source_password(chosen))
    return _answer(session.run(imports.visits(source, dry_run=chosen.dry_run)))


def _source_password(chosen: argparse.Namespace) -> str | None:
    return first_line(chosen.source_password_file) if chosen.source_password_file else None


_SHOWN = (
    ("added", "新しく登録"),
    ("updated", "書き直し"),
    ("changed", "変更あり（取り入れていません）"),
    ("unchanged", "変わりなし"),
    ("doubtful", "同じ方か確かめてください"),
    ("skipped", "とばした行"),
    ("rejected", "取りこめない行"),
)


def _answer(outcome: Outcome) -> Answer:
    document = outcome.to_json()
    counts = "、".join(f"{word} {document[key]}" for key, word in _SHOWN if document[key])
    heads = [f"{document['rows']}行: {counts or 'なし'}"]
    if outcome.dry_run:
        heads.append("試しただけで、何も書いていません。")
    elif outcome.import_id:
        heads.append(f"元に戻すとき: watchdesk-cli import undo {outcome.import_id}")
    if outcome.unmapped_columns:
        heads.append(f"取込時の項目に入れた列: {'、'.join(outcome.unmapped_columns)}")
    told = [
        f"{report.sheet} {report.row}行: {message.text}"
        for report in outcome.details
        if str(report.result) in ("rejected", "doubtful")
        for message in report.messages
    ]
    return Answer(document, "\n".join(heads + told), IN_PART if outcome.done_in_part else 0)


def _list(session: Session, chosen: argparse.Namespace) -> Answer:
    records = session.desk.imports.all()
    document = [
        {
            "import_id": record.id,
            "kind": record.kind,
            "file": record.file,
            "at": record.at.isoformat(),
            "by": record.by,
            "counts": dict(record.counts),
            "undone_at": record.undone_at.isoformat() if record.undone_at else None,
        }
        for record in records
    ]
    lines = [f"{record.id}  {record.at:%Y-%m-%d %H:%M}  {record.file}" for record in records]
    return Answer(document, "\n".join(lines) or "取りこみは、まだありません。")


def _undo(session: Session, chosen: argparse.Namespace) -> Answer:
    undone = session.desk.imports.undo(chosen.id)
    text = f"取りこみを元に戻しました（{undone.removed}件）。"
    if undone.kept:
        text += f" そのあと書き直された、または訪問のある{len(undone.kept)}件は、残してあります。"
    return Answer(undone.to_json(), text, IN_PART if undone.kept else 0)


def _full(session: Session, chosen: argparse.Namespace) -> Answer:
    written = session.run(session.desk.exports.take_back(chosen.file))
    return Answer(written.to_json(), f"{written.people}名・{written.visits}件を戻しました。")
