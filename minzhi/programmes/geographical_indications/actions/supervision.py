"""Supervision: checks by lot among mark users by their risk, and leads that enforcement takes up through their fact."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring import api as scoring
from minzhi.kit.text import mark
from minzhi.programmes.geographical_indications.actions.refusals import Wrong, may_keep
from minzhi.programmes.geographical_indications.actions.registers import ROOM
from minzhi.programmes.geographical_indications.models import Lead, Producer
from minzhi.programmes.geographical_indications.queries.supervision import users, watched
from minzhi.programmes.geographical_indications.rules.risk import SOURCE, TIERS
from minzhi.records.facts.actions import record
from minzhi.records.indications.models import Indication
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer

CHECKLIST = (
    mark("拍下产品标签，专用标志完整、位置正确"),
    mark("标签上的统一社会信用代码与登记一致"),
    mark("生产者在专用标志使用人登记中"),
    mark("批次和标识码查得到"),
    mark("标注并执行的标准与登记一致"),
)


@transaction.atomic
def plan_checks(
    *, name: str, shares: Mapping[str, Decimal], officers: Sequence[Officer], draws_on: date, by: Actor, on: date,
    conflicts: Mapping[str, Collection[Officer]] | None = None,
) -> scoring.Draw:  # fmt: skip
    """Plan checks among the unit's mark users by risk; `shares` (0 to 1) are the planner's own, by tier.

    `conflicts` are the officers who must not check a producer, by its name.
    """
    may_keep(by)
    rows = watched(users().filter(unit=by.unit), on)
    if not rows:
        raise Wrong(_("本单位还没有专用标志使用人，不能拟定抽查。"))
    plan = scoring.DrawPlan(
        room=ROOM, title=name, officers=officers, draws_on=draws_on, checklist=CHECKLIST, source=SOURCE,
        tiers=[scoring.Share(key, label, shares[key]) for key, label in TIERS.items()],
        objects=[
            scoring.Candidate(str(producer.uid), f"{producer.name}　{producer.indication}", risk.tier)
            for producer, risk in rows
        ],
        apart=conflicts or {},
    )  # fmt: skip
    return scoring.plan_draw(plan, by=by, on=on)


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What somebody saw: which act (`MISUSES`), by which way it came, at which address or place."""

    indication: Indication
    source: str
    act: str
    place: str
    says: str
    producer: Producer | None = None


@transaction.atomic
def raise_lead(seen: Seen, *, by: Actor, on: date) -> Lead:
    """Keep a lead and hand it to enforcement: its fact tells indication, act and place, and nothing of a person."""
    may_keep(by)
    if not seen.place.strip() or not seen.says.strip():
        raise Wrong(_("请写明在哪里、看到了什么。"))
    if seen.producer is not None and seen.producer.indication_id != seen.indication.pk:
        raise Wrong(_("生产者不在这一地理标志名下。"))
    lead: Lead = Lead.unscoped.create(unit=by.unit, found_on=on, **vars(seen))
    payload = {
        "indication": seen.indication.name, "source": seen.source, "act": seen.act, "place": seen.place,
        "mark": _is_mark(seen.indication, on),
    }  # fmt: skip
    record(f"{ROOM}.lead_raised", subject=lead, by=by, on=on, payload=payload)
    return lead


def _is_mark(indication: Indication, on: date) -> bool:
    """Tell whether the indication is protected as a mark on that day."""
    marks = indication.rights.exclude(kind="product").filter(valid_from__lte=on)
    return bool(marks.exclude(valid_to__lt=on).exists())
