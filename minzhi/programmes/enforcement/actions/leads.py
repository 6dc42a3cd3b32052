"""Leads that other programmes raised, taken up from their facts: each fact opens one case, where it was raised."""

from datetime import date

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit.text import mark
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import everything
from minzhi.records.units.actors import Actor

KIND, PENALTY, SUBJECT = "geographical_indications.lead_raised", "enforcement.penalty", "facts.fact"
AT_ONCE = 200
SOURCES = {"online": "platform", "complaint": "complaint"}
TOLD = mark("地理标志「%(indication)s」疑似被不当使用，详情见地理标志的线索登记。")


def take_leads(*, on: date) -> int:
    """Open a case for each lead of the facts that has none; returns how many. Who raised a lead stands for it."""
    with everything(on, why="a job takes up the leads of all units"):
        known = casework.Case.unscoped.filter(process=PENALTY, subject_type=SUBJECT).values("subject_uid")
        facts = Fact.unscoped.filter(kind=KIND, corrected_by=None).exclude(uid__in=known)
        rows = list(facts.select_related("unit", "officer", "post__unit").order_by("pk")[:AT_ONCE])
        for fact in rows:
            _open(fact, on)
    return len(rows)


def _open(fact: Fact, on: date) -> None:
    said = fact.payload
    form = {
        "found_on": fact.happened_on.isoformat(), "matter": "trademark" if said["mark"] else "other",
        "source": SOURCES.get(str(said["source"]), "patrol"), "party": _("待查"),
        "facts": _(TOLD) % {"indication": said["indication"]}, "place": said["place"],
    }  # fmt: skip
    by = Actor(fact.officer, fact.post)
    casework.start(PENALTY, unit=fact.unit, by=by, on=on, form=form, subject=fact)
