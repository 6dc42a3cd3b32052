"""What the public sends in: kept word for word with a code, taken in or sent back by an officer."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions.cases import carry_out, start
from minzhi.engines.casework.actions.office import do
from minzhi.engines.casework.actions.papers import Upload
from minzhi.engines.casework.actions.service import consent
from minzhi.engines.casework.models import Case, Filing, Key, Paper
from minzhi.engines.casework.notices import asks_for_people, edition
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit import clock
from minzhi.kit.process import HOLDER, START, SUPERIOR, Action, FormWrong, NotNow, NotYours
from minzhi.kit.process.forms import read
from minzhi.records.files.actions import store
from minzhi.records.privacy.actions import give_notice
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

CODE_BYTES = 10


def hashed(code: str) -> str:
    """Return what is kept of a code: nobody can read the code from it."""
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def new_code() -> str:
    return secrets.token_hex(CODE_BYTES).upper()


@transaction.atomic
def send_in(
    process: str, action: str, *, unit: Unit, who: str, form: Mapping[str, object], on: date,
    files: Iterable[tuple[str, bytes]] = (), case: Case | None = None,
) -> tuple[Filing, str]:  # fmt: skip
    """Keep what somebody outside asks for; returns it with the code that only the sender is told.

    Raises `FormWrong` for a form the act would refuse, `NotYours` for an act that is not open to the public.
    """
    table = case.table if case else VERSIONS.on(process, on)
    found = table.action(action)
    if found is None or not found.public:
        raise NotYours(_("这一步不能在网上办理，请到窗口办理。"))
    code = new_code()
    filing = Filing.unscoped.create(
        unit=unit, process=process, action=action, case=case, who=who[:120], form=_read(found, form, on),
        code=hashed(code), sent_on=on, sent_at=clock.now(),
    )  # fmt: skip
    if asks_for_people(found) and (shown := edition(process)):
        give_notice(*shown, filed=filing.uid)
    filing.files.set([store(content, name=name, by=None, on=on) for name, content in files])
    return filing, code


def _read(action: Action, form: Mapping[str, object], on: date) -> dict[str, object]:
    """Return the form as the act would take it; a day of receipt is the day of sending."""
    days = {field.name: on.isoformat() for field in action.form if field.name in RECEIVED and not form.get(field.name)}
    return dict(read(action, {**form, **days}))


ANSWER = 500
RECEIVED = frozenset({"received_on", "defence_on", "consented_on", "answered_on", "asked_on", "waived_on"})
"""Fields that say when the office got something: of what comes by wire, the day on which it came."""


SIDES = frozenset({"claimant", "respondent"})


def may_send(action: Action, role: str) -> bool:
    """Tell whether a party may send in an act: one that the table gives to a side is that side's alone."""
    sides = SIDES & set(action.by)
    return action.public and (not sides or role in sides)


@transaction.atomic
def take_in(filing: Filing, *, by: Actor, on: date) -> Case:
    """Make of a filing the act it asks for; its sender gets a key to the case. Raises `NotNow` or a `Refusal`."""
    filing = _waiting(filing)
    papers = [
        Upload(title=file.name, file=file, kind=Paper.Kind.REQUEST, came_from=filing.who, is_public=True)
        for file in filing.files.all()
    ]
    if filing.case is None:
        case = start(filing.process, unit=filing.unit, by=by, on=on, form=filing.form, papers=papers)
        Key.unscoped.create(case=case, who=filing.who, role="claimant", code=filing.code, given_on=on)
    else:
        case = carry_out(filing.case, filing.action, by=by, on=on, form=filing.form, papers=papers)
    filing.case = case
    _settle(filing, Filing.State.TAKEN, "", by=by, on=on)
    return case


@transaction.atomic
def send_back(filing: Filing, *, why: str, by: Actor, on: date) -> Filing:
    """Refuse a filing with a reason that its sender reads."""
    if not why:
        raise FormWrong({"why": _("请写明退回的理由。")})
    _check_length(_("退回的理由"), why, ANSWER)
    filing = _waiting(filing)
    if {HOLDER, SUPERIOR}.isdisjoint(parts_of(filing.case, by, on=on, unit=filing.unit)):
        raise NotYours(_("只有收件单位可以退回材料。"))
    _settle(filing, Filing.State.REFUSED, why, by=by, on=on)
    return filing


def _check_length(label: str, text: str, most: int) -> None:
    if len(text) > most:
        message = _("「%(field)s」最多%(most)s字，现有%(now)s字。")
        raise FormWrong({"text": message % {"field": label, "most": most, "now": len(text)}})


def _waiting(filing: Filing) -> Filing:
    held: Filing = Filing.unscoped.select_for_update(of=("self",)).select_related("unit").get(pk=filing.pk)
    if held.state != Filing.State.WAITING:
        raise NotNow(_("这份材料已由他人处理过（%(state)s）。") % {"state": held.get_state_display()})
    return held


def _settle(filing: Filing, state: Filing.State, answer: str, *, by: Actor, on: date) -> None:
    filing.state, filing.answer, filing.settled_by, filing.settled_on = state, answer, by.officer, on
    filing.save(update_fields=["state", "answer", "settled_by", "settled_on", "case"])


@transaction.atomic
def give_key(case: Case, *, who: str, role: str, by: Actor, on: date) -> str:
    """Give a party a code with which it sees the case and acts in it; only its hash is kept. Raises a `Refusal`."""
    case, code = do(case, "@give_key", by=by, on=on, form={"who": who, "role": role}), new_code()
    Key.unscoped.create(case=case, who=who, role=role, code=hashed(code), given_on=on)
    return code


def agree_to_electronic_service(key: Key, *, address: str, given: bool, on: date) -> None:
    """Keep a party's own word on electronic service."""
    if given and not address.strip():
        raise FormWrong({"address": _("请填写电子送达地址（手机号、电子邮箱等）。")})
    consent(key.case, who=key.who, address=address.strip()[:120], given=given, on=on)


def opening_for_public(process: str, on: date) -> Action | None:
    """Return the opening act of a process that the public may send in, or nothing."""
    table = VERSIONS.on(process, on)
    return next((action for action in table.actions if START in action.sources and action.public), None)
