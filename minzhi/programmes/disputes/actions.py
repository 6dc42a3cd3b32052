"""What this room does besides the acts of its tables: competence, the register of bodies and mediators."""

from collections.abc import Callable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit.process import FormWrong, NotYours, Process
from minzhi.kit.refusal import Refusal
from minzhi.programmes.disputes.models import Body, Mediator
from minzhi.programmes.disputes.queries import earlier
from minzhi.programmes.disputes.rules.competence import competent, why_not_here
from minzhi.programmes.disputes.rules.papers import HEAD, PAPERS, RIGHT
from minzhi.records.facts.actions import record
from minzhi.records.places.models import Place
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

WHO = ("claimant", "claimant_contact", "respondent", "respondent_contact")
PARTIES = ("claimant", "respondent")
PAIRS = (*WHO, "right_kind", "right_number", "right_title")
SKELETON = """# %(title)s
{{ case }}
请求人：{{ claimant }}
被请求人：{{ respondent }}
专利：{{ right_title }}（{{ right_number }}）
%(words)s
> {{ issuer }}
> {{ issued_on }}
"""


class AlreadyListed(Refusal):
    """The register has this body, or this mediator, already."""


def title(process: Process, form: object) -> str:
    """Return what a list calls a dispute: who against whom, about what."""
    given = form if isinstance(form, dict) else {}
    parties = " · ".join(str(given[name]) for name in ("claimant", "respondent") if given.get(name))
    return "　".join(filter(None, (parties, str(given.get("right_title") or process.label))))


def short(name: str) -> Callable[[Process, object], str]:
    """Return what calls a case by its process and the beginning of what one field says."""

    def called(process: Process, form: object) -> str:
        said = str(form.get(name) or "") if isinstance(form, dict) else ""
        return f"{process.label}　{said[:40]}"

    return called


def check_competence(case: casework.Case, act: casework.Act) -> None:
    """Refuse to accept a case that another level decides; the sentence is the row of the table."""
    if why := _why_not(case, act.on):
        message = _("本案不由本单位立案：%(why)s。请移送有管辖权的机关。")
        raise NotYours(message % {"why": why})


def check_receiver(case: casework.Case, act: casework.Act) -> None:
    """Refuse to hand a case to a unit that may not decide it; whoever is entrusted decides nothing."""
    if act.form["how"] != "entrust" and (why := _why_not(case, act.on)):
        raise FormWrong({"to": _("不能移交%(unit)s办理：%(why)s。") % {"unit": case.unit, "why": why}})


def _why_not(case: casework.Case, on: date) -> str:
    matter = "patent_infringement" if case.process == "disputes.adjudication" else "patent_mediation"
    found = competent(
        matter, on=on, foreign=case.fields.get("foreign") is True,
        prefectures=int(str(case.fields.get("prefectures") or "1").partition(".")[0]),
        national=case.fields.get("reach") == "national", major=case.fields.get("reach") != "ordinary",
    )  # fmt: skip
    return why_not_here(found, case.unit.kind)


def check_called(case: casework.Case, act: casework.Act) -> None:
    """Refuse a day of hearing that can no longer be told three working days before (Order 81, article 26)."""
    term = case.clocks.filter(clock="hearing_notice").first()
    if term is not None and term.due < act.on:
        message = _("口头审理须提前三个工作日通知，这一天最迟应在%(due)s通知，请另定日期。")
        raise FormWrong({"hearing_on": message % {"due": term.due}})


def centre_parts(case: casework.Case, actor: Actor, on: date) -> frozenset[str]:
    """Let a protection centre act where a question was handed to it: it sees the case, and is a centre."""
    del case, on
    return frozenset({"centre"}) if actor.unit.kind == Unit.Kind.CENTRE else frozenset()


for _handling in (
    casework.Handling(
        "disputes.adjudication", "disputes", title=title, number="{unit}知裁字〔{year}〕{no}号", numbered_by="accept",
        pairs=PAIRS, fragment="disputes/_earlier.html", beside=earlier,
        effects={"accept": check_competence, "call_hearing": check_called, "@hand_over": check_receiver},
        served={"serve": ("respondent",), "serve_decision": PARTIES},
        children=("disputes.adjudication", "disputes.objection", "disputes.appraisal"),
    ),
    casework.Handling(
        "disputes.mediation", "disputes", title=title, number="{unit}知调字〔{year}〕{no}号", numbered_by="open",
        pairs=PAIRS,
        effects={"open": check_competence, "@hand_over": check_receiver}, fragment="disputes/_mediation.html",
    ),
    casework.Handling("disputes.entrusted", "disputes", title=title, pairs=("court", "court_number", *PAIRS)),
    casework.Handling(
        "disputes.rapid", "disputes", title=title,
        pairs=("centre", "asked", "question", "opinion", "outcome", "right_number"),
        parts=centre_parts,
    ),
    casework.Handling(
        "disputes.objection", "disputes", title=short("objection"), pairs=("objector", "objection_kind", "objection"),
        opened_by_hand=False,
    ),
    casework.Handling(
        "disputes.appraisal", "disputes", title=short("question"), pairs=("institution", "question", "findings"),
        opened_by_hand=False,
    ),
):  # fmt: skip
    casework.handle(_handling)
for _name, _title, _fields, _words in PAPERS:
    documents.register(
        documents.Paper(
            f"disputes.{_name}", _title,
            tuple(documents.Field(key, label, optional=True) for key, label in (*HEAD, *RIGHT, *_fields)),
            SKELETON % {"title": _title, "words": _words},
        )
    )  # fmt: skip


@transaction.atomic
def list_body(*, kind: str, name: str, place: Place, by: Actor, on: date, court: str = "") -> Body:
    """Put a body that resolves disputes on the register; raises `AlreadyListed`, `NotYours`."""
    _may_keep(by)
    if Body.unscoped.filter(name=name, place=place).exists():
        raise AlreadyListed(_("「%(name)s」已在登记册中，不必重复登记。") % {"name": name})
    body: Body = Body.unscoped.create(unit=by.unit, kind=kind, name=name, place=place, court=court, listed_on=on)
    record("disputes.body_listed", subject=body, by=by, on=on, payload={"kind": kind, "place": place.code})
    return body


@transaction.atomic
def strike_body(body: Body, *, by: Actor, on: date, seen: int | None = None) -> Body:
    """Take a body off the register; its history stays."""
    _may_keep(by)
    body = hold(body, seen=seen)
    body.struck_on = on
    body.save(update_fields=["struck_on"])
    record("disputes.body_struck", subject=body, by=by, on=on)
    return body


@transaction.atomic
def list_mediator(body: Body, *, name: str, by: Actor, on: date, field: str = "") -> Mediator:
    """Put a mediator on the register of a body."""
    _may_keep(by)
    try:
        with transaction.atomic():
            mediator: Mediator = Mediator.unscoped.create(body=body, name=name, field=field, listed_on=on)
    except IntegrityError as twice:
        raise AlreadyListed(_("「%(name)s」已在登记册中，不必重复登记。") % {"name": name}) from twice
    record("disputes.mediator_listed", subject=body, by=by, on=on)
    return mediator


def _may_keep(by: Actor) -> None:
    if by.role not in {Role.OFFICER, Role.HEAD}:
        raise NotYours(_("您的岗位不能维护调解组织登记册。"))
