"""What the welfare section's workbook can hold 提供する項目: its sheets and all their columns, one line each."""

from functools import partial

from watchdesk.exports.given import GivenColumn, GivenSheet
from watchdesk.exports.sheet import CellKind

_SEEN = "last_confirmed"
"""The rule of what tells in a word or a day whether somebody was seen."""

_DAY, _TIME, _NUMBER, _NOTE = CellKind.DAY, CellKind.TIME, CellKind.NUMBER, CellKind.NOTE

_visit, _visit_word = partial(GivenColumn, rule="visits"), partial(GivenColumn, rule="visit_words")
_case, _case_word = partial(GivenColumn, rule="cases"), partial(GivenColumn, rule="case_words")

_WHO = (
    GivenColumn(key="number", title="整理番号", meaning="区または社協がつけた番号。ない方は空です。"),
    GivenColumn(key="name", title="氏名", width=16, meaning="台帳のとおりの字です。"),
    GivenColumn(key="kana", title="ふりがな", width=18, meaning="カタカナ。わからない方は空です。"),
    GivenColumn(key="area", title="地域", width=10, meaning="その日に住んでいた見守りの地域。"),
)

PEOPLE = GivenSheet(
    key="people",
    title="要援護者",
    columns=(
        *_WHO,
        GivenColumn(key="sex", title="性別", width=6, meaning="男・女・その他・不明。"),
        GivenColumn(key="birth_date", title="生年月日", kind=_DAY, meaning="西暦の日付。"),
        GivenColumn(key="age", title="年齢", kind=_NUMBER, width=6, meaning="月の末日の満年齢。"),
        GivenColumn(key="postal_code", title="郵便番号", width=10, meaning="秘匿の方は空です。"),
        GivenColumn(key="address", title="住所", width=30, meaning="秘匿の方は「秘匿」です。"),
        GivenColumn(key="phones", title="電話", width=16, meaning="秘匿の方は「秘匿」です。"),
        GivenColumn(key="criteria", title="該当区分", width=24, meaning="見守りが要るわけの区分。"),
        GivenColumn(key="living", title="世帯", width=10, meaning="独居、高齢者のみなど。"),
        GivenColumn(key="care_level", title="要介護度", width=10, meaning="台帳に書いてある認定。"),
        GivenColumn(key="status", title="状態", width=10, meaning="つくった日の、見守り中・休止・終了。"),
        GivenColumn(key="consent_since", title="同意日", kind=_DAY, meaning="いまの同意をいただいた日。"),
        GivenColumn(key="consent_way", title="同意方法", width=10, meaning="書面・口頭・代理。"),
        GivenColumn(key="visits", title="今月の訪問記録", kind=_NUMBER, width=10, meaning="この月のこの地域の件数。"),
        GivenColumn(
            key="confirmed", title="安否確認", width=8, rule=_SEEN, meaning="この月に確認できたら○、まだなら未確認。"
        ),
        GivenColumn(
            key="last_confirmed", title="最後に安否を確認した日", kind=_DAY, rule=_SEEN, meaning="月末まで。"
        ),
        GivenColumn(key="emergency_contacts", title="緊急連絡先", width=30, usual=False, meaning="台帳の順。"),
        *(
            GivenColumn(key=key, title=title, width=20, usual=False, meaning="台帳に書いてあるとおり。")
            for key, title in (
                ("language", "ことば"),
                ("family", "ご家族"),
                ("housing", "住まいのようす"),
                ("key_holder", "鍵を預かる人"),
                ("handbooks", "手帳"),
                ("doctor", "かかりつけ医"),
                ("care_manager", "ケアマネジャー"),
                ("services", "使っているサービス"),
                ("hearing", "耳"),
                ("sight", "目"),
                ("best_time", "よい時間"),
                ("avoid", "してはいけないこと"),
                ("air_conditioner", "エアコン"),
                ("heat_risk", "暑さの心配"),
                ("evacuation", "個別避難計画"),
            )
        ),
        GivenColumn(
            key="interval_days", title="見守り間隔（日）", kind=_NUMBER, usual=False, meaning="安否を確かめる間隔。"
        ),
    ),
)  # fmt: skip

VISITS = GivenSheet(
    key="visits",
    title="訪問",
    needs="on",
    columns=(
        _visit(key="on", title="訪問日", kind=_DAY, meaning="西暦の日付。"),
        _visit(key="at", title="時刻", kind=_TIME, width=8, meaning="わからないときは空です。"),
        *_WHO,
        _visit(key="method", title="方法", width=14, meaning="訪問・電話・声かけなど。"),
        _visit(key="result", title="結果", width=20, meaning="ご本人と話せた、不在など。"),
        _visit_word(key="condition", title="様子", width=8, meaning="元気・気になる・緊急。書いていなければ空です。"),
        _visit_word(key="signs", title="気づき", width=24, meaning="気づきの一覧から選んだもの。"),
        _visit_word(key="note", title="記録", kind=_NOTE, width=48, meaning="書いたとおり。秘匿の方の住所は伏せます。"),
        _visit_word(key="visitor", title="訪問者", width=14, meaning="訪問した見守り員など。"),
    ),
)

CASES = GivenSheet(
    key="cases",
    title="相談・つなぎ",
    needs="on",
    columns=(
        _case(key="sort", title="種類", width=8, meaning="相談か、つなぎか。"),
        _case(key="on", title="日付", kind=_DAY, meaning="相談は受けた日、つなぎは送った日。"),
        *_WHO,
        _case(key="field", title="分野", width=22, meaning="民生委員・児童委員の統計の分野（A）。"),
        _case(key="content", title="内容", width=22, meaning="民生委員・児童委員の統計の内容（B）。"),
        _case(key="urgency", title="急ぎぐあい", width=10, meaning="ふつう・早めに・緊急。"),
        _case(key="body", title="つなぎ先", width=24, meaning="つないだ相手。"),
        _case(key="state", title="状態", width=14, meaning="月の末日（今月は今日）のもの。"),
        _case(key="answer_due", title="返事の期限", kind=_DAY, meaning="つなぎの返事の期限。"),
        _case(key="closed_on", title="終えた日", kind=_DAY, meaning="相談を終えた日。"),
        _case_word(key="said", title="相談の中身", kind=_NOTE, width=48, usual=False, meaning="相談・つなぐわけ。"),
        _case_word(key="outcome", title="結末・返事", kind=_NOTE, width=40, usual=False, meaning="どうなったか。"),
    ),
)

ACTIVITIES = GivenSheet(
    key="activities",
    title="活動",
    named=False,
    columns=(
        GivenColumn(key="on", title="日付", kind=_DAY, meaning="西暦の日付。"),
        GivenColumn(key="area", title="地域", width=10, meaning="活動をした地域。"),
        GivenColumn(key="kind", title="種類", width=24, meaning="民生委員・児童委員の統計の種類（C）。"),
        GivenColumn(key="own_kind", title="区での種類", width=18, meaning="区がつけた種類。"),
        GivenColumn(key="title", title="活動の名前", width=28, meaning="お名前は書きません。"),
        GivenColumn(key="place", title="場所", width=20, meaning="開いた場所。"),
        GivenColumn(key="minutes", title="時間（分）", kind=_NUMBER, meaning="見守りコーディネーターがかけた時間。"),
        GivenColumn(key="participants", title="参加人数", kind=_NUMBER, meaning="来られた方の、のべ人数。"),
    ),
)

SHEETS = (PEOPLE, VISITS, CASES, ACTIVITIES)
"""In the order of the workbook, behind 概要."""

OVERVIEW = "概要"
GLOSSARY = "項目の説明"
