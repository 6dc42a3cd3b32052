"""What every page knows: the installation, the day, the reader's choices, and where one may go."""

from functools import lru_cache
from importlib.metadata import version
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from minzhi.kit import clock
from minzhi.records.units.roles import ADMINISTRATORS
from minzhi.site.middleware import LARGE_COOKIE

PLACES = (
    (_("任务墙"), "plan:wall", {"wall", "task", "measure", "places", "duty", "burden"}),
    (_("我的案头"), "plan:desk", {"desk"}),
    (_("季度进展"), "plan:reports", {"reports", "open_report", "report", "write", "attach", "evidence"}),
    (pgettext_lazy("navigation", "督查"), "plan:sheets", {"sheets", "sheet", "issue_sheet", "request", "file_request"}),
    (_("通知"), "plan:notices", {"notices", "notice", "upload"}),
    (pgettext_lazy("navigation", "专项"), "plan:programmes", {"programmes", "programme"}),
    (pgettext_lazy("navigation", "考核"), "plan:year", {"year", "year_unit"}),
    (_("案件"), "casework:cases", {"cases", "case", "desk", "act", "verb", "start", "order", "filing", "papers"}),
    (pgettext_lazy("navigation", "报告"), "plan:statements", {"statements", "statement", "figure"}),
    (pgettext_lazy("navigation", "公文"), "documents:documents", {"documents", "document", "templates", "template"}),
    (
        pgettext_lazy("navigation", "收表"),
        "intake:index",
        {"index", "send", "sheet", "confirm", "mend", "forms", "new_form", "form", "send_form", "task", "finish"},
    ),
    (pgettext_lazy("navigation", "单位"), "units:index", {"index", "unit"}),
    (pgettext_lazy("navigation", "检索"), "search", {"search"}),
)
"""The main navigation: label, address by name, and the pages that count as being there."""
FOR_ADMINISTRATORS = (
    (pgettext_lazy("navigation", "人员"), "officers", {"officers", "officer"}),
    (pgettext_lazy("navigation", "审计"), "audit", {"audit"}),
    (pgettext_lazy("navigation", "备份"), "backups", {"backups"}),
    (pgettext_lazy("navigation", "保护"), "protection", {"protection", "protection_assess", "protection_find"}),
    (pgettext_lazy("navigation", "单位"), "units:index", {"index", "unit"}),
)
"""What administrators find instead: none of them sees casework."""


VERSION = version("minzhi")


class Place(NamedTuple):
    """One entry of the main navigation."""

    label: str
    address: str
    is_here: bool


def places(request: HttpRequest) -> tuple[Place, ...]:
    """Return the main navigation as seen from this page."""
    match = request.resolver_match
    at = (match.namespace, match.url_name or "") if match else ("", "")
    administers = request.actor.role in ADMINISTRATORS  # type: ignore[attr-defined] # set by the middleware
    return _places(*at, administers, get_language())


@lru_cache(maxsize=1000)
def _places(space: str, page: str, administers: bool, language: str | None) -> tuple[Place, ...]:  # noqa: FBT001 - one call
    del language  # part of the key: labels are in the reader's language
    return tuple(
        Place(str(label), reverse(name), space == name.rpartition(":")[0] and page in pages)
        for label, name, pages in (FOR_ADMINISTRATORS if administers else PLACES)
    )


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's words."""
    day, acting, here = clock.today(), getattr(request, "actor", None), getattr(request, "installation", None)
    return {
        "installation": here,
        "office_day": day,
        "day_differs": day != clock.real_today(),
        "large": request.COOKIES.get(LARGE_COOKIE) == "1",
        "acting": acting,
        "posts": getattr(request, "actors", []),
        "nav": places(request) if acting else (),
        "office_name": getattr(here, "office_name", ""),
        "program_version": VERSION,
    }
