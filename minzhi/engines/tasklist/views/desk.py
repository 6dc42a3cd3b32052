"""My desk: what I have to do, by legal deadline."""

from django.http import HttpRequest, HttpResponse

from minzhi.engines.tasklist.queries.desk import desk
from minzhi.engines.tasklist.queries.wall import current_notice
from minzhi.engines.tasklist.views.shown import actor_of, page
from minzhi.kit import clock


def show(request: HttpRequest) -> HttpResponse:
    """Show reports to give and review, sheets to answer, requests to decide, clocks that run."""
    day = clock.today()
    notice = current_notice(day)
    return page(request, "desk", notice=notice, desk=desk(notice, actor_of(request), on=day))
