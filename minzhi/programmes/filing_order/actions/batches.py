"""Lists of the national office: rows come in by sheet, are sent to the offices of their places; results come in too."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.intake import api as intake
from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark
from minzhi.programmes.filing_order.actions.refusals import ROOM, Wrong, at_work
from minzhi.programmes.filing_order.models import Batch, ListRow
from minzhi.programmes.filing_order.process.forms import KINDS
from minzhi.programmes.filing_order.process.listed import RESULTS
from minzhi.programmes.filing_order.queries.places import offices
from minzhi.programmes.filing_order.rules.categories import WORDS, held, list_on
from minzhi.records.facts.actions import record
from minzhi.records.parameters.queries import value
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

LISTED, CNIPA = "filing_order.listed", "cnipa"
OF_ROW = (
    "application", "kind", "title", "claims", "applicant", "credit_code", "address", "inventor", "agency_code",
    "agency", "agent", "phone", "email", "payer", "staff", "ipc", "filed_on", "category",
)  # fmt: skip


class Rows(intake.Take):
    """Rows of a list: each becomes a row of its batch; the batch is made by the first of them."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """Keep the row; refuses another deadline than its batch has, and an item that its day did not know."""
        batch = batch_of(str(row["batch"]), row["deadline"], by=by, on=on)
        _of_the_day(str(row["category"]), row.get("filed_on"))
        given = {name: row[name] for name in OF_ROW if row.get(name) is not None}
        office = offices(on=on).of_place(str(row["place"])) if row.get("place") else None
        try:
            with transaction.atomic():
                made: ListRow = ListRow.unscoped.create(unit=by.unit, batch=batch, office=office, **given)
        except IntegrityError as twice:
            message = _("批次%(batch)s里已有申请号%(number)s。")
            raise Wrong(message % {"batch": batch, "number": row["application"]}) from twice
        record(f"{ROOM}.row_listed", subject=made, by=by, on=on, payload={"category": made.category})
        return made

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Remove the row, unless it was handed to an office."""
        found = hold(ListRow.unscoped.get(uid=made.uid))
        if found.case_id:
            raise Wrong(_("申请号%(number)s已经交办，不能撤销导入。") % {"number": found})
        record(f"{ROOM}.row_removed", subject=found, by=by, on=on)
        found.delete()


def _of_the_day(category: str, filed_on: object) -> None:
    if isinstance(filed_on, date) and (given := list_on(filed_on)) and not held(category, filed_on):
        message = _("申请日%(day)s适用%(list)s，没有「%(code)s」这一项。")
        raise Wrong(message % {"day": filed_on, "list": given.title, "code": category})


@transaction.atomic
def batch_of(number: str, deadline: object, *, by: Actor, on: date) -> Batch:
    """Return a batch by its number, made where it is new; raises `Wrong` where its notice names another day."""
    if not isinstance(deadline, date):
        raise Wrong(_("请写明通知指定的期限届满日。"))
    given = {"deadline": deadline, "received_on": on}
    batch: Batch
    batch, new = Batch.unscoped.get_or_create(unit=by.unit, number=number, defaults=given)
    if batch.deadline != deadline:
        message = _("批次%(batch)s的期限届满日是%(day)s，本行写的是%(other)s：请核对通知。")
        raise Wrong(message % {"batch": batch, "day": batch.deadline, "other": deadline})
    if new:
        record(f"{ROOM}.batch_received", subject=batch, by=by, on=on, payload={"deadline": deadline.isoformat()})
    return batch


@dataclass(frozen=True)
class Split:
    """What came of splitting: how many rows each office got, and the rows whose place nobody could tell."""

    sent: Mapping[Unit, int]
    left: Sequence[ListRow] = field(default_factory=list)


@transaction.atomic
def split(batch: Batch, *, by: Actor, on: date, seen: int | None = None) -> Split:
    """Send every row to the office of its place, each as a case with the notice's own deadline.

    A row whose place is not sure stays until somebody names its office (`assign`).
    """
    at_work(by)
    batch = hold(batch, seen=seen)
    known, sent, left = offices(on=on), Counter[Unit](), []
    for row in ListRow.unscoped.filter(batch=batch, case__isnull=True).select_related("office", "batch"):
        office = row.office or known.of_address(row.address) or known.of_address(row.applicant)
        if office is None:
            left.append(row)
            continue
        _open(row, office, by=by, on=on)
        sent[office] += 1
    if not sent and not left:
        raise Wrong(_("批次%(batch)s没有待分送的申请。") % {"batch": batch})
    if sent:
        batch.split_on = on
        batch.save(update_fields=["split_on"])
        payload = {"sent": sum(sent.values()), "left": len(left)}
        record(f"{ROOM}.batch_split", subject=batch, by=by, on=on, payload=payload)
    return Split(dict(sent), left)


@transaction.atomic
def assign(row: ListRow, office: Unit, *, by: Actor, on: date) -> casework.Case:
    """Send one row to an office that a person names."""
    at_work(by)
    row = hold(row)
    if row.case_id:
        raise Wrong(_("申请号%(number)s已经交办。") % {"number": row})
    return _open(row, office, by=by, on=on)


