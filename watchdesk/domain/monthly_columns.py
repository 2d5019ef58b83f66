"""What the lists of the monthly report 月報 show of people and of visits; number, day and name always stand there."""

AGE, ADDRESS, CONTACTS, CONFIRMED, REMARK = "age", "address", "contacts", "confirmed", "remark"
PEOPLE = (
    (AGE, "年齢"),
    (ADDRESS, "住所"),
    (CONTACTS, "今月の記録"),
    (CONFIRMED, "確かめた日"),
    (REMARK, "区分・備考"),
)
"""Columns of 見守った方 that can be left out, by key."""

METHOD, RESULT, CONDITION, VISITOR, SIGNS, NOTE = "method", "result", "condition", "visitor", "signs", "note"
VISITS = (
    (METHOD, "方法"),
    (RESULT, "結果"),
    (CONDITION, "様子"),
    (VISITOR, "訪問者"),
    (SIGNS, "気づき"),
    (NOTE, "内容"),
)
"""What of 訪問記録のくわしい内容 can be left out, by key."""

EVERY_OF_PEOPLE = tuple(key for key, _ in PEOPLE)
EVERY_OF_VISITS = tuple(key for key, _ in VISITS)
