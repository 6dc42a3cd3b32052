"""Outlines are read and followed, values are stated once, a year's report freezes what it quotes."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.documents import api as documents
from minzhi.engines.scoring import api as scoring
from minzhi.engines.tasklist import api as tasklist
from minzhi.kit.indicators import Period
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.kit.text import mark
from minzhi.programmes.plans.models import Goal, Outline, Stated
from minzhi.programmes.plans.queries.following import followed
from minzhi.programmes.plans.rules.appraisal import of_outline
from minzhi.programmes.plans.rules.reading import targets
from minzhi.records.facts.actions import record
from minzhi.records.files.actions import store
from minzhi.records.scope.queries import PROVINCE_WIDE
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import path_of
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD})
MOST = 10**12
YEARS = range(2000, 2101)
FIELDS = (
    documents.Field("outline", mark("规划纲要")), documents.Field("unit", mark("单位")),
    documents.Field("year", mark("年度")), documents.Field("lines", mark("各项目标")),
    documents.Field("words", mark("评估意见")),
)  # fmt: skip
SKELETON = """# {{ unit }}{{ outline }}{{ year }}年度评估
{{ lines }}
{{ words }}
> {{ issuer }}
> {{ issued_on }}
"""
documents.register(documents.Paper("plans.yearly", mark("规划纲要年度评估"), FIELDS, SKELETON))


class CannotFollow(Refusal):
    """Nothing was changed. The text says why, and what to do."""


@transaction.atomic
def read_outline(content: bytes, *, name: str, kind: str, by: Actor, on: date, title: str = "") -> Outline:
    """Read an outline with the notice reader and propose its targets; raises `Unreadable` for what is no text."""
    _only_workers(by)
    notice = tasklist.read(content, name=name)
    made = Outline.objects.create(
        kind=kind, unit=by.unit, title=(title or notice.title or _first_line(notice.text) or name)[:200],
        number=notice.number or "", issuer=(notice.issuer or "")[:120],
        text=notice.text, read_on=on, file=store(content, name=name, by=by, on=on),
    )  # fmt: skip
    for place, each in enumerate(targets(notice.text), 1):
        Goal.objects.create(
            outline=made, key=f"t{made.pk}_{place}", label=each.label[:120], number=each.number, of=each.unit[:20],
            year=each.year, at_most=each.at_most, nature=each.nature, start=each.start, end=each.end,
            **_baseline(each.baseline, each.baseline_year, each.year),
        )  # fmt: skip
    record("plans.outline_read", subject=made, by=by, on=on, payload={"kind": kind, "targets": made.targets.count()})
    return made


def _first_line(text: str) -> str:
    """Return what stands at the top of a text, where it is a line and not a row."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return "" if "\t" in first else first


def _baseline(number: Decimal | None, year: int | None, target_year: int) -> dict[str, Any]:
    known = number is not None and year is not None and year < target_year
    return {"baseline": number, "baseline_year": year} if known else {}


@transaction.atomic
def add_target(outline: Outline, quoted: str, *, by: Actor, on: date, **said: Any) -> Goal:  # noqa: ANN401 - the form's fields
    """Add a target that the reader did not find, by the very words of the outline."""
    outline = _open(outline, by)
    start = outline.text.find(quoted.strip())
    if not quoted.strip() or start < 0:
        raise CannotFollow(_("原文里没有这句话，请照原文摘录。"))
    number = outline.targets.count() + 1
    made = Goal.objects.create(
        outline=outline, key=f"t{outline.pk}_{number}", start=start, end=start + len(quoted.strip()),
        label=said["label"], number=said["number"], of=said["of"], year=said["year"],
    )  # fmt: skip
    return confirm(made, by=by, on=on, **said)


