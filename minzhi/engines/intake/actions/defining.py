"""A unit defines a form as a sheet, one row a field; settles who has what already; and sends it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from minzhi.engines.intake.actions.refusals import NotNow, NotYours
from minzhi.engines.intake.known import find_known, sources
from minzhi.engines.intake.models import FormField, FormTask, ReportForm
from minzhi.engines.intake.queries.cleaning import said
from minzhi.engines.intake.queries.forms import unsettled
from minzhi.engines.intake.rules.fields import KIND_TITLES, Fault, Field, Kind, Setting, Value
from minzhi.engines.intake.rules.headings import find, propose
from minzhi.engines.intake.rules.readers import read
from minzhi.engines.intake.sheets.grid import filled
from minzhi.engines.intake.sheets.opened import grid_of
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.actions import record
from minzhi.records.files.kinds import media_type
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

MOST_FIELDS = 100
ISSUERS = frozenset({Role.OFFICER, Role.HEAD, Role.SUPERVISOR})
KINDS = {kind.value: title for kind, title in KIND_TITLES.items()}
ROWS = (
    Field("title", gettext_noop("栏目"), required=True, synonyms=("名称", "栏目名称", "字段", "项目"), longest=60),
    Field("kind", gettext_noop("类型"), Kind.CHOICE, required=True, choices=KINDS, synonyms=("数据类型",)),
    Field("required", gettext_noop("必填"), Kind.YES_NO, synonyms=("是否必填",)),
    Field("unique", gettext_noop("不重复"), Kind.YES_NO, synonyms=("是否唯一", "唯一")),
    Field("choices", gettext_noop("选项"), synonyms=("可选值",)),
    Field("measured_in", gettext_noop("计量单位"), synonyms=("单位",), longest=20),
    Field("answered_by", gettext_noop("谁填"), Kind.CHOICE, choices={k.value: str(k.label) for k in Unit.Kind},
          synonyms=("填报单位类别", "由谁填")),
    Field("due_on", gettext_noop("截止"), Kind.DATE, synonyms=("截止日期", "何时报", "时限")),
    Field("known", gettext_noop("由何处填好"), synonyms=("已有来源", "来源", "取自"), longest=60),
)  # fmt: skip
"""The sheet that defines a form."""


class BadForm(Refusal):
    """The sheet defines no form. The text names the cells."""


class AskedAlready(Refusal):
    """A form asks what somebody has already, without a reason. The text names the fields."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a form is, besides its fields."""

    title: str
    period: str
    due_on: date
    many: bool = False


@transaction.atomic
def define(header: Header, content: bytes, *, by: Actor, on: date) -> ReportForm:
    """Make a form from its sheet; raises `BadForm`. What the house has under the very name is filled from there."""
    if by.role not in ISSUERS:
        raise NotYours(_("报表由经办人、负责人或督查人员制定。"))
    fields = _fields(content)
    many = _many_source(fields)
    form: ReportForm = ReportForm.unscoped.create(
        unit=by.unit, title=header.title, period=header.period, due_on=header.due_on,
        many=header.many and not many, rows_from=many, defined_on=on,
    )  # fmt: skip
    for place, row in enumerate(fields, start=1):
        FormField.unscoped.create(form=form, place=place, **row)
    record("intake.form_defined", subject=form, by=by, on=on, payload={"fields": [row["title"] for row in fields]})
    return form


def _fields(content: bytes) -> list[dict[str, object]]:
    grid = grid_of(content, media_type(content))
    heading = find(grid.rows, ROWS)
    rows = grid.rows[heading.last + 1 :]
    mapping = propose(heading, rows, ROWS, Setting(), {})
    found, wrong = [], []
    for number, row in enumerate(rows, start=heading.last + 2):
        if not filled(row):
            continue
        values: dict[str, Value] = {}
        for field in ROWS:
            try:
                values[field.name] = read(field, row[mapping[field.name]] if field.name in mapping else None, Setting())
            except Fault as fault:
                place = _("第%(number)s行「%(field)s」：") % {"number": number, "field": _(field.title)}
                wrong.append(place + said([fault.text, fault.values]))
        if values.get("kind") == Kind.CHOICE and not values.get("choices"):
            wrong.append(_("第%(number)s行：类型是选项，请在“选项”栏写明可选值，用顿号隔开。") % {"number": number})
        found.append(_field(values))
    if wrong or not 0 < len(found) <= MOST_FIELDS:
        raise BadForm("\n".join(wrong[:10]) or _("报表应有1至%(most)s个栏目，一行一个栏目。") % {"most": MOST_FIELDS})
    _no_title_twice(found)
    return found


