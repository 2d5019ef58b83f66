"""The keys by which text is found and compared: what people mean by the same letters becomes the same (contract §3)."""

import re
import unicodedata

from watchdesk.domain.kana import LARGE_OF, TO_HIRAGANA, VOWEL_OF

DASHES = "‐‑‒–—―−－─━"
"""What stands for a hyphen in lists besides the hyphen itself."""

VARIANTS = (
    # Letters of names, the usual one first. Read from the contract and the ward's table of letters, grown by the
    # variants that registers of names (戸籍, 住民票) bring; forms that NFKC unites by itself need no place here.
    "高髙 崎﨑碕嵜𥔎 辺邊邉 斉斎齋齊 浜濱濵 徳德 柳栁桺 吉𠮷 靱靭 沢澤 広廣 桜櫻 国國圀 円圓 真眞 恵惠 栄榮 島嶋嶌 "
    "条條 竜龍 寿壽 瀬瀨 淵渕渊 篭籠 関關 実實 宝寶寳 鉄鐵鉃 塩鹽 豊豐 礼禮 静靜 清淸 青靑 瑶瑤 遥遙 薫薰 穂穗 弥彌 "
    "来來 万萬 与與 仏佛 伝傳 児兒 内內 剣劍劔劒剱 勲勳 区區 単單 厳嚴 収收 呉吳 営營 団團 囲圍 図圖 尭堯 塁壘 壱壹 "
    "変變 奥奧 学學 寛寬 専專 将將 岳嶽 峰峯 峡峽 巌巖 帯帶 庁廳 当當 彦彥 従從 応應 恒恆 悦悅 慎愼 懐懷 戦戰 拝拜 "
    "挙擧 揺搖 数數 旧舊 昂昻 晋晉 晩晚 暁曉 曽曾 会會 松枩 栃杤 桑桒 桧檜 楼樓 楽樂 様樣 槙槇 横橫 権權 歩步 歳歲 "
    "歴歷 毎每 気氣 浄淨 済濟 渋澁澀 渉涉 温溫 湾灣 満滿 滝瀧 灯燈 点點 為爲 熙煕凞 独獨 献獻 畳疊 発發 県縣 祢禰 "
    "秘祕 稲稻 穣穰 糸絲 経經 絵繪 継繼 総總 緑綠 縁緣 縄繩 聡聰 声聲 台臺 船舩 芸藝 荘莊 蒋蔣 蔵藏 蛍螢 衛衞 装裝 "
    "覚覺 観觀 読讀 譲讓 賛贊 転轉 軽輕 郎郞 郷鄕 酔醉 釈釋 野埜 録錄 鎮鎭 隠隱 霊靈 頼賴 顔顏 顕顯 駆驅駈 験驗 "
    "鴎鷗 鶏鷄雞 麦麥 黄黃 黒黑 齢齡 亀龜 枡桝 富冨 館舘 浅淺 涛濤 秋穐龝 薮藪 体體 乗乘 亘亙 亜亞 価價 処處 凛凜 "
    "涼凉 勧勸 卯夘 参參 双雙 叙敍敘 壷壺 姉姊 姫姬 写寫 属屬 巣巢 巻卷 帰歸 弐貳 弾彈 恋戀 暦曆 柏栢 検檢 歓歡 "
    "潜潛 焔焰 状狀 礒磯 禄祿 禅禪 称稱 竪豎 縦縱 翠翆 芦蘆 茎莖 萌萠 虎乕 虫蟲 誉譽 村邨 銭錢 随隨 髪髮 鶴靏靎鸖 "
    "土圡𡈽 橋槗𣘺 丈𠀋 原𠩤 泰𣳾 脇𦚰 今𫝆 喜㐂 廻𢌞 兎兔 麹麴 鴬鶯 雁鴈 桟棧 砺礪 蛎蠣 頚頸 倶俱 填塡 頬頰"
)

_SMALL_KATAKANA = {ord(small): TO_HIRAGANA[ord(large)] for small, large in LARGE_OF.items()}
_SMALL_HIRAGANA = {TO_HIRAGANA[ord(small)]: TO_HIRAGANA[ord(large)] for small, large in LARGE_OF.items()}
_KANJI = {ord(variant): group[0] for group in VARIANTS.split() for variant in group[1:]}
_SIGNS = {ord(dash): "-" for dash in DASHES}
_OLD_KANA = {ord(old): today for old, today in zip("ヰゐヱゑヲを", "いいええおお", strict=True)}
_SAME_SOUND = {ord(one): other for one, other in zip("ヅづヂぢヷヸヹヺ", "ずずじじばびべぼ", strict=True)}


def _unvoiced() -> dict[int, str]:
    """が and ガ → か, ぱ and パ → は for each kana that takes a mark; ヷヸヹヺ as ヴァ … → は ひ へ ほ."""
    apart = {code: unicodedata.normalize("NFD", chr(code)) for code in (*range(0x3041, 0x309F), *range(0x30A1, 0x30FF))}
    plain = {code: letters[0].translate(TO_HIRAGANA) for code, letters in apart.items() if len(letters) > 1}
    return plain | {ord(old): today for old, today in zip("ヷヸヹヺ", "はひへほ", strict=True)}


