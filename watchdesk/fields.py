"""Field: one thing asked of the user, shared by forms, import headings and history."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field takes; each kind has one widget in ``ui/widgets`` and one way of being read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    KANA = "kana"
    DAY = "day"
    TIME = "time"
    NUMBER = "number"
    POSTAL_CODE = "postal_code"
    TOWN = "town"
    PHONES = "phones"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked: ``key`` is the record's field, ``title`` its word on screen and paper (contract §1).

    ``code_list`` names the list in ``resources/codes`` or the enum's list that a choice is made from.
    ``unit`` is written behind the value (日, 分). ``hint`` is a plain Japanese sentence shown under the field.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    code_list: str = ""
    hint: str = ""
    unit: str = ""
    wide: bool = False
    """Takes the whole width of the sheet rather than half of it."""
    settled: bool = False
    """One of the choices always holds: nothing need be offered beside them."""

    @property
    def is_marked(self) -> bool:
        """Whether it bears the mark of what must be filled in; of yes and no one answer stands there in any case."""
        return self.required and self.kind is not Kind.YES_NO

    @property
    def missing(self) -> str:
        """What is said where it is required and nothing stands there."""
        chosen = self.kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO)
        return f"「{self.title}」を選んでください。" if chosen else f"{self.title}を入れてください。"


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of a form sheet, as on the paper form."""

    title: str
    fields: tuple[Field, ...]


PERSON_SECTIONS: tuple[Section, ...] = (
    Section(
        "ご本人",
        (
            Field("family_name", "氏", Kind.FAMILY_NAME, required=True),
            Field("given_name", "名", Kind.GIVEN_NAME),
            Field("family_kana", "氏のふりがな", Kind.KANA),
            Field("given_kana", "名のふりがな", Kind.KANA),
            Field(
                "birth_date", "生年月日", Kind.DAY, hint="「昭和12年3月5日」「S12.3.5」「1937/3/5」のどれでも読みます。"
            ),
            Field("sex", "性別", Kind.CHOICE, code_list="sex"),
            Field("number", "整理番号"),
            Field("language", "ことば", hint="日本語のほかに使うことばや、手話など。"),
        ),
    ),
    Section(
        "住まいと連絡先",
        (
            Field("postal_code", "郵便番号", Kind.POSTAL_CODE),
            Field("town", "町名", Kind.TOWN),
            Field("address", "丁目・番地", hint="「4-5-14」のように数字で書きます。"),
            Field("building", "建物・部屋"),
            Field("phones", "電話", Kind.PHONES, wide=True, hint="いくつもあるときは、「、」で区切って並べます。"),
            Field("housing", "住まいのようす"),
            Field("key_holder", "鍵を預かる人"),
            Field("hidden", "秘匿", Kind.YES_NO, hint="「はい」にすると、住所と電話を一覧や紙に出しません。"),
        ),
    ),
    Section(
        "世帯とご家族",
        (
            Field("living", "世帯", Kind.CHOICE, code_list="living"),
            Field("family", "ご家族"),
            Field("emergency_contacts", "緊急連絡先", Kind.CONTACTS, wide=True),
        ),
    ),
    Section(
        "見守りが必要なわけ",
        (
            Field("criteria", "該当区分", Kind.CHOICES, code_list="criteria", wide=True),
            Field("care_level", "要介護度", Kind.CHOICE, code_list="care_level"),
            Field("handbooks", "手帳"),
        ),
    ),
    Section(
        "からだと医療・介護",
        (
            Field("hearing", "耳"),
            Field("sight", "目"),
            Field("doctor", "かかりつけ医"),
            Field("care_manager", "ケアマネジャー"),
            Field("services", "使っているサービス", hint="曜日もあわせて書いておくと、訪ねる日を選びやすくなります。"),
            Field("air_conditioner", "エアコン", Kind.YES_NO),
            Field("heat_risk", "暑さの心配"),
        ),
    ),
    Section(
        "見守りのしかた",
        (
            Field(
                "need_level",
                "見守りの手厚さ",
                Kind.CHOICE,
                code_list="need_levels",
                hint="選ぶと、間隔のめやすが出ます。",
            ),
            Field(
                "interval_days", "見守り間隔", Kind.NUMBER, unit="日", hint="空にすると、設定で決めた日数になります。"
            ),
            Field("best_time", "よい時間"),
            Field("avoid", "してはいけないこと"),
            Field("evacuation", "個別避難計画", hint="だれが、どこへ、どうやって一緒に避難するか。"),
            Field("notes", "特記事項", Kind.LONG_TEXT, wide=True),
        ),
    ),
)
"""The paper form of the register 要援護者台帳, section by section; keys are ``Person``'s fields."""

