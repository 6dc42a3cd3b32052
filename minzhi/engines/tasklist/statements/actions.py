"""A statement is drafted, worded, and adopted: then its figures are frozen with their facts, and it is a paper."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minzhi.engines.documents import api as documents
from minzhi.engines.tasklist.actions.refusals import Incomplete, NotNow, NotYours
from minzhi.engines.tasklist.models import Notice, Sheet
from minzhi.engines.tasklist.models.statements import Claim, Statement
from minzhi.engines.tasklist.queries.powers import PROVINCE, supervises, works_in
from minzhi.engines.tasklist.statements.figures import Figure
from minzhi.engines.tasklist.statements.outlines import OWN, addressee, sentences, title
from minzhi.engines.tasklist.statements.papers import values
from minzhi.engines.tasklist.statements.reading import Reading, reply_to
from minzhi.engines.tasklist.statements.told import Told, beneath, holes, live
from minzhi.kit.indicators import Period
from minzhi.records.facts.actions import record
from minzhi.records.facts.models import Fact
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.queries import local_offices
from minzhi.records.units.roles import Role

Kind = Statement.Kind
TYPED = re.compile(
    r"[0-9０-９][0-9０-９.．]*\s*[%％‰]|[百千万几\d一二三四五六七八九十]分之|个百分点|[\d一二三四五六七八九]成(?![员果立品功为长都就本分])"
)
FOR_ALL = frozenset({Kind.BULLETIN, Kind.SUMMARY})


def may_draft(kind: str, by: Actor) -> bool:
    """Tell whether the actor's unit writes this kind: bulletins and summaries are the province's."""
    if kind == Kind.SHEET:
        return supervises(by)
    at_work = works_in(by, by.unit) or supervises(by)
    return at_work and (kind in OWN | {Kind.REPLY} or by.unit.kind in PROVINCE)


def may_word(statement: Statement, by: Actor) -> bool:
    return statement.adopted_on is None and statement.unit == by.unit and may_draft(statement.kind, by)


def may_adopt(statement: Statement, by: Actor) -> bool:
    """Tell whether the actor signs: a head of the unit, or whoever supervises."""
    return may_word(statement, by) and (by.role == Role.HEAD or supervises(by))


@transaction.atomic
def draft(kind: str, notice: Notice, period: str, *, by: Actor, on: date, sheet: Sheet | None = None) -> Statement:
    """Begin a statement of the actor's unit with every sentence that its kind has; figures come from the plan."""
    if not may_draft(kind, by):
        raise NotYours(_("「%(kind)s」不由您的岗位起草。") % {"kind": Kind(kind).label})
    if sheet and kind == Kind.REPLY and (sheet.unit != by.unit or not reply_to(sheet)):
        raise NotNow(_("「%(sheet)s」还没有由本单位回复，不能起草回复件。") % {"sheet": sheet})
    _one_at_a_time(kind, notice, period, by, sheet)
    reading = Reading(notice, by.unit, Period.parse(period), on, own=kind in OWN, sheet=sheet)
    made: Statement = Statement.unscoped.create(
        unit=by.unit, notice=notice, kind=kind, period=period, title=title(kind, reading),
        addressee=addressee(kind, reading), sheet=sheet, drafted_on=on,
    )  # fmt: skip
    Claim.unscoped.bulk_create(
        Claim(statement=made, place=place, version=1, **vars(said))
        for place, said in enumerate(sentences(kind, reading), 1)
    )
    record("tasklist.statement_drafted", subject=made, by=by, on=on, payload={"kind": kind})
    return made


def _one_at_a_time(kind: str, notice: Notice, period: str, by: Actor, sheet: Sheet | None) -> None:
    standing = Statement.unscoped.filter(
        unit=by.unit, notice=notice, kind=kind, period=period, sheet=sheet, adopted_on__isnull=True
    )
    if before := standing.first():
        message = _("「%(title)s」已于%(day)s起草，请打开它继续。")
        raise NotNow(message % {"title": before, "day": before.drafted_on})


def _open(claim: Claim, by: Actor, seen: int | None) -> Claim:
    claim = hold(claim, seen=seen)
    if not may_word(claim.statement, by):
        raise NotYours(_("「%(title)s」已签发，或不由您的单位起草，不能改。") % {"title": claim.statement})
    return claim


@transaction.atomic
def reword(claim: Claim, words: str, *, by: Actor, on: date, seen: int | None = None) -> Claim:
    """Change the words around a sentence's figures; the figures stay computed."""
    claim = _open(claim, by, seen)
    _check(words, holes(claim.words))
    claim.words = words
    claim.save()
    record("tasklist.statement_worded", subject=claim.statement, by=by, on=on, payload={"place": claim.place})
    return claim


