"""How the acts of the two tables are handled: checks, the objection that stops publicity, entries of the register."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit.legal_time import Calendar, Span
from minzhi.kit.process import Action, FormWrong, NotNow, Process
from minzhi.programmes.data_ip import queries
from minzhi.programmes.data_ip.actions import entries
from minzhi.programmes.data_ip.queries import OBJECTION, REGISTRATION
from minzhi.programmes.data_ip.rules import grounds
from minzhi.programmes.data_ip.rules.packs import span
from minzhi.programmes.data_ip.rules.papers import HEAD, OBJECTION_HEAD, OBJECTION_PAPERS, PAPERS, SKELETON
from minzhi.records.units.actors import Actor

MATTER, SYSTEM = frozenset({"matter"}), frozenset({"system"})
PAIRS = (
    "who", "who_kind", "contact", "industry", "source", "contract_ends", "deposit_platform", "deposit_number",
    "deposit_at", "title_registration",
)  # fmt: skip


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what a list calls a case: the data set and whose it is, or the objection and to what."""
    named = form.get("title") or f"{process.label}　{form.get('publicity_number', '')}"
    return f"{named}　{form.get('who', '')}"


def check_undertaking(case: casework.Case, act: casework.Act) -> None:
    """Refuse an application that nobody answers for."""
    del case
    if act.form.get("undertaking") is not True:
        raise FormWrong({"undertaking": _("请承诺所填内容和材料真实。")})


def check_deposit(case: casework.Case, act: casework.Act) -> None:
    """Refuse to accept what was neither deposited nor notarised: the rule's first row."""
    found = queries.judged(case, act.on)
    if found.result == grounds.NOT_ACCEPT:
        raise NotNow(_("不能受理：%(why)s。请通知补正或者不予受理。") % {"why": _(found.says)})


def check_judgement(case: casework.Case, act: casework.Act) -> None:
    """Ask for a reason where somebody publicises what the rules would not register."""
    found = queries.judged(case, act.on)
    if found.result != grounds.GRANT and not act.form.get("why_anyway"):
        message = _("按规则判断：%(why)s。仍要公示的须写明理由。")
        raise FormWrong({"why_anyway": message % {"why": _(found.says)}})


def check_objections(case: casework.Case, act: casework.Act) -> None:
    """Refuse to close publicity over an objection that came in time."""
    del act
    if count := queries.waiting_objections(case):
        message = ngettext(
            "还有%(count)s件网上提交的异议没有收件，不能结束公示。",
            "还有%(count)s件网上提交的异议没有收件，不能结束公示。",
            count,
        )
        raise NotNow(message % {"count": count})


def suggested(case: casework.Case, action: Action, on: date) -> Mapping[str, Any]:
    """Fill in the periods that the province's rules give; the officer may write another where the form lets them."""
    found = periods(on)
    if action.name == "register":
        found["validity"] = f"{(queries.expiry_of(case, on).last - on).days}d"
    if action.name == "renew" and (until := queries.renewal_of(case, on).until):
        found["validity"] = f"{(until - on).days}d"
    asked = {field.name for field in action.form}
    return {name: value for name, value in found.items() if name in asked}


def periods(on: date) -> dict[str, str]:
    """Return the periods of the province's rules on a day, by the field that holds each."""
    pack = queries.pack_of(on)
    return {f"{name}_term": span(pack, name) for name in ("correction", "publicity", "answer")}


def usual(action: str, fields: Mapping[str, Any], on: date, days: Calendar) -> Mapping[str, Any]:
    """Return the same periods for whoever only asks which days would follow."""
    del action, fields, days
    return periods(on)


def check_validity(act: casework.Act, last: date) -> None:
    """Refuse a validity other than the rules': nobody registers for longer than they allow."""
    written = Span.parse(str(act.form.get("validity")), rolls=False).due(act.on, Calendar()).due
    if written != last:
        message = _("按规则有效期到%(last)s，应填%(days)sd。")
        raise FormWrong({"validity": message % {"last": last, "days": (last - act.on).days}})


def register_it(case: casework.Case, act: casework.Act) -> None:
    """Enter the right under its numbers."""
    found = queries.expiry_of(case, act.on)
    check_validity(act, found.last)
    entries.enter(case, last=found.last, by=act.by, on=act.on)


def renew_it(case: casework.Case, act: casework.Act) -> None:
    """Prolong an entry where the rules allow it, else say why not."""
    found = queries.renewal_of(case, act.on)
    if found.until is None:
        raise NotNow(_("不能续展：%(why)s。") % {"why": _(found.why)})
    check_validity(act, found.until)
    entries.renewed(case, act, found.until)


