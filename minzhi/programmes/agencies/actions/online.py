"""What an agency does itself with its code: sends in its yearly report and self-checks, answers what it is asked."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.agencies.actions.campaigns import answered, take_self_check
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep
from minzhi.programmes.agencies.actions.reports import file_report, filled
from minzhi.programmes.agencies.models import Agency, SelfCheck, Submission
from minzhi.programmes.agencies.queries.own import asked_of
from minzhi.programmes.agencies.rules.reports import Plain
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor

State = Submission.State


@transaction.atomic
def give_code(agency: Agency, *, by: Actor, on: date) -> str:
    """Return a new code that opens an agency's own page; only its hash is kept, the one before opens nothing."""
    may_keep(by, on, agency.unit)
    agency, code = hold(agency), secrets.token_hex(6).upper()
    agency.opens = scoring.hashed(code)
    agency.save(update_fields=["opens"])
    record("agencies.code_given", subject=agency, by=by, on=on)
    return code


@transaction.atomic
def send_report(
    agency: Agency, *, year: int, said: Mapping[str, Plain], on: date, files: Sequence[tuple[str, bytes]] = ()
) -> Submission:
    """Keep a yearly report that an agency sends in, until an officer takes it in; raises `Wrong`, `Refused`."""
    sent = _wait(Submission(agency=agency, year=year, said=filled(agency, year, said, on), sent_on=on))
    sent.files.set([store(content, name=name, by=None, on=on) for name, content in files])
    return sent


def send_self_check(check: SelfCheck, *, answers: Mapping[str, object], on: date) -> Submission:
    """Keep a self-check that an agency sends in, until an officer takes it in; raises `Wrong`."""
    return _wait(Submission(agency=check.agency, self_check=check, said=answered(answers), sent_on=on))


@transaction.atomic
def _wait(sent: Submission) -> Submission:
    if not sent.agency.is_practising(sent.sent_on):
        raise Wrong(_("机构已注销或者备案已过有效期，不能在网上报送，请到窗口办理。"))
    try:
        with transaction.atomic():
            sent.save()
    except IntegrityError as twice:
        raise Wrong(_("已经报送过一份，正在等待收件；收件或退回后可以再报。")) from twice
    return sent


@transaction.atomic
def take_in(sent: Submission, *, by: Actor, on: date, seen: int | None = None) -> Submission:
    """Take in what an agency sent: it was filed on the day on which it was sent."""
    sent = _held(sent, by, on, seen)
    if sent.self_check:
        take_self_check(sent.self_check, answers=sent.said, returned_on=sent.sent_on, by=by, on=on)
    else:
        file_report(sent.agency, year=sent.year or 0, said=sent.said, filed_on=sent.sent_on, by=by, on=on,
                    sent=sent.files.all())  # fmt: skip
    return _settle(sent, State.TAKEN, "", by, on)


@transaction.atomic
def send_back(sent: Submission, *, why: str, by: Actor, on: date, seen: int | None = None) -> Submission:
    """Refuse what an agency sent with a reason that it reads; it may send again."""
    sent = _held(sent, by, on, seen)
    if not why.strip():
        raise Wrong(_("请写明退回的理由。"))
    record("agencies.sent_back", subject=sent, by=by, on=on, payload={"number": sent.agency.number})
    return _settle(sent, State.REFUSED, why.strip()[:400], by, on)


def _held(sent: Submission, by: Actor, on: date, seen: int | None) -> Submission:
    sent = hold(sent, seen=seen)
    may_keep(by, on, sent.agency.unit)
    if sent.state != State.WAITING:
        raise Wrong(_("这份材料已处理过（%(state)s）。") % {"state": sent.get_state_display()})
    return sent


def _settle(sent: Submission, state: Submission.State, answer: str, by: Actor, on: date) -> Submission:
    sent.state, sent.answer, sent.settled_by, sent.settled_on = state, answer, by.officer, on
    sent.save(update_fields=["state", "answer", "settled_by", "settled_on"])
    return sent


def answer(
    agency: Agency, case: casework.Case, action: str, *, form: Mapping[str, object],
    files: Sequence[tuple[str, bytes]] = (), on: date,
) -> casework.Filing:  # fmt: skip
    """Send in an agency's answer to what a case asks of it now; an officer takes it in. Raises `FormWrong`, `Wrong`."""
    if all(asked.case.pk != case.pk or asked.action.name != action for asked in asked_of(agency)):
        raise Wrong(_("现在不能提交这一项。"))
    filing, _code = casework.send_in(
        case.process, action, unit=case.unit, who=str(agency), form=form, on=on, files=files, case=case
    )
    return filing
