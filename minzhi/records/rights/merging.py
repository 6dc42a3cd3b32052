"""How a record changes what is so now: the latest one says, an older one fills."""

from datetime import date

from minzhi.records.places.queries import Addresses
from minzhi.records.rights.models import Right
from minzhi.records.rights.reading.item import Item

DAYS = {"filed_on", "published_on", "granted_on", "state_on"}


PLACES = ("province", "city", "county")


def merge(right: Right, item: Item, addresses: Addresses | None = None) -> None:
    """Let a right's columns say what the latest record says of each; an older record only fills what is empty.

    Where a record gives an address and no city, the places are read from the address.
    """
    day = str(item.said_on or "")
    published = max((each.day for each in item.publications if each.day), default=None)
    stated = item.fields | (
        {"published_on": published.isoformat()} if published and "published_on" not in item.fields else {}
    )
    if "state" not in stated and item.kind in Right.PATENTS and item.said_on:
        stated |= {"state": Right.State.IN_FORCE if "granted_on" in stated else Right.State.PENDING, "state_on": day}
    if addresses and stated.get("address") and not stated.get("city"):
        found = dict(zip(PLACES, addresses.find(stated["address"]), strict=True))
        stated |= {name: value for name, value in found.items() if value and not stated.get(name)}
    for name, value in stated.items():
        if day >= right.sources.get(name, ""):
            setattr(right, name, date.fromisoformat(value) if name in DAYS else value)
            right.sources[name] = day
