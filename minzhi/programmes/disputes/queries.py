"""Readings of disputes: bodies by place, what is covered, the pack for judicial confirmation."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.process import NotNow
from minzhi.programmes.disputes.models import Body
from minzhi.records.files.actions import open_file
from minzhi.records.places.models import Place
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

SAME_DAY = (1980, 1, 1, 0, 0, 0)


EFFECTIVE = ("effective", "performed", "enforced")


def found_before(case: casework.Case) -> QuerySet[casework.Case]:
    """Return the earlier effective findings on the same patent against the same respondent that the scope sees."""
    same = {f"fields__{name}": case.fields.get(name) for name in ("right_number", "respondent")}
    rows: QuerySet[casework.Case] = casework.Case.objects.filter(
        process="disputes.adjudication", state__in=EFFECTIVE, pk__lt=case.pk, **same
    )
    return rows.exclude(fields__outcome="infringes_not").order_by("-pk")


def earlier(case: casework.Case, on: date) -> dict[str, Any]:
    """Return what stands beside a dispute: a finding that may let the office order directly (article 34)."""
    del on
    return {"earlier": found_before(case)}


def listed_on(day: date) -> Q:
    """Return the condition that a body is on the register on a day."""
    return Q(listed_on__lte=day) & (Q(struck_on__isnull=True) | Q(struck_on__gt=day))


def bodies(on: date) -> QuerySet[Body]:
    rows: QuerySet[Body] = Body.objects.filter(listed_on(on)).select_related("place", "unit")
    return rows.prefetch_related("mediators")


BODIES = Listing(
    "disputes.bodies", gettext_lazy("调解组织登记册"), "disputes:bodies",
    (
        Column(gettext_lazy("名称"), lambda row: row.name),
        Column(gettext_lazy("类别"), lambda row: row.get_kind_display()),
        Column(gettext_lazy("所在地"), lambda row: row.place.name),
        Column(gettext_lazy("对接法院"), lambda row: row.court),
        Column(gettext_lazy("调解员"), lambda row: "、".join(str(each.name) for each in row.mediators.all())),
        Column(gettext_lazy("登记日"), lambda row: row.listed_on, "day"),
    ),
    lambda _asked: bodies(clock.today()),
)  # fmt: skip
LISTINGS = (BODIES,)


@dataclass(frozen=True)
class Covered:
    """How far bodies other than the office reach in one local office's counties; `bodies` are those on its ground."""

    unit: Unit
    places: int
    covered: int
    bodies: tuple[UUID, ...]


def coverage(on: date) -> list[Covered]:
    """Return the coverage of each local office: counties (else the place itself) that have at least one body."""
    rows = list(Body.unscoped.filter(listed_on(on)).values_list("place_id", "uid"))
    with_body = {place for place, _uid in rows}
    found = []
    for unit in local_offices(on=on):
        if unit.place is None:
            continue
        below = list(Place.objects.filter(parent=unit.place).values_list("pk", flat=True)) or [unit.place.pk]
        inside = {*below, unit.place.pk}
        bodies = tuple(uid for place, uid in rows if place in inside)
        found.append(Covered(unit, len(below), sum(place in with_body for place in below), bodies))
    return found


def confirmation_pack(case: casework.Case) -> bytes:
    """Return what goes to the court for judicial confirmation, as a zip; raises `NotNow` where it has no place.

    Civil Procedure Law 205: both parties ask together, within thirty days of the agreement's effect.
    """
    if case.fields.get("enforceability") != "judicial_confirmation" or not case.fields.get("agreed_on"):
        raise NotNow(_("本案协议没有选择司法确认，不能生成申请材料。"))
    parts = {"01-申请书.txt": _application(case).encode(), "02-证据和材料目录.txt": _contents(case).encode()}
    for paper in case.papers.select_related("file").order_by("number"):
        with open_file(paper.file) as stream:
            parts[f"附件/{paper.number:03}-{paper.file.name}"] = stream.read()
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts.items()))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in sorted({**parts, "SHA256SUMS": sums.encode()}.items()):
            made.writestr(zipfile.ZipInfo(name, SAME_DAY), content)
    return written.getvalue()


def _application(case: casework.Case) -> str:
    said = case.fields
    last = case.clocks.filter(clock="confirmation").first()
    lines = [
        "司法确认申请书", "", f"申请人：{said.get('claimant', '')}", f"申请人：{said.get('respondent', '')}", "",
        f"双方于{said.get('agreed_on')}达成调解协议，现共同申请人民法院确认其效力。",
        f"协议内容：{said.get('agreement', '')}", "",
        f"依据：《民事诉讼法》第205条，自协议生效之日起三十日内，双方共同申请。末日：{last.due if last else '—'}",
        "", "申请人（签名或盖章）：", "申请人（签名或盖章）：", "日期：",
    ]  # fmt: skip
    return "\n".join(lines)


def _contents(case: casework.Case) -> str:
    papers = case.papers.select_related("file")
    rows = [f"{paper.number}　{paper.title}　SHA-256 {paper.file.sha256}" for paper in papers]
    needed = ["一、双方主体资格证明", "二、调解协议书原件", "三、调解组织依法设立的证明", "四、委托代理的授权书"]
    return "\n".join([*needed, "", "本案卷宗已有：", *rows])
