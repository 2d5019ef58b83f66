"""What the headings of lists mean: the fields a column can go to, and the words that lists head them with."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watchdesk.fields import Field, Kind
from watchdesk.intake.words import plain, unbracketed

EXTRA = "extra"
"""The field key of a column that fits nowhere: it goes to 取込時の項目 under its own heading."""


@dataclass(frozen=True, slots=True)
class Known:
    """A field a column can go to, with the further headings it is known by."""

    field: Field
    synonyms: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The field's key, as a mapping file writes it."""
        return self.field.key


def _known(key: str, title: str, synonyms: str = "", kind: Kind = Kind.TEXT) -> Known:
    return Known(Field(key, title, kind), tuple(synonyms.split()))


_CONTACTS = tuple(
    known
    for suffix, digit in (("", ""), ("_2", "2"), ("_3", "3"))
    for known in (
        _known(f"emergency{suffix}", f"緊急連絡先{digit}"),
        _known(f"emergency_name{suffix}", f"緊急連絡先氏名{digit}"),
        _known(f"emergency_relation{suffix}", f"緊急連絡先続柄{digit}"),
        _known(f"emergency_phone{suffix}", f"緊急連絡先電話{digit}", kind=Kind.PHONES),
    )
)

PEOPLE: tuple[Known, ...] = (
    _known(
        "name", "氏名", "名前 お名前 姓名 漢字氏名 氏名漢字 要援護者氏名 要援護者名 対象者 対象者氏名 対象者名 要援護者"
    ),
    _known("family_name", "氏", "姓 名字 苗字 氏漢字 姓漢字", Kind.FAMILY_NAME),
    _known("given_name", "名", "名漢字", Kind.GIVEN_NAME),
    _known(
        "kana",
        "フリガナ",
        "ふりがな カナ かな 氏名カナ 氏名かな カナ氏名 かな氏名 カナシメイ シメイカナ 読み よみ ヨミ よみがな ヨミガナ "
        "読みがな 読みカナ 読み仮名 氏名フリガナ 氏名ふりがな 氏名読み 仮名氏名 氏名仮名 フリガナ氏名 ふりがな氏名",
        Kind.KANA,
    ),
    _known(
        "family_kana", "氏カナ", "セイ せい 姓カナ 姓かな 氏かな 姓フリガナ 姓ふりがな カナ姓 氏フリガナ", Kind.KANA
    ),
    _known("given_kana", "名カナ", "メイ めい 名かな 名フリガナ 名ふりがな カナ名", Kind.KANA),
    _known(
        "number", "整理番号", "台帳番号 登録番号 管理番号 対象者番号 要援護者番号 整理no 整理ナンバー 台帳no 登録no id"
    ),
    _known("line_number", "番号", "no 連番 通番 項番 通し番号 バンゴウ ナンバー 順番 行番号 #"),
    _known("sex", "性別", "性 男女 男女別 セイベツ", Kind.CHOICE),
    _known("birth_date", "生年月日", "誕生日 生年月 出生日 生まれ セイネンガッピ 生年月日和暦 生年月日西暦", Kind.DAY),
    _known("postal_code", "郵便番号", "〒 郵便 郵便no ユウビンバンゴウ 住所郵便番号", Kind.POSTAL_CODE),
    _known("address", "住所", "現住所 所在地 居住地 自宅住所 住所地 ご住所 居所 ジュウショ 住所1"),
    _known("town", "町名", "町 町丁 町丁名 町丁目 大字", Kind.TOWN),
    _known("block", "番地", "丁目番地 地番 番地号 丁目番地号 番地以下 丁番地"),
    _known(
        "building",
        "方書",
        "建物名 建物 マンション名 マンション アパート名 住宅名 カタガキ 方書き 住所2 "
        "建物名等 建物名部屋番号 集合住宅名",
    ),
    _known("room", "部屋番号", "号室 室番号 部屋 部屋no 室"),
    _known(
        "phones",
        "電話番号",
        "電話 tel 固定電話 自宅電話 自宅電話番号 電話番号自宅 電話自宅 携帯 携帯電話 携帯番号 "
        "携帯電話番号 電話番号携帯 連絡先 連絡先電話 連絡先電話番号 デンワ デンワバンゴウ "
        "電話1 電話2 電話番号1 電話番号2 "
        "自宅tel 携帯tel 電話番号固定 ご連絡先 本人連絡先",
        Kind.PHONES,
    ),
    _known(
        "area", "地域", "地域名 地区 地区名 見守り地域 担当地域 連合 連合町会 連合名 校区 小学校区 校下", Kind.CHOICE
    ),
    _known(
        "criteria",
        "該当区分",
        "区分 対象区分 要援護区分 要件 該当要件 該当事由 対象要件 支援理由 要援護理由 該当項目",
        Kind.CHOICES,
    ),
    _known(
        "living",
        "世帯",
        "世帯状況 世帯構成 世帯区分 世帯の状況 居住形態 同居状況 家族形態 世帯類型 生活状況",
        Kind.CHOICE,
    ),
    _known("family", "家族", "家族構成 同居家族 家族状況 同居者"),
    _known("housing", "住まい", "住居 住宅種別 居住状況 住居形態 住まいの種類"),
    _known("care_level", "要介護度", "介護度 要介護 要介護認定 介護認定 要介護状態区分 認定区分", Kind.CHOICE),
    _known("handbooks", "手帳", "障がい者手帳 障害者手帳 手帳の種類 手帳種別 手帳等級"),
    _known("doctor", "かかりつけ医", "主治医 かかりつけ かかりつけ病院 医療機関 かかりつけ医療機関"),
    _known(
        "care_manager", "ケアマネジャー", "ケアマネ ケアマネージャー 担当ケアマネ 介護支援専門員 担当ケアマネジャー"
    ),
    _known("services", "利用サービス", "サービス 介護サービス 利用中のサービス サービス利用 福祉サービス"),
    _known("key_holder", "鍵", "鍵の預かり 鍵預かり 合鍵 鍵の保管者 鍵保管者"),
    _known("hearing", "聴力", "耳 聞こえ 耳の聞こえ"),
    _known("sight", "視力", "目 見え方 目の見え方"),
    _known("language", "言語", "使用言語 言葉 ことば"),
    _known("best_time", "連絡のつく時間", "都合のよい時間 希望時間 訪問希望時間 連絡可能時間 連絡のつきやすい時間"),
    _known("avoid", "してはいけないこと", "避けること 配慮事項 注意事項 してほしくないこと"),
    _known("heat_risk", "暑さのリスク", "熱中症 熱中症リスク"),
    _known("air_conditioner", "エアコン", "クーラー エアコンの有無 冷房", Kind.YES_NO),
    _known("minsei", "民生委員", "担当民生委員 民生委員氏名 民生委員名 民生 民生委員児童委員"),
    _known("watcher", "見守り員", "担当見守り員 見守り担当 見守り担当者 見守り員氏名"),
    _known("evacuation", "避難", "避難先 避難場所 個別避難計画 避難計画 避難支援"),
    _known(
        "consent",
        "同意",
        "同意区分 同意確認 同意状況 同意状態 同意書 情報提供同意 情報提供の同意 外部提供同意 名簿同意 同意欄",
        Kind.CHOICE,
    ),
    _known("consent_date", "同意日", "同意年月日 同意書提出日 同意取得日 同意確認日 同意受領日", Kind.DAY),
    _known("consent_way", "同意方法", "同意の方法 同意の取り方 同意形式 取得方法", Kind.CHOICE),
    _known("consent_recipients", "同意の提供先", "同意提供先 提供先 情報提供先 外部提供先 名簿提供先", Kind.CHOICES),
    _known("consent_watch", "見守り希望", "見守りの希望 訪問希望 見守り同意 見守りの同意", Kind.YES_NO),
    _known("consent_valid_until", "同意期限", "同意有効期限 同意の期限 有効期限", Kind.DAY),
    _known("status", "状態", "見守り状態 見守り状況 登録状態 登録状況 ステータス 見守り区分", Kind.CHOICE),
    _known("status_date", "状態日", "状態年月日 異動日 異動年月日 状態変更日 終了日 休止日", Kind.DAY),
    _known("status_until", "再開日", "再開予定日 休止終了日", Kind.DAY),
    _known("end_reason", "終了理由", "異動事由 異動理由 終了事由 終了の理由", Kind.CHOICE),
    _known("interval_days", "見守り間隔", "訪問間隔 見守り頻度 訪問頻度 間隔 頻度 見守り間隔日", Kind.NUMBER),
    _known(
        "need_level",
        "見守りの手厚さ",
        "手厚さ 見守りレベル 見守りの程度 見守り度 見守りランク 必要度 見守り必要度 支援の必要度 見守りの必要度",
        Kind.CHOICE,
    ),
    *_CONTACTS,
    _known("hidden", "秘匿", "秘匿の有無 dv dv等 支援措置 住所秘匿", Kind.YES_NO),
    _known("notes", "備考", "特記事項 メモ 留意事項 ビコウ 摘要 特記 コメント", Kind.LONG_TEXT),
)

