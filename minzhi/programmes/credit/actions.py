"""What acts of the room lead to: marks and their end, draws by grade, imports."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.intake import api as intake
from minzhi.engines.scoring import api as scoring
from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import Action, FormWrong, NotNow, Process
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.kit.text import mark
from minzhi.programmes.credit.queries import FINDING, listed_by_law, others, repeats
from minzhi.programmes.credit.rules.papers import papers
from minzhi.programmes.credit.rules.publicity import Weight, bars_repair, shown_of
from minzhi.programmes.credit.rules.scheme import ACTS, CHECKLIST, KEY, LABEL, LISTED_BY_LAW, document
from minzhi.records.parties.models import Party
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer
from minzhi.records.units.roles import Role

IN_FACTS = ("act", "weight", "document_on")


class NotGraded(Refusal):
    """Nobody with this number is graded here. The text is shown."""


def title(process: Process, form: Mapping[str, Any]) -> str:
    """Return what a list calls a case: whom it is about, and which act."""
    return "　".join(filter(None, (str(form.get("party") or ""), _(ACTS.get(str(form.get("act")), process.label)))))


def payload(case: casework.Case, action: Action) -> dict[str, Any]:
    """Return the choices of a case, never a name."""
    del action
    return {name: case.fields[name] for name in IN_FACTS if case.fields.get(name)}


def subject_of(case: casework.Case) -> scoring.Graded | None:
    """Return the graded subject that a case is about, by its number."""
    number = str(case.fields.get("number") or "")
    rows = scoring.Graded.unscoped.filter(scheme=KEY, number=number)
    found: scoring.Graded | None = rows.select_related("unit").first()
    return found


def _mark_of(case: casework.Case) -> scoring.Mark | None:
    graded = subject_of(case)
    rows = scoring.Mark.unscoped.filter(graded=graded, rule=case.fields["act"], document=case.fields["document"])
    found: scoring.Mark | None = rows.filter(known_to=None).first() if graded else None
    return found


def give(case: casework.Case, act: casework.Act) -> None:
    """Let a finding count from the document's day on, where its subject is graded."""
    graded = subject_of(case)
    if graded is None:
        return
    rule = "serious" if case.fields.get("weight") == Weight.SERIOUS else str(case.fields["act"])
    document_on = date.fromisoformat(str(case.fields["document_on"]))
    days = shown_of(case.fields)
    for each in {str(case.fields["act"]), rule}:
        scoring.give_mark(
            graded, each, document=str(case.fields["document"]), effective_on=document_on, ends_on=days.stops_on,
            by=act.by, on=act.on,
        )  # fmt: skip


def take_back(case: casework.Case, act: casework.Act) -> None:
    """End or annul what a finding had put on its subject, the same day."""
    graded = subject_of(case)
    rows = scoring.Mark.unscoped.filter(graded=graded, document=case.fields["document"], known_to=None)
    for given in rows if graded else ():
        why = str(act.form.get("why") or _("公示期满"))
        if act.action == "annul":
            scoring.annul_mark(given, why=why, by=act.by, on=act.on)
        else:
            last = max(act.on - timedelta(days=1), given.effective_on - timedelta(days=1))
            last = min(last, given.ends_on or last)
            scoring.end_mark(given, last_on=last, why=why, by=act.by, on=act.on)


def check_repair(case: casework.Case, act: casework.Act) -> None:
    """Refuse repair where an earlier one or another finding bars it."""
    others_of = others(case)
    repaired = casework.first_days([each.uid for each in others_of], ("repair",))
    decided = casework.first_days([each.uid for each in others_of], ("decide",))
    mine = casework.first_days([case.uid], ("decide",)).get(case.uid, act.on)
    why = bars_repair(
        date.fromisoformat(str(case.fields["document_on"])), max(repaired.values(), default=None),
        max((day for day in decided.values() if day > mine), default=None), act.on,
    )  # fmt: skip
    if why:
        raise NotNow(why)


