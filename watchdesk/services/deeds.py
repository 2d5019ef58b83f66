"""Deeds in the user's words, by the ledger's lines and without personal data: 台帳の書き直し（氏名）."""

from collections.abc import Mapping, Sequence

from watchdesk.services.wording import title
from watchdesk.store.audit import Entry as Line

SHOWN_FIELDS = 3

_NAMES: Mapping[tuple[str, str], str] = {
    ("visit", "added"): "訪問の記録",
    ("visit", "corrected"): "訪問記録の訂正",
    ("visit", "voided"): "訪問記録の取消",
    ("visit", "brought back"): "訪問記録を取消から戻すこと",
    ("person", "added"): "台帳への登録",
    ("person", "removed"): "台帳から取りのぞくこと",
    ("person", "brought back"): "ごみ箱から戻すこと",
    ("person", "merged"): "2つの記録のまとめ",
    ("person", "unmerged"): "まとめた記録を分けること",
    ("attachment", "added"): "添付の追加",
    ("attachment", "changed"): "添付の名前の書き直し",
    ("attachment", "removed"): "添付を取りのぞくこと",
    ("attachment", "brought back"): "添付をごみ箱から戻すこと",
    ("partner", "added"): "関係者の登録",
    ("partner", "changed"): "関係者の書き直し",
    ("partner", "verified"): "関係者を確かめたこと",
    ("partner", "retired"): "関係者の退任",
    ("partner", "brought back"): "関係者の退任の取消",
    ("follow_up", "added"): "要対応の約束",
    ("follow_up", "changed"): "要対応の書き直し",
    ("follow_up", "done"): "要対応をすませたこと",
    ("follow_up", "reopened"): "要対応を、すんでいないに戻したこと",
    ("follow_up", "put off"): "要対応の期限を延ばしたこと",
    ("follow_up", "voided"): "要対応の取消",
    ("follow_up", "brought back"): "要対応を取消から戻すこと",
    ("alarm", "closed"): "気がかりを閉じたこと",
    ("appointment", "added"): "予定の書きこみ",
    ("appointment", "changed"): "予定の書き直し",
    ("appointment", "called off"): "予定の取りやめ",
    ("appointment", "brought back"): "取りやめた予定を戻すこと",
    ("consultation", "added"): "相談の記録",
    ("consultation", "changed"): "相談の書き直し",
    ("consultation", "step taken"): "相談への書き足し",
    ("consultation", "closed"): "相談を終えたこと",
    ("consultation", "reopened"): "相談を再び始めたこと",
    ("consultation", "voided"): "相談の取消",
    ("consultation", "brought back"): "相談を取消から戻すこと",
    ("referral", "added"): "つなぎの準備",
    ("referral", "changed"): "つなぎの書き直し",
    ("referral", "sent"): "つなぎを送った記録",
    ("referral", "received"): "つなぎが受け取られた記録",
    ("referral", "reply written"): "つなぎの返事の記録",
    ("referral", "declined"): "つなぎが引き受けられなかった記録",
    ("referral", "withdrawn"): "つなぎの取り下げ",
    ("activity", "added"): "活動の記録",
    ("activity", "changed"): "活動の書き直し",
    ("activity", "voided"): "活動の取消",
    ("activity", "brought back"): "活動を取消から戻すこと",
    ("coordination", "added"): "連絡調整の記録",
    ("coordination", "changed"): "連絡調整の書き直し",
    ("coordination", "voided"): "連絡調整の取消",
    ("coordination", "brought back"): "連絡調整を取消から戻すこと",
    ("info_item", "added"): "福祉情報の書きこみ",
    ("info_item", "changed"): "福祉情報の書き直し",
    ("info_item", "shelved"): "福祉情報をしまうこと",
    ("info_item", "brought back"): "しまった福祉情報を戻すこと",
    ("info_given", "added"): "福祉情報を伝えた記録",
    ("snooze", "added"): "後日にすること",
    ("snooze", "ended"): "後日から今日へ戻すこと",
    ("import", "imported"): "取りこみ",
}

_OF_ONE_FIELD: Mapping[str, str] = {
    "status_history": "状態の変更",
    "consent_history": "同意の記録",
    "area_history": "地域の変更",
    "charges": "担当の変更",
    "household_id": "世帯の変更",
}

_WITH_FIELDS = frozenset({"訪問記録の訂正", "関係者の書き直し", "台帳の書き直し", "前の値に戻したこと"})
_FIRST = ("import", "person", "visit", "attachment", "partner", "follow_up", "appointment", "consultation")
_DERIVED = frozenset({"area", "month"})


def name_of(lines: Sequence[Line]) -> str:
    """Return the name of a deed by the ledger's lines it wrote; several records are counted."""
    main = min(lines, key=lambda line: _FIRST.index(line.entity) if line.entity in _FIRST else len(_FIRST))
    same = [line for line in lines if (line.entity, line.action) == (main.entity, main.action)]
    fields = tuple(dict.fromkeys(field for line in same for field in line.fields))
    name = _named(main, fields)
    told = _fields(main.entity, fields) if name in _WITH_FIELDS else ""
    number = f"{len(same)}件" if len(same) > 1 else ""
    more = "、".join(part for part in (told, number) if part)
    return f"{name}（{more}）" if more else name


def _named(main: Line, fields: Sequence[str]) -> str:
    known = _NAMES.get((main.entity, main.action))
    if known is not None:
        return known
    if main.action == "put back":
        return "前の値に戻したこと"
    if main.entity == "person" and len(fields) == 1:
        return _OF_ONE_FIELD.get(fields[0], "台帳の書き直し")
    return "台帳の書き直し"


def _fields(entity: str, fields: Sequence[str]) -> str:
    shown = [_title(entity, field) for field in fields if entity != "visit" or field not in _DERIVED]
    titles = list(dict.fromkeys(shown))
    more = len(titles) - SHOWN_FIELDS
    return "・".join(titles[:SHOWN_FIELDS]) + (f" ほか{more}" if more > 0 else "")


def _title(entity: str, field: str) -> str:
    return "氏名" if entity == "person" and field in ("family_name", "given_name") else title(entity, field)
