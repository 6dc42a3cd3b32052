"""How the courses are handled: who plays which part, what an act leads to, titles, numbers, papers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit.decision import NotDecidable
from minzhi.kit.process import Action, FormWrong, NotNow, NotYours, Process
from minzhi.programmes.enforcement.process.forms import LEGAL, MATTERS
from minzhi.programmes.enforcement.queries import beside
from minzhi.programmes.enforcement.rules.competence import JUDGED, Power, may_decide
from minzhi.programmes.enforcement.rules.fines import Matter
from minzhi.programmes.enforcement.rules.papers import HEAD, PAPERS
from minzhi.programmes.enforcement.rules.penalties import Facts, penalty
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

ROOM = "enforcement"
IN_FACTS = (
    "matter", "source", "kind", "result", "outcome", "fine", "confiscated", "crime", "measure", "road", "right_kind",
)  # fmt: skip
"""What of a case goes into its facts: choices and amounts, never a name."""
LEVEL = {Unit.Kind.PROVINCE: "province", Unit.Kind.DIVISION: "province", Unit.Kind.CITY: "city",
         Unit.Kind.COUNTY: "county"}  # fmt: skip
SKELETON = "# %(title)s\n{{ case }}\n{{ party }}\n%(words)s\n> {{ issuer }}\n> {{ issued_on }}\n"


def level_of(unit: Unit) -> str:
    """Return the level at which a unit decides; centres and stations do not."""
    return LEVEL.get(Unit.Kind(unit.kind), "station")


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what lists call a case: whom it is about, and the matter."""
    names = ("party", "against", "exhibitor", "seller", "name")
    who = next((str(form[name]) for name in names if form.get(name)), "")
    matter = MATTERS.get(str(form.get("matter") or ""), "") or process.label
    return "　".join(filter(None, (who, _(matter))))


def payload(case: casework.Case, action: Action) -> dict[str, Any]:
    """Return the choices and amounts of a case."""
    del action
    return {name: case.fields[name] for name in IN_FACTS if case.fields.get(name)}


def reviewer(case: casework.Case, actor: Actor, on: date) -> frozenset[str]:
    """Let a colleague review who does not handle the case himself (article 58)."""
    del on
    colleague = actor.unit.pk == case.unit_id and actor.role in {Role.OFFICER, Role.HEAD}
    return frozenset({LEGAL}) if colleague and case.post_id != actor.post.pk else frozenset()


def check_competence(case: casework.Case, act: casework.Act) -> None:
    """Refuse what another level decides; the sentence is the row of the table."""
    matter = str(case.fields.get("matter") or "")
    if matter not in JUDGED:
        return
    found = may_decide(matter, level_of(case.unit), on=act.on)
    if found.result is not Power.DECIDES:
        message = _("本案不由本单位决定：%(why)s。请移送有管辖权的机关，或报县级以上机关决定。")
        raise NotYours(message % {"why": found.why})


def check_receiver(case: casework.Case, act: casework.Act) -> None:
    """Refuse to hand a case to a unit that may not decide it; whoever is entrusted decides nothing."""
    matter = str(case.fields.get("matter") or "")
    if act.form["how"] == "entrust" or matter not in JUDGED:
        return
    found = may_decide(matter, level_of(case.unit), on=act.on)
    if found.result is not Power.DECIDES:
        raise FormWrong({"to": _("不能移交%(unit)s办理：%(why)s。") % {"unit": case.unit, "why": found.why}})


def check_spot(case: casework.Case, act: casework.Act) -> None:
    """Refuse a penalty on the spot where the table does not let this level decide one."""
    found = may_decide("on_the_spot", level_of(case.unit), on=act.on)
    if found.result is not Power.DECIDES:
        raise NotYours(_("本单位不能当场处罚：%(why)s。") % {"why": found.why})
    check_competence(case, act)


def check_asked(case: casework.Case, act: casework.Act) -> None:
    """Refuse a hearing that was asked for too late (article 64)."""
    term = case.clocks.get(clock="ask_hearing")
    if str(act.form["asked_on"]) > term.due.isoformat():
        message = _("要求听证的期限已于%(due)s届满，视为放弃听证（《行政处罚法》第64条）。")
        raise FormWrong({"asked_on": message % {"due": term.due}})


def check_called(case: casework.Case, act: casework.Act) -> None:
    """Refuse a day of hearing that can no longer be told seven working days before (article 64)."""
    term = case.clocks.get(clock="hearing_notice")
    if term.due < act.on:
        message = _("听证须提前七个工作日通知（《行政处罚法》第64条），这一天最迟应在%(due)s通知，请另定听证日。")
        raise FormWrong({"hearing_on": message % {"due": term.due}})


def check_decision(case: casework.Case, act: casework.Act) -> None:
    """Refuse a decision above the law, and one over what the party sent in and nobody has read."""
    sent = case.filings.filter(state=casework.Filing.State.WAITING).first()
    if sent is not None and (asked := case.table.action(sent.action)):
        message = _("当事人在网上提交的「%(act)s」还没有处理，请先在「我的办案台」收件或退回。")
        raise NotNow(message % {"act": _(asked.label)})
    check_fine(case, act)


