"""Readings of the room: who stands where, what is public today, who may be drawn."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.numbers import credit_check
from minzhi.programmes.credit.rules.publicity import shown_of
from minzhi.programmes.credit.rules.scheme import KEY
from minzhi.records.facts.models import Fact
from minzhi.records.parties.masking import masked_name
from minzhi.records.tables.listing import Column, Listing

FINDING, CREDIT_CODE = "credit.finding", 18
SHOWN_STATES = ("published", "repairing")
LISTED, TAKEN_OFF = "agencies.listed_abnormal", "agencies.taken_off"
"""Facts by which the agencies' room says who stands on the abnormal list."""


def spread(on: date) -> dict[str, int]:
    """Return how many of those the scope may see stand in each grade."""
    return scoring.spread(KEY, on)


def best(on: date) -> QuerySet[Any]:
    """Return who stands in the best grade, for everybody."""
    top = scoring.in_force(KEY, on).rules.grades[0].key
    return scoring.anybody(KEY, on).filter(grade=top).order_by("label")


def published() -> list[casework.Case]:
    """Return the findings that are public today; repaired and ended ones, and those taken back, are gone from here."""
    rows = casework.Case.unscoped.filter(process=FINDING, state__in=SHOWN_STATES, fields__has_key="published_on")
    back = _taken_back()
    return [
        case for case in rows.select_related("unit").order_by("-pk")
        if (case.fields.get("number"), case.fields.get("document")) not in back
    ]  # fmt: skip


def _taken_back() -> set[tuple[str, str]]:
    """Return number and document of what counted once and counts for no day any more, as after an upheld objection."""
    marks = scoring.Mark.unscoped.filter(graded__scheme=KEY).order_by()
    pairs = marks.values_list("graded__number", "document").distinct()
    return set(pairs.filter(known_to__isnull=False)) - set(pairs.filter(known_to=None))


def others(case: casework.Case) -> list[casework.Case]:
    """Return the other findings about the same subject, by its number."""
    rows = casework.Case.unscoped.filter(process=FINDING, fields__number=case.fields["number"])
    return list(rows.exclude(pk=case.pk))


def repeats(case: casework.Case) -> int:
    """Return how many earlier findings about the same subject were still shown on the day of a finding's document."""
    day = date.fromisoformat(str(case.fields["document_on"]))
    shown = [each for each in others(case) if "published_on" in each.fields and each.state != "dropped"]
    known = [(date.fromisoformat(str(each.fields["document_on"])), shown_of(each.fields).stops_on) for each in shown]
    return sum(first < day <= last for first, last in known)


def hits_by_tier(on: date) -> list[tuple[str, int, int]]:
    """Return for each tier how many objects were checked in the year of a day, and in how many something was found."""
    rows = Fact.objects.filter(kind="scoring.object_checked", payload__room="credit", happened_on__year=on.year)
    outcomes = rows.values_list("payload__tier", "payload__outcome")
    checked = Counter(tier for tier, _outcome in outcomes)
    found = Counter(tier for tier, outcome in outcomes if outcome != scoring.Lot.Outcome.CLEAR)
    return [(tier, checked[tier], found[tier]) for tier in sorted(checked)]


def said(case: casework.Case) -> dict[str, Any]:
    """Return what is public of a finding."""
    field = case.table.action("find")
    labels = {each.name: each for each in field.form} if field else {}
    return {
        "party": _shown_name(case), "document": case.fields.get("document", ""),
        "document_on": date.fromisoformat(str(case.fields["document_on"])), "unit": case.unit.short,
        "act": _now(labels["act"].said(case.fields.get("act"))),
        "weight": _now(labels["weight"].said(case.fields.get("weight"))),
        "stops_on": next((row.due for row in casework.clocks(case) if row.clock == "shown"), None),
    }  # fmt: skip


def _shown_name(case: casework.Case) -> str:
    """Return the party's name as everybody may read it: a person's, who has no credit code, with its middle covered."""
    name, number = str(case.fields.get("party", "")), str(case.fields.get("number", ""))
    return name if len(number) == CREDIT_CODE and credit_check(number[:-1]) == number[-1] else masked_name(name)


def listed_by_law(numbers: list[str]) -> set[str]:
    """Return which of these agencies stand on the abnormal list, as the facts of the corridor say."""
    rows = Fact.unscoped.filter(kind__in=(LISTED, TAKEN_OFF), payload__number__in=numbers).order_by("pk")
    stands = {(str(fact.payload["number"]), fact.subject_uid): fact.kind == LISTED for fact in rows}
    return {number for (number, _listing), on_list in stands.items() if on_list}


def _public(_asked: Mapping[str, str]) -> list[dict[str, Any]]:
    return [said(case) for case in published()]


SUBJECTS = scoring.listing(KEY, _("评级对象"), "credit:subjects")
PUBLISHED = Listing(
    "credit.published", _("失信信息公示"), "credit:published",
    (
        Column(_("当事人"), lambda row: row["party"]),
        Column(_("失信行为"), lambda row: row["act"]),
        Column(_("失信程度"), lambda row: row["weight"]),
        Column(_("依据文书"), lambda row: row["document"]),
        Column(_("文书生效日"), lambda row: row["document_on"], "day"),
        Column(_("最长公示到"), lambda row: row["stops_on"], "day"),
        Column(_("认定单位"), lambda row: row["unit"]),
    ),
    _public,
)  # fmt: skip
SHARED = scoring.shared_list(KEY, _("共享和撤回"), "credit:shared")
LISTINGS = (SUBJECTS, PUBLISHED, SHARED)
