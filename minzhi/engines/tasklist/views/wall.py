"""The wall, the burden meter, and the programmes."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from minzhi.engines.tasklist.programme import programmes as cards
from minzhi.engines.tasklist.queries import listings
from minzhi.engines.tasklist.queries.desk import first_day
from minzhi.engines.tasklist.queries.wall import burden as burden_of
from minzhi.engines.tasklist.queries.wall import coming, read_of
from minzhi.engines.tasklist.queries.wall import wall as wall_of
from minzhi.engines.tasklist.rules.cycle import quarters
from minzhi.engines.tasklist.views.shown import page, the_plan
from minzhi.kit import clock
from minzhi.records.tables.leaving import leave


def show(request: HttpRequest) -> HttpResponseBase:
    """Home: the plan as 22 tiles, the ten places, and what is due; or how to begin."""
    if (leaving := leave(request, listings.DUTIES)) is not None:
        return leaving
    day = clock.today()
    shown = wall_of(on=day)
    if shown is None:
        return page(request, "empty")
    clocks, overdue = coming(on=day)
    return page(
        request, "wall", values=shown.board.given, notice=shown.board.notice, wall=shown, clocks=clocks,
        overdue=overdue,
    )  # fmt: skip


def burden(request: HttpRequest) -> HttpResponse:
    """How many fields each form asked, quarter by quarter, and how many of them people typed."""
    notice, day = the_plan(), clock.today()
    rows = [(period, burden_of(notice, period)) for period in quarters(first_day(notice), day)]
    return page(request, "burden", notice=notice, rows=rows)


def programmes(request: HttpRequest) -> HttpResponse:
    """All programmes, with the measures that each of them serves."""
    plan = wall_of(on=clock.today())
    bound: dict[str, list[tuple[UUID, str]]] = {key: [] for key in cards()}
    for row in plan.board.measures.values() if plan else ():
        bound.setdefault(row.measure.programme, []).append((row.measure.uid, row.measure.code))
    shown = tuple((key, str(card.verbose_name), card.is_built, tuple(bound[key])) for key, card in cards().items())
    return page(request, "programmes", values=plan.board.given if plan else None, shown=shown)


def programme(request: HttpRequest, key: str) -> HttpResponse:
    """One programme: what it serves, and that it is planned where it is."""
    card = cards().get(key)
    if card is None:
        raise Http404
    read = read_of(the_plan(), on=clock.today())
    rows = [(row, read.of_measure(row)) for row in read.measures.values() if row.measure.programme == key]
    return page(request, "programme", card=card, rows=rows)
