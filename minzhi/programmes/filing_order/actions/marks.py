"""Names are watched; gazettes come in and are compared with them; owners are told; filers become leads."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.intake import api as intake
from minzhi.engines.similarity import api as similarity
from minzhi.kit.text import mark
from minzhi.programmes.filing_order.actions.figures import figure_hits
from minzhi.programmes.filing_order.actions.refusals import ROOM, Wrong, at_work
from minzhi.programmes.filing_order.models import Hit, Watched
from minzhi.programmes.filing_order.queries.marks import Network, as_marks, asked_of, published, watched_on
from minzhi.programmes.filing_order.rules.mark_penalties import Act
from minzhi.programmes.filing_order.rules.opposition import Window, window
from minzhi.programmes.filing_order.rules.situations import SAYS, SITUATIONS
from minzhi.records.calendars.queries import calendar
from minzhi.records.facts.actions import record
from minzhi.records.files.models import StoredFile
from minzhi.records.parameters.queries import value
from minzhi.records.rights.actions import take_items
from minzhi.records.rights.models import Delivery, Right
from minzhi.records.rights.reading.item import Item, without_blanks
from minzhi.records.rights.withdrawing import withdraw
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

HIT, BAD_FAITH, GAZETTE = "filing_order.hit", "filing_order.bad_faith", "gazette-marks"
CONCERNING = ("identical", "similar", "review")
MOST_HITS, MOST_JUDGED = 20, 50


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name as it is put on the watch list. `classes` have two digits, `groups` four."""

    text: str
    kind: str
    owner: str
    source: str
    number: str = ""
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    contact: str = ""
    picture: StoredFile | None = None


class Found(NamedTuple):
    """How a published mark met a watched one: the finding, what is told of it, the version that found it."""

    finding: str
    told: Mapping[str, Any]
    version: str


@transaction.atomic
def watch(name: Name, *, by: Actor, on: date) -> Watched:
    """Watch a name from a day on; raises `Wrong` where it is watched already."""
    at_work(by)
    given = {**vars(name), "classes": list(name.classes), "groups": list(name.groups)}
    try:
        with transaction.atomic():
            made: Watched = Watched.unscoped.create(unit=by.unit, since=on, **given)
    except IntegrityError as twice:
        raise Wrong(_("「%(text)s」已经在监测名单里。") % {"text": name.text}) from twice
    record(f"{ROOM}.name_watched", subject=made, by=by, on=on, payload={"kind": made.kind})
    return made


@transaction.atomic
def stop_watching(watched: Watched, *, by: Actor, on: date, seen: int | None = None) -> Watched:
    """Watch a name no longer than a day; its hits stay."""
    at_work(by)
    watched = hold(watched, seen=seen)
    watched.until = on
    watched.save(update_fields=["until"])
    record(f"{ROOM}.watching_ended", subject=watched, by=by, on=on)
    return watched


@transaction.atomic
def scan(*, first: date, last: date, by: Actor, on: date) -> list[Hit]:
    """Compare the marks published from one day to another with all that is watched; returns what is new."""
    at_work(by)
    with scoped(scope_of([by], on=on)):
        names = {str(row.uid): row for row in watched_on(on)}
    if not names:
        raise Wrong(_("监测名单是空的，请先列入要监测的名称。"))
    index, days = similarity.marks_index(as_marks(names.values())), calendar()
    known = set(
        Hit.unscoped.filter(watched__in=[row.pk for row in names.values()]).values_list("watched_id", "right_id")
    )
    rights = list(published(first, last))
    made, doubts = [], []

    def met(watched: Watched, right: Right, found: Found) -> None:
        if (watched.pk, right.pk) not in known and watched.owner not in map(str, right.applicants):
            known.add((watched.pk, right.pk))
            made.append(_hit(watched, right, found, window(right.published_on or on, days), by=by, on=on))

    for right in rights:
        near = index.near(asked_of(right), limit=MOST_HITS) if right.title else []
        doubts += similarity.put_marks(f"{right.title} {right.number}", near)
        for hit in near:
            met(names[hit.mark.uid], right, Found(hit.finding, hit.as_json(), hit.version))
    figures, by_key = figure_hits(list(names.values()), rights), {str(right.pk): right for right in rights}
    for each in figures:
        met(names[each.watched.uid], by_key[each.published.uid], Found(each.finding, each.told, each.version))
    payload = {
        "marks": len(rights),
        "figures": len(figures),
        "watched": len(names),
        "hits": len(made),
        "version": index.calibrated.version,
    }
    if doubts:
        order = similarity.in_turn([each.score for each in doubts], similarity.SIMILAR, MOST_JUDGED)
        similarity.put(similarity.Screen.MARKS, [doubts[place] for place in order], by=by, on=on)
    if figures:
        similarity.put(similarity.Screen.LOGOS, similarity.put_figures(figures), by=by, on=on)
    record(f"{ROOM}.gazette_scanned", subject=by.unit, by=by, on=on, payload=payload)
    return made