@transaction.atomic
def confirm(target: Goal, *, by: Actor, on: date, seen: int | None = None, **said: Any) -> Goal:  # noqa: ANN401 - the form's fields
    """Say by name that a target is as the words say, after correcting what was read wrongly.

    `said` may hold label, number, of, year, key, at_most, baseline, baseline_year. The key is shared by all outlines
    and appraisals that ask for the same value.
    """
    target = hold(target, seen=seen)
    _open(target.outline, by)
    for name, value in said.items():
        setattr(target, name, value)
    if (target.baseline is None) != (target.baseline_year is None):
        raise CannotFollow(_("基期值和基期年要么都填，要么都不填。"))
    if target.baseline_year is not None and target.baseline_year >= target.year:
        raise CannotFollow(
            _("基期年%(base)s须早于目标年%(year)s。") % {"base": target.baseline_year, "year": target.year}
        )
    if not target.key.isidentifier():
        raise CannotFollow(_("数值代号「%(key)s」只能用字母、数字、下划线，不能以数字开头。") % {"key": target.key})
    target.state, target.confirmed_by = Goal.State.CONFIRMED, by.officer
    try:
        with transaction.atomic():
            target.save()
    except IntegrityError as twice:
        raise CannotFollow(_("这份规划里已有代号为「%(key)s」的目标。") % {"key": target.key}) from twice
    payload = {"key": target.key, "year": target.year, "number": str(target.number)}
    record("plans.target_confirmed", subject=target.outline, by=by, on=on, payload=payload)
    return target


@transaction.atomic
def drop(target: Goal, *, by: Actor, on: date, seen: int | None = None) -> Goal:
    """Say that what the reader found is no target."""
    target = hold(target, seen=seen)
    _open(target.outline, by)
    target.state = Goal.State.DROPPED
    target.save(update_fields=["state"])
    record("plans.target_dropped", subject=target.outline, by=by, on=on, payload={"key": target.key})
    return target


@transaction.atomic
def adopt(outline: Outline, *, by: Actor, on: date, seen: int | None = None) -> Outline:
    """Begin to follow an outline: its confirmed targets become an indicator tree; only a head."""
    outline = _open(hold(outline, seen=seen), by)
    if by.role != Role.HEAD:
        raise NotYours(_("规划纲要由负责人确认后开始跟踪。"))
    if outline.targets.filter(state=Goal.State.FOUND).exists():
        raise CannotFollow(_("还有没核对的目标，请逐条核对或不采用。"))
    rows = list(outline.targets.filter(state=Goal.State.CONFIRMED))
    if not rows:
        raise CannotFollow(_("没有核对过的目标，无从跟踪。"))
    given = [
        {"key": each.key, "label": each.label, "unit": each.of, "number": str(each.number), "words": each.words,
         "baseline": None if each.baseline is None else str(each.baseline)}
        for each in rows
    ]  # fmt: skip
    source = "　".join(filter(None, (outline.title, outline.number)))
    scoring.adopt_tree(outline.tree_key, outline.title[:120], of_outline(given, source), valid_from=on, by=by, on=on)
    outline.state = Outline.State.ADOPTED
    outline.save(update_fields=["state"])
    record("plans.outline_adopted", subject=outline, by=by, on=on, payload={"targets": len(rows)})
    return outline


@transaction.atomic
def state(  # noqa: PLR0913 - a value has this many sides
    *, unit: Unit, key: str, label: str, of: str, year: int, number: Decimal, as_of: date, source: str, by: Actor,
    on: date, file: tuple[str, bytes] | None = None, correct: bool = False,
) -> Stated:  # fmt: skip
    """State a value of a unit and year, with the day it is of and its source: once, for whoever asks for it.

    Raises `CannotFollow` for a second time without `correct`, a day to come, no source; `NotYours` for a unit that is
    neither the actor's own nor below it.
    """
    _only_workers(by)
    if not may_state(unit, by, on):
        raise NotYours(_("只能填报本单位和下级单位的数值。"))
    if as_of > on or not source.strip() or abs(number) >= MOST or year not in YEARS:
        raise CannotFollow(_("数据时点不能在今天之后；来源要写明；年度、数值要在合理范围内。"))
    before = Stated.unscoped.filter(unit=unit, key=key, year=year).select_for_update(of=("self",)).first()
    if before and not correct:
        raise CannotFollow(
            _("「%(value)s」已填报过%(number)s（%(source)s），不必再填；有错误的请更正。")
            % {"value": before, "number": f"{before.number.normalize():f}{before.of}", "source": before.source}
        )
    if before:
        _only_who_may_change(before, by, on)
    row = before or Stated(unit=unit, key=key, label=label, year=year, of=of)
    row.number, row.as_of, row.source = number, as_of, source.strip()[:200]
    row.file = store(file[1], name=file[0], by=by, on=on) if file else row.file
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise CannotFollow(_("「%(value)s」刚刚已由他人填报，请刷新后查看。") % {"value": row}) from twice
    payload = {"key": key, "number": str(number), "unit": unit.key, "as_of": as_of.isoformat(), "source": row.source}
    evidence = [row.file.sha256] if row.file else []
    row.fact = record(
        "plans.value_stated", subject=row, by=by, on=on, period=str(year), payload=payload, evidence=evidence,
        corrects=row.fact,
    )  # fmt: skip
    row.save(update_fields=["fact"])
    return row