VISITS: tuple[Known, ...] = (
    _known("on", "訪問日", "日付 年月日 月日 訪問年月日 実施日 対応日 見守り日 記録日", Kind.DAY),
    _known("at", "時刻", "時間 訪問時刻 訪問時間 開始時刻 対応時刻", Kind.TIME),
    _known("name", "氏名", "名前 お名前 対象者 対象者氏名 対象者名 要援護者 要援護者氏名 要援護者名 訪問先 訪問先氏名"),
    _known("kana", "フリガナ", "ふりがな カナ かな カナ氏名 氏名カナ 読み よみがな", Kind.KANA),
    _known("number", "整理番号", "台帳番号 登録番号 管理番号 対象者番号 要援護者番号"),
    _known("birth_date", "生年月日", "誕生日", Kind.DAY),
    _known("town", "町名", "町 住所 町丁", Kind.TOWN),
    _known("method", "方法", "訪問方法 見守り方法 手段 対応方法 種別", Kind.CHOICE),
    _known("result", "結果", "訪問結果 見守り結果 対応結果 安否 安否確認", Kind.CHOICE),
    _known("condition", "様子", "本人の様子 状態 状況 体調", Kind.CHOICE),
    _known("signs", "気づき", "気付き きづき 気になる点 気になること チェック項目 異変", Kind.CHOICES),
    _known("note", "記録", "内容 メモ 備考 特記事項 訪問内容 記事 コメント", Kind.LONG_TEXT),
    _known("visitor", "訪問者", "訪問員 担当 担当者 見守り員 記録者 対応者 訪問者氏名"),
)

