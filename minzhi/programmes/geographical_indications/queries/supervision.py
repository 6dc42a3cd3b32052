"""Who is watched how closely, and why; which leads there are."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from minzhi.engines.register import api as register
from minzhi.programmes.geographical_indications.models import Batch, Lead, Producer, Report, Run
from minzhi.programmes.geographical_indications.queries.registers import copied
from minzhi.programmes.geographical_indications.queries.users import USERS
from minzhi.programmes.geographical_indications.rules.risk import A_YEAR, TIERS, Risk, Signs, risk
from minzhi.records.facts.models import Fact

ORDER = tuple(TIERS)


def users() -> QuerySet[Producer]:
    """Return the listed producers that use the mark, as far as the scope sees them."""
    entries = register.Entry.unscoped.filter(register=USERS, status=register.Status.VALID)
    rows = Producer.objects.filter(left_on__isnull=True, uid__in=entries.values("subject_uid"))
    return rows.select_related("indication", "unit").order_by("pk")


def watched(producers: QuerySet[Producer], on: date) -> list[tuple[Producer, Risk]]:
    """Return each producer with its tier, the highest first; a handful of queries, however many there are."""
    since, rows = on - A_YEAR, list(producers)
    keys = [each.pk for each in rows]
    reports = Report.unscoped.filter(producer__in=keys, passed=False, tested_on__gte=since)
    failed = dict(reports.values_list("producer").annotate(Count("pk")).order_by())
    seen = Lead.unscoped.filter(producer__in=keys, found_on__gte=since)
    leads = dict(seen.values_list("producer").annotate(Count("pk")).order_by())
    used = dict(Run.unscoped.filter(producer__in=keys).values_list("producer").annotate(Max("issued_on")).order_by())
    again = Counter(each.run.producer_id for each in copied(on))
    beyond, unsound = _beyond(rows, since), _unsound(since)
    found = [
        (each, risk(Signs(
            off_standard=failed.get(each.pk, 0) + unsound[str(each.uid)], beyond=beyond[each.uid],
            leads=leads.get(each.pk, 0), copied=again[each.pk], used_on=used.get(each.pk),
        ), on))
        for each in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (ORDER.index(row[1].tier), row[0].pk))


def _beyond(producers: Iterable[Producer], since: date) -> Counter[UUID]:
    """Count the attempts beyond the verified quantity that are on record of each producer, or of its batches."""
    whose = {each.uid: each.uid for each in producers}
    batches = Batch.unscoped.filter(producer__uid__in=list(whose)).values_list("uid", "producer__uid")
    whose |= dict(batches)
    kind = "geographical_indications.beyond_refused"
    rows = Fact.unscoped.filter(kind=kind, happened_on__gte=since)
    return Counter(whose[uid] for uid in rows.values_list("subject_uid", flat=True) if uid in whose)


def _unsound(since: date) -> Counter[str]:
    """Count the checks by lot in which something was found, by the producer's uid."""
    where = {"payload__room": "geographical_indications", "payload__outcome": "found"}
    rows = Fact.unscoped.filter(kind="scoring.object_checked", happened_on__gte=since, **where)
    return Counter(rows.values_list("payload__ref", flat=True))


def leads() -> QuerySet[Lead]:
    return Lead.objects.select_related("indication", "producer", "unit")