@transaction.atomic
def take_back(stated: Stated, *, by: Actor, on: date) -> None:
    """Say that a value should not have been stated; raises `CannotFollow` where it has been corrected since."""
    stated = hold(stated)
    if not may_state(stated.unit, by, on):
        raise NotYours(_("只能填报本单位和下级单位的数值。"))
    _only_who_may_change(stated, by, on)
    if stated.fact is None or stated.fact.corrects_id is not None:
        raise CannotFollow(_("「%(value)s」已更正过，不能撤回。") % {"value": stated})
    record("plans.value_stated", subject=stated, by=by, on=on, period=str(stated.year), corrects=stated.fact,
           payload={"key": stated.key, "unit": stated.unit.key})  # fmt: skip
    stated.delete()


def may_state(unit: Unit, by: Actor, on: date) -> bool:
    """Tell whether an actor may state values of a unit: its own, one below it, or whoever looks after the province."""
    return by.unit.kind in PROVINCE_WIDE or path_of(unit, on=on).startswith(path_of(by.unit, on=on))


def _only_who_may_change(stated: Stated, by: Actor, on: date) -> None:
    """Let what somebody above has stated of a unit not be changed by the unit: it may be what bars it."""
    above = stated.fact.unit if stated.fact else stated.unit
    if by.unit.kind in PROVINCE_WIDE or may_state(above, by, on):
        return
    message = _("「%(value)s」由%(unit)s填报，有异议的请向其提出，由其更正。")
    raise NotYours(message % {"value": stated, "unit": above.short})


@transaction.atomic
def report_year(
    outline: Outline, unit: Unit, year: int, *, words: str, prefix: str, by: Actor, on: date
) -> scoring.Frozen:
    """Sign a year's report of a unit on an outline: what it quotes is frozen with its facts.

    Only a head of the unit; the province's is signed by a head of a division.
    """
    for_province = unit.kind == Unit.Kind.PROVINCE and by.unit.kind in PROVINCE_WIDE
    if by.role != Role.HEAD or not (for_province or by.unit.pk == unit.pk):
        raise NotYours(_("年度评估由本单位负责人签发。"))
    tree = scoring.tree_in_force(outline.tree_key, on)
    if tree is None:
        raise CannotFollow(_("「%(outline)s」还没有开始跟踪。") % {"outline": outline})
    scoring.count(tree)
    said = "；".join(each.said for each in followed(outline, unit, year))
    values = {"outline": outline.title, "unit": unit.name, "year": str(year), "lines": said, "words": words}
    title = f"{outline.title}{year}年度评估"[:200]
    paper = documents.draft("plans.yearly", subject=outline, title=title, values=values, by=by, on=on)
    issued = documents.issue(paper, prefix=prefix, by=by, on=on)
    kept = scoring.freeze(tree, unit, Period(year), report=f"{issued.title}　{issued.number}", by=by, on=on)
    record("plans.year_reported", subject=outline, by=by, on=on, payload={"year": year, "number": issued.number})
    return kept


def _open(outline: Outline, by: Actor) -> Outline:
    _only_workers(by)
    if outline.unit_id != by.unit.pk:
        raise NotYours(_("「%(outline)s」由录入它的单位核对和跟踪。") % {"outline": outline})
    if outline.state == Outline.State.ADOPTED:
        raise CannotFollow(_("「%(outline)s」已开始跟踪，目标不再改动。") % {"outline": outline})
    return outline


def _only_workers(by: Actor) -> None:
    if by.role not in WORKERS:
        raise NotYours(_("规划纲要由经办人或负责人办理。"))
