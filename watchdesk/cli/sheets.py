"""``report KIND``: the kinds of report that say themselves what they ask, each option a word of the command line."""

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from watchdesk.cli.places import add_to, refuse_unfit
from watchdesk.cli.session import Answer, Session
from watchdesk.cli.whom import id_of
from watchdesk.desk import SHEETS, AskedPapers
from watchdesk.domain.copies import numbers_told
from watchdesk.domain.sheet import Option, SheetKind, Takes, code_of, read
from watchdesk.errors import Invalid

KINDS: tuple[dict[str, Any], ...] = tuple(
    {
        "kind": papers.KIND.key,
        "title": papers.KIND.title,
        "options": [option.flag for option in papers.KIND.options],
        "about": papers.KIND.about,
    }
    for papers in SHEETS
)
"""As ``report list`` names them."""


def add_kinds(kinds: Any, common: argparse.ArgumentParser) -> None:
    """Add every kind with its options."""
    for papers in SHEETS:
        kind = papers.KIND
        added = kinds.add_parser(kind.key, parents=[common], examples=kind.examples, help=kind.about.rstrip("。"))
        for option in kind.options:
            _add(added, option)
        add_to(added, dest="to_file")
        added.set_defaults(run=_run)


def _add(added: argparse.ArgumentParser, option: Option) -> None:
    told = option.explained.rstrip("。") or option.title
    if option.takes is Takes.FLAG:
        added.add_argument(option.flag, dest=option.key, action="store_true", help=told)
        return
    choices = "、".join(f"{code} {word}" for code, word in option.choices)
    must = option.required and option.takes is not Takes.RECEIVER
    added.add_argument(
        option.flag,
        dest=option.key,
        metavar=_METAVARS.get(option.takes, option.title),
        type=partial(_typed, option),
        required=must,
        help=f"{told}（{choices}）" if choices else told,
    )


def _typed(option: Option, text: str) -> Any:
    """The value of what was written; what is wrong in any store is wrong usage."""
    try:
        value = read(option, text)
        if option.takes is Takes.PEOPLE and not value:  # an empty variable of a script never means all
            raise Invalid(option.key, "どなたの番号も書いてありません。", kind="missing")
        if option.choices and option.is_several:
            return tuple(code_of(option, option.choices, one) for one in value)
        return code_of(option, option.choices, value) if option.choices and value else value
    except Invalid as wrong:
        raise argparse.ArgumentTypeError(str(wrong).removesuffix("。")) from wrong


_METAVARS = {
    Takes.PERSON: "お名前か番号",
    Takes.PEOPLE: "番号,…",
    Takes.DAY: "日",
    Takes.MONTH: "年-月",
    Takes.YEAR: "年",
    Takes.RECEIVER: "提供先",
    Takes.NUMBER: "数",
    Takes.SOME_OF: "コード,…",
    Takes.STAMPS: "課長,係長,…",
}


def _run(session: Session, chosen: argparse.Namespace) -> Answer:
    refuse_unfit(chosen.to_file, replace=chosen.replace)
    papers = session.desk.sheets.of(chosen.kind)
    drawn = session.run(papers.prepare(_told(session, papers.KIND, chosen)))
    reason = papers.why_not(drawn)
    if reason is not None:
        raise Invalid("people", f"書き出しませんでした。{reason}。", kind="nobody")
    copy = papers.save(drawn, chosen.to_file)
    return Answer(papers.to_json(copy, chosen.to_file), _text(papers, copy, chosen.to_file))


def _told(session: Session, kind: SheetKind, chosen: argparse.Namespace) -> dict[str, Any]:
    """What was written, somebody told by name as their number; a receiver not told of is nobody: it stays here."""
    told = {option.key: getattr(chosen, option.key) for option in kind.options}
    for option in kind.options:
        if option.takes is Takes.AREA:
            told[option.key] = session.area(told[option.key])
        if option.takes is Takes.PERSON and told[option.key]:
            told[option.key] = id_of(session.desk, option.key, told[option.key])
    return told


def _text(papers: AskedPapers[Any], copy: Any, file: Path) -> str:
    number = f" 写し{numbers_told(copy.numbers)}" if copy.numbers else ""
    left_out = papers.left_out(copy)
    lines = (f"{papers.KIND.title}{number}を書き出しました: {file}", papers.about(copy), left_out)
    return "\n".join(line for line in lines if line)
