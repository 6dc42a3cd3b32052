"""How the courses are handled: titles, numbers, what an act leads to, who reviews, papers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.scoring import api as scoring
from minzhi.kit.decision import NotDecidable
from minzhi.kit.process import Action, FormWrong, NotYours, Process
from minzhi.programmes.agencies.models import Agency
from minzhi.programmes.agencies.process.abnormal import CHOSEN
from minzhi.programmes.agencies.process.forms import LEGAL
from minzhi.programmes.agencies.queries.cases import beside_campaign, beside_penalty
from minzhi.programmes.agencies.queries.register import by_number
from minzhi.programmes.agencies.rules.papers import HEAD, PAPERS, SKELETON
from minzhi.programmes.agencies.rules.penalties import MATTERS, Power, may_decide, penalty
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.programmes.agencies.rules.signals import KINDS
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

ROOM = "agencies"
IN_FACTS = ("number", "matter", "kind", "source", "ground", "outcome", "fine", "confiscated")
"""What of a case goes into its facts: codes, choices and amounts, never a name."""
LEVEL = {Unit.Kind.PROVINCE: "province", Unit.Kind.DIVISION: "province", Unit.Kind.CITY: "city",
         Unit.Kind.COUNTY: "county"}  # fmt: skip


def level_of(unit: Unit) -> str:
    """Return the level at which a unit decides; centres and stations do not."""
    return LEVEL.get(Unit.Kind(unit.kind), "station")


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what a list calls a case: whom it is about, and the matter."""
    labels = {**MATTERS, **KINDS, **CHOSEN}
    chosen = next((str(form[name]) for name in ("matter", "kind", "ground") if form.get(name)), "")
    who = str(form.get("party") or form.get("name") or "")
    return "　".join(filter(None, (who, _(labels.get(chosen, process.label)))))


def payload(case: casework.Case, action: Action) -> dict[str, Any]:
    """Return the codes, choices and amounts of a case; `ref` is what grading finds its subject by."""
    del action
    said = {name: case.fields[name] for name in IN_FACTS if case.fields.get(name)}
    return {**said, "ref": str(case.fields.get("number") or "")}


def reviewer(case: casework.Case, actor: Actor, on: date) -> frozenset[str]:
    """Let a colleague review who does not handle the case himself (Administrative Penalty Law, article 58)."""
    del on
    colleague = actor.unit.pk == case.unit_id and actor.role in {Role.OFFICER, Role.HEAD}
    return frozenset({LEGAL}) if colleague and case.post_id != actor.post.pk else frozenset()


def check_on_register(case: casework.Case, act: casework.Act) -> None:
    """Refuse to list somebody who is no patent agency of the register."""
    del act
    if by_number(str(case.fields.get("number") or ""), Agency.Kind.PATENT) is None:
        raise FormWrong({"number": _("登记册上没有这一信用代码的专利代理机构，请核对，或先登记。")})


def check_known(case: casework.Case, act: casework.Act) -> None:
    """Refuse a number that the register does not have; whoever has no licence has none."""
    del act
    number = str(case.fields.get("number") or "")
    if number and by_number(number) is None and case.fields.get("kind") != "unlicensed":
        raise FormWrong({"number": _("登记册上没有这一信用代码的代理机构；没有资质的不填信用代码，写明名称。")})


def check_level(case: casework.Case, act: casework.Act) -> None:
    """Refuse a listing, or taking off, below the province."""
    _check(case, act, "agency", "list")


def check_competence(case: casework.Case, act: casework.Act) -> None:
    """Refuse what another level decides; the sentence is the row of the table."""
    _check(case, act, str(case.fields["matter"]), "fine")


def _check(case: casework.Case, act: casework.Act, matter: str, measure: str) -> None:
    found = may_decide(matter, level_of(case.unit), on=act.on, measure=measure)
    if found.result is not Power.DECIDES:
        raise NotYours(_("本案不由本单位决定：%(why)s。请移送有管辖权的机关。") % {"why": found.why})


def check_fine(case: casework.Case, act: casework.Act) -> None:
    """Refuse a fine outside of what the law allows, and gain that is not confiscated in full."""
    check_competence(case, act)
    if act.form.get("outcome") != "fine":
        if beyond := [name for name in ("fine", "confiscated") if Decimal(str(act.form.get(name) or 0))]:
            raise FormWrong(dict.fromkeys(beyond, _("决定不是罚款的，不填金额；要罚款、没收的，请改选决定。")))
        return
    said = case.fields
    acted, gain = date.fromisoformat(str(said["acted_on"])), Decimal(str(said.get("gain") or 0))
    try:
        found = penalty(str(said["matter"]), acted_on=acted, decided_on=act.on, serious=bool(said.get("serious")),
                        gain=gain)  # fmt: skip
    except NotDecidable as unread:
        raise FormWrong({"fine": _("%(why)s没有核对过当时的条文，不能按本表决定罚款。") % {"why": unread}}) from unread
    fine, taken = (Decimal(str(act.form.get(name) or 0)) for name in ("fine", "confiscated"))
    wrong = {}
    if not found.low <= fine <= found.high:
        message = _("罚款%(fine)s元不在%(low)s至%(high)s元之间（%(why)s）。%(remark)s")
        values = {"fine": fine, "low": found.low, "high": found.high, "why": found.decision.why}
        wrong["fine"] = message % {**values, "remark": _(found.remark)}
    if taken != found.confiscated:
        wrong["confiscated"] = _("违法所得%(gain)s元，应当没收%(taken)s元。") % {
            "gain": gain,
            "taken": found.confiscated,
        }
    if wrong:
        raise FormWrong(wrong)