def _open(row: ListRow, office: Unit, *, by: Actor, on: date) -> casework.Case:
    batch = row.batch
    since = min(batch.received_on, batch.deadline - timedelta(days=1))
    contact = "　".join(filter(None, (row.agent, row.phone, row.email)))
    form: dict[str, Any] = {
        "batch": batch.number, "application": row.application, "kind": row.kind, "title": row.title[:200],
        "applicant": row.applicant, "credit_code": row.credit_code, "agency": row.agency, "contact": contact[:200],
        "category": row.category, "filed_on": row.filed_on.isoformat() if row.filed_on else "",
        "notice_deadline": batch.deadline.isoformat(), "listed_on": since.isoformat(),
        "notice_term": f"{(batch.deadline - since).days}d",
        "contact_term": str(value(f"{ROOM}.contact_term", on=on).value),
    }  # fmt: skip
    given = {name: said for name, said in form.items() if said}
    case = casework.start(LISTED, unit=office, by=by, on=on, form=given, subject=row)
    row.office, row.case = office, case
    row.save(update_fields=["office", "case"])
    return case


@transaction.atomic
def do_together(
    rows: Iterable[ListRow], action: str, *, form: Mapping[str, Any], by: Actor, on: date,
    papers: Iterable[casework.Upload] = (),
) -> int:  # fmt: skip
    """Do one act on several rows of an applicant: all of them or none; returns how many."""
    given = list(papers)
    cases = [row.case for row in rows if row.case]
    if not cases:
        raise Wrong(_("请至少选择一件申请。"))
    for case in cases:
        casework.carry_out(case, action, by=by, on=on, form=form, papers=given)
    return len(cases)


class Results(intake.Take):
    """Results of the national office: the only way in which a filing or a lead gets one."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """Move the case of an application, or of a reported lead, by the imported result."""
        case, result = _case_of(str(row["number"])), str(row["result"])
        decided_on = row["decided_on"]
        if not isinstance(decided_on, date) or decided_on > on:
            raise Wrong(_("决定日%(day)s在今天之后，请核对。") % {"day": decided_on})
        form = {"decided_on": decided_on.isoformat()}
        if row.get("decision_number"):
            form["decision_number"] = str(row["decision_number"])
        return casework.carry_out(case, f"result_{result}", by=by, on=on, form=form, roles={CNIPA})

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Refuse: a result is the national office's word, only its next word changes it."""
        del made, by, on
        raise Wrong(_("结果是国家知识产权局作出的，不能撤销导入；有更正的，按复审、复议结果再导入。"))


def _case_of(number: str) -> casework.Case:
    rows = ListRow.unscoped.filter(application=number, case__isnull=False)
    if (row := rows.select_related("case__unit").last()) is not None:
        found: casework.Case = row.case
        return found
    lead: casework.Case | None = casework.Case.unscoped.filter(process="filing_order.lead", number=number).first()
    if lead is None:
        raise Refusal(_("没有申请号或线索编号为%(number)s的案件，请核对。") % {"number": number})
    return lead


FIELD, KIND = intake.Field, intake.Kind
intake.register(
    intake.Format(
        "filing_order.list", mark("非正常申请清单（国家知识产权局）"),
        (
            FIELD("batch", mark("批次号"), KIND.CODE, required=True, synonyms=("批次",), longest=60),
            FIELD("application", mark("申请号"), KIND.APPLICATION, required=True, synonyms=("专利申请号",)),
            FIELD("kind", mark("专利种类"), KIND.CHOICE, choices=KINDS, synonyms=("专利类型", "种类")),
            FIELD("title", mark("发明名称"), synonyms=("名称", "专利名称")),
            FIELD("claims", mark("权利要求"), longest=100_000),
            FIELD("applicant", mark("申请人"), required=True, synonyms=("申请人名称", "第一申请人"), longest=200),
            FIELD("credit_code", mark("统一社会信用代码"), KIND.CREDIT_CODE, synonyms=("信用代码",)),
            FIELD("address", mark("地址"), synonyms=("申请人地址",)),
            FIELD("place", mark("所在地"), KIND.PLACE, synonyms=("地市", "行政区划")),
            FIELD("inventor", mark("第一发明人"), synonyms=("发明人",), longest=120),
            FIELD("agency_code", mark("代理机构代码"), KIND.CODE, longest=20),
            FIELD("agency", mark("代理机构"), synonyms=("代理机构名称",), longest=200),
            FIELD("agent", mark("代理师"), synonyms=("代理人",), longest=120),
            FIELD("phone", mark("联系电话"), synonyms=("电话",), longest=60),
            FIELD("email", mark("电子邮箱"), synonyms=("邮箱",), longest=120),
            FIELD("payer", mark("缴费人"), longest=200), FIELD("staff", mark("参保人数"), KIND.WHOLE),
            FIELD("ipc", mark("IPC分类号"), synonyms=("分类号", "主分类号"), longest=20),
            FIELD("filed_on", mark("申请日"), KIND.DATE, synonyms=("申请日期",)),
            FIELD(
                "category", mark("列入的情形"), KIND.CHOICE, required=True, synonyms=("情形", "情形代码"),
                choices=dict(zip(WORDS, WORDS, strict=True)),
            ),
            FIELD("deadline", mark("通知指定的期限届满日"), KIND.DATE, required=True, synonyms=("期限", "答复期限")),
        ),
        Rows(), unique=("batch", "application"),
        note=mark("清单内容未公开，属于内部资料；情形代码2024年1月20日起的申请写N1至N8，以前的写M1至M9。"),
    )
)  # fmt: skip
intake.register(
    intake.Format(
        "filing_order.results", mark("非正常申请结果（国家知识产权局）"),
        (
            FIELD("number", mark("申请号或线索编号"), KIND.CODE, required=True, synonyms=("申请号", "线索编号")),
            FIELD("result", mark("结果"), KIND.CHOICE, required=True, choices=RESULTS),
            FIELD("decided_on", mark("决定日"), KIND.DATE, required=True, synonyms=("决定日期",)),
            FIELD("decision_number", mark("决定、通知文号"), synonyms=("文号",), longest=80),
        ),
        Results(), unique=("number", "result", "decided_on"),
    )
)  # fmt: skip
