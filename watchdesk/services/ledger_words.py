"""The ledger 管理台帳 in plain Japanese: what was done, to what, and which fields; the store keeps codes only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchdesk.domain.copies import CopyState
from watchdesk.domain.era import show_day_short
from watchdesk.fields import CONSENT_FIELDS, PERSON_FIELDS, STATUS_FIELDS, VISIT_FIELDS, title_of
from watchdesk.settings import BY_KEY
from watchdesk.store.audit import Entry, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """A line of the ledger in words: what was done, to whom or what, and which fields and why."""

    entry: Entry
    deed: str
    subject: str = field(repr=False)
    details: str = field(repr=False)


def in_words(line: Line, receivers: Mapping[str, str]) -> LedgerLine:
    """Say a line of the ledger; ``receivers`` are the words of recipients.csv by code."""
    entry = line.entry
    details = "　".join(part for part in (fields(entry), reason(entry)) if part)
    return LedgerLine(entry=entry, deed=deed(entry), subject=subject(line, receivers), details=details)


ACTIONS = {
    "added": "登録しました",
    "changed": "書き直しました",
    "corrected": "訂正しました",
    "voided": "取り消しました",
    "brought back": "取り消しをやめました",
    "put back": "前の値に戻しました",
    "imported": "名簿を取りこみました",
    "import undone": "取りこみを元に戻しました",
    "imported in full": "すべての記録を受け取りました",
    "exported in full": "すべての記録を書き出しました",
    "not exported": "すべての記録を書き出そうとして、できませんでした",
    "filled with fictional people": "練習用の方々を入れました",
    "made": "つくりました",
    "repaired": "直しました",
    "viewed": "台帳を開いて見ました",
    "viewed whereabouts": "隠してある住所と電話を見ました",
    "printed": "印刷しました",
    "print cancelled": "印刷の途中でやめました",
    "not printed": "印刷しようとして、できませんでした",
    "saved": "PDFに残しました",
    "not saved": "ファイルに残そうとして、できませんでした",
    "copy made": "写しをつくりました",
    "copy out": "写しは、まだ出ています",
    "copy returned": "写しが戻りました",
    "copy destroyed": "写しを廃棄しました",
    "copy lost": "写しをなくしました",
    "copy given": "写しをご本人に渡しました",
    "copy seen": "写しがあるのを確かめました",
    "copy handed on": "写しを持つ方が変わりました",
    "copy told": "写しをなくしたことを知らせました",
    "copy not told": "写しをなくした知らせを、取り消しました",
    "exported": "ファイルに書き出しました",
    "file handed over": "渡すファイルをつくりました",
    "receipt corrected": "受領書の記録を直しました",
    "receipted": "受領書が戻りました",
    "file received": "受け取ったファイルを開いて、確かめました",
    "file unlocked": "受け取ったファイルの中身を、鍵をかけずに残しました",
    "medium returned": "渡したUSBメモリーなどが戻りました",
    "medium out again": "渡したUSBメモリーなどが戻ったという記録を、取り消しました",
    "erased": "渡したファイルを、相手が消しました",
    "not erased": "渡したファイルを相手が消したという記録を、取り消しました",
    "key taken in": "公開鍵を取りこみました",
    "key confirmed": "公開鍵を、合言葉で確かめました",
    "removed": "ごみ箱に入れました",
    "reviewed": "緊急の提供を確かめました",
    "undone": "前のように戻しました",
    "retired": "退任と書きました",
    "verified": "いまも正しいと確かめました",
    "taken back": "さいごに書いたものを取り消しました",
    "done": "すませました",
    "reopened": "すんでいないに戻しました",
    "put off": "期限を延ばしました",
    "called off": "取りやめました",
    "ended": "早めに終えました",
    "step written": "したことを書きとめました",
    "handed over": "ほかの方に引きつぎました",
    "closed": "結末を書いて閉じました",
    "shelved": "しまいました",
    "step taken": "したことを書き足しました",
    "sent": "送りました",
    "received": "受け取られました",
    "reply written": "返事を書きました",
    "declined": "引き受けられませんでした",
    "withdrawn": "取り下げました",
    "answered": "知らせてくれた方に伝えたと書きました",
    "merged": "同じ方の台帳を1つにまとめました",
    "unmerged": "1つにまとめた台帳を、元に戻しました",
    "emergency opened": "緊急の提供を始めました",
    "given in an emergency": "同意なしで、緊急に提供しました",
    "typed in": "打ちこみました",
    "password changed": "パスワードを変えました",
    "password reset": "パスワードを決め直しました",
    "disabled": "使えなくしました",
    "enabled": "また使えるようにしました",
    "recovery key renewed": "復旧の鍵を新しくしました",
    "month closed": "月を締めました",
    "month reopened": "締めた月を、もう一度開けました",
    "amended": "締めた月の数を直しました",
}

ENTITIES = {
    "person": "要援護者",
    "visit": "訪問記録",
    "settings": "設定",
    "handover": "受け渡しのファイル",
    "receiver": "渡す相手",
    "export profile": "書き出しの形",
    "remark": "特記事項",
    "closing": "月締め",
    "report": "報告書",
    "copy": "写し",
    "import": "取りこみ",
    "import undone": "取りこみの取り消し",
    "partner": "関係者",
    "household": "世帯",
    "round": "まわり用紙",
    "attachment": "添付",
    "filters": "残してあるしぼり込み",
    "override": "緊急の提供",
    "follow_up": "要対応",
    "appointment": "予定",
    "snooze": "後日",
    "alarm": "気がかり",
    "consultation": "相談",
    "referral": "つなぎ",
    "info_item": "福祉情報",
    "info_given": "福祉情報の案内",
    "activity": "活動",
    "coordination": "連絡調整",
    "codes": "選ぶ言葉の一覧",
    "store": "保管庫",
    "user": "利用者",
    "latest contacts": "最後に会えた日",
    "search index": "さがすための索引",
}

_FURTHER = {
    "status_history": "状態",
    "consent_history": "同意",
    "area_history": "地域",
    "full_name": "お名前",
    "remark": "特記事項",
    "coming": "来月の予定",
    "extra": "取込時の項目",
    "label": "言葉",
    "short": "短い言葉",
    "group": "見出し",
    "position": "順番",
    "voided": "取り消し",
    "void_reason": "取り消したわけ",
    "received_on": "受領書の日",
    "received_by": "署名した方",
    "area": "地域",
    "created_on": "登録した日",
    "charges": "担当",
    "household_id": "同じ世帯",
    "title": "名前",
    "removed": "ごみ箱",
    "kind": "種別",
    "name": "お名前",
    "kana": "ふりがな",
    "role": "役割",
    "organisation": "所属",
    "hours": "連絡の時間",
    "verified_on": "最後の確かめ",
    "retired": "退任",
    "review": "確かめたこと",
    "reviewed_at": "確かめた日時",
    "reviewed_by": "確かめた人",
    "stops": "のっている方",
    "walker": "歩いた人",
    "naming": "用紙のお名前",
    "what": "すること",
    "due_on": "期限",
    "who": "だれが",
    "visit_id": "訪問",
    "alarm_id": "気がかり",
    "done_on": "すんだ日",
    "done_by": "すませた人",
    "outcome": "どうなったか",
    "ending": "どうだったか",
    "steps": "したこと",
    "holder": "担当の方",
    "whom": "どなたのことか",
    "said": "知らせの中身",
    "reporter": "知らせてくれた方",
    "reporter_phone": "知らせてくれた方の電話",
    "answered_at": "伝えた日時",
    "raised_at": "始まった日時",
    "raised_by": "始めた方",
    "origin": "もと",
    "closed_at": "閉じた日時",
    "closed_by": "閉じた方",
    "put_off_reason": "延ばしたわけ",
    "place": "場所",
    "ended_on": "戻した日",
    "cancelled": "取りやめ",
    "cancel_reason": "取りやめたわけ",
    "opened_on": "受けた日",
    "opened_at": "受けた時刻",
    "field": "分野",
    "field_word": "分野のその他",
    "content": "内容",
    "content_word": "内容のその他",
    "urgency": "急ぎぐあい",
    "caller": "相談した方",
    "caller_phone": "相談した方の電話",
    "caller_relation": "相談した方との関係",
    "receiver": "つなぎ先の種類",
    "body": "つなぎ先・中身",
    "wanted": "お願いすること",
    "given": "知らせた項目",
    "consultation_id": "相談",
    "partner_id": "関係機関",
    "copy_number": "写しの番号",
    "way": "方法",
    "answer_due": "返事の期限",
    "item_id": "福祉情報",
    "tags": "見出しの語",
    "target": "対象",
    "fits": "あてはまる方",
    "phone": "電話",
    "source": "出どころ",
    "valid_from": "いつから",
    "file_name": "付けたPDF",
    "own_kind": "区での種類",
    "minutes": "かかった時間",
    "participants": "人数",
    "partners": "参加の関係者",
    "guests": "招いた方",
}
_FIELDS = (*PERSON_FIELDS, *VISIT_FIELDS, *CONSENT_FIELDS, *STATUS_FIELDS)
NO_WORDS: Mapping[str, str] = {}
_SHOWN_FIELDS = 4
_HAVE_NAMES = frozenset(
    {
        *("person", "visit", "attachment", "partner", "follow_up", "alarm", "appointment", "snooze"),
        *("consultation", "referral"),
    }
)
_ENOUGH = 8
"""Letters of an id."""


def deed(entry: Entry) -> str:
    """What was done to what: 訪問記録を訂正しました."""
    entity = ENTITIES.get(entry.entity, entry.entity)
    action = ACTIONS.get(entry.action, entry.action)
    return action if entry.action in _WHOLE else f"{entity}{_JOINED.get(entry.action, 'を')}{action}"


_WHOLE = frozenset(
    {
        "imported",
        "import undone",
        "imported in full",
        "exported in full",
        "not exported",
        "filled with fictional people",
        "copy made",
        *(f"copy {state}" for state in CopyState),
        "merged",
        "unmerged",
        "emergency opened",
        "reviewed",
        "given in an emergency",
        "viewed",
        "viewed whereabouts",
        "password changed",
        "recovery key renewed",
        *("month closed", "month reopened", "amended"),
        *(
            "file handed over",
            "receipted",
            "receipt corrected",
            "medium returned",
            "medium out again",
            "erased",
            "not erased",
            "key taken in",
            "key confirmed",
        ),
    }
)
"""Deeds whose words name what they were done to."""

_JOINED = {
    "print cancelled": "は、",
    "taken back": "の、",
    "retired": "の",
    "reopened": "を、",
    "put off": "の",
    "step written": "で、",
    "received": "が",
    "declined": "が",
    "reply written": "の",
    "answered": "を、",
}

_IDS = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")


def reason(entry: Entry) -> str:
    """Why, as the user gave it; an id beside it tells nobody anything and is left out."""
    return _IDS.sub("", entry.reason or "").strip()


def fields(entry: Entry) -> str:
    """Which fields, in the words of the forms; counts of an import are none."""
    if entry.entity in {"import", "import undone"}:
        return ""
    titles = list(dict.fromkeys(_title(key) for key in entry.fields))
    more = len(titles) - _SHOWN_FIELDS
    return "・".join(titles[:_SHOWN_FIELDS]) + (f" ほか{more}" if more > 0 else "")


def _title(key: str) -> str:
    if key in BY_KEY:
        return BY_KEY[key].title
    return _FURTHER.get(key) or title_of(_FIELDS, key)


def subject(line: Line, receivers: Mapping[str, str] = NO_WORDS) -> str:
    """Whom or what it was about: a person's name, with it the day of a visit, the number of a copy, a report's month.

    Of a file that went out to whom and the number of its copy; a receiver by the word of its code.

    Whoever is not there any more has no name; the first letters of the id tell one such line from another.
    """
    entry, told = line.entry, line.entry.entity_id or ""
    if line.name is not None:
        return f"{line.name}（{show_day_short(line.on)}）" if line.on else line.name
    if entry.entity in _HAVE_NAMES:
        return f"番号 {told[:_ENOUGH]}" if told else ""
    if entry.entity == "copy":
        return f"第{told}号"
    if entry.entity in {"handover", "receiver"}:
        code = line.receiver or (told if entry.entity == "receiver" else "")
        number = f"第{line.number}号" if line.number is not None else ""
        return " ".join(part for part in (receivers.get(code, code), number) if part)
    if entry.entity in {"report", "remark"}:
        year, _, month = told.removeprefix("monthly ").partition("-")
        return f"{year}年{int(month)}月" if month.isdigit() else told
    return told if entry.entity == "user" else ""
