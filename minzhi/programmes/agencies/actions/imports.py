"""Lists that come in as sheets: agencies, branches, attorneys, what was learnt of their practice, yearly reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from minzhi.engines.intake import api as intake
from minzhi.kit.text import mark
from minzhi.programmes.agencies.actions.refusals import WORKERS, Wrong
from minzhi.programmes.agencies.actions.registers import Listed, learn, record_practice, register
from minzhi.programmes.agencies.actions.reports import file_report
from minzhi.programmes.agencies.models import Agency, Attorney, YearlyReport
from minzhi.programmes.agencies.queries.register import by_number
from minzhi.programmes.agencies.rules.reports import MONEY, REPORT, WHOLE
from minzhi.records.facts.actions import record
from minzhi.records.places.queries import place_of
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor

Taken = Mapping[str, intake.Value]
FIELD, KIND = intake.Field, intake.Kind
KINDS = {Agency.Kind.PATENT.value: mark("专利代理机构"), Agency.Kind.TRADEMARK.value: mark("商标代理机构")}
NAME = FIELD("name", mark("机构名称"), required=True, synonyms=("名称", "代理机构名称"), longest=200)
NUMBER = FIELD("credit_code", mark("统一社会信用代码"), KIND.CREDIT_CODE, required=True, synonyms=("信用代码",))
CODE = FIELD("code", mark("机构代码"), required=True, synonyms=("备案号",), longest=30)
ADDRESS = FIELD("address", mark("办公场所"), required=True, synonyms=("地址", "经营场所"), longest=200)
PLACE = FIELD("place", mark("所在地"), KIND.PLACE)
SINCE = FIELD("valid_from", mark("许可、备案日"), KIND.DATE, required=True, synonyms=("许可日期", "备案日期"))
SOURCE = FIELD("source", mark("依据"), required=True, synonyms=("批准文号",), longest=200)
HEAD = FIELD("representative", mark("执行事务合伙人或者法定代表人"), synonyms=("负责人", "法定代表人"), longest=80)


def _listed(row: Taken, **more: Any) -> Listed:  # noqa: ANN401 - of several kinds
    names = ("name", "credit_code", "code", "address", "source", "representative", "partners")
    said: dict[str, Any] = {name: str(row.get(name) or "") for name in names}
    place = place_of(str(row["place"])) if row.get("place") else None
    since = row["valid_from"]
    if not isinstance(since, date):
        raise Wrong(_("「许可、备案日」不是日期。"))
    return Listed(**said, valid_from=since, place=place, **more)


def _known(row: Taken, name: str = "credit_code") -> Agency:
    found = by_number(str(row[name]), Agency.Kind.PATENT)
    if found is None:
        raise Wrong(_("登记册上没有信用代码为%(number)s的专利代理机构，请先登记。") % {"number": row[name]})
    return found


class OfficeSheet(intake.Take):
    """What officers and heads may send."""

    def may(self, by: Actor) -> bool:
        return by.role in WORKERS


class AgencySheet(OfficeSheet):
    """Each clean row becomes an agency on the register."""

    def take(self, row: Taken, *, by: Actor, on: date) -> Row:
        return register(_listed(row, kind=str(row["kind"])), by=by, on=on)

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Take the agency off again, unless work stands on it."""
        found = Agency.unscoped.get(uid=made.uid)
        if any(rows.exists() for rows in (found.branches, found.attorneys, found.reports, found.self_checks)):
            raise Wrong(_("「%(agency)s」已有分支机构、代理师或报告，不能撤回，请办理注销。") % {"agency": found})
        record("agencies.unregistered", subject=found, by=by, on=on, payload={"number": found.number})
        found.delete()


class BranchSheet(AgencySheet):
    """Each clean row becomes a branch of an agency on the register."""

    def take(self, row: Taken, *, by: Actor, on: date) -> Row:
        parent = _known(row, "parent")
        return register(_listed(row, kind=parent.kind, parent=parent), by=by, on=on)


