"""One made-up patent, for the sweep of all addresses."""

from datetime import date

from minzhi.records.rights.actions import take_items
from minzhi.records.rights.models import Delivery
from minzhi.records.rights.synthetic import patents


def lay(_province: object, *, on: date) -> None:
    """Take in a patent; rights are nobody's, everybody may read them."""
    origin = Delivery.Origin.SYNTHETIC
    delivery = Delivery.objects.create(format="sample", name="样例", sha256="0" * 64, received_on=on, origin=origin)
    take_items(patents(1, seed=1), delivery)
