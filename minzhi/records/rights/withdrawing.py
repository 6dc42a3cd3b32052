"""Takes a delivery back: its records stay on file, but nothing rests on them any more."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from minzhi.records.places.queries import Addresses
from minzhi.records.rights.merging import merge
from minzhi.records.rights.models import Delivery, Right, Touched
from minzhi.records.rights.reading.item import Item

AT_ONCE = 200
KEPT = {"id", "uid", "kind", "authority", "number", "origin", "published_on", "withdrawn"}
SAID = {each.name: each for each in Right._meta.concrete_fields if each.name not in KEPT}  # noqa: SLF001 - public in Django's docs
"""The columns that records say, the days of their records among them."""


@transaction.atomic
def withdraw(delivery: Delivery, *, on: date) -> int:
    """Let nothing rest on a delivery from a day on; returns how many rights that concerns."""
    Delivery.objects.filter(pk=delivery.pk).update(withdrawn_on=on)
    return _say_again(delivery)


@transaction.atomic
def stand_again(delivery: Delivery) -> int:
    """Let a withdrawn delivery count again; returns how many rights that concerns."""
    Delivery.objects.filter(pk=delivery.pk).update(withdrawn_on=None)
    return _say_again(delivery)


def _say_again(delivery: Delivery) -> int:
    addresses = Addresses.loaded()
    ids = list(delivery.records.order_by("right_id").values_list("right_id", flat=True).distinct())
    for start in range(0, len(ids), AT_ONCE):
        some = list(Right.objects.filter(pk__in=ids[start : start + AT_ONCE]))
        for right in some:
            _rest_on_what_stands(right, addresses)
        Right.objects.bulk_update(some, [*SAID, "published_on", "withdrawn"], batch_size=100)
        Touched.objects.bulk_create([Touched(right_id=right.pk) for right in some])
    return len(ids)


def _rest_on_what_stands(right: Right, addresses: Addresses) -> None:
    """Make the columns anew from the records that still stand; the first ever said them in this order too."""
    standing = list(right.records.filter(delivery__withdrawn_on=None).order_by("pk"))
    for name, field in SAID.items():
        setattr(right, name, field.get_default())
    for record in standing:
        merge(right, Item(right.kind, right.authority, right.number, record.said_on, record.fields), addresses)
    right.published_on = right.publications.aggregate(last=Max("day"))["last"] if standing else None
    right.withdrawn = not standing
