"""What every page knows: the installation, the day, the reader's choices."""

from typing import Any

from django.http import HttpRequest

from minzhi.kit import clock
from minzhi.records.units.queries import name_of_root
from minzhi.site.middleware import LARGE_COOKIE


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's words."""
    day = clock.today()
    return {
        "installation": getattr(request, "installation", None),
        "office_day": day,
        "day_differs": day != clock.real_today(),
        "large": request.COOKIES.get(LARGE_COOKIE) == "1",
        "acting": getattr(request, "actor", None),
        "posts": getattr(request, "actors", []),
        "office_name": name_of_root,
    }
