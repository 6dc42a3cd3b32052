"""Grades: a scheme's editions, who is graded, marks given, ended, annulled; each act reckons anew the same day."""

import hashlib
import secrets
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring import reckoning
from minzhi.engines.scoring.actions.sharing import withdraw
from minzhi.engines.scoring.force import CannotGrade, only_the_provinces_head
from minzhi.engines.scoring.models import Edition, Graded, Mark
from minzhi.engines.scoring.rules.grading import SchemeWrong, read
from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.actions import record
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD})
State = Edition.State


@transaction.atomic
def draft(scheme: str, title: str, document: Mapping[str, Any], *, by: Actor, on: date, why: str = "") -> Edition:
    """Begin a draft of a scheme; raises `CannotGrade` for a document that contradicts itself."""
    _only_workers(by)
    _checked(document)
    made: Edition = Edition.objects.create(
        scheme=scheme, title=title, document=deepcopy(dict(document)), why=why, made_by=by.officer, made_on=on,
        based_on=Edition.objects.filter(scheme=scheme, state=State.ADOPTED).order_by("-valid_from").first(),
    )  # fmt: skip
    record("scoring.edition_drafted", subject=made, by=by, on=on, payload={"scheme": scheme})
    return made


@transaction.atomic
def change_draft(
    edition: Edition, document: Mapping[str, Any], *, by: Actor, on: date, seen: int | None = None
) -> Edition:
    """Put another document into a draft."""
    edition = _held_draft(edition, by, seen)
    _checked(document)
    edition.document = deepcopy(dict(document))
    edition.save(update_fields=["document"])
    record("scoring.edition_changed", subject=edition, by=by, on=on, payload={"scheme": edition.scheme})
    return edition


@transaction.atomic
def adopt(edition: Edition, *, valid_from: date, by: Actor, on: date, seen: int | None = None) -> Edition:
    """Let a draft hold from a day on; only a head of the province's. By it all are reckoned anew by `regrade`."""
    edition = _held_draft(edition, by, seen)
    only_the_provinces_head(by)
    latest = Edition.objects.filter(scheme=edition.scheme, state=State.ADOPTED).order_by("-valid_from").first()
    if latest and latest.valid_from and valid_from <= latest.valid_from:
        raise CannotGrade(_("现行规则自%(day)s起施行，新规则须晚于这一天。") % {"day": latest.valid_from})
    _checked(edition.document)
    edition.state, edition.valid_from = State.ADOPTED, valid_from
    edition.save(update_fields=["state", "valid_from"])
    payload = {"scheme": edition.scheme, "document": hashlib.sha256(repr(edition.document).encode()).hexdigest()}
    record("scoring.edition_adopted", subject=edition, by=by, on=on, payload=payload)
    return edition


@transaction.atomic
def drop(edition: Edition, *, by: Actor, on: date, seen: int | None = None) -> Edition:
    """Throw a draft away; it stays on record."""
    edition = _held_draft(edition, by, seen)
    edition.state = State.DROPPED
    edition.save(update_fields=["state"])
    record("scoring.edition_dropped", subject=edition, by=by, on=on, payload={"scheme": edition.scheme})
    return edition


def _checked(document: Mapping[str, Any]) -> None:
    try:
        read(document)
    except SchemeWrong as wrong:
        raise CannotGrade(_(wrong.args[0]) % wrong.args[1]) from wrong
    except KeyError as missing:
        raise CannotGrade(_("评级规则缺少：%(what)s。") % {"what": missing}) from missing


def _held_draft(edition: Edition, by: Actor, seen: int | None) -> Edition:
    _only_workers(by)
    edition = hold(edition, seen=seen)
    if edition.state != State.DRAFT:
        raise CannotGrade(_("「%(edition)s」已经%(state)s，不能再改；请另起草案。")
                          % {"edition": edition, "state": edition.get_state_display()})  # fmt: skip
    return edition


@transaction.atomic
def enrol(scheme: str, subject: Row, *, label: str, by: Actor, on: date, number: str = "", kind: str = "") -> Graded:
    """Let a subject be graded under a scheme by the actor's unit; raises `CannotGrade` for a second time."""
    _only_workers(by)
    try:
        with transaction.atomic():
            graded: Graded = Graded.unscoped.create(
                scheme=scheme, unit=by.unit, subject_type=subject._meta.label_lower, subject_uid=subject.uid,  # noqa: SLF001 - public in Django's docs
                label=label, number=number, kind=kind, enrolled_on=on,
            )  # fmt: skip
    except IntegrityError as twice:
        raise CannotGrade(_("「%(label)s」已在评级名单里。") % {"label": label}) from twice
    record("scoring.enrolled", subject=graded, by=by, on=on, payload={"scheme": scheme})
    _regrade(graded, by=by, on=on)
    return graded