class AttorneySheet(OfficeSheet):
    """Each clean row becomes a practice on record."""

    def take(self, row: Taken, *, by: Actor, on: date) -> Row:
        since = row["practising_from"]
        if not isinstance(since, date):
            raise Wrong(_("「执业日」不是日期。"))
        name, number = str(row["name"]), str(row["certificate"])
        return record_practice(_known(row), name=name, certificate=number, practising_from=since, by=by, on=on)

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Take the practice off again."""
        found = Attorney.unscoped.get(uid=made.uid)
        record("agencies.practice_ended", subject=found, by=by, on=on, payload={"number": found.agency.number})
        found.delete()


class PracticeSheet(OfficeSheet):
    """Each clean row says what was learnt of an attorney; undoing does not bring back what stood there before."""

    def take(self, row: Taken, *, by: Actor, on: date) -> Row:
        rows = Attorney.unscoped.filter(certificate=row["certificate"], left_on=None)
        found = rows.select_related("agency__unit", "agency__party").first()
        if found is None:
            raise Wrong(_("没有资格证号为%(number)s的在执业代理师。") % {"number": row["certificate"]})
        names = ("insured_at", "insured_months", "employed_at", "also_at", "filings", "one_account")
        return learn(found, source=str(row["source"]), by=by, on=on, **{name: row.get(name) for name in names})

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Forget what was learnt."""
        found = Attorney.unscoped.get(uid=made.uid)
        found.insured_at = found.employed_at = found.also_at = found.learnt_from = ""
        found.insured_months = found.filings = found.one_account = None
        found.save()
        payload = {"number": found.agency.number, "learnt": []}
        record("agencies.practice_learnt", subject=found, by=by, on=on, payload=payload)


class ReportSheet(OfficeSheet):
    """Each clean row becomes the report of a year."""

    def take(self, row: Taken, *, by: Actor, on: date) -> Row:
        filed = row["filed_on"]
        said: Any = {each.name: row.get(each.name) for each in REPORT}
        year = int(str(row["year"]))
        if YearlyReport.unscoped.filter(agency=_known(row), year=year).exists():
            raise Wrong(_("这家机构%(year)s年度的报告已经提交过，更正请在报告页办理。") % {"year": year})
        day = filed if isinstance(filed, date) else on
        return file_report(_known(row), year=year, said=said, by=by, on=on, filed_on=day)

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Refuse: a report that was compared and may have moved a listing is corrected, not taken back."""
        del by, on
        raise Wrong(_("「%(report)s」已与登记信息比对，不能撤回，请在报告页更正。") % {"report": made})


KIND_OF = {WHOLE: KIND.WHOLE, MONEY: KIND.NUMBER}
CERTIFICATE = FIELD("certificate", mark("资格证号"), required=True, longest=30)
FORMATS = (
    intake.Format(
        "agencies.agencies", mark("代理机构名单"),
        (
            NAME, NUMBER, CODE, FIELD("kind", mark("类别"), KIND.CHOICE, required=True, choices=KINDS), ADDRESS, PLACE,
            SINCE, SOURCE, HEAD, FIELD("partners", mark("合伙人或者股东"), synonyms=("合伙人", "股东"), longest=400),
        ),
        AgencySheet(), unique=("credit_code", "kind"), by_unit=False,
    ),
    intake.Format(
        "agencies.branches", mark("代理机构分支机构名单"),
        (
            FIELD("parent", mark("总部信用代码"), KIND.CREDIT_CODE, required=True), NAME, NUMBER, CODE, ADDRESS, PLACE,
            SINCE, SOURCE, HEAD,
        ),
        BranchSheet(), unique=("credit_code",), by_unit=False,
    ),
    intake.Format(
        "agencies.attorneys", mark("专利代理师执业备案名单"),
        (
            FIELD("name", mark("专利代理师"), required=True, synonyms=("姓名",), longest=40), CERTIFICATE, NUMBER,
            FIELD("practising_from", mark("执业日"), KIND.DATE, required=True, synonyms=("首次执业日",)),
        ),
        AttorneySheet(), unique=("certificate",), by_unit=False,
    ),
    intake.Format(
        "agencies.practice", mark("专利代理师执业数据"),
        (
            CERTIFICATE, FIELD("insured_at", mark("社会保险缴纳单位"), longest=200),
            FIELD("insured_months", mark("连续缴纳月数"), KIND.WHOLE),
            FIELD("employed_at", mark("专职工作单位"), longest=200),
            FIELD("also_at", mark("同时执业的其他机构"), longest=400),
            FIELD("filings", mark("一年代理量（件）"), KIND.WHOLE),
            FIELD("one_account", mark("只用机构一个账户提交"), KIND.YES_NO),
            FIELD("source", mark("数据来源"), required=True, longest=200),
        ),
        PracticeSheet(),
    ),
    intake.Format(
        "agencies.reports", mark("代理机构年度报告"),
        (
            NUMBER, FIELD("year", mark("报告年度"), KIND.WHOLE, required=True),
            FIELD("filed_on", mark("提交日"), KIND.DATE, required=True),
            *(
                FIELD(each.name, each.label, KIND_OF.get(each.kind, KIND.TEXT), required=each.required)
                for each in REPORT
            ),
        ),
        ReportSheet(), unique=("credit_code", "year"), by_unit=False,
    ),
)  # fmt: skip
for _format in FORMATS:
    intake.register(_format)