def check_fine(case: casework.Case, act: casework.Act) -> None:
    """Refuse a fine above what the law of the act's day, or the lighter one of today, allows at worst."""
    check_competence(case, act)
    said = case.fields
    fine, matter = Decimal(str(act.form.get("fine") or 0)), str(said.get("matter") or "")
    if not fine or matter not in set(Matter):
        return
    acted = date.fromisoformat(str(said.get("act_ended_on") or said.get("found_on")))
    gain, turnover = (Decimal(str(said.get(name) or 0)) for name in ("gain", "turnover"))
    try:
        found = penalty(Matter(matter), Facts(acted, gain, turnover, serious=True), decided_on=act.on)
    except NotDecidable:
        return  # no law of that day was read: nothing to measure the fine by
    if fine > found.highest:
        message = _("罚款%(fine)s元超过上限%(most)s元（%(why)s）。")
        values = {"fine": fine, "most": found.highest, "why": found.decision.why}
        raise FormWrong({"fine": message % values})


def open_penalty(case: casework.Case, act: casework.Act) -> None:
    """Open a lead of its own for what a complaint or a fair has shown."""
    said = case.fields
    if case.process == "enforcement.complaint" and said.get("result") != "file":
        return
    at_fair = case.process == "enforcement.fair_complaint"
    kinds = {"trademark": "trademark", "sign": "olympic"}  # who infringes a patent passes nothing off
    form = {
        "found_on": act.on.isoformat(), "source": "fair" if at_fair else "complaint",
        "matter": kinds.get(str(said.get("right_kind")), "other") if at_fair else str(said.get("matter") or "other"),
        "party": said.get("exhibitor") or said.get("against"), "facts": said.get("facts") or said.get("exhibit"),
    }  # fmt: skip
    casework.start("enforcement.penalty", unit=case.unit, by=act.by, on=act.on, form=form, parent=case)


def open_transfer(case: casework.Case, act: casework.Act) -> None:
    """Open the transfer to the police beside the penalty, which rests meanwhile."""
    said = case.fields
    form = {name: said[name] for name in ("party", "officers", "gain", "turnover") if said.get(name)}
    form["facts"] = str(said.get("findings") or said.get("facts"))
    casework.start("enforcement.transfer", unit=case.unit, by=act.by, on=act.on, form=form, parent=case)


def come_back(case: casework.Case, act: casework.Act) -> None:
    """Open the penalty that a procuratorate's opinion asks for, unless the case that was sent waits for it here."""
    if case.parent is not None and case.parent.process == "enforcement.penalty":
        return
    said, crimes = case.fields, {"patent": "passing_off", "goods_mark": "trademark", "selling": "trademark"}
    form = {
        "found_on": act.on.isoformat(), "source": "returned", "party": said["party"], "facts": said["facts"],
        "matter": crimes.get(str(said.get("crime")), "other"),
    }  # fmt: skip
    casework.start("enforcement.penalty", unit=case.unit, by=act.by, on=act.on, form=form, parent=case)


for _handling in (
    casework.Handling(
        "enforcement.complaint", ROOM, title=title, payload=payload, number="{unit}投举〔{year}〕{no}号",
        numbered_by="receive", pairs=("kind", "against", "complainant", "complainant_contact", "facts"),
        effects={"decide": open_penalty},
    ),
    casework.Handling(
        "enforcement.penalty", ROOM, title=title, payload=payload, number="{unit}知罚〔{year}〕{no}号",
        numbered_by="file", parts=reviewer, fragment="enforcement/_penalty.html", beside=beside,
        pairs=("matter", "source", "party", "party_contact", "place", "facts"),
        effects={
            "@hand_over": check_receiver, "file": check_competence, "ask_hearing": check_asked,
            "call_hearing": check_called, "decide": check_decision, "hand_to_police": open_transfer,
        },
        served={"serve": ("party",)},
    ),
    casework.Handling(
        "enforcement.on_the_spot", ROOM, title=title, payload=payload, number="{unit}当罚〔{year}〕{no}号",
        numbered_by="give", pairs=("matter", "party_kind", "party", "place", "facts"), effects={"give": check_spot},
        fragment="enforcement/_penalty.html", beside=beside,
    ),
    casework.Handling(
        "enforcement.transfer", ROOM, title=title, payload=payload, number="{unit}移〔{year}〕{no}号",
        numbered_by="approve", pairs=("party", "crime", "police_unit", "facts"), effects={"return": come_back},
    ),
    casework.Handling(
        "enforcement.fair_complaint", ROOM, title=title, payload=payload,
        pairs=("booth", "exhibitor", "exhibit", "right_number", "claimant", "answer_hours"),
        effects={"transfer": open_penalty},
    ),
    casework.Handling(
        "enforcement.platform", ROOM, title=title, payload=payload,
        pairs=("platform", "seller", "owner", "right", "links"),
    ),
    casework.Handling(
        "enforcement.campaign", ROOM, title=title, payload=payload, fragment="enforcement/_campaign.html",
        pairs=("starts_on", "ends_on", "scope", "targets", "lead_sources"),
    ),
):  # fmt: skip
    casework.handle(_handling)
for _name, _title, _fields, _words in PAPERS:
    documents.register(
        documents.Paper(
            f"{ROOM}.{_name}", _title,
            tuple(
                documents.Field(key, label, optional=True)
                for key, label in (*HEAD, *_fields)
            ),
            SKELETON % {"title": _title, "words": _words},
        )
    )  # fmt: skip
