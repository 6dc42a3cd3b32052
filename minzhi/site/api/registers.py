"""Carries signed bundles of the registers between installations: given out and taken in; the signature decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Schema, UploadedFile

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.kit.text import mark as _
from minzhi.site.api.access import MAY_EXCHANGE, actor_of
from minzhi.site.api.access import router as new_router

router = new_router("registers")


class SeenOut(Schema):
    """How far this installation has taken another's log: so many leaves."""

    origin: str
    size: int


class TakenOut(Schema):
    """What came of a bundle: entries that are new or changed, and those that were known already."""

    origin: str
    size: int
    fresh: int
    known: int


@router.get("/sources", response=list[SeenOut], summary=_("已收到各方日志的哪一片"))
def sources(request: HttpRequest) -> list[dict[str, Any]]:
    del request
    return [{"origin": origin, "size": size} for origin, size in register.bundles.seen().items()]


@router.get("/bundle", summary=_("登记簿交换包：从第几片叶子起"))
def give(request: HttpRequest, since: Query[int] = 0) -> HttpResponse:
    del request
    return HttpResponse(register.bundles.pack(old=max(0, since)), content_type="application/octet-stream")


@router.post("/bundle", auth=MAY_EXCHANGE, response=TakenOut, summary=_("送交登记簿交换包"))
def take(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Take a bundle whole or not at all; the same one again changes nothing."""
    bundle = register.bundles.read(file.read())
    source = register.bundles.source_of(bundle)
    taken = register.bundles.accept(bundle, source, by=actor_of(request), on=clock.today())
    return {"origin": source.origin, "size": bundle["size"], "fresh": taken.fresh, "known": taken.known}
