"""How the courses are handled: titles, numbers, facts, what an act leads to, papers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import Action, Process
from minzhi.programmes.filing_order.actions.refusals import ROOM, Wrong, at_work
from minzhi.programmes.filing_order.process.forms import SUBJECTS
from minzhi.programmes.filing_order.process.listed import RESULTS
from minzhi.programmes.filing_order.queries.beside import beside_hit, beside_lead, beside_listed, ground_of
from minzhi.programmes.filing_order.queries.leads import lead_of, upheld_before
from minzhi.programmes.filing_order.rules.categories import SINCE_2024
from minzhi.programmes.filing_order.rules.grounds import ABSOLUTE, ABSOLUTE_DECIDED_IN, DECIDED_IN, WAYS, Way
from minzhi.programmes.filing_order.rules.measures import ENDS_ABNORMAL
from minzhi.programmes.filing_order.rules.opposition import window
from minzhi.programmes.filing_order.rules.papers import HEAD, PAPERS
from minzhi.records.parameters.queries import value
from minzhi.records.units.actors import Actor

MEASURE, REMEDY = "filing_order.measure", "filing_order.remedy"
IN_FACTS = (
    "category", "opinion", "province_opinion", "fired", "priority", "subject_kind", "recover_amount", "recovered",
    "conflict", "law", "way", "outcome", "act", "situations", "marks", "source", "adverse", "last_on",
)  # fmt: skip
"""What of a case goes into its facts: choices, codes, amounts, never a name or what an application says."""
SKELETON = "# %(title)s\n{{ case }}\n%(words)s\n> {{ issuer }}\n> {{ issued_on }}\n"


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what lists call a case: never the title of an application, which may be secret."""
    who = next((str(form[name]) for name in ("applicant", "subject", "party", "watched", "name") if form.get(name)), "")
    what = str(form.get("application") or form.get("mark") or "") or _(process.label)
    if form.get("subject_kind"):
        what = f"{_(SUBJECTS[str(form['subject_kind'])])}　{form.get('fired', '')}"
    return "　".join(filter(None, (who, what)))


def payload(case: casework.Case, action: Action) -> dict[str, Any]:
    """Return the choices and amounts of a case."""
    del action
    return {name: case.fields[name] for name in IN_FACTS if case.fields.get(name)}


def order_check(case: casework.Case, act: casework.Act) -> None:
    """Send the office of the place a work order to look; an own lead of that office needs none."""
    lead = lead_of(case)
    if lead is not None and lead.office is not None and lead.office_id != case.unit_id:
        question, term = str(act.form["ask_city"]), str(act.form["term"])
        casework.send_order(
            case, to=lead.office, kind="investigation", question=question, term=term, by=act.by, on=act.on
        )


@transaction.atomic
def propose_measure(
    case: casework.Case, *, intended: str, serious: bool, by: Actor, on: date
) -> casework.Case:  # fmt: skip
    """Propose measures for a filing that the national office found abnormal; raises `Wrong` before its result."""
    at_work(by)
    if case.process != "filing_order.listed" or case.state not in {*ENDS_ABNORMAL, "settled"}:
        raise Wrong(_("还没有国家知识产权局的结果，或者结果不是非正常申请，不能提出处理措施。"))
    if on < SINCE_2024:
        raise Wrong(_("2024年1月20日以前没有这一规定，不能按本流程提出处理措施。"))
    said = case.fields
    form = {
        "party": said["applicant"], "credit_code": said.get("credit_code", ""), "applications": said["application"],
        "result": _(RESULTS.get(case.state, str(case.state_label))), "intended": intended, "serious": serious,
        "again": upheld_before(case).exists(),
    }  # fmt: skip
    given = {name: one for name, one in form.items() if one != ""}
    return casework.start(MEASURE, unit=case.unit, by=by, on=on, form=given, parent=case)


def suggested_measure(case: casework.Case, action: Action, on: date) -> Mapping[str, Any]:
    """Fill in the days, and the subsidy that was found as the sum to recover."""
    if action.name == "tell":
        return {"told_on": on.isoformat(), "statement_term": str(value(f"{ROOM}.statement_term", on=on).value)}
    subsidy = case.parent.fields.get("subsidy") if case.parent else None
    return {"recover_amount": subsidy} if action.name == "decide" and subsidy else {}


def suggested_hit(case: casework.Case, action: Action, on: date) -> Mapping[str, Any]:
    """Fill in the ground that the table names, and who opposes."""
    if action.name == "inform":
        return {"informed_on": on.isoformat(), "ground": ground_of(case)}
    if action.name == "oppose":
        return {"opponent": case.fields.get("owner", ""), "ground": case.fields.get("ground", "")}
    return {"role": "holder", "relation": "none"} if action.name == "triage" else {}


def usual_hit(action: str, fields: Mapping[str, Any], on: date, days: Calendar) -> Mapping[str, Any]:
    """Return the window of opposition that ends first, by the day of publication."""
    if action != "notice":
        return {}
    return {"term": window(date.fromisoformat(str(fields.get("published_on", on))), days).span}