def _hit(watched: Watched, right: Right, hit: Found, until: Window, *, by: Actor, on: date) -> Hit:
    """Keep a hit; a case is opened where it may concern the owner and can still be opposed."""
    told, case = hit.told, None
    if hit.finding in CONCERNING and until.alarm >= on:
        form = _form(watched, right, told, until, on)
        case = casework.start(HIT, unit=watched.unit, by=by, on=on, form=form)
    made: Hit = Hit.unscoped.create(
        unit=watched.unit, watched=watched, right=right, case=case, finding=hit.finding, told=told,
        version=hit.version, found_on=on,
    )  # fmt: skip
    return made


def _form(watched: Watched, right: Right, told: Mapping[str, Any], until: Window, on: date) -> dict[str, Any]:
    published_on = right.published_on or on
    other = [f"{law}年文本：{due.due}" for law, due in until.days.items() if law != until.alarmed_by]
    inform = (until.alarm - published_on).days - int(value(f"{ROOM}.inform_days", on=on).value)
    channels = "、".join(_(each["text"]) for each in told["speaking"])
    given = {
        "watched": watched.text, "owner": watched.owner, "issue": _issue(right), "mark": right.title[:200],
        "published_on": published_on.isoformat(), "number": right.number,
        "classes": "、".join(map(str, right.classes.get("nice", ()))), "law": until.law,
        "applicant": "、".join(map(str, right.applicants))[:200], "channels": channels[:500],
        "finding": f"{_(told['finding_label'])}　{_(told['goods_label'])}",
        "last_on": until.alarm.isoformat(), "other_last_on": "　".join(other), "term": until.span,
        "inform_term": f"{max(inform, 1)}d",
    }  # fmt: skip
    return {name: said for name, said in given.items() if said}


def _issue(right: Right) -> str:
    record_ = right.records.order_by("-pk").first()
    return str((record_.as_written if record_ else {}).get("issue", ""))


@transaction.atomic
def suspect(network: Network, *, by: Actor, on: date, seen: Sequence[int] = ()) -> casework.Case:
    """Open a lead to bad faith out of a network of filers, with the situations that it meets."""
    at_work(by)
    fired = network.fired
    if not fired and not seen:
        raise Wrong(_("没有符合的情形；有其他理由的，请从案件列表登记线索。"))
    reasons = [
        f"（{each.number}）{_(SITUATIONS[each.number])}：{_(SAYS[each.says]) % dict(each.values)}" for each in fired
    ]
    form = {
        "found_on": on.isoformat(), "source": "own", "act": str(Act.APPLICANT), "party": network.filer.name[:200],
        "linked": "、".join(network.filer.members)[:4000], "marks": str(len(network.filer.marks)),
        "acted_on": (network.last_filed or on).isoformat(), "facts": "\n".join(reasons)[:4000],
        "situations": "、".join(str(each.number) for each in fired),
    }  # fmt: skip
    return casework.start(BAD_FAITH, unit=by.unit, by=by, on=on, form=form)


class Names(intake.Take):
    """Names for the watch list, one a row."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """Watch the name."""
        name = Name(
            text=str(row["text"]), kind=str(row["kind"]), owner=str(row["owner"]), source=str(row["source"]),
            number=str(row.get("number") or ""), classes=two_digits(row.get("classes")),
            groups=several(row.get("groups")), contact=str(row.get("contact") or ""),
        )  # fmt: skip
        return watch(name, by=by, on=on)

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Take the name off again; one that was hit stays."""
        found = Watched.unscoped.get(uid=made.uid)
        if found.hits.exists():
            raise Wrong(_("「%(text)s」已有命中，请改为停止监测。") % {"text": found})
        record(f"{ROOM}.watching_ended", subject=found, by=by, on=on)
        found.delete()


