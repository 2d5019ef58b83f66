"""Search pages: what the window itself can show and do, by the words one may look for it, as data."""

from dataclasses import dataclass

from ui.places import TO_ASK, WHEREABOUTS, Place, Room
from watchdesk.domain.folding import fold

_ANYWHERE = 2
"""Letters from which a word is looked for inside others too, not only at their beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A page or a task of the window: what it is called, where it is, and other words for it."""

    word: str
    place: Place
    room: str
    other: tuple[str, ...] = ()


def _settings(word: str, section: str, *other: str) -> Way:
    return Way(word=word, place=Place(room=Room.SETTINGS, because=section), room=f"設定の「{section}」", other=other)


WAYS: tuple[Way, ...] = (
    Way(word="今日", place=Place(room=Room.TODAY), room="今日", other=("きょう", "期限")),
    Way(
        word="まわり用紙をつくる・印刷する",
        place=Place(room=Room.ROUND, new=True),
        room="まわり",
        other=("見守り用紙", "訪問する方", "歩く順"),
    ),
    Way(
        word="まわり用紙を打ちこむ・受け取る",
        place=Place(room=Room.ROUND),
        room="まわり",
        other=("見守り用紙", "用紙の番号", "なくした", "まだ戻っていない紙"),
    ),
    Way(
        word="写しの台帳を見る",
        place=Place(room=Room.COPIES),
        room="受け渡し",
        other=("うつし", "受け渡し", "まだ戻っていない紙", "戻った", "廃棄", "シュレッダー", "写しの番号", "持ち出し"),
    ),
    Way(
        word="写しの所在確認をする・用紙を印刷する",
        place=Place(room=Room.COPIES, section=WHEREABOUTS),
        room="受け渡し",
        other=("しょざいかくにん", "月に一度", "点検", "うつし"),
    ),
    Way(
        word="紙をなくしたときの手順・紛失報告書",
        place=Place(room=Room.COPIES),
        room="受け渡しで、その写しを選んで「なくしました」",
        other=("紛失", "ふんしつ", "なくした", "漏えい", "落とした", "置き忘れ", "見当たらない"),
    ),
    Way(
        word="渡すファイルをつくる",
        place=Place(room=Room.HANDING),
        room="受け渡し",
        other=("保健福祉課に渡す", "書き出し", "エクセル", "送り状", "受領書", "パスワード", "わたす"),
    ),
    Way(
        word="受け取ったファイルを開く",
        place=Place(room=Room.RECEIVING),
        room="受け渡し",
        other=("うけとる", "届いたファイル", "パスワードのかかったファイル", "エクセルの形で残す"),
    ),
    Way(
        word="渡す相手・連絡先・鍵のファイル",
        place=Place(room=Room.RECEIVERS),
        room="受け渡し",
        other=("わたすあいて", "保健福祉課", "合言葉", "公開鍵", "連絡先", "渡し方"),
    ),
    Way(
        word="書き出しの形を決める",
        place=Place(room=Room.PROFILES),
        room="受け渡し",
        other=("かきだし", "列", "シート", "エクセルの列", "様式", "並び", "保健福祉課 月次"),
    ),
    Way(
        word="要援護者の一覧", place=Place(room=Room.PEOPLE), room="要援護者", other=("台帳", "名簿", "ようえんごしゃ")
    ),
    Way(
        word="新しい方を登録する",
        place=Place(room=Room.PERSON, new=True),
        room="要援護者",
        other=("登録", "新規", "追加", "とうろく"),
    ),
    Way(
        word="同じ方の台帳をひとつにまとめる",
        place=Place(room=Room.PEOPLE),
        room="その方の台帳の「履歴」",
        other=("統合", "とうごう", "重複", "二重", "ふたつある", "2つある", "名寄せ"),
    ),
    Way(
        word="名簿を取りこむ",
        place=Place(room=Room.IMPORT),
        room="要援護者",
        other=("取りこみ", "取り込み", "とりこみ", "エクセル", "Excel", "CSV", "インポート"),
    ),
    Way(
        word="同意の確かめ",
        place=Place(room=Room.CONSENT),
        room="同意の確かめ",
        other=("どうい", "同意を確かめ直す", "期限", "緊急の提供"),
    ),
    Way(
        word="要対応の一覧",
        place=Place(room=Room.FOLLOW_UPS),
        room="要対応",
        other=("ようたいおう", "約束", "このあとすること", "することの一覧", "期限"),
    ),
    Way(
        word="予定のカレンダー",
        place=Place(room=Room.PLANS),
        room="予定",
        other=("よてい", "カレンダー", "こよみ", "月", "週", "祝日", "予定表"),
    ),
    Way(
        word="予定を書く",
        place=Place(room=Room.APPOINTMENT, new=True),
        room="予定",
        other=("よてい", "約束", "アポイント", "新しい予定"),
    ),
    Way(
        word="気がかりを始める",
        place=Place(room=Room.ALARM, new=True),
        room="気がかり",
        other=("きがかり", "心配な知らせ", "近所の方から電話", "応答なし", "安否", "通報"),
    ),
    Way(
        word="対応中の気がかり",
        place=Place(room=Room.ALARM),
        room="気がかり",
        other=("きがかり", "応答なし", "手順", "110", "119"),
    ),
    Way(
        word="活動と連絡調整の一覧",
        place=Place(room=Room.ACTIVITIES),
        room="活動",
        other=("かつどう", "れんらくちょうせい", "行事", "会議", "見まわり", "来られた方"),
    ),
    Way(
        word="活動を書く",
        place=Place(room=Room.ACTIVITY, new=True),
        room="活動",
        other=("かつどう", "行事", "会議", "研修", "見まわり", "清掃", "訓練", "新しい活動"),
    ),
    Way(
        word="連絡調整を1行で書く",
        place=Place(room=Room.ACTIVITIES, new=True),
        room="活動",
        other=("れんらくちょうせい", "電話", "関係機関との連絡"),
    ),
    Way(word="訪問記録の一覧", place=Place(room=Room.VISITS), room="訪問記録", other=("ほうもん", "記録")),
    Way(
        word="訪問を記録する",
        place=Place(room=Room.PEOPLE, asks=True),
        room="訪問記録",
        other=("ほうもん", "記録", "書く"),
    ),
    Way(
        word="相談の一覧",
        place=Place(room=Room.CONSULTATIONS),
        room="相談・つなぎ",
        other=("そうだん", "つなぎ", "対応中", "返事待ち", "ケース", "再び始める"),
    ),
    Way(
        word="相談を書く",
        place=Place(room=Room.CONSULTATION, new=True),
        room="相談・つなぎ",
        other=("そうだん", "電話を受けた", "新しい相談", "受付"),
    ),
    Way(
        word="つなぎの一覧",
        place=Place(room=Room.REFERRALS),
        room="相談・つなぎ",
        other=("つないだ", "返事を待っている", "返事待ち", "見守り相談室", "地域包括支援センター", "情報共有シート"),
    ),
    Way(
        word="つなぎを書く・つなぎ票を印刷する",
        place=Place(room=Room.REFERRAL, new=True),
        room="相談・つなぎ",
        other=("つなぐ", "つなぎ票", "引きつぎ", "連絡票", "新しいつなぎ"),
    ),
    Way(
        word="福祉情報をさがす",
        place=Place(room=Room.INFORMATION),
        room="福祉情報",
        other=("ふくしじょうほう", "サービス", "制度", "案内", "お知らせ", "まだ伝えていない方"),
    ),
    Way(
        word="福祉情報を書く",
        place=Place(room=Room.INFO_ITEM, new=True),
        room="福祉情報",
        other=("ふくしじょうほう", "新しい福祉情報", "サービス", "チラシ", "登録"),
    ),
    Way(
        word="関係機関の一覧", place=Place(room=Room.PARTNERS), room="関係機関", other=("見守り員", "民生委員", "担当")
    ),
    Way(
        word="関係者に電話で確かめる",
        place=Place(room=Room.PARTNERS, section=TO_ASK),
        room="関係機関",
        other=("半年", "電話番号", "連絡先", "確かめる表", "電話をかける", "いまも正しい"),
    ),
    Way(
        word="見守り員の担当を引きつぐ",
        place=Place(room=Room.PARTNERS),
        room="関係機関で、いまの担当の方を開きます",
        other=("交代", "引き継ぎ", "ひきつぎ", "担当を変える", "担当替え", "後任", "退任"),
    ),
    Way(
        word="新しい関係者を登録する",
        place=Place(room=Room.PARTNER, new=True),
        room="関係機関",
        other=("見守り員", "民生委員", "登録", "追加", "とうろく"),
    ),
    Way(
        word="月報をつくる・印刷する",
        place=Place(room=Room.REPORTS),
        room="報告書",
        other=("報告書", "げっぽう", "ほうこくしょ", "印刷", "PDF", "集計", "統計", "渡す"),
    ),
    Way(
        word="月を締める・訂正版をつくる",
        place=Place(room=Room.REPORTS),
        room="報告書",
        other=("月締め", "つきじめ", "締め", "しめる", "初版", "訂正", "照合番号", "もう一度開ける", "確定"),
    ),
    Way(
        word="活動件数集計報告書をつくる・印刷する",
        place=Place(room=Room.ACTIVITY_COUNT),
        room="報告書",
        other=("活動件数", "かつどうけんすう", "民生委員", "統計", "年度", "分野別", "内容別", "報告書", "集計"),
    ),
    *(
        Way(word=word, place=Place(room=Room.SHEETS, section=key), room="報告書", other=other)
        for key, word, other in (
            ("person", "お一人の記録を印刷する", ("個人記録", "フェイスシート", "個人票", "ケース記録")),
            ("roster", "要援護者名簿を印刷する", ("避難行動要支援者", "名簿", "避難所", "町名ごと", "建物ごと")),
            ("ageing", "要対応・つなぎの滞りの一覧", ("滞り", "とどこおり", "期限切れ", "待っている", "打ち合わせ")),
            ("labels", "宛名ラベルを印刷する", ("あて名", "ラベル", "封筒", "郵送", "手紙", "シール")),
        )
    ),
    _settings("保管庫の場所と中身", "この保管庫", "ほかんこ", "データ", "置き場所"),
    _settings("月報の設定", "月報", "決裁欄", "あて先", "コーディネーター", "事務所"),
    _settings("持つ方の名前の透かし", "お名前ののる紙", "すかし", "用紙", "紙"),
    _settings("見守りの日数", "見守り", "期限", "間かく", "日数"),
    _settings(
        "選ぶ言葉を変える", "一覧の言葉", "気づき", "該当区分", "提供先", "地域", "項目", "選択肢", "ことば", "並び順"
    ),
    _settings("控えをとる・点検する", "控え", "ひかえ", "バックアップ", "点検", "復元"),
    _settings("お名前・パスワードを変える", "利用者", "りようしゃ", "パスワード", "復旧の鍵", "かぎ"),
    _settings("利用者を足す・止める", "利用者", "利用者の一覧", "ふたりめ", "合言葉を忘れた人", "使う人"),
    _settings("何分で画面を隠すかを決める", "画面を隠す", "ロック", "かくす", "離席"),
    _settings("文字の大きさ・色", "見え方", "みえかた", "拡大", "暗い", "文字"),
    _settings("ごみ箱を見る", "ごみ箱", "ごみばこ", "取り消したもの", "取りのぞいた方", "消した", "元に戻す"),
    _settings("管理台帳を見る", "管理台帳", "いつだれが", "監査", "かんりだいちょう"),
    _settings("このプログラムについて", "このプログラム", "バージョン", "版", "ライセンス"),
)
"""Everything of the window that one may look for by words."""


def ways(query: str) -> tuple[Way, ...]:
    """Return what fits every word of a query, the best first: by its own word, by its beginning, by other words."""
    words = tuple(filter(None, map(fold, query.split())))
    if not words:
        return ()
    ranked = [(min(_fit(way, word) for word in words), way) for way in WAYS]
    return tuple(way for fit, way in sorted(ranked, key=lambda pair: -pair[0]) if fit)


def _fit(way: Way, word: str) -> int:
    """How well a word fits: 3 at the beginning of its own word, 2 inside it, 1 in another word, 0 not at all."""
    own = fold(way.word)
    if own.startswith(word):
        return 3
    if len(word) >= _ANYWHERE and word in own:
        return 2
    others = (fold(other) for other in (way.room, *way.other))
    return int(any(other.startswith(word) or (len(word) >= _ANYWHERE and word in other) for other in others))
