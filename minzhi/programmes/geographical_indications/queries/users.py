"""Who may use the mark: read from the register of users, and how much of an indication they are."""

from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.programmes.geographical_indications.models import Area, Producer
from minzhi.programmes.geographical_indications.rules.areas import Place, locate
from minzhi.programmes.geographical_indications.rules.coverage import Coverage
from minzhi.records.indications.models import Indication
from minzhi.records.tables.dated import valid_on

USERS, USE = "gi_users", "geographical_indications.use"
USING = ("in_use", "rectifying", "proposed")


def entry_of(producer: Producer) -> register.Entry | None:
    """Return a producer's latest entry in the register of users, whatever its state."""
    rows = register.Entry.unscoped.filter(register=USERS, subject_uid=producer.uid)
    found: register.Entry | None = rows.order_by("-pk").first()
    return found


def is_user(producer: Producer) -> bool:
    found = entry_of(producer)
    return found is not None and found.status == register.Status.VALID


def permit_of(producer: Producer) -> casework.Case | None:
    """Return the case by which a producer uses the mark."""
    found: casework.Case | None = casework.Case.unscoped.filter(
        process=USE, state__in=USING, fields__credit_code=producer.credit_code,
        fields__indication=producer.indication.name,
    ).first()  # fmt: skip
    return found


def area_on(indication: Indication, day: date) -> Area | None:
    return Area.objects.filter(valid_on(day), indication=indication).first()


def where(indication: Indication, longitude: float, latitude: float, on: date) -> Place | None:
    """Say where a point lies by the area in force; nothing where no area was drawn."""
    area = area_on(indication, on)
    return locate((longitude, latitude), area.polygons) if area else None


def entries_on(on: date) -> QuerySet[register.Entry]:
    """Return the entries of users that were valid on a day, whatever became of them since."""
    then = register.Change.objects.filter(entry=OuterRef("pk"), happened_on__lte=on).order_by("-sequence")
    rows: QuerySet[register.Entry] = register.Entry.unscoped.filter(register=USERS)
    return rows.annotate(then=Subquery(then.values("status")[:1])).filter(then=register.Status.VALID)


def coverage(producers: QuerySet[Producer], on: date) -> Coverage:
    """Return how much of these producers use the mark on a day, by number and by output."""
    there = producers.filter(Q(left_on__isnull=True) | Q(left_on__gt=on), listed_on__lte=on)
    users = there.filter(uid__in=entries_on(on).values("subject_uid"))
    money = [rows.aggregate(sum=Sum("output"))["sum"] or Decimal(0) for rows in (users, there)]
    return Coverage(users.count(), there.count(), *money)
