"""What stands beside a case of this room: its sheet, the rows of the same applicant, the ground and both last days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.programmes.filing_order.models import Hit
from minzhi.programmes.filing_order.process.listed import RESULTS
from minzhi.programmes.filing_order.queries.leads import lead_of, of_applicant, row_of, upheld_before
from minzhi.programmes.filing_order.queries.marks import mark_by_number, pictures_of
from minzhi.programmes.filing_order.rules.grounds import WHO, Opening, Way, draft, opposition
from minzhi.programmes.filing_order.rules.measures import ENDS_ABNORMAL
from minzhi.records.calendars.queries import calendar


def beside_listed(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return the other rows of the applicant, earlier ones found abnormal, and whether a measure may follow."""
    del on
    row = row_of(case)
    return {
        "row": row, "together": of_applicant(row) if row else (), "before": upheld_before(case),
        "results": [_(each) for each in RESULTS.values()], "may_measure": case.state in {*ENDS_ABNORMAL, "settled"},
        "measures": case.children.filter(process="filing_order.measure"),
    }  # fmt: skip


def beside_lead(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return the lead of a case; its reasons stand on the sheet, whose every reading is kept."""
    del on
    return {"lead": lead_of(case)}


def opening_of(case: casework.Case) -> Opening | None:
    """Return what the table of grounds says of a hit that was looked at; None before."""
    said = case.fields
    if not said.get("conflict"):
        return None
    return opposition(
        str(said["role"]), str(said["relation"]), str(said["conflict"]),
        published_on=date.fromisoformat(str(said["published_on"])), calendar=calendar(),
    )  # fmt: skip


def ground_of(case: casework.Case) -> str:
    """Return the ground of a hit as one sentence: article, who may rest on it, until when."""
    found = opening_of(case)
    if found is None:
        return ""
    words = f"{found.decision.row.source}{found.decision.row.article}：{_(WHO[found.decision.result])}"
    return words + ("" if found.decision.confirmed else _("（条文未核定）"))


def suggested_remedy(asked: Mapping[str, str], on: date) -> dict[str, Any]:
    """Return what a draft says before anybody wrote it: the mark by its number, the ground, the last day.

    `asked` are way, conflict, role, relation, number, and the days of publication and registration (`kit.iso`).
    """
    way = Way(asked["way"])
    of_day = asked.get("published_on" if way is Way.OPPOSITION else "registered_on") or asked.get("published_on", "")
    said: dict[str, Any] = {name: asked[name] for name in ("way", "conflict", "role", "relation") if asked.get(name)}
    right = mark_by_number(asked.get("number", ""))
    if right is not None:
        said |= {
            "mark": right.title[:200], "number": right.number, "goods": right.goods,
            "classes": "、".join(map(str, right.classes.get("nice", ()))),
            "applicant": "、".join(map(str, right.applicants))[:200],
        }  # fmt: skip
    if of_day:
        day = date.fromisoformat(of_day)
        found = draft(
            way, role=asked.get("role", ""), relation=asked.get("relation", ""), conflict=asked.get("conflict", ""),
            from_day=day, on=on, calendar=calendar(),
        )  # fmt: skip
        ground = found.ground + ("" if found.confirmed else _("（条文未核定）"))
        said |= {"published_on": day, "ground": ground, "last_on": found.last}
    return said


def beside_hit(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return how the marks stand to each other, and the ground once somebody has looked."""
    del on
    found = Hit.unscoped.filter(case=case).select_related("watched__picture", "right").first()
    return {
        "hit": found, "opening": opening_of(case), "ground": ground_of(case),
        "pictures": pictures_of(found) if found else {},
        "remedies": case.children.filter(process="filing_order.remedy"),
    }  # fmt: skip