PERSON_FIELDS: tuple[Field, ...] = tuple(field for section in PERSON_SECTIONS for field in section.fields)

CONSENT_FIELDS: tuple[Field, ...] = (
    Field("state", "同意", Kind.CHOICE, required=True, code_list="consent"),
    Field("since", "同意日", Kind.DAY, hint="そのようにお聞きした日です。"),
    Field("way", "同意方法", Kind.CHOICE, code_list="consent_way"),
    Field("witness", "立会人", hint="ご家族など、そばにいた方がいれば入れます。"),
    Field("form", "様式", hint="署名された同意書の版です（例: 令和8年度版）。"),
    Field(
        "recipients",
        "同意の提供先",
        Kind.CHOICES,
        code_list="recipients",
        wide=True,
        hint="選ばないときは、同意書に印刷してある提供先への同意とします。",
    ),
    Field("watch", "訪問を望む", Kind.YES_NO, hint="名簿には同意し、訪問は望まない方は「いいえ」にします。"),
    Field("valid_until", "同意の期限", Kind.DAY, hint="同意書に期限があるときだけ入れます。"),
)
"""同意: keys are ``ConsentEntry``'s fields; the form's scan is asked for where there are attachments to choose from."""

FORM_SCAN_FIELD = Field("attachment_id", "同意書の写し", Kind.CHOICE, code_list="attachments")

STATUS_FIELDS: tuple[Field, ...] = (
    Field("state", "状態", Kind.CHOICE, required=True, code_list="status"),
    Field("since", "状態日", Kind.DAY, hint="新しい状態の最初の日です。先の日も入れられます。"),
    Field("until", "再開の日", Kind.DAY, hint="休止のとき、見守りを再び始める日がわかっていれば入れます。"),
    Field("reason", "終了理由", Kind.CHOICE, code_list="end_reason", hint="終了のとき、必ず選びます。"),
)

VISIT_FIELDS: tuple[Field, ...] = (
    Field("on", "訪問日", Kind.DAY, required=True),
    Field("at", "時刻", Kind.TIME),
    Field("method", "方法", Kind.CHOICE, required=True, code_list="method"),
    Field("result", "結果", Kind.CHOICE, required=True, code_list="result"),
    Field("condition", "様子", Kind.CHOICE, code_list="condition"),
    Field("signs", "気づき", Kind.CHOICES, code_list="signs", wide=True),
    Field("note", "記録", Kind.LONG_TEXT, wide=True),
    Field("visitor", "訪問者"),
)
"""訪問記録: keys are ``Visit``'s fields."""

PARTNER_FIELDS: tuple[Field, ...] = (
    Field("name", "名前", Kind.FAMILY_NAME, required=True, hint="人のときは氏名、機関や団体のときはその名前です。"),
    Field("kana", "ふりがな", Kind.KANA),
    Field("kind", "種別", Kind.CHOICE, required=True, code_list="partner_kinds"),
    Field("role", "役割"),
    Field("organisation", "所属"),
    Field("area", "地域", Kind.CHOICE, code_list="areas"),
    Field("hours", "連絡の時間", hint="「平日9時から17時」「夜8時まで」のように書きます。"),
    Field("verified_on", "最後の確かめ", Kind.DAY, hint="ここに書いてあることを、ご本人や先方に確かめた日です。"),
    Field("phones", "電話", Kind.PHONES, wide=True, hint="いくつもあるときは、「、」で区切って並べます。"),
    Field("note", "メモ", Kind.LONG_TEXT, wide=True),
)
"""関係者: keys are ``Partner``'s fields."""