def _no_title_twice(fields: Sequence[Mapping[str, object]]) -> None:
    titles = [field["title"] for field in fields]
    if twice := sorted({str(title) for title in titles if titles.count(title) > 1}):
        raise BadForm(_("栏目重复：%(titles)s。") % {"titles": "、".join(twice)})


def _field(values: Mapping[str, Value]) -> dict[str, object]:
    """Return a row of the sheet as a field. A source is named by its key or by the name of what it gives."""
    title, named = str(values.get("title") or ""), str(values.get("known") or "")
    return {
        "title": title, "kind": values.get("kind") or Kind.TEXT,
        "required": values.get("required") is not False, "unique": bool(values.get("unique")),
        "choices": [each for each in str(values.get("choices") or "").replace("，", "、").split("、") if each],
        "measured_in": values.get("measured_in") or "", "answered_by": values.get("answered_by") or "",
        "due_on": values.get("due_on"), "known": _known(named or title, must=bool(named)),
    }  # fmt: skip


def _known(named: str, *, must: bool) -> str:
    source, dot, name = named.partition(".")
    if dot and source in sources() and any(each.name == name for each in sources()[source].gives):
        return named
    found = [key for key, title, _of in find_known(named) if title == named or must]
    if must and not found:
        raise BadForm(_("没有可以填好「%(named)s」的来源。") % {"named": named})
    return found[0] if found else ""


def _many_source(fields: Sequence[Mapping[str, object]]) -> str:
    known = sources()
    many = {key for field in fields if (key := str(field["known"]).partition(".")[0]) and known[key].many}
    if len(many) > 1:
        raise BadForm(_("一张报表只能按一种事项逐行列出：%(sources)s。") % {"sources": "、".join(sorted(many))})
    return "".join(many)


@transaction.atomic
def settle(field: FormField, *, known: str = "", because: str = "", by: Actor, on: date) -> FormField:
    """Fill a field from a source, or say why it is asked although somebody has it."""
    _mine(field.form, by)
    field = hold(field)
    if bool(known) == bool(because.strip()):
        raise NotNow(_("请选择来源，或写明为什么还要问，两样选一样。"))
    field.known, field.asked_again_because = _known(known, must=True) if known else "", because.strip()[:200]
    field.save()
    many = _many_source(list(field.form.fields(manager="unscoped").values("known")))
    ReportForm.unscoped.filter(pk=field.form_id).update(rows_from=many)
    payload = {"field": field.title, "known": field.known, "because": field.asked_again_because}
    record("intake.form_field_settled", subject=field.form, by=by, on=on, payload=payload)
    return field


@transaction.atomic
def send(form: ReportForm, units: Iterable[Unit], *, by: Actor, on: date, seen: int | None = None) -> ReportForm:
    """Give each unit the task to answer; raises `AskedAlready` while a field is asked that somebody has."""
    form = hold(_mine(form, by), seen=seen)
    if open_ := unsettled(form):
        said_ = "；".join(f"{field.title}（{has[0].where}）" for field, has in open_[:5])
        message = _("这些栏目已有来源，请改为自动填好，或写明为什么还要问：%(fields)s。")
        raise AskedAlready(message % {"fields": said_})
    chosen = list(units)
    if not chosen:
        raise NotNow(_("没有选中任何单位，请选择下发给谁。"))
    form.state, form.sent_on = ReportForm.State.SENT, on
    form.save()
    FormTask.unscoped.bulk_create(FormTask(unit=unit, form=form, due_on=form.due_on) for unit in chosen)
    record("intake.form_sent", subject=form, by=by, on=on, payload={"units": [unit.key for unit in chosen]})
    return form


def _mine(form: ReportForm, by: Actor) -> ReportForm:
    if by.unit.pk != form.unit_id or by.role not in ISSUERS:
        raise NotYours(_("只有「%(unit)s」的人员可以办理这张报表。") % {"unit": form.unit})
    if form.state != ReportForm.State.DRAFT:
        raise NotNow(_("「%(form)s」已经下发，不能再改。") % {"form": form})
    return form
