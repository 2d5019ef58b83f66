"""The words that lists use for what the contract's words name; a word marked ~ says more, so it is kept beside."""

from collections.abc import Iterable

from watchdesk.domain.words import (
    CareLevel,
    Condition,
    Consent,
    ConsentWay,
    EndReason,
    Living,
    Method,
    Result,
    Sex,
    Status,
    Word,
)
from watchdesk.intake.words import plain


def _table(members: Iterable[Word | Sex], further: str) -> dict[str, str]:
    """Plain form → code: each member's code and label, then the lines of ``further``, each a code and its words."""
    words = {plain(word): str(each.value) for each in members for word in (str(each.value), each.label)}
    return _lines(further) | words


def _lines(text: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for line in text.strip().splitlines():
        code, *synonyms = line.split()
        for word in synonyms:
            words[plain(word.removeprefix("~"))] = f"~{code}" if word.startswith("~") else code
    return words


CONSENTS = _table(
    Consent,
    """
    agreed    ○ ◯ 〇 ◎ ● ✓ ✔ ☑ レ 有 有り あり 済 済み はい yes y true 可 承諾
    agreed    同意済 同意済み 同意する 同意あり 同意有 同意有り
    refused   × ✕ ✖ x 無 無し なし いいえ no n false 不可 拒否 ~辞退
    refused   同意しない 同意せず 同意なし 同意無 同意無し 非同意
    pending   未 △ ー 未確認 未同意 未提出 未返信 未返送 未記入 返信なし 不明
    pending   ~保留 ~確認中 ~検討中 ~調整中
    withdrawn 取消 取り消し 取下げ 取り下げ 同意撤回 同意取消 撤回済 撤回済み
    """,
)
WAYS = _table(
    ConsentWay,
    """
    written 文書 紙 同意書 ~郵送 ~署名
    oral    ~電話 ~聞き取り ~聴取
    proxy   代理人 ~家族 ~代筆
    """,
)
STATUSES = _table(
    Status,
    """
    active 見守り 継続 継続中 登録 登録中 有効 実施中 在宅 対象 通常 ○ ~再開
    paused 休止中 一時休止 ~入院 ~入院中 ~停止 ~停止中 ~中断 ~中断中
    paused ~長期不在 ~ショートステイ ~ショートステイ中 ~帰省中
    ended  終了者 終了済 登録終了 見守り終了 ~解除 ~廃止 ~除外 ~抹消 ~取消
    ended  ~転居 ~転出 ~死亡 ~逝去 ~施設入所 ~入所 ~辞退 ~見守り辞退 ~引越し ~引っ越し
    """,
)
END_REASONS = _table(
    EndReason,
    """
    moved    転出 引越 引越し 引っ越し 転居のため ~市外転出 ~区外転出
    facility 入所 施設 施設入居 ~入居 ~特養入所 ~老人ホーム ~老人ホーム入所
    deceased 逝去 死去 ご逝去 亡 亡くなった
    declined 辞退 ~希望せず ~本人希望
    other    他
    """,
)
SEXES = _table(
    Sex,
    """
    1 男性 m male おとこ オトコ
    2 女性 f female おんな オンナ
    9 他 x
    0 ー 未回答 回答しない 無回答
    """,
)
LIVINGS = _table(
    Living,
    """
    alone        ひとり暮らし 一人暮らし 1人暮らし ひとりぐらし 一人ぐらし 独り暮らし
    alone        単身 単独 単身世帯 単独世帯 独居世帯 ~独居高齢者
    elderly_only 高齢者のみ世帯 高齢者のみの世帯 高齢者世帯 高齢世帯
    elderly_only ~高齢者夫婦 ~高齢夫婦 ~夫婦のみ ~老老 ~老々
    alone_by_day 昼間独居 日中独り 日中一人
    with_family  同居 家族同居 ~2世帯 ~二世帯 ~息子と同居 ~娘と同居
    other        他
    """,
)
CARE_LEVELS = _table(
    CareLevel,
    """
    none      なし 無 無し 自立 非該当 未認定 認定無し ~未申請
    support_1 支援1 支1 要支1
    support_2 支援2 支2 要支2
    care_1    介護1 介1 要介1 1
    care_2    介護2 介2 要介2 2
    care_3    介護3 介3 要介3 3
    care_4    介護4 介4 要介4 4
    care_5    介護5 介5 要介5 5
    """,
)
METHODS = _table(
    Method,
    """
    visit    自宅訪問 家庭訪問 居宅訪問 戸別訪問 対面
    intercom インターホン インターフォン インターホンごし インターフォン越し ドアホン ドアホン越し
    phone    tel 架電 電話連絡 電話訪問
    greeting 声掛け 声がけ ~立ち話 ~路上
    posting  投函 ポスト投函 ポスト チラシ投函 ~手紙
    outside  外から 外観 外観確認 外からの確認 外から確認 ~通りがかり
    """,
)
RESULTS = _table(
    Result,
    """
    met          本人 本人と会えた 本人に会えた 会えた 話せた 面会 面談 本人確認 本人と面談 本人と面会 在宅
    confirmed    家族から確認 家族に確認 近隣から確認 近隣に確認 家族近隣 家族確認 近隣確認
    absent       留守 るす 会えず
    no_answer    応答なし 反応なし 返事なし 応答無し 反応無し
    outside_only 外から確認 外観確認 外観のみ 外のみ 外から確認した
    declined     お断り 断り 拒否 訪問拒否 断られた
    """,
)
CONDITIONS = _table(
    Condition,
    """
    well    良好 変わりなし 変わりない 異常なし 問題なし 元気そう お元気 普通
    concern 気がかり 要注意 心配 ~やや心配
    urgent  緊急対応 要緊急 ~救急
    """,
)
NEED_LEVELS = _lines(
    """
    close 手厚い 手厚 重点 重点的 ~高 ~高い ~a
    usual 普通 通常 標準 ~中 ~b
    light ゆるい 緩やか 軽い 軽度 ~低 ~低い ~c
    """
)
YES_NO = _lines(
    """
    yes 有 有り あり はい ○ ◯ 〇 ◎ ● ✓ ✔ ☑ レ yes y true 1 希望 希望する 要 可 該当
    no  無 無し なし いいえ × ✕ ✖ x no n false 0 不要 希望しない 希望なし 不可 ー 非該当
    """
)