def several(given: object) -> tuple[str, ...]:
    """Return what stands in one cell, in any of the usual separators.

    >>> several("3002、3003；3004")
    ('3002', '3003', '3004')
    """
    text = str(given or "")
    return tuple(re.split(r"[，,；;、/\s]+", text.strip())) if text.strip() else ()


def two_digits(given: object) -> tuple[str, ...]:
    """Return classes as the table writes them.

    >>> two_digits("3、30")
    ('03', '30')
    """
    return tuple(each.zfill(2) for each in several(given))


class Gazette(intake.Take):
    """Marks of a gazette, one a row: each becomes a right of its own, to be searched by everybody."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """Keep the row as a delivery."""
        del by
        said = {name: str(given) for name, given in sorted(row.items()) if given is not None}
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
        delivery, _new = Delivery.objects.get_or_create(
            format=GAZETTE, sha256=digest, defaults={"name": f"{row['issue']} {row['number']}", "received_on": on}
        )
        Delivery.objects.filter(pk=delivery.pk).update(withdrawn_on=None)
        take_items([_item(row, said)], delivery)
        return delivery

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Withdraw the row, unless it hit something."""
        del by
        if Hit.unscoped.filter(right__records__delivery__uid=made.uid).exists():
            raise Wrong(_("这件商标已有命中，不能撤销导入。"))
        withdraw(Delivery.objects.get(uid=made.uid), on=on)


def _item(row: Mapping[str, intake.Value], said: dict[str, str]) -> Item:
    day = row["published_on"]
    classes, groups = two_digits(row["classes"]), several(row.get("groups"))
    fields = {
        "title": row["text"], "applicants": [row["applicant"]], "address": row.get("address"),
        "agency": row.get("agency"), "goods": row.get("goods"), "filed_on": row.get("filed_on"), "published_on": day,
        "classes": without_blanks({"nice": list(classes), "groups": list(groups)}), "state": "pending", "state_on": day,
    }  # fmt: skip
    kept = without_blanks({name: given for name, given in fields.items() if given is not None})
    return Item("mark", "CN", str(row["number"]), day if isinstance(day, date) else None, kept, as_written=said)


KINDS = {each.value: str(each.label) for each in Watched.Kind}
FIELD, KIND = intake.Field, intake.Kind
intake.register(
    intake.Format(
        "filing_order.names", mark("商标监测名单"),
        (
            FIELD("text", mark("文字"), required=True, synonyms=("商标", "名称"), longest=120),
            FIELD("kind", mark("类别"), KIND.CHOICE, required=True, choices=KINDS),
            FIELD("number", mark("注册号"), KIND.CODE, longest=40),
            FIELD("classes", mark("国际分类"), synonyms=("类",)), FIELD("groups", mark("类似群")),
            FIELD("owner", mark("权利人"), required=True, longest=200),
            FIELD("contact", mark("联系人和联系方式"), longest=200),
            FIELD("source", mark("列入依据"), required=True, longest=200),
        ),
        Names(), unique=("text", "owner"),
    )
)  # fmt: skip
intake.register(
    intake.Format(
        "filing_order.gazette", mark("商标初步审定公告"),
        (
            FIELD("issue", mark("公告期号"), KIND.CODE, required=True, synonyms=("期号",), longest=20),
            FIELD("published_on", mark("初步审定公告日"), KIND.DATE, required=True, synonyms=("公告日期", "公告日")),
            FIELD("number", mark("申请号"), KIND.CODE, required=True, synonyms=("注册号", "申请/注册号"), longest=40),
            FIELD("text", mark("商标"), required=True, synonyms=("商标名称",), longest=200),
            FIELD("classes", mark("国际分类"), required=True, synonyms=("类号", "类别")),
            FIELD("groups", mark("类似群")), FIELD("goods", mark("商品和服务"), longest=10_000),
            FIELD("applicant", mark("申请人"), required=True, longest=200), FIELD("address", mark("地址")),
            FIELD("agency", mark("代理机构"), longest=200), FIELD("filed_on", mark("申请日"), KIND.DATE),
        ),
        Gazette(), unique=("issue", "number"), by_unit=False,
    )
)  # fmt: skip