def send(case: casework.Case, act: casework.Act) -> None:
    """Tell the units and bodies that the form names, and keep that they were told."""
    mark = _mark_of(case)
    if mark is None:
        raise FormWrong({"recipients": _("当事人不在评级名单里，没有可以共享的记录。")})
    scoring.share_with(mark, str(act.form["recipients"]), by=act.by, on=act.on)


def suggested(case: casework.Case, action: Action, on: date) -> Mapping[str, Any]:
    """Fill in the repeats that are known, and the longest publicity of the day's regime."""
    if action.name == "decide":
        return {"repeats": repeats(case)}
    if action.name != "publish":
        return {}
    days = shown_of(case.fields)
    return {"published_on": on.isoformat(), "term": days.by.result.most}


def usual(action: str, fields: Mapping[str, Any], on: date, days: Calendar) -> Mapping[str, Any]:
    """Return the longest publicity of a finding whose weight is named, counted from the day of its document."""
    del days
    if action != "publish" or "weight" not in fields:
        return {}
    return {"term": shown_of({"document_on": on.isoformat(), **fields}).by.result.most}


@transaction.atomic
def grade(party: Party, *, by: Actor, on: date) -> scoring.Graded:
    """Let a party be graded by the actor's unit, under the scheme the room ships until the office adopts its own."""
    number = str(party.credit_code or "")
    return scoring.enrol(KEY, party, label=str(party), number=number, kind=party.kind, by=by, on=on)


@transaction.atomic
def ship(*, by: Actor, on: date) -> scoring.Edition:
    """Put the shipped scheme into force as it is, rows without points included: only a head."""
    made = scoring.draft(KEY, _("知识产权信用评级规则（建议稿）"), document(), by=by, on=on)
    return scoring.adopt(made, valid_from=on, by=by, on=on)


@transaction.atomic
def plan_checks(
    *, name: str, officers: Sequence[Officer], draws_on: date, by: Actor, on: date,
    conflicts: Mapping[str, Collection[Officer]] | None = None,
) -> scoring.Draw:  # fmt: skip
    """Plan the checks of everybody the unit grades, by grade and its share; those listed by law leave the pool.

    `conflicts` are the officers who must not check somebody, by number or name.
    """
    edition = scoring.in_force(KEY, on)
    tiers = [each for each in edition.rules.grades if each.share is not None]
    rows = list(scoring.anybody(KEY, on).filter(unit=by.unit, grade__in=[each.key for each in tiers]))
    if not rows:
        raise NotGraded(_("本单位还没有评级对象，请先列入评级名单。"))
    listed = listed_by_law([graded.number for graded in rows])
    plan = scoring.DrawPlan(
        room="credit", title=name, officers=officers, draws_on=draws_on, checklist=CHECKLIST, source=LISTED_BY_LAW,
        tiers=[scoring.Share(each.key, each.label, each.share or Decimal(0), each.confirmed) for each in tiers],
        objects=[_candidate(graded, str(graded.grade), graded.number in listed) for graded in rows],
        apart=conflicts or {},
    )  # fmt: skip
    made = scoring.plan_draw(plan, by=by, on=on)
    values = {
        "draws_on": draws_on.isoformat(), "root": made.root, "seed": made.seed, "objects": str(len(rows)),
        "officers": str(len(officers)), "checklist": "；".join(_(each) for each in CHECKLIST),
        "tiers": "；".join(f"{each.label}{(each.share or Decimal(0)) * 100:g}%" for each in tiers),
    }  # fmt: skip
    _paper("check_plan", made, values, by, on)
    return made


def _paper(
    name: str, draw: scoring.Draw, values: Mapping[str, str], by: Actor, on: date, *, about: Row | None = None
) -> None:
    key = f"credit.{name}"
    documents.draft(key, subject=about or draw, title=f"{documents.get(key).title}　{draw.title}"[:200],
                    values={"title": draw.title, **values}, by=by, on=on)  # fmt: skip