@transaction.atomic
def give_mark(  # noqa: PLR0913 - a mark has this many sides
    graded: Graded, rule: str, *, document: str, effective_on: date, by: Actor, on: date, amount: int = 1,
    ends_on: date | None = None, fact: Fact | None = None,
) -> Mark:  # fmt: skip
    """Put a record that moves points on a subject, from its source document; the grade follows the same day."""
    _only_workers(by, graded)
    if effective_on > on:
        raise CannotGrade(_("生效日%(day)s在今天之后，请核对文书日期。") % {"day": effective_on})
    if not document.strip():
        raise CannotGrade(_("请写明依据文书的名称和文号。"))
    if all(each.reckoner.scheme.rule(rule) is None for each in reckoning.editions(graded.scheme)):
        raise CannotGrade(_("评级规则里没有「%(rule)s」这一项。") % {"rule": rule})
    reckoning.one_by_one([graded.pk])
    same: dict[str, Any] = {"graded": graded, "rule": rule, "document": document.strip(), "effective_on": effective_on}
    _only_once(fact=fact, **same)
    made: Mark = Mark.unscoped.create(
        **same, amount=amount, ends_on=ends_on, fact=fact, known_from=clock.now(), given_by=by.officer
    )
    record("scoring.mark_given", subject=graded, by=by, on=on, payload={"rule": rule, "mark": str(made.uid)})
    _regrade(graded, by=by, on=on)
    return made


def _only_once(**same: Any) -> None:  # noqa: ANN401 - what makes a mark the same
    """Refuse a record that is there already and still counts: a document moves a row once."""
    there = Mark.unscoped.filter(**same, known_to=None).select_related("given_by").first()
    if there is not None:
        message = _("「%(document)s」已由%(by)s于%(day)s记入，同一文书同一项只记一次。")
        day = there.known_from.astimezone(clock.CHINA).date()
        raise CannotGrade(message % {"document": there.document, "by": there.given_by, "day": day})


@transaction.atomic
def end_mark(mark: Mark, *, last_on: date, why: str, by: Actor, on: date) -> Mark:
    """Let a mark stop after a day, as repair does; what it did before stays. Returns the mark in its place."""
    mark = _held_mark(mark, why, by)
    if last_on < mark.effective_on - timedelta(days=1):
        raise CannotGrade(_("终止日早于生效日%(day)s。") % {"day": mark.effective_on})
    if mark.ends_on and last_on > mark.ends_on:
        raise CannotGrade(_("这条记录到%(day)s为止，不能延长；请把最后一日填在这一天或之前。") % {"day": mark.ends_on})
    fresh: Mark = Mark.unscoped.create(
        graded=mark.graded, rule=mark.rule, amount=mark.amount, document=mark.document, ends_on=last_on,
        effective_on=mark.effective_on, fact=mark.fact, known_from=clock.now(), given_by=by.officer, why=why[:400],
    )  # fmt: skip
    _supersede(mark, why)
    withdraw(mark.graded, mark, by=by, on=on)
    payload = {"rule": mark.rule, "mark": str(mark.uid), "last_on": last_on.isoformat()}
    record("scoring.mark_ended", subject=mark.graded, by=by, on=on, payload=payload)
    _regrade(mark.graded, by=by, on=on)
    return fresh


@transaction.atomic
def annul_mark(mark: Mark, *, why: str, by: Actor, on: date) -> Graded:
    """Say that a mark should never have been given: it counts for no day any more, and that it did stays known."""
    mark = _held_mark(mark, why, by)
    _supersede(mark, why)
    withdraw(mark.graded, mark, by=by, on=on)
    record(
        "scoring.mark_annulled", subject=mark.graded, by=by, on=on, payload={"rule": mark.rule, "mark": str(mark.uid)}
    )
    _regrade(mark.graded, by=by, on=on)
    return mark.graded


def _held_mark(mark: Mark, why: str, by: Actor) -> Mark:
    mark = Mark.unscoped.select_for_update(of=("self",)).select_related("graded__unit").get(pk=mark.pk)
    _only_workers(by, mark.graded)
    if mark.known_to is not None:
        raise CannotGrade(_("「%(mark)s」已被更正过，请看最新记录。") % {"mark": mark})
    if not why.strip():
        raise CannotGrade(_("请写明理由。"))
    return mark


def _supersede(mark: Mark, why: str) -> None:
    mark.known_to, mark.why = clock.now(), mark.why or why[:400]
    mark.save(update_fields=["known_to", "why"])


def _regrade(graded: Graded, *, by: Actor, on: date) -> None:
    found = reckoning.editions(graded.scheme)
    for before, after in reckoning.keep([graded.pk], found, on=on).values():
        record("scoring.graded", subject=graded, by=by, on=on, payload={"before": before, "after": after})


def regrade(scheme: str, *, on: date) -> int:
    """Reckon everybody under a scheme anew, as after another edition; returns how many grades of the day changed."""
    return reckoning.keep_all(scheme, on=on)


@transaction.atomic
def give_code(graded: Graded, *, by: Actor, on: date) -> str:
    """Return a new code that opens a subject's own page; only its hash is kept, the one before opens nothing."""
    _only_workers(by, graded)
    graded, code = hold(graded), secrets.token_hex(6).upper()
    graded.code = hashed(code)
    graded.save(update_fields=["code"])
    record("scoring.code_given", subject=graded, by=by, on=on)
    return code


def hashed(code: str) -> str:
    """Return what is kept of a code; spaces and case make no difference."""
    return hashlib.sha256("".join(code.split()).upper().encode()).hexdigest()


def _only_workers(by: Actor, graded: Graded | None = None) -> None:
    if by.role not in WORKERS or (graded is not None and graded.unit_id != by.unit.pk):
        raise NotYours(_("评级由评级单位的经办人或负责人办理。"))
