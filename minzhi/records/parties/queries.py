"""Finds parties by what people call them."""

from django.db.models import QuerySet

from minzhi.records.parties.models import Party, PartyName, folded, identity_mark


def find(name: str) -> QuerySet[Party]:
    """Return the parties that have, had or are called by a name."""
    return Party.objects.filter(pk__in=PartyName.objects.filter(folded=folded(name)).values("party")).order_by("pk")


def with_credit_code(code: str) -> Party | None:
    return Party.objects.filter(credit_code=folded(code).upper()).first()


def with_identity(number: str) -> Party | None:
    return Party.objects.filter(identity=identity_mark(number)).first()
