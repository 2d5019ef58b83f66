"""The past of a partner 関係者 in words: who changed which field when, from which reading to which."""

from collections.abc import Mapping

from watchdesk.domain.partner import Partner
from watchdesk.services.codes import Codes
from watchdesk.services.history import ACTIONS, BY_IMPORT, KEPT_BY_RULE, Past
from watchdesk.services.wording import Wording, title
from watchdesk.store import past
from watchdesk.store.past import Change
from watchdesk.store.store import Connection
from watchdesk.store.values import from_json

_NOT_FROM_HERE = "この欄は、「書き直す」で直してください。"


def past_of(connection: Connection, partner: Partner, codes: Codes) -> tuple[Past, ...]:
    """Return a partner's past, newest first; the registration is last."""
    wording, imports = Wording(codes=codes), past.files_of_imports(connection)
    found = [_told(one, wording, imports) for one in past.changes_of(connection, [partner.id])]
    return (*sorted(found, key=lambda one: -one.line), _registered(partner))


def _told(one: Change, wording: Wording, imports: Mapping[str, str]) -> Past:
    old, new = (from_json(one.entity, one.field, value) for value in (one.old, one.new))
    by_import = (one.reason or "") in imports
    told_old, told_new = wording.change(one.entity, one.field, old, new)
    return Past(
        change=one.seq,
        line=one.line,
        at=one.at,
        by=one.by,
        action=(BY_IMPORT if by_import else ACTIONS).get(one.action, ACTIONS["changed"]),
        entity=one.entity,
        field=one.field,
        title=title(one.entity, one.field),
        old=told_old,
        new=told_new,
        reason=None if by_import else one.reason,
        why_not="この欄は、ここからは戻せません。" if one.field in KEPT_BY_RULE else _NOT_FROM_HERE,
    )


def _registered(partner: Partner) -> Past:
    return Past(
        change=0,
        line=0,
        at=partner.created_at,
        by=partner.created_by,
        action=ACTIONS["added"],
        entity="partner",
        field="",
        title="記録",
        old="",
        new="",
    )
