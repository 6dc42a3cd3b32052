"""A work order on a phone: visit, photographs, signature, send. One form, so that nothing written is lost."""

import base64
import binascii
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST
from PIL import Image, UnidentifiedImageError

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import Refusal
from minzhi.programmes.enforcement import queries
from minzhi.programmes.enforcement.actions import field
from minzhi.programmes.enforcement.rules.checks import SHOTS, checks
from minzhi.records.scope.public import public
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, seen

SENT = gettext_noop("已发送，县局和大队现在就能看到。")
TAKEN_ON, TAKEN = 0x8769, 0x9003
"""Where a photograph says when it was taken: the Exif directory, DateTimeOriginal."""
PARTS = (
    "minzhi.css", "plan.css", "minzhi.js", "queue.js", "field.js", "vendor/htmx-2.0.11.min.js", "img/light-green.svg",
)  # fmt: skip
"""What a page of an order needs besides itself."""
DRAWN = "data:image/png;base64,"


def index(request: HttpRequest) -> HttpResponse:
    """Show the orders of my station."""
    actor = actor_of(request)
    shown = {"orders": queries.orders(actor), "actor": actor, "holder": actor.officer.pk}
    return render(request, "enforcement/orders.html", shown)


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one order on a phone and take what is done about it."""
    order = queries.find(uid, queries.ORDER)
    wrong = ""
    if request.method == "POST":
        try:
            order = _do(request, order)
        except FormWrong as refused:
            wrong = "；".join(map(str, refused.fields.values()))
        except (Refusal, ChangedMeanwhile) as refused:
            wrong = str(refused)
        else:
            if order.state == "reported":
                messages.success(request, _(SENT))
                return redirect("enforcement:order", order.uid)
    return render(request, "enforcement/order.html", _shown(request, order, wrong), status=422 if wrong else 200)


Asked = tuple[Callable[..., casework.Case], dict[str, Any]]
"""Which act a form asks for, and what it says."""


def _do(request: HttpRequest, order: casework.Case) -> casework.Case:
    act, said = _asked(request, order)
    return act(order, by=actor_of(request), on=clock.today(), **said)


def _asked(request: HttpRequest, order: casework.Case) -> Asked:
    given = request.POST
    done = given.get("do")
    if done == "photo":
        return field.photograph, _photograph(request)
    if done == "sign":
        return field.sign, {
            "who": given.get("who", "")[:60], "drawn": _drawn(given.get("drawn", "")),
            "typed": given.get("typed", "")[:500], "refused": bool(given.get("refused")),
            "made_at": _said(given.get("kept_at", "")) or clock.now(),
        }  # fmt: skip
    signed = queries.signatures(order).filter(way=casework.Paper.Way.IN).exists()
    said = {"result": given.get("result", ""), "done": given.getlist("check"), "signed": signed}
    return field.send_back, {**said, "seen": seen(request)}


def _photograph(request: HttpRequest) -> dict[str, Any]:
    file, kind = request.FILES.get("photo"), request.POST.get("shot", "")
    if file is None:
        raise FormWrong({"photo": _("请先拍照或选择照片。")})
    content = file.read()
    made_at = _taken(content) or _said(request.POST.get("taken_at", ""))
    label = f"{_(SHOTS.get(kind, SHOTS['other']))}{_suffix(file)}"
    return {"content": content, "label": label, "made_at": made_at}


@require_POST
def queue(request: HttpRequest, uid: str) -> JsonResponse:
    """Take one entry that a phone kept; answers in JSON: the versions before and after, or what is wrong."""
    order = queries.find(uid, queries.ORDER)
    before = order.version
    try:
        order = field.take(order, _entry(request, order), by=actor_of(request), on=clock.today())
    except FormWrong as wrong:
        return JsonResponse({"sentence": "；".join(map(str, wrong.fields.values()))}, status=422)
    except (Refusal, ChangedMeanwhile) as refused:
        return JsonResponse({"sentence": str(refused), "version": before}, status=409)
    if order.state == "reported":
        messages.success(request, _(SENT))
    return JsonResponse({"before": before, "after": order.version, "order_state": order.state})


def _entry(request: HttpRequest, order: casework.Case) -> field.Entry:
    given = request.POST
    try:
        key = UUID(given.get("key", ""))
    except ValueError as broken:
        raise FormWrong({"key": _("这一条没有编号，请在工作单页面重新填写。")}) from broken
    act, said = _asked(request, order)
    return field.Entry(key, act, said, given.get("sha256", ""), _said(given.get("kept_at", "")))


@public
def worker(request: HttpRequest) -> HttpResponse:
    """Hand out the script that keeps the pages of orders on the phone, for the addresses below it."""
    parts = [static(f"minzhi/{name}") for name in PARTS]
    return render(request, "enforcement/worker.js", {"parts": parts}, content_type="text/javascript")


def _suffix(file: UploadedFile[Any]) -> str:
    return ".png" if str(file.name or "").lower().endswith(".png") else ".jpg"


def _taken(content: bytes) -> datetime | None:
    """Return when a photograph says it was taken; nothing where it does not say, or is no picture."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            written = picture.getexif().get_ifd(TAKEN_ON).get(TAKEN, "")
    except (UnidentifiedImageError, OSError, ValueError) as broken:
        raise FormWrong({"photo": _("这不是照片，请用手机拍照或选择jpg、png图片。")}) from broken
    try:
        return datetime.strptime(str(written), "%Y:%m:%d %H:%M:%S").replace(tzinfo=get_current_timezone())
    except ValueError:
        return None


def _said(written: str) -> datetime | None:
    """Return the moment that the phone gave with the file, in milliseconds since 1970; none from the future."""
    if not written.isdigit() or len(written) > len("9999999999999"):
        return None
    moment = datetime.fromtimestamp(int(written) / 1000, tz=UTC)
    return moment if moment <= clock.now() else None


def _drawn(written: str) -> bytes:
    """Return the picture of a drawn signature; raises `FormWrong` for anything else."""
    if not written:
        return b""
    try:
        content = base64.b64decode(written.removeprefix(DRAWN), validate=True)
    except binascii.Error:
        content = b""
    if not written.startswith(DRAWN) or not content.startswith(b"\x89PNG"):
        raise FormWrong({"drawn": _("签名没有收到，请重签一次。")})
    return content


def _shown(request: HttpRequest, order: casework.Case, wrong: str) -> dict[str, object]:
    above = order.parent
    watched = above is not None and above.process == "enforcement.campaign"
    matter = "event" if watched else str(above.fields.get("matter", "")) if above else ""
    kept = request.POST if request.method == "POST" else {}
    ticked = set(request.POST.getlist("check"))
    mine = actor_of(request).unit.pk == order.unit_id
    return {
        "order": order, "wrong": wrong, "kept": kept, "day": clock.today(),
        "open": mine and order.state in {"sent", "working"}, "clocks": casework.clocks(order),
        "checks": [(_(label), _(hint), _(label) in ticked) for label, hint in checks(matter)],
        "shots": [(name, _(label)) for name, label in SHOTS.items()],
        "photographs": queries.photographs(order), "signatures": queries.signatures(order),
        "pictures": queries.PICTURES, "late_entries": queries.late_entries(order),
        "holder": actor_of(request).officer.pk,
    }  # fmt: skip
