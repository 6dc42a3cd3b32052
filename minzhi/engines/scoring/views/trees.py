"""Pages of indicator trees: every indicator of every place in a period, opening to the facts behind it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from minzhi.engines.scoring.models import Amount, IndicatorTree
from minzhi.engines.scoring.queries.trees import drill
from minzhi.kit import clock
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.units.models import Unit

MOST = 100


def index(request: HttpRequest) -> HttpResponse:
    """Show the trees there are."""
    return render(request, "scoring/trees.html", {"trees": IndicatorTree.objects.all()})


def tree(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a tree's values of a period for every place that the reader may see."""
    found = get_object_or_404(IndicatorTree, uid=uid)
    try:
        period = Period.parse(request.GET.get("period", ""))
    except BadPeriod:
        period = Period(clock.today().year)
    kinds = (Unit.Kind.PROVINCE, Unit.Kind.CITY)
    units = list(Unit.objects.filter(pk__in=visible_units(current()), kind__in=kinds))
    shown = {
        "tree": found, "period": period, "lines": drill(found, units, [str(period)]),
        "periods": [str(Period(clock.today().year - back)) for back in range(3)],
    }  # fmt: skip
    return render(request, "scoring/tree.html", shown)


def behind(request: HttpRequest, uid: str, unit: str, quantity: str) -> HttpResponse:
    """Show the facts behind one quantity of one place, as far as the reader may see them."""
    found = get_object_or_404(IndicatorTree, uid=uid)
    period = request.GET.get("period", str(Period(clock.today().year)))
    rows = Amount.objects.filter(tree=found, unit__key=unit, quantity=quantity, period=period)
    uids = [uid for facts in rows.values_list("facts", flat=True) for uid in facts]
    facts = Fact.objects.filter(uid__in=uids).select_related("post__officer", "post__unit", "unit")[:MOST]
    return render(request, "scoring/behind.html", {"tree": found, "facts": facts, "period": period, "count": len(uids)})
