"""The interface for programs: OpenAPI 3 under /api. Plan, figures, facts are read; evidence and bundles come in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from minzhi.kit.indicators import BadPeriod, Unknown
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.kit.text import mark as _
from minzhi.records.files.kinds import Refused
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.site.api import evidence, facts, indicators, plan, registers
from minzhi.site.api.access import NoToken, UnknownField

STATUS: dict[type[Exception], int] = {
    NoToken: 401,
    NotYours: 403,
    PermissionDenied: 403,
    Unknown: 404,
    Refusal: 409,
    ChangedMeanwhile: 409,
    UnknownField: 422,
    BadPeriod: 422,
    Refused: 422,
}
"""What a refusal is in HTTP; its text is the answer's ``detail``."""

api = NinjaAPI(
    title="闽知 Minzhi", version="1", urls_namespace="api", docs_url=None, openapi_url=None,
    description=_("令牌放在 Authorization 头里：Bearer 令牌。看得见什么，与令牌所属的职务在网页上相同。"),
)  # fmt: skip
for prefix, part in (
    ("", plan), ("indicators", indicators), ("facts", facts), ("evidence", evidence), ("registers", registers)
):  # fmt: skip
    api.add_router(f"/{prefix}", part.router)


def _refused(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    answer = api.create_response(request, {"detail": str(error)}, status=status)
    if status == STATUS[NoToken]:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


for kind in STATUS:
    api.add_exception_handler(kind, _refused)