_ALIKE: dict[int, int | str] = {**TO_HIRAGANA, **_SMALL_KATAKANA, **_SMALL_HIRAGANA, **_OLD_KANA, **_KANJI, **_SIGNS}
_LETTERS = {**_ALIKE, **_SAME_SOUND}
_VOICELESS_LETTERS = {**_ALIKE, **_unvoiced()}

_HALF_WIDTH: dict[int, int | str] = {
    **{0xFF01 + place: 0x21 + place for place in range(94)}, 0x3000: " ", 0xA0: " ", **_SIGNS
}  # fmt: skip
_NUMERALS = re.compile("[〇○◯零一二三四五六七八九十百千廿卅]+")
_NUMERAL_DIGITS = str.maketrans("〇○◯零一二三四五六七八九", "0000123456789")
_UNITS = {"十": 10, "百": 100, "千": 1000}

_HIRAGANA_VOWEL = {letter.translate(TO_HIRAGANA): vowel.translate(TO_HIRAGANA) for letter, vowel in VOWEL_OF.items()}
_SPELLED = {"え": "い", "お": "う"}

# A letter stays that \w knows, an ideograph newer than this Python, a letter of an old system's own (外字), and 〓 or
# U+FFFD: they stand for a letter of a name that could not be read.
_DROPPED = re.compile("[^\\w\\-〓\ufffd\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd]|_")
_STRETCHED = re.compile("([ぁ-ゖ])(?:ー[ー-]*|-+(?=[ぁ-ゖ]))")
_VU = re.compile("[ヴゔ]([ァアぁあィイぃいェエぇえォオぉお])?")
_VU_ROW = dict(zip("ァアぁあィイぃいェエぇえォオぉお", "ばばばばびびびびべべべべぼぼぼぼ", strict=True))
_LONG_VOWEL = re.compile("|".join(
    f"[{''.join(kana for kana, end in _HIRAGANA_VOWEL.items() if end == vowel)}][{vowel}{_SPELLED.get(vowel, '')}]+"
    for vowel in "あいうえお"
))  # fmt: skip
_KA_OR_KE = re.compile("(?<=[々一-鿿])[けか](?=[々一-鿿])")


def half_width(text: str) -> str:
    """Signs, digits and Latin letters in half width, every dash as ``-``; one letter for one, so positions stay."""
    return text.translate(_HALF_WIDTH)


def usual_kanji(text: str) -> str:
    """Each variant of a kanji as the usual one (靭 → 靱); one letter for one, so positions stay."""
    return text.translate(_KANJI)


def arabic_numerals(text: str) -> str:
    """Kanji numerals as digits: 十二 and 一二 → 12, 二〇二六 → 2026, 千九百三十七 → 1937.

    For dates and house numbers only; in a name a numeral is a letter.
    """
    return _NUMERALS.sub(_arabic, text)


def fold(text: str) -> str:
    """The key for finding and matching: two texts a person takes for the same have the same key.

    Width, case, hiragana and katakana, small kana, ヅ/ズ, ヂ/ジ, ヲ/オ, ヴ/ブ, ヶ/ケ, variants of kanji are made one;
    spaces, hyphens, marks and variation selectors go. A long vowel is spelled out as names are: オーノ is オオノ and
    not オノ, ユーコ is ユウコ, ケーコ ケイコ; a hyphen between two kana is taken for ー, as old systems print it.
    A piece of a text folds to a piece of its key, so that one letter finds.
    """
    return _fold(text, _LETTERS)


def fold_voiceless(text: str) -> str:
    """The lower-ranked key of people: without 濁点 and 半濁点, long vowels short; never for matching (contract §3).

    ヤマサキ finds ヤマザキ, オノ finds オオノ, コポ finds コーポ, 関が原 finds 関ヶ原. Takes the text itself, not its
    other key, where カナヅ has become カナズ.
    """
    short = _LONG_VOWEL.sub(lambda long: long[0][0], _fold(text, _VOICELESS_LETTERS))
    return _KA_OR_KE.sub("か", short)


def _arabic(run: re.Match[str]) -> str:
    numerals = run[0].replace("廿", "二十").replace("卅", "三十")
    if not _UNITS.keys() & set(numerals):
        return numerals.translate(_NUMERAL_DIGITS)
    total, digit = 0, 0
    for numeral in numerals:
        if unit := _UNITS.get(numeral):
            total, digit = total + (digit or 1) * unit, 0
        else:
            digit = int(numeral.translate(_NUMERAL_DIGITS))
    return str(total + digit)


def _fold(text: str, letters: dict[int, int | str]) -> str:
    wide = text.replace("゛", "\u3099").replace("゜", "\u309a")
    same_width = unicodedata.normalize("NFKC", wide).casefold()
    if "ヴ" in same_width or "ゔ" in same_width:
        same_width = _VU.sub(lambda sound: _VU_ROW.get(sound[1], "ぶ"), same_width)
    folded = _DROPPED.sub("", same_width.translate(letters))
    if "ー" in folded or "-" in folded:
        folded = _STRETCHED.sub(_spell_out, folded).replace("-", "").replace("ー", "")
    return folded


def _spell_out(stretched: re.Match[str]) -> str:
    """Write ー as names are spelled: おお at お, う after the others of its row, い after え (大野, 洋子, 恵子)."""
    letter = stretched[1]
    vowel = _HIRAGANA_VOWEL.get(unicodedata.normalize("NFD", letter)[0], "")
    return letter + (vowel if letter == "お" else _SPELLED.get(vowel, vowel))
