"""The command line in Japanese: help with examples, and faults in one sentence that says where to look."""

import argparse
from typing import Any, NoReturn

from watchdesk.errors import WatchDeskError


class WrongUsage(WatchDeskError):
    """The command was written wrongly."""

    code = "usage"
    exit_status = 2


_WORDS = (
    ("the following arguments are required: ", "次の指定が必要です: "),
    ("unrecognized arguments: ", "わからない指定があります: "),
    ("invalid choice: ", "えらべない値です: "),
    ("expected one argument", "値を1つ書いてください"),
    ("not allowed with argument ", "次の指定とは一緒に使えません: "),
    ("one of the arguments ", "次のどれか1つが必要です: "),
    ("ambiguous option: ", "どの指定か決められません: "),
    (" could match ", " は次のどれかです: "),
    (" is required", ""),
    ("argument ", ""),
    ("choose from ", "次からえらびます: "),
)


def in_japanese(message: str) -> str:
    """Put argparse's own message into Japanese."""
    for english, japanese in _WORDS:
        message = message.replace(english, japanese)
    return f"{message}。"


class Help(argparse.RawDescriptionHelpFormatter):
    """Help whose usage line begins in Japanese."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Write the usage line."""
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A command's parser; ``examples`` stand under its help, a line each."""

    def __init__(self, *, examples: tuple[str, ...] = (), **settings: Any) -> None:
        wants_help = settings.pop("add_help", True)
        if examples:
            settings["epilog"] = "例:\n" + "\n".join(f"  watchdesk-cli {example}" for example in examples)
        settings["description"] = settings.get("description") or settings.get("help")
        settings.setdefault("formatter_class", Help)
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self._positionals.title = "書くもの"
        self._optionals.title = "指定"
        if wants_help:
            self.add_argument("-h", "--help", action="help", help="この説明を表示します")

    def error(self, message: str) -> NoReturn:
        """Refuse with one Japanese line."""
        raise WrongUsage(f"{in_japanese(message)}使い方は {self.prog} --help でご覧になれます。")
