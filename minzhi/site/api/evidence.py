"""Takes evidence in from other systems, for a duty of the token's own unit; people still submit and review it."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Form, Schema, Status, UploadedFile
from ninja.errors import ValidationError

from minzhi.engines.tasklist import api as tasklist
from minzhi.kit import clock
from minzhi.kit.text import mark as _
from minzhi.site.api.access import MAY_SEND, actor_of
from minzhi.site.api.access import router as new_router
from minzhi.site.api.shapes import EvidenceOut

router = new_router("evidence")
SHOWN = ("uid", "kind", "title", "number", "dated_on", "period", "amount", "state", "decided_on")


class EvidenceIn(Schema):
    """What is said of the document. `kind` is one that the measure names; `amount` is in the target's unit."""

    duty: UUID
    period: str
    kind: str
    title: str
    dated_on: date
    number: str = ""
    issuer: str = ""
    amount: Decimal | None = None
    public_url: str = ""
    shared_because: str = ""


@router.get("/{uuid:uid}", response=EvidenceOut, summary=_("一份佐证和它的审核结果"))
def show(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    return _shown(get_object_or_404(tasklist.Evidence.objects.select_related("duty__unit", "file"), uid=uid))


@router.post("", auth=MAY_SEND, response={201: EvidenceOut, 200: EvidenceOut}, summary=_("送交一份佐证"))
def send(request: HttpRequest, given: Form[EvidenceIn], file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """201 for a new document; 200 where the same file was sent for the same duty and quarter before."""
    rows = tasklist.Duty.objects.select_related("unit", "measure__task")
    duty = get_object_or_404(rows, uid=given.duty)
    said = given.dict(exclude={"duty", "period"})
    form = tasklist.EvidenceForm(duty, said, {"file": file})
    if not form.is_valid():
        raise ValidationError([{"loc": ["form", name], "msg": str(errors[0])} for name, errors in form.errors.items()])
    kept, is_new = tasklist.deliver(
        duty, given.period, form.document(), file.read(), name=file.name or "", by=actor_of(request), on=clock.today()
    )
    return Status(201 if is_new else 200, _shown(kept))


def _shown(found: tasklist.Evidence) -> dict[str, Any]:
    return {
        **{name: getattr(found, name) for name in SHOWN}, "duty": found.duty.uid, "unit": found.duty.unit.key,
        "sha256": found.file.sha256, "why": found.decided_why,
    }  # fmt: skip