def _check(words: str, kept: Sequence[str]) -> None:
    if not words.strip():
        raise Incomplete(_("语句不能为空；不要这一句，请删去它。"))
    if sorted(holes(words)) != sorted(kept):
        names = "、".join(f"{{{name}}}" for name in kept)
        raise Incomplete(_("花括号里的数由系统计算，须各保留一次：%(names)s。") % {"names": names or _("（没有）")})
    if found := TYPED.search(words):
        raise Incomplete(_("「%(typed)s」是手写的比例：比例只能由系统计算，请改用花括号里的数。") % {"typed": found[0]})


@transaction.atomic
def add(statement: Statement, heading: str, words: str, *, by: Actor, on: date) -> Claim:
    """Add a sentence without figures to a part of a statement."""
    statement = hold(statement)
    if not may_word(statement, by):
        raise NotYours(_("「%(title)s」已签发，或不由您的单位起草，不能改。") % {"title": statement})
    _check(words, [])
    rows = Claim.unscoped.filter(statement=statement)
    last = rows.filter(heading=heading).aggregate(last=Max("place"))["last"]
    if last is None:
        raise Incomplete(_("没有「%(heading)s」这一部分。") % {"heading": heading})
    for later in rows.filter(place__gt=last).order_by("-place"):
        later.place += 1
        later.save(update_fields=["place"])
    made: Claim = Claim.unscoped.create(statement=statement, place=last + 1, heading=heading, words=words)
    record("tasklist.statement_worded", subject=statement, by=by, on=on, payload={"place": made.place})
    return made


@transaction.atomic
def drop(claim: Claim, *, by: Actor, on: date, seen: int | None = None) -> Statement:
    """Leave a sentence out of a draft."""
    claim = _open(claim, by, seen)
    statement: Statement = claim.statement
    claim.delete()
    record("tasklist.statement_worded", subject=statement, by=by, on=on, payload={"dropped": claim.place})
    return statement


@transaction.atomic
def adopt(
    statement: Statement, *, prefix: str, address: str, by: Actor, on: date, seen: int | None = None
) -> Statement:
    """Sign a statement: its figures of this day are frozen with their records and facts, and it gets its number.

    `address` is the site's own, for the links from Word's annex.
    """
    statement = hold(statement, seen=seen)
    if not may_adopt(statement, by):
        raise NotYours(_("「%(title)s」由起草单位的负责人签发。") % {"title": statement})
    said = live(statement, on=on)
    number = statement.sheet.number if statement.sheet and statement.kind == Kind.SHEET else ""
    paper = documents.draft(
        f"tasklist.{statement.kind}", subject=statement, title=statement.title,
        values=values(statement, said, address=address), by=by, on=on,
    )  # fmt: skip
    issue = documents.issue(paper, prefix="" if number else prefix, number=number, records=_frozen(said), by=by, on=on)
    statement.document, statement.adopted_on = paper, on
    statement.save(update_fields=["document", "adopted_on"])
    _send(statement, by, on)
    record("tasklist.statement_adopted", subject=statement, by=by, on=on, payload={"number": issue.number})
    return statement


def _frozen(said: Sequence[Told]) -> list[dict[str, Any]]:
    every = [figure for each in said for _no, figure in each.numbered]
    facts: dict[str, list[str]] = {}
    known = Fact.unscoped.filter(subject_uid__in=beneath(every)).order_by("pk").values_list("subject_uid", "uid")
    for subject, uid in known:
        facts.setdefault(str(subject), []).append(str(uid))
    return [
        {"no": no, "claim": str(each.claim.uid), "words": each.claim.words, "figure": _with_facts(figure, facts)}
        for each in said
        for no, figure in each.numbered
    ]


def _with_facts(figure: Figure, facts: dict[str, list[str]]) -> dict[str, Any]:
    records = tuple(
        replace(each, facts=tuple(fact for uid in (each.uid, *each.beneath) for fact in facts.get(uid, ())))
        for each in figure.records
    )
    return replace(figure, records=records).as_json()


def _send(statement: Statement, by: Actor, on: date) -> None:
    """Let those read it to whom it goes: bulletins all local offices, sheets and replies the other side."""
    to = list(local_offices(on=on)) if statement.kind in FOR_ALL else []
    if statement.sheet and statement.kind == Kind.SHEET:
        to = [statement.sheet.unit]
    if statement.document and to:
        documents.send(statement.document, to, also=statement, by=by, on=on)