APPOINTMENT_FIELDS: tuple[Field, ...] = (
    Field("what", "予定", required=True, hint="「受診の付き添い」「定例会」のように書きます。", wide=True),
    Field("on", "日", Kind.DAY, required=True),
    Field("at", "時刻", Kind.TIME),
    Field("until", "終わりの時刻", Kind.TIME),
    Field("who", "行く人"),
    Field("place", "場所"),
    Field("note", "メモ", Kind.LONG_TEXT, wide=True),
)
"""予定: keys are ``Appointment``'s fields; with whom it is, is chosen beside them."""

ACTIVITY_FIELDS: tuple[Field, ...] = (
    Field("kind", "種類", Kind.CHOICE, required=True, code_list="activity_kinds", wide=True),
    Field("title", "活動の名前", required=True, hint="「秋の清掃」「11月の定例会」のように書きます。"),
    Field("on", "日", Kind.DAY, required=True),
    Field("at", "始まりの時刻", Kind.TIME),
    Field("until", "終わりの時刻", Kind.TIME),
    Field("minutes", "かかった時間", Kind.NUMBER, unit="分", hint="空のときは、始まりと終わりの時刻から数えます。"),
    Field("participants", "参加した人数", Kind.NUMBER, unit="人"),
    Field("place", "場所", wide=True),
    Field("note", "メモ", Kind.LONG_TEXT, wide=True),
)
"""活動: keys are ``Activity``'s fields; who came and which bodies took part is chosen beside them."""

COORDINATION_FIELDS: tuple[Field, ...] = (
    Field("kind", "種類", Kind.CHOICE, required=True, code_list="coordination_kinds"),
    Field("whom", "相手"),
    Field("on", "日", Kind.DAY, required=True),
    Field("at", "時刻", Kind.TIME),
    Field("what", "連絡したこと", required=True, wide=True),
)
"""連絡調整: keys are ``Coordination``'s fields; who is in the directory is told by the name."""


INFO_SECTIONS: tuple[Section, ...] = (
    Section(
        "お知らせする中身",
        (
            Field("title", "見出し", required=True, wide=True, hint="「高齢者の配食サービス」のように書きます。"),
            Field("body", "中身", Kind.LONG_TEXT, wide=True),
            Field("tags", "さがす言葉", hint="「、」で区切ります（例: 食事、弁当、はいしょく）。"),
            Field("target", "だれのためか", hint="「市内に住む65歳以上の方」のように書きます。"),
            Field("phone", "問い合わせ先", hint="電話番号と、窓口の名前を書きます。"),
            Field("source", "出どころ", hint="どの案内・どの窓口から聞いたか。"),
            Field("valid_from", "いつから", Kind.DAY),
            Field("valid_until", "いつまで", Kind.DAY, hint="過ぎると、一覧の終わりに薄く出ます。"),
        ),
    ),
    Section(
        "台帳のどの方に知らせたいか",
        (
            Field("age_from", "何歳から", Kind.NUMBER, unit="歳"),
            Field("age_to", "何歳まで", Kind.NUMBER, unit="歳"),
            Field("living", "世帯", Kind.CHOICES, code_list="living", wide=True),
            Field("criteria", "該当区分", Kind.CHOICES, code_list="criteria", wide=True),
            Field("care_level", "要介護度", Kind.CHOICES, code_list="care_level", wide=True),
            Field("air_conditioner", "エアコン", Kind.YES_NO),
        ),
    ),
)
"""福祉情報: keys of the first are ``InfoItem``'s fields, of the second ``PeopleFilter``'s: whom it may be told to."""


def title_of(fields: tuple[Field, ...], key: str) -> str:
    """Return a field's word on screen and paper; the key itself where no form asks for it."""
    return next((field.title for field in fields if field.key == key), key)