def object_to(case: casework.Case, act: casework.Act) -> None:
    """Hang an objection on the application it is against, and stop its publicity."""
    number = str(act.form.get("publicity_number", "")).strip()
    against = casework.Case.unscoped.filter(process=REGISTRATION, number=number, unit=case.unit).first()
    if against is None or against.state not in {"publicised", "objection"}:
        raise FormWrong({"publicity_number": _("没有这个编号的公示，或者公示已经结束。")})
    _from, until = queries.publicity_of(against)
    received = date.fromisoformat(str(act.form.get("received_on")))
    if until is not None and against.state == "publicised" and received > until:
        raise FormWrong({"publicity_number": _("异议须在公示期内提出；公示期到%(until)s。") % {"until": until}})
    case.parent = against
    case.save(update_fields=["parent"])
    _move(against, "object", act, {"objection": "pending"})


def forward(case: casework.Case, act: casework.Act) -> None:
    """Let the applicant's time to answer run."""
    if (against := _against(case)) is not None:
        _move(against, "forward", act, {"answer_term": act.form.get("answer_term")})


def uphold(case: casework.Case, act: casework.Act) -> None:
    """Refuse the application that was rightly objected to."""
    if (against := _against(case)) is not None:
        _move(against, "uphold_objection", act, {"objection": "upheld"})


def give_up(case: casework.Case, act: casework.Act) -> None:
    """Let publicity go on when no other objection is open."""
    against = _against(case)
    if against is None or against.state != "objection":
        return
    others = queries.objections_to(against).filter(state__in=queries.OPEN_OBJECTIONS).exclude(pk=case.pk)
    if not others.exists():
        _move(against, "reject_objection", act, {"objection": "rejected"})


def _against(case: casework.Case) -> casework.Case | None:
    """Return the application that an objection is against, as it stands now."""
    found: casework.Case | None = casework.Case.unscoped.filter(pk=case.parent_id).select_related("unit").first()
    return found


def _move(case: casework.Case, action: str, act: casework.Act, form: Mapping[str, Any]) -> None:
    casework.carry_out(case, action, by=act.by, on=act.on, form=form, roles=MATTER)


def beside(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return what stands beside a registration: what the rules say, its deposit and its like, its entry."""
    deposit = queries.deposit_of(case)
    shown: dict[str, Any] = {
        "deposit": deposit, "alike": queries.alike(deposit) if deposit else [],
        "deposit_fits": deposit is not None and deposit.root == case.fields.get("deposit_hash"),
        "objections": queries.objections_to(case), "entry": queries.entry_of(case),
    }  # fmt: skip
    if case.state in {"received", "correcting", "examining", "publicised", "cleared"}:
        shown["judged"] = queries.judged(case, on)
    if case.state == "renewing":
        shown["renewal"] = queries.renewal_of(case, on)
    return shown


def beside_objection(case: casework.Case, on: date) -> Mapping[str, Any]:
    """Return what stands beside an objection: the application it is against, and the earlier deposit that it names."""
    del on
    against = _against(case)
    return {"against": against, "earlier": queries.earlier_of(case, against) if against else None}


def expire_due(*, on: date) -> int:
    """Let every registration end whose last day has passed; returns how many. Who opened a case stands for it."""
    count = 0
    for case in queries.expired(on):
        by = Actor(case.opened_by.officer, case.opened_by)
        casework.carry_out(case, "expire", by=by, on=on, roles=SYSTEM)
        count += 1
    return count


casework.handle(
    casework.Handling(
        REGISTRATION, "data_ip", title=title, number="{unit}数知登〔{year}〕{no}号", numbered_by="accept", pairs=PAIRS,
        effects={
            "apply": check_undertaking, "accept": check_deposit, "publicise": check_judgement,
            "clear": check_objections, "register": register_it, "renew": renew_it, **entries.EFFECTS,
        },
        offices=queries.registries, suggested=suggested, usual=usual, fragment="data_ip/_matter.html", beside=beside,
        guide_fragment="data_ip/_guide.html",
    )
)  # fmt: skip
casework.handle(
    casework.Handling(
        OBJECTION, "data_ip", title=title, pairs=("who", "contact", "ground", "earlier_hash", "earlier_at"),
        effects={
            "file": object_to, "forward": forward, "uphold": uphold, "reject": give_up, "withdraw": give_up,
        },
        offices=queries.registries, suggested=suggested, usual=usual, fragment="data_ip/_objection.html",
        beside=beside_objection, guide_fragment="data_ip/_guide.html",
    )
)  # fmt: skip
for _papers, _head, _whose in ((PAPERS, HEAD, "申请人"), (OBJECTION_PAPERS, OBJECTION_HEAD, "异议人")):
    for _name, _title, _fields, _words in _papers:
        documents.register(
            documents.Paper(
                f"data_ip.{_name}", _title,
                tuple(documents.Field(key, label, optional=True) for key, label in (*_head, *_fields)),
                SKELETON % {"title": _title, "words": _words, "whose": _whose},
            )
        )  # fmt: skip
