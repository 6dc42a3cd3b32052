"""How projects are handled by the generic pages, and what their acts lead to."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.process import FormWrong, NotNow, NotYours, Process
from minzhi.programmes.navigation.models import Twin
from minzhi.programmes.navigation.queries.book import PROJECT, number
from minzhi.programmes.navigation.queries.results import alike, result_of, twins_of
from minzhi.programmes.navigation.rules.filing import OUTCOMES, missing, outcome
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what a list calls a project."""
    return str(form.get("title") or process.label)


def may_work(case: casework.Case, by: Actor, on: date) -> None:
    """Refuse whoever is no officer of the unit that holds the project; raises `NotYours`."""
    if "officer" not in casework.parts_of(case, by, on=on):
        raise NotYours(_("「%(case)s」由%(unit)s承担，只有该单位的经办人和负责人可以修改。")
                       % {"case": case, "unit": case.unit})  # fmt: skip


def find_twins(case: casework.Case, act: casework.Act) -> None:
    """Put on record the reports filed before that are nearly this one."""
    for other, share in alike(case, act.on):
        row, is_new = Twin.unscoped.get_or_create(
            case=case, other=other, defaults={"likeness": Decimal(str(round(share, 3))), "found_on": act.on}
        )
        if is_new:
            payload = {"likeness": str(row.likeness), "other": str(other.uid)}
            record("navigation.twin_found", subject=case, by=act.by, on=act.on, payload=payload)


def check_filing(case: casework.Case, act: casework.Act) -> None:
    """Refuse a filing that lacks what it must have, or another outcome than its figures and level allow."""
    result = result_of(case)
    if lacks := missing(result):
        words = "、".join(_(word) for word in lacks)
        raise NotNow(_("「%(case)s」缺%(words)s，不能备案：请退回补正。") % {"case": case, "words": words})
    right = outcome(result, number("least_share", act.on))
    if act.form.get("outcome") != right:
        raise FormWrong(
            {"outcome": _("按公开层级和查全率、查准率，应为「%(right)s」。") % {"right": _(OUTCOMES[right])}}
        )
    if right == "conditional" and not act.form.get("notice"):
        raise FormWrong({"notice": _("有条件备案须写明提示：哪个比率没有测或没有达到，数据应怎样使用。")})


def suggested(case: casework.Case, action: Any, on: date) -> Mapping[str, Any]:  # noqa: ANN401 - an act of the table
    """Suggest the outcome that figures and level allow."""
    return {"outcome": outcome(result_of(case), number("least_share", on))} if action.name == "accept" else {}


def beside(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return the leads that stand on the page of a case: what is missing, which reports are alike."""
    asked = case.state in {"filing", "returned", "produced"}
    lacks = [_(word) for word in missing(result_of(case))] if asked else []
    return {"lacks": lacks, "twins": twins_of(case), "day": on}


casework.handle(
    casework.Handling(
        PROJECT, "navigation", title=title, number="{unit}导航备〔{year}〕{no}号", numbered_by="accept",
        pairs=("kind", "client", "provider", "industry", "place", "cut_off", "outcome", "level"),
        effects={"file": find_twins, "accept": check_filing}, suggested=suggested,
        fragment="navigation/_beside.html", beside=beside,
    )
)  # fmt: skip


@transaction.atomic
def explain_twin(twin: Twin, *, words: str, by: Actor, on: date, seen: int | None = None) -> Twin:
    """Put on record why two reports are alike; from then on the later one counts."""
    twin = hold(twin, seen=seen)
    may_work(twin.case, by, on)
    if not words.strip():
        raise FormWrong({"words": _("请写明两份报告雷同的原因。")})
    twin.explanation, twin.explained_on = words.strip(), on
    twin.save(update_fields=["explanation", "explained_on"])
    record("navigation.twin_explained", subject=twin.case, by=by, on=on)
    return twin
