"""What the acts of a demonstration zone do besides: conditions are checked, experience is published."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.process import Action, FormWrong, NotNow, Process
from minzhi.programmes.geographical_indications.actions.registers import ROOM
from minzhi.programmes.geographical_indications.models import Experience
from minzhi.programmes.geographical_indications.queries import zones as queries
from minzhi.records.facts.actions import record

FIGURES = ("eligible", "users", "output", "used_output")


def title(process: Process, form: Mapping[str, Any]) -> str:
    return str(form.get("zone") or process.label)


def check_conditions(case: casework.Case, act: casework.Act) -> None:
    """Refuse to recommend a zone that lacks a condition, unless somebody says why; the gaps are named in numbers."""
    missing = [f"{_(each.label)}（{_(each.gap)}）" for each in queries.stated(case.fields, act.on) if not each.holds]
    if missing and not act.form.get("why_anyway"):
        message = _("条件没有全部达到，还差：%(missing)s。仍要推荐的，请写明理由。")
        raise FormWrong({"why_anyway": message % {"missing": "；".join(missing)}})


def check_reported(case: casework.Case, act: casework.Act) -> None:
    """Refuse acceptance without a yearly report."""
    del act
    if not queries.reports(case):
        raise NotNow(_("还没有年度报告，不能提请验收。"))


def share(case: casework.Case, act: casework.Act) -> None:
    """Publish what others can use, with the papers that came with this act and no other of the dossier."""
    event = casework.Event.unscoped.filter(case=case).latest("sequence")
    papers = casework.Paper.unscoped.filter(event=event).select_related("file").order_by("number")
    said = act.form
    made: Experience = Experience.unscoped.create(
        unit=case.unit, zone=case.title, title=str(said["experience"]), did=str(said["did"]),
        figures=str(said["results"]), reusable=str(said["reusable"]), published_on=act.on,
        papers=[{"title": paper.title, "sha256": paper.file.sha256, "readable": True} for paper in papers],
    )  # fmt: skip
    payload = {"zone": case.title, "title": made.title}
    evidence = [paper["sha256"] for paper in made.papers]
    record(f"{ROOM}.experience_shared", subject=made, by=act.by, on=act.on, payload=payload, evidence=evidence)


def suggested(case: casework.Case, action: Action, on: date) -> Mapping[str, Any]:
    """Fill in the figures that the register has, and the day that the next yearly report counts from."""
    names = {field.name for field in action.form}
    found = queries.registered(case, on) if names & set(FIGURES) else None
    given: dict[str, Any] = {}
    if found is not None:
        values = (found.eligible, found.users, found.output, found.used_output)
        given |= {name: str(value) for name, value in zip(FIGURES, values, strict=True)}
    if "counted_from" in names:
        given["counted_from"] = date(on.year - (action.name == "begin"), 12, 31).isoformat()
    return given


def beside(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return what the case page shows of a zone: each condition with its gap, and the register's own coverage."""
    return {"conditions": queries.stated(case.fields, on), "coverage": queries.registered(case, on)}


casework.handle(
    casework.Handling(
        queries.ZONE, ROOM, title=title, number="{unit}地标示范〔{year}〕{no}号", numbered_by="publicise",
        pairs=("zone", "indication", "builder"), effects={
            "publicise": check_conditions, "ask_acceptance": check_reported, "share": share,
        },
        suggested=suggested, beside=beside, fragment="geographical_indications/_zone.html",
    )
)  # fmt: skip