def take_back(case: casework.Case, act: casework.Act) -> None:
    """Annul the marks that rested on a decision which is gone; whoever was told of them is told of that too."""
    rows = scoring.Mark.unscoped.filter(graded__scheme=KEY, fact__subject_uid=case.uid, known_to=None)
    for mark in rows.select_related("graded__unit"):
        scoring.annul_mark(mark, why=str(act.form.get("why") or act.form.get("annulled_by")), by=act.by, on=act.on)


def annul_listing(case: casework.Case, act: casework.Act) -> None:
    check_level(case, act)
    take_back(case, act)


def open_penalty(case: casework.Case, act: casework.Act) -> None:
    """Open a penalty of its own for what a lead has shown."""
    said = case.fields
    form = {
        "party": said["party"], "number": said.get("number") or "", "matter": act.form["matter"],
        "source": said["source"], "found_on": act.on.isoformat(), "acted_on": str(said["found_on"]),
        "facts": str(said.get("findings") or said["reasons"]),
    }  # fmt: skip
    casework.start("agencies.penalty", unit=case.unit, by=act.by, on=act.on, form=form, parent=case)


def open_listing(case: casework.Case, act: casework.Act) -> None:
    """Propose to list an agency that did not put right in time what it was ordered to."""
    said = case.fields
    form = {
        "party": said["party"], "number": said.get("number") or "", "ground": "conditions", "ordered": True,
        "found_on": act.on.isoformat(), "facts": f"{said['correction']}\n{act.form['why']}",
    }  # fmt: skip
    casework.start("agencies.abnormal", unit=case.unit, by=act.by, on=act.on, form=form, parent=case)


def lead_of_inspection(case: casework.Case, act: casework.Act) -> None:
    """Open a lead of what an inspection on a complaint has shown."""
    open_finding(case, seen=str(case.fields["seen"]), found_on=str(case.fields["checked_on"]), by=act.by, on=act.on)


def listing_of_inspection(case: casework.Case, act: casework.Act) -> None:
    """Propose to list an agency that an inspection did not find where the register says."""
    open_unreachable(case, seen=str(case.fields["seen"]), found_on=str(case.fields["checked_on"]), by=act.by, on=act.on)


def open_finding(about: Row, *, seen: str, found_on: str, by: Actor, on: date, **who: str) -> casework.Case:
    """Open a lead of what a check has seen; `about` is the check, a case itself or a drawn object."""
    form = {**_whose(about, who), "kind": "conduct", "source": "inspection", "found_on": found_on, "reasons": seen}
    return casework.start("agencies.lead", unit=by.unit, by=by, on=on, form=form, **_behind(about))


def open_unreachable(about: Row, *, seen: str, found_on: str, by: Actor, on: date, **who: str) -> casework.Case:
    """Propose to list an agency that was not where the register says: the last item of article 37."""
    form = {**_whose(about, who), "ground": "unreachable", "found_on": found_on, "facts": seen}
    return casework.start("agencies.abnormal", unit=by.unit, by=by, on=on, form=form, **_behind(about))


def _whose(about: Row, who: Mapping[str, str]) -> dict[str, str]:
    if isinstance(about, casework.Case):
        return {"party": str(about.fields["party"]), "number": str(about.fields.get("number") or "")}
    return dict(who)


def _behind(about: Row) -> dict[str, Any]:
    return {"parent": about} if isinstance(about, casework.Case) else {"subject": about}


for _handling in (
    casework.Handling(
        "agencies.abnormal", ROOM, title=title, payload=payload, number="{unit}代异〔{year}〕{no}号",
        numbered_by="list",
        pairs=("number", "ground", "found_on", "facts"),
        effects={"propose": check_on_register, "list": check_level, "take_off": check_level, "annul": annul_listing},
    ),
    casework.Handling(
        "agencies.lead", ROOM, title=title, payload=payload,
        pairs=("number", "kind", "source", "reasons", "unchecked", "attorney"),
        effects={"find": check_known, "punish": open_penalty, "propose_listing": open_listing},
    ),
    casework.Handling(
        "agencies.penalty", ROOM, title=title, payload=payload, number="{unit}代罚〔{year}〕{no}号", numbered_by="file",
        parts=reviewer, pairs=("number", "matter", "source", "acted_on", "facts"),
        fragment="agencies/_penalty.html", beside=beside_penalty,
        effects={"file": check_competence, "decide": check_fine, "propose": check_competence, "annul": take_back},
    ),
    casework.Handling(
        "agencies.inspection", ROOM, title=title, payload=payload, pairs=("number", "source", "found_on", "complaint"),
        effects={"order": check_known, "open_lead": lead_of_inspection, "propose_listing": listing_of_inspection},
    ),
    casework.Handling(
        "agencies.campaign", ROOM, title=title, pairs=("starts_on", "ends_on", "scope", "targets", "lead_sources"),
        fragment="agencies/_campaign.html", beside=beside_campaign,
    ),
):  # fmt: skip
    casework.handle(_handling)
for _name, _title, _fields, _words in PAPERS:
    documents.register(
        documents.Paper(
            f"{ROOM}.{_name}", _title,
            tuple(documents.Field(key, label, optional=True) for key, label in (*HEAD, *_fields)),
            SKELETON % {"title": _title, "words": _words},
        )
    )  # fmt: skip