def usual_decision(action: str, fields: Mapping[str, Any], on: date, days: Calendar) -> Mapping[str, Any]:
    """Return in how many months an opposition or a request for invalidation is decided, once its way is named."""
    del on, days
    term = decided_in(str(fields["way"]), str(fields.get("conflict", ""))) if fields.get("way") else ""
    return {"decision_term": term} if action == "file" and term else {}


def decided_in(way: str, conflict: str) -> str:
    """Return the length of the period of the decision; empty where there is none."""
    if way == Way.INVALIDATION and conflict in ABSOLUTE:
        return ABSOLUTE_DECIDED_IN
    return DECIDED_IN.get(Way(way), "")


def draft_opposition(case: casework.Case, act: casework.Act) -> None:
    """Open the opposition that the owner wants, with everything that the hit already says."""
    said = case.fields
    names = (
        "conflict",
        "role",
        "relation",
        "issue",
        "mark",
        "number",
        "classes",
        "applicant",
        "published_on",
        "last_on",
    )
    form = {name: said[name] for name in names if said.get(name)}
    form |= {name: one for name, one in act.form.items() if one}
    form |= {"way": str(Way.OPPOSITION), "decision_from": said["last_on"], "decision_term": "12m"}
    casework.start(REMEDY, unit=case.unit, by=act.by, on=act.on, form=form, parent=case)


@transaction.atomic
def draft_remedy(form: Mapping[str, Any], *, by: Actor, on: date) -> casework.Case:
    """Open an opposition, a request for invalidation or for cancellation as it was drafted."""
    at_work(by)
    said = {name: str(one) for name, one in form.items() if one not in ("", None)}
    if term := decided_in(said["way"], said.get("conflict", "")):
        begins = said.get("last_on", on.isoformat()) if said["way"] == Way.OPPOSITION else on.isoformat()
        said |= {"decision_from": begins, "decision_term": term}
    return casework.start(REMEDY, unit=by.unit, by=by, on=on, form=said)


def remedy_title(process: Process, form: Mapping[str, Any]) -> str:
    """Return the way and the mark."""
    del process
    return f"{_(WAYS[Way(str(form['way']))])}　{form.get('mark', '')}"


for _handling in (
    casework.Handling(
        "filing_order.listed", ROOM, title=title, payload=payload, number="{unit}非正常〔{year}〕{no}号",
        numbered_by="assign", pairs=("batch", "applicant", "application", "filed_on", "category", "notice_deadline"),
        fragment="filing_order/_listed.html", beside=beside_listed, opened_by_hand=False,
        party_fragment="filing_order/_own.html",
    ),
    casework.Handling(
        "filing_order.lead", ROOM, title=title, payload=payload, number="{unit}申线〔{year}〕{no}号",
        numbered_by="raise", pairs=("subject_kind", "subject", "filings", "fired", "points_at", "priority", "made_by"),
        fragment="filing_order/_lead.html", beside=beside_lead, opened_by_hand=False, effects={"triage": order_check},
        party_fragment="filing_order/_own.html",
    ),
    casework.Handling(
        MEASURE, ROOM, title=title, payload=payload, number="{unit}申处〔{year}〕{no}号", numbered_by="propose",
        pairs=("party", "applications", "result", "intended", "again", "serious"), opened_by_hand=False,
        suggested=suggested_measure,
    ),
    casework.Handling(
        "filing_order.hit", ROOM, title=title, payload=payload,
        pairs=(
            "owner", "watched", "mark", "number", "classes", "applicant", "published_on", "last_on", "other_last_on",
        ),
        fragment="filing_order/_hit.html", beside=beside_hit, opened_by_hand=False, suggested=suggested_hit,
        usual=usual_hit, effects={"oppose": draft_opposition},
    ),
    casework.Handling(
        REMEDY, ROOM, title=remedy_title, payload=payload, number="{unit}商异〔{year}〕{no}号", numbered_by="draft",
        pairs=("opponent", "mark", "number", "classes", "applicant", "ground", "last_on"), usual=usual_decision,
    ),
    casework.Handling(
        "filing_order.bad_faith", ROOM, title=title, payload=payload, number="{unit}商线〔{year}〕{no}号",
        numbered_by="find", pairs=("act", "party", "linked", "marks", "acted_on", "situations", "facts"),
        fragment="filing_order/_bad_faith.html",
    ),
    casework.Handling(
        "filing_order.policy", ROOM, title=title, payload=payload, pairs=("issuer", "name", "number", "issued_on"),
        opened_by_hand=False,
    ),
):  # fmt: skip
    casework.handle(_handling)
for _name, _title, _fields, _words in PAPERS:
    documents.register(
        documents.Paper(
            f"{ROOM}.{_name}", _title,
            tuple(documents.Field(key, label, optional=True) for key, label in dict([*HEAD, *_fields]).items()),
            SKELETON % {"title": _title, "words": "\n".join(_words)},
        )
    )  # fmt: skip
