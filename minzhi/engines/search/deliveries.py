"""Patents and marks that come in through the browser: whole files of offices, and tables of other systems."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from django.utils.translation import gettext

from minzhi.engines.intake import api as intake
from minzhi.engines.search.language.fields import KIND_OF, STATE_OF
from minzhi.engines.search.tokens import normalise
from minzhi.kit.numbers import check_publication
from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark as _
from minzhi.records.rights.actions import Counts, take_in, take_items
from minzhi.records.rights.models import Delivery
from minzhi.records.rights.reading.cnipa import KIND_LETTERS
from minzhi.records.rights.reading.formats import FORMATS
from minzhi.records.rights.reading.item import Happened, Item, Published, without_blanks
from minzhi.records.rights.withdrawing import withdraw
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor

XML, PACKED = (
    (".xml", ".xml.gz", ".zip"),
    {"lines": (".jsonl", ".jsonl.gz"), "gazette-csv": (".csv", ".csv.gz", ".zip")},
)
PUBLISHED = re.compile(r"([A-Z]{2})([A-Z]{0,2}\d{4,15})([A-Z]\d?)?")
SEVERAL = re.compile(r"[;；|\n]")


def quiet(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


class Whole(intake.TakeWhole):
    """Takes in files of one format."""

    def __init__(self, form: str) -> None:
        self.form = form

    def check(self, path: Path, *, name: str, on: date, tell: intake.Tell = quiet) -> intake.Tally:
        """Read everything and keep nothing."""
        return _tally(take_in(path, self.form, on=on, name=name, dry_run=True, progress=_telling(tell)))

    def take_file(
        self, path: Path, *, name: str, sha256: str, by: Actor, on: date, tell: intake.Tell = quiet
    ) -> intake.Tally:
        """Take the file in: all of it or nothing."""
        del sha256, by
        return _tally(take_in(path, self.form, on=on, name=name, progress=_telling(tell)))

    def undo_file(self, sha256: str, *, by: Actor, on: date, tell: intake.Tell = quiet) -> intake.Tally:
        """Withdraw the delivery: nothing rests on it any more."""
        del by, tell
        delivery = Delivery.objects.get(format=self.form, sha256=sha256)
        return intake.Tally(changed=withdraw(delivery, on=on))


def _tally(counts: Counts) -> intake.Tally:
    first = [(each.line, f"{each.field}: {each.text}") for each in counts.first_problems]
    return intake.Tally(counts.read, counts.new, counts.changed, counts.same, counts.skipped, counts.problems, first)


def _telling(tell: intake.Tell) -> Callable[[Counts], None]:
    return lambda counts: tell(counts.read, 0)


class Table(intake.Take):
    """Takes in a row of a table that another system exported: one patent."""

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """Keep the row as a delivery of its own; raises `Refusal` for a number that is none."""
        del by
        item = item_of(row)
        said = json.dumps({name: str(value) for name, value in sorted(row.items())}, ensure_ascii=False)
        digest = hashlib.sha256(said.encode()).hexdigest()
        delivery, _new = Delivery.objects.get_or_create(
            format="table", sha256=digest, defaults={"name": str(row["publication"]), "received_on": on}
        )
        Delivery.objects.filter(pk=delivery.pk).update(withdrawn_on=None)
        take_items([item], delivery)
        return delivery

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Withdraw the row."""
        del by
        withdraw(Delivery.objects.get(pk=made.pk), on=on)


def item_of(row: Mapping[str, intake.Value]) -> Item:
    """Return a row as an item; raises `Refusal` where number or kind cannot be read."""
    written = re.sub(r"[\s/-]", "", normalise(str(row["publication"]))).upper()
    found = PUBLISHED.fullmatch(written)
    kind = _kind(row, found[3] or "") if found else ""
    if not found or not kind:
        raise Refusal(gettext("公开号「%(number)s」或专利类型读不出，请补全国别、号码和种类。") % {"number": written})
    if found[1] == "CN":
        check_publication(written)
    day = row.get("published_on")
    fields = {
        "title": row.get("title"),
        "abstract": row.get("abstract"),
        "claims": row.get("claims"),
        "applicants": several(row.get("applicants")),
        "inventors": several(row.get("inventors")),
        "agency": row.get("agency"),
        "address": row.get("address"),
        "city": row.get("city"),
        "classes": without_blanks({"ipc": [each.replace(" ", "") for each in several(row.get("classes"))]}),
        "filed_on": row.get("filed_on"),
        "granted_on": row.get("granted_on"),
        "family": row.get("family"),
        "citations": several(row.get("citations")),
    }
    if state := STATE_OF.get(normalise(str(row.get("state") or ""))):
        fields |= {"state": state, "state_on": day}
    published = Published(found[1], found[2], found[3] or "", day if isinstance(day, date) else None)
    granted = row.get("granted_on")
    return Item(
        kind,
        found[1],
        _application(str(row.get("application") or ""), found[1]),
        published.day,
        without_blanks({name: value for name, value in fields.items() if value is not None}),
        (published,),
        (Happened("grant", granted),) if isinstance(granted, date) else (),
        {name: str(value) for name, value in row.items() if value is not None},
    )