@transaction.atomic
def write_papers(draw: scoring.Draw, *, by: Actor, on: date) -> int:
    """Draft what is due of a draw's papers: a record for each checked object, the results once all are checked.

    Returns how many were drafted; what was drafted before is left alone.
    """
    lots = list(scoring.lots(draw))
    done = [lot for lot in lots if lot.checked_on and not documents.about(lot)]
    for lot in done:
        _paper("check_record", draw, _record_of(lot), by, on, about=lot)
    made = len(done)
    written = {each.kind for each in documents.about(draw)}
    if lots and all(lot.checked_on for lot in lots) and "credit.check_results" not in written:
        lines = "；".join(f"{lot.label}：{lot.get_outcome_display()}" for lot in lots)
        _paper(
            "check_results", draw, {"draws_on": draw.draws_on.isoformat(), "seed": draw.seed, "lines": lines}, by, on
        )
        made += 1
    if not made:
        raise Refusal(_("没有新登记的检查结果，文书都已起草。"))
    return made


def _record_of(lot: scoring.Lot) -> dict[str, str]:
    return {
        "object": lot.label, "ref": lot.ref, "tier": lot.tier, "checked_on": str(lot.checked_on), "found": lot.words,
        "outcome": str(lot.get_outcome_display()), "officers": "、".join(str(each) for each in lot.officers.all()),
    }  # fmt: skip


def _candidate(graded: scoring.Graded, tier: str, by_law: bool) -> scoring.Candidate:  # noqa: FBT001 - one of two
    return scoring.Candidate(graded.number or str(graded.uid), graded.label, tier, by_law)


class Records(intake.Take):
    """Records of other bodies: each clean row becomes a mark, from its document."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """Give the mark; a number nobody has, or a day that is still to come, is refused with the reason."""
        graded = scoring.Graded.unscoped.filter(scheme=KEY, number=row["number"]).select_related("unit").first()
        if graded is None:
            why = _("没有编号为%(number)s的评级对象，请先列入评级名单。")
            raise FormWrong({"number": why % {"number": row["number"]}})
        if graded.unit_id != by.unit.pk:
            raise NotYours(_("「%(graded)s」由其他单位评级。") % {"graded": graded})
        effective = row["effective_on"]
        if not isinstance(effective, date) or effective > on:
            raise FormWrong({"effective_on": _("「文书生效日」%(day)s在今天之后，请核对。") % {"day": effective}})
        return scoring.give_mark(
            graded,
            str(row["act"]),
            document=f"{row['document']}（{row['body']}）",
            effective_on=effective,
            by=by,
            on=on,
        )

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Annul the mark: it counts for no day any more."""
        mark = scoring.Mark.unscoped.get(uid=made.uid)
        scoring.annul_mark(mark, why=_("撤回导入"), by=by, on=on)


FIELD, KIND = intake.Field, intake.Kind
FORMAT = intake.Format(
    "credit.records", mark("其他单位的信用信息"),
    (
        FIELD("number", mark("统一社会信用代码"), KIND.CREDIT_CODE, required=True),
        FIELD("act", mark("失信行为"), KIND.CHOICE, required=True, choices=ACTS),
        FIELD("document", mark("依据文书"), required=True, longest=80),
        FIELD("effective_on", mark("文书生效日"), KIND.DATE, required=True),
        FIELD("body", mark("提供单位"), required=True, longest=80),
    ),
    Records(), unique=("number", "document"),
)  # fmt: skip
intake.register(FORMAT)
scoring.declare(scoring.Declared(KEY, LABEL, "credit"))
casework.handle(
    casework.Handling(
        FINDING, "credit", title=title, payload=payload,
        pairs=("party", "number", "act", "weight", "document", "facts"),
        effects={"decide": give, "repair": take_back, "annul": take_back, "share": send,
                 "ask_repair": check_repair},
        suggested=suggested, usual=usual,
    )
)  # fmt: skip

for _name, _title, _fields, _skeleton in papers():
    documents.register(
        documents.Paper(
            f"credit.{_name}",
            _title,
            tuple(documents.Field(key, label, optional=True) for key, label in _fields),
            _skeleton,
        )
    )
