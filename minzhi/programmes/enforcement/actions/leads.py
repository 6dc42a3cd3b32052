"""Leads that other programmes raised, taken up from their facts: each fact opens one case, where it was raised."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.text import mark
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor

PENALTY, SUBJECT = "enforcement.penalty", "facts.fact"
AT_ONCE = 200
SOURCES = {"online": "platform", "complaint": "complaint", "handed_down": "handed_down"}
OF_INDICATION = mark("地理标志「%(indication)s」疑似被不当使用，详情见地理标志的线索登记。")
OF_APPLICANT, OF_AGENT = (
    mark("疑似恶意申请商标，详情见申请秩序的线索登记。"),
    mark("商标代理机构疑似有违法行为，详情见申请秩序的线索登记。"),
)


def take_leads(*, on: date) -> int:
    """Open a case for each lead of the facts that has none; returns how many. Who raised a lead stands for it."""
    with everything(on, why="a job takes up the leads of all units"):
        known = casework.Case.unscoped.filter(process=PENALTY, subject_type=SUBJECT).values("subject_uid")
        facts = Fact.unscoped.filter(kind__in=READ, corrected_by=None).exclude(uid__in=known)
        rows = list(facts.select_related("unit", "officer", "post__unit").order_by("pk")[:AT_ONCE])
        for fact in rows:
            _open(fact, on)
    return len(rows)


def _open(fact: Fact, on: date) -> None:
    form = {
        "found_on": fact.happened_on.isoformat(), "party": _("待查"),
        "source": SOURCES.get(str(fact.payload.get("source")), "patrol"), **READ[fact.kind](fact.payload),
    }  # fmt: skip
    by = Actor(fact.officer, fact.post)
    casework.start(PENALTY, unit=fact.unit, by=by, on=on, form=form, subject=fact)


def _of_indication(said: Mapping[str, Any]) -> dict[str, str]:
    return {
        "matter": "trademark" if said["mark"] else "other", "place": said["place"],
        "facts": _(OF_INDICATION) % {"indication": said["indication"]},
    }  # fmt: skip


def _of_filing(said: Mapping[str, Any]) -> dict[str, str]:
    is_agent = said["act"] != "applicant"
    return {"matter": "mark_agent" if is_agent else "bad_faith", "facts": _(OF_AGENT if is_agent else OF_APPLICANT)}


READ = {"geographical_indications.lead_raised": _of_indication, "filing_order.penalty_lead_given": _of_filing}
"""The kinds of facts that are leads, and what a case's first form says of each."""
