"""Once a year whoever holds a filed result is reminded to report where it was adopted."""

from datetime import date, timedelta

from django.db import transaction

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.records.outbox.actions import append
from minzhi.records.outbox.models import Outgoing
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.models import Officer, Post
from minzhi.records.units.roles import Role

A_YEAR = timedelta(days=365)


@transaction.atomic
def remind_of_adoptions(*, on: date) -> int:
    """Remind of each filed result that nobody has reported anything of for a year; returns how many there are.

    Once for each full year since the filing. A setting of the office, no rule.
    """
    cases = casework.Case.unscoped.filter(process=PROJECT, state="filed").select_related("unit")
    return sum(_remind(case, on) for case in cases.iterator())


def _remind(case: casework.Case, on: date) -> bool:
    events = casework.Event.unscoped.filter(case=case, action__in=("accept", "adopt"), happened_on__lte=on)
    last = events.order_by("-happened_on").values_list("happened_on", flat=True).first()
    if last is None or on - last < A_YEAR:
        return False
    posts = Post.objects.filter(valid_on(on), unit=case.unit, role__in=(Role.OFFICER, Role.HEAD))
    for officer in Officer.objects.filter(pk__in=posts.values("officer")):
        append(
            Outgoing.Kind.MESSAGE, "navigation.adoption_due", to=officer, on=on,
            parameters={"title": case.title, "number": case.number},
            once=f"navigation-adoption:{case.uid}:{(on - last) // A_YEAR}:{last}:{officer.pk}",
        )  # fmt: skip
    return True