WHOSE = re.compile(r"^(本人|ご本人|対象者|要援護者|要配慮者|避難行動要支援者|利用者|高齢者)の?(?=.)")
"""In front of a heading: it speaks of the person on the list, which it would without."""

OTHERS = re.compile(
    "緊急|家族|親族|続柄|民生|見守り員|ケア|世帯主|届出|保護者|代理|後見|訪問者|記入|作成|担当|更新|死亡|登録|把握|認定|交付|配偶"
)
"""In brackets behind a heading: it speaks of somebody or something else."""

_EMERGENCY = re.compile(
    "^(?:緊急時?(?:の)?連絡先?|緊急|親族連絡先|家族連絡先|家族等連絡先)(?P<before>[123]?)(?:の)?"
    "(?P<what>氏名|名前|続柄|関係|間柄|電話番号|電話|tel|連絡先|携帯電話|携帯|)(?P<behind>[123]?)$"
)
_OF_CONTACT = {"氏名": "name", "名前": "name", "続柄": "relation", "関係": "relation", "間柄": "relation"}


def meaning(heading: str, words: Mapping[str, str]) -> str | None:
    """Return the key of the field a heading names, None where it names none of them; ``words`` are of ``words_of``.

    The whole heading is looked up first, then without a word that only says whose it is, then without what stands in
    brackets, unless that speaks of somebody else.
    """
    outside, inside = unbracketed(heading)
    for text in _readings(heading, outside, inside):
        found = words.get(text) or _of_contact(text, words)
        if found is not None:
            return found
    return None


def _readings(heading: str, outside: str, inside: str) -> list[str]:
    texts = [plain(heading), plain(inside + outside), WHOSE.sub("", plain(heading))]
    if not OTHERS.search(inside):
        texts += [plain(outside), WHOSE.sub("", plain(outside))]
    return [text for text in texts if text]


def words_of(known: tuple[Known, ...]) -> dict[str, str]:
    """Return plain form → field key of all the headings that the fields are known by."""
    words: dict[str, str] = {}
    for each in known:
        for word in (each.key, each.field.title, *each.synonyms):
            words.setdefault(plain(word), each.key)
    return words


def of_contact(heading: str, key: str | None, taken: Sequence[str]) -> str | None:
    """Return the key of a column that goes on with the contact to its left (緊急連絡先 | 続柄 | 電話), else ``key``.

    ``taken`` are the keys of the columns to its left. 電話 is the contact's only where the person's is on the left too.
    """
    found = re.fullmatch(r"emergency(?:_name|_relation|_phone)?(?P<suffix>_[23])?", taken[-1]) if taken else None
    if found is None:
        return key
    suffix = found["suffix"] or ""
    name = plain(unique_part(heading))
    if name in {"続柄", "関係", "間柄", "本人との関係", "本人との続柄"}:
        return f"emergency_relation{suffix}"
    if key in {"phones", "name"} and key in taken:
        return f"emergency_{'phone' if key == 'phones' else 'name'}{suffix}"
    return key


def unique_part(heading: str) -> str:
    """Return a heading without the number that was put behind it because another column has the same."""
    return re.sub("（[0-9]+）$", "", heading)


def _of_contact(text: str, words: Mapping[str, str]) -> str | None:
    """緊急連絡先2の電話 and its like: which contact, and what of it."""
    found = _EMERGENCY.match(text)
    if found is None or "emergency" not in words.values():
        return None
    what = found["what"]
    part = _OF_CONTACT.get(what, "phone") if what else ""
    digit = found["before"] or found["behind"]
    return "_".join(each for each in ("emergency", part, digit if digit in {"2", "3"} else "") if each)