def _application(written: str, authority: str) -> str:
    """Return an application number as its own office writes it: without its country, dots and strokes.

    >>> _application("US16/123,456", "US"), _application("CN201910302430.1", "CN"), _application("PCT/CN2019/08", "WO")
    ('16123456', '2019103024301', 'PCTCN201908')
    """
    plain = re.sub(r"[\s.,/-]", "", written)
    return plain if plain.startswith("PCT") else re.sub(rf"^(?:{authority}|ZL)", "", plain)


def _kind(row: Mapping[str, intake.Value], of_document: str) -> str:
    """Return what kind of patent the row says it is, else the letter behind its number; the country's is none."""
    said = KIND_OF.get(normalise(str(row.get("kind") or "")), "")
    return said or KIND_LETTERS.get(of_document[:1], "")


def several(value: intake.Value) -> list[str]:
    """Return the values that stand in one cell.

    >>> several("甲公司; 乙大学；丙")
    ['甲公司', '乙大学', '丙']
    """
    return [each.strip() for each in SEVERAL.split(str(value or "")) if each.strip()]


LONG = 1_000_000
FIELDS = (
    intake.Field(
        "publication",
        _("公开号"),
        required=True,
        synonyms=("公开（公告）号", "公告号", "公开公告号", "Publication Number", "公开(公告)号"),
        example="CN110083831A",
    ),
    intake.Field("application", _("申请号"), intake.Kind.APPLICATION, synonyms=("Application Number", "专利申请号")),
    intake.Field("kind", _("专利类型"), synonyms=("种类", "类型", "Patent Type", "专利种类")),
    intake.Field(
        "title",
        _("名称"),
        required=True,
        synonyms=("标题", "发明名称", "专利名称", "Title", "标题 (中文)"),
        longest=LONG,
    ),
    intake.Field("abstract", _("摘要"), synonyms=("Abstract", "摘要 (中文)"), longest=LONG),
    intake.Field("claims", _("权利要求"), synonyms=("首项权利要求", "独立权利要求", "Claims"), longest=LONG),
    intake.Field(
        "applicants",
        _("申请人"),
        synonyms=("申请（专利权）人", "申请(专利权)人", "专利权人", "当前权利人", "Applicant", "Assignee"),
        longest=LONG,
    ),
    intake.Field("inventors", _("发明人"), synonyms=("发明（设计）人", "设计人", "Inventor"), longest=LONG),
    intake.Field(
        "classes", _("分类号"), synonyms=("IPC分类号", "IPC", "主分类号", "IPC主分类号", "国际分类号"), longest=LONG
    ),
    intake.Field("filed_on", _("申请日"), intake.Kind.DATE, synonyms=("申请日期", "Application Date", "Filing Date")),
    intake.Field(
        "published_on",
        _("公开日"),
        intake.Kind.DATE,
        synonyms=("公开（公告）日", "公告日", "公开公告日", "Publication Date", "公开(公告)日"),
    ),
    intake.Field("granted_on", _("授权公告日"), intake.Kind.DATE, synonyms=("授权日", "Grant Date")),
    intake.Field("state", _("法律状态"), synonyms=("当前法律状态", "专利有效性", "状态", "Legal Status")),
    intake.Field("agency", _("代理机构"), synonyms=("专利代理机构", "代理公司", "Agency")),
    intake.Field("address", _("地址"), synonyms=("申请人地址", "申请（专利权）人地址", "Address"), longest=LONG),
    intake.Field("city", _("地市"), synonyms=("申请人城市", "市", "城市", "City")),
    intake.Field("family", _("同族号"), synonyms=("简单同族", "Family")),
    intake.Field("citations", _("引用"), synonyms=("引证专利", "引用专利", "Cited Patents"), longest=LONG),
)
TABLE = intake.Format(
    "rights.table", _("专利清单（其他系统导出的表）"), FIELDS, Table(), unique=("publication",), by_unit=False,
    note=_("CNIPA、incoPat、PatSnap 等导出的 xlsx、xls、csv；栏目对应确认一次，以后自动使用。"),
)  # fmt: skip


WHOLE = {
    form: intake.Format(f"rights.{form}", title, (), Whole(form), endings=PACKED.get(form, XML))
    for form, (title, _reader) in FORMATS.items()
}


def register() -> None:
    """Make the formats known to intake."""
    for each in (*WHOLE.values(), TABLE):
        intake.register(each)
