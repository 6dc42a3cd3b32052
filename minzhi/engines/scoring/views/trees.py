"""Pages of indicator trees: places and years in one table, one place's indicators, and the facts behind each value."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from minzhi.engines.scoring.actions.trees import WORKERS
from minzhi.engines.scoring.models import Amount, Frozen, IndicatorTree
from minzhi.engines.scoring.proof import packed
from minzhi.engines.scoring.queries.trees import Line, drafts, drill, quoted, subjects, uncounted
from minzhi.engines.scoring.rules.trees import Scored
from minzhi.kit import clock
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.records.facts.models import Fact
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.tables.leaving import answer
from minzhi.records.units.answering import actor_of
from minzhi.records.units.models import Unit

MOST, AT_MOST, YEARS, FEWEST, HUNDREDTH = 100, 2000, 10, 3, Decimal("0.01")
PLACES = (Unit.Kind.PROVINCE, Unit.Kind.CITY)


def index(request: HttpRequest) -> HttpResponse:
    """Show the trees there are."""
    return render(request, "scoring/trees.html", {"trees": IndicatorTree.objects.all()})


def tree(request: HttpRequest, uid: str) -> HttpResponse:
    """Show places × years of a tree, in total or of one indicator, and every indicator of one place and period."""
    found = get_object_or_404(IndicatorTree, uid=uid, state=IndicatorTree.State.ADOPTED)
    actor, today, asked = actor_of(request), clock.today(), request.GET.get("indicator", "")
    period = period_of(request, today)
    seen = Unit.objects.filter(pk__in=visible_units(current()))
    units = list(seen.filter(kind__in=PLACES))
    lines, years = _of_years(found, units, today)
    unit = _unit(request, seen, units)
    line = None if unit is None else (lines.get((unit.pk, str(period))) or drill(found, [unit], [str(period)])[0])
    place = next((at for at, each in enumerate(found.rules.indicators) if each.key == asked), None)
    shown = {
        "tree": found, "period": period, "line": line, "years": years, "asked": asked, "quoted": quoted(found),
        "rows": _opened(found, line),
        "indicators": found.rules.indicators, "uncounted": uncounted(found), "drafts": drafts(found),
        "may_draft": actor.unit.pk == found.unit_id and actor.role in WORKERS and not found.settled,
        "matrix": [(each, [(year, _said(lines[each.pk, year], place)) for year in years]) for each in units],
    }  # fmt: skip
    return render(request, "scoring/tree.html", shown)


def _of_years(tree: IndicatorTree, units: Sequence[Unit], today: date) -> tuple[dict[tuple[int, str], Line], list[str]]:
    """Return places by years, and the years from the first in which anything is not 0, three at least."""
    years = [str(today.year - back) for back in reversed(range(YEARS))]
    lines = {(line.unit.pk, line.period): line for line in drill(tree, units, years)}
    first = next((at for at, year in enumerate(years) if _is_known(lines, units, year)), YEARS)
    return lines, years[min(first, YEARS - FEWEST) :]


def _is_known(lines: Mapping[tuple[int, str], Line], units: Sequence[Unit], year: str) -> bool:
    return any(row.value for unit in units for row in lines[unit.pk, year].rows)


def _opened(tree: IndicatorTree, line: Line | None) -> list[tuple[Scored, Decimal | None, list[tuple[str, str]]]]:
    """Return the indicators of a place, each with what it brings and the quantities behind it, by their names."""
    names = {each.key: each.label for each in tree.rules.quantities}
    rows = [] if line is None else line.explained
    return [(row, part, [(key, names[key]) for key in sorted(row.indicator.formula.names)]) for row, part in rows]


def period_of(request: HttpRequest, today: date) -> Period:
    try:
        return Period.parse(request.GET.get("period", ""))
    except BadPeriod:
        return Period(today.year)


def _unit(request: HttpRequest, seen: QuerySet[Unit], units: list[Unit]) -> Unit | None:
    """Return the unit that is asked for, as far as it may be seen; else the first place."""
    asked = request.GET.get("unit", "")
    return seen.filter(key=asked).first() or next(iter(units), None)


def _said(line: Line, place: int | None) -> str:
    """Return what a cell of the table says: the weighted total, or one indicator's value; nothing without any data."""
    if place is None:
        return "—" if line.total is None or all(row.missing for row in line.rows) else str(line.total)
    row = line.rows[place]
    return "—" if row.missing else f"{row.value.quantize(HUNDREDTH):f}"


def _facts(request: HttpRequest, tree: IndicatorTree, unit: str, quantity: str) -> tuple[Period, str, list[str]]:
    """Return period, subject, and the uids of the facts that are asked for, as far as the reader sees the value."""
    period, subject = period_of(request, clock.today()), request.GET.get("subject", "")
    rows = Amount.objects.filter(tree=tree, unit__key=unit, quantity=quantity, period=str(period), subject=subject)
    return period, subject, [uid for facts in rows.values_list("facts", flat=True) for uid in facts]


def behind(request: HttpRequest, uid: str, unit: str, quantity: str) -> HttpResponse:
    """Show the facts behind one quantity of one place, as far as the reader may see them, and it by subject."""
    found = get_object_or_404(IndicatorTree, uid=uid)
    period, subject, uids = _facts(request, found, unit, quantity)
    facts = Fact.objects.filter(uid__in=uids[:MOST]).select_related("post__officer", "post__unit", "unit")
    shown = {
        "tree": found, "facts": facts, "period": period, "count": len(uids), "subject": subject,
        "unit": unit, "quantity": next((each for each in found.rules.quantities if each.key == quantity), None),
        "subjects": [] if subject else subjects(found, unit, quantity, str(period))[:MOST],
    }  # fmt: skip
    return render(request, "scoring/behind.html", shown)


def proof(request: HttpRequest, uid: str, unit: str, quantity: str) -> HttpResponse:
    """Hand out the facts behind one quantity, with their seals and files, as far as the reader may see them."""
    found = get_object_or_404(IndicatorTree, uid=uid)
    period, subject, uids = _facts(request, found, unit, quantity)
    title = "_".join(filter(None, (str(found), unit, quantity, str(period), subject)))
    facts = Fact.objects.filter(uid__in=uids[:AT_MOST]).select_related("seal")
    return answer(packed(title, facts), "application/zip", f"{title}.zip")


def frozen(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what a report quoted, beside what the tree says today."""
    found = get_object_or_404(Frozen.objects.select_related("tree", "unit"), uid=uid)
    [line] = drill(found.tree, [found.unit], [found.period])
    now = {row.indicator.key: row for row in line.rows}
    names = {each.key: each.label for each in found.tree.rules.quantities}
    rows = [
        (each, now.get(each["key"]), [(names.get(name, name), uids) for name, uids in each["facts"].items()])
        for each in found.values
    ]
    return render(request, "scoring/frozen.html", {"frozen": found, "rows": rows})
