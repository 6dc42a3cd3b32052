"""Public pages of the registers. Nobody needs an account to read what is public, or to check a certificate."""

import re
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.register import papers, queries, receipts
from minzhi.engines.register.declared import register_of, registers
from minzhi.engines.register.growing import folder
from minzhi.engines.register.keys import log_signer
from minzhi.engines.register.log.notes import NoteWrong, Verifier
from minzhi.engines.register.log.tiles import Damaged
from minzhi.engines.register.models import Checkpoint, Entry, Mirrored, Source, Status
from minzhi.kit import clock
from minzhi.records.files.actions import open_file
from minzhi.records.scope.public import public
from minzhi.records.tables.leaving import leave

A_PAGE = 50
OFFLINE = Path(__file__).parent / "static" / "register" / "verify.html"
SHOWN = re.compile(r"checkpoint|tile/(?:\d{1,2}|entries)/(?:x\d{3}/)*\d{3}(?:\.p/\d{1,3})?")


class PaperForm(forms.Form):
    """What somebody holds in hand: the code printed on it, or the file."""

    code = forms.CharField(label=gettext_lazy("证书上的核验码或编号"), required=False, max_length=200)
    file = forms.FileField(label=gettext_lazy("证书（PDF）或凭证（JSON）"), required=False)

    def clean_file(self) -> bytes | None:
        given = self.cleaned_data["file"]
        if given is None:
            return None
        if given.size > receipts.LARGEST * 20:
            raise forms.ValidationError(_("文件超过20 MB，不是证书。"))
        return bytes(given.read())


@public
def index(request: HttpRequest) -> HttpResponse:
    """Show the registers there are, and how far their log has come."""
    latest = Checkpoint.objects.order_by("-size").first()
    shown = [(each, queries.public(each.key).count()) for each in registers().values()]
    witnesses = latest.cosignatures.count() if latest else 0
    return render(
        request, "register/index.html",
        {
            "registers": shown, "latest": latest, "witnesses": witnesses, "key": log_signer().verifier,
            "elsewhere": queries.mirrored().count(),
        },
    )  # fmt: skip


@public
def register(request: HttpRequest, register: str) -> HttpResponseBase:
    """Show the entries of one register, by number, title or holder, and by status."""
    declared = _declared(register)
    listing = queries.listing(declared)
    if (leaving := leave(request, listing)) is not None:
        return leaving
    words, status = request.GET.get("q", "").strip(), request.GET.get("status", "")
    page = Paginator(listing.rows(request.GET.dict()), A_PAGE).get_page(request.GET.get("page"))
    shown = {"register": declared, "page": page, "words": words, "status": status, "statuses": Status.choices}
    return render(request, "register/register.html", shown)


@public
def entry(request: HttpRequest, register: str, number: str) -> HttpResponse:
    """Show what is public of an entry, what became of it, and what proves it."""
    declared, found = _declared(register), _found(register, number)
    history = list(queries.history(found))
    proof, made = queries.receipt(history[-1]), queries.certificate(found)
    code = papers.printed(proof["leaf"].encode(), proof["index"]) if proof else ""
    return render(
        request, "register/entry.html",
        {
            "register": declared, "entry": found, "fields": fields_of(found), "history": history, "proof": proof,
            "code": code, "made": made, "is_over": _is_over(found),
        },
    )  # fmt: skip


@public
def receipt(request: HttpRequest, register: str, number: str) -> HttpResponse:
    """Give the receipt of an entry's latest change."""
    del request
    proof = queries.receipt(list(queries.history(_found(register, number)))[-1])
    if proof is None:
        raise Http404(_("凭证还没有：登记后约一分钟进入日志。"))
    answer = HttpResponse(receipts.written(proof), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{proof["index"]}.json"'
    return answer


@public
def certificate(request: HttpRequest, register: str, number: str) -> FileResponse:
    """Give the certificate of an entry as it stands."""
    del request
    made = queries.certificate(_found(register, number))
    if made is None:
        raise Http404(_("证书还没有：登记后约几分钟生成；已经失效的登记没有证书。"))
    return FileResponse(open_file(made.file), content_type="application/pdf", filename=f"{number}.pdf")


@public
def verify(request: HttpRequest) -> HttpResponse:
    """Check a certificate, and say how it was checked: valid, not valid, or not to be found out."""
    form = PaperForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        shown |= _judged(form.cleaned_data["code"].strip(), form.cleaned_data["file"])
    return render(request, "register/verify.html", shown)


def _judged(code: str, content: bytes | None) -> dict[str, Any]:
    key = log_signer().verifier
    try:
        if content is not None:
            return _of_file(content, key)
        if papers.CODE.fullmatch(code):
            return _outcome(_entry(*papers.named_by(code, folder(), key)))
    except (receipts.ReceiptWrong, NoteWrong) as wrong:
        return {"outcome": "no", "why": str(wrong)}
    except (Damaged, OSError) as damage:
        return {"outcome": "unknown", "why": str(damage)}
    return _by_number(code)


def _of_file(content: bytes, own: Verifier) -> dict[str, Any]:
    """Judge a file by the keys of this log and of those whose bundles are taken here; may raise `ReceiptWrong`."""
    is_pdf = content.startswith(b"%PDF-")
    keys = [own, *(Verifier.read(each.key) for each in Source.objects.order_by("pk"))]
    verdict = receipts.verify(receipts.read(papers.attached(content) if is_pdf else content), keys)
    if not verdict.trusted:
        return {"outcome": "no", "why": _("凭证不是本登记机构的日志签发的。")}
    signer = Verifier.read(verdict.key)
    if is_pdf:
        papers.must_be_whole(content, signer)
    named = str(verdict.document["register"]), str(verdict.document["number"])
    if signer.name == own.name:
        return _outcome(_entry(*named))
    return _outcome(Mirrored.objects.filter(origin=signer.name, register=named[0], number=named[1]).first())


def _entry(register: str, number: str) -> Entry | None:
    found: Entry | None = Entry.unscoped.only(*queries.PUBLIC).filter(register=register, number=number).first()
    return found


def _by_number(number: str) -> dict[str, Any]:
    found: Entry | Mirrored | None = None
    if number:
        found = Entry.unscoped.only(*queries.PUBLIC).filter(number=number).first()
        found = found or Mirrored.objects.filter(number=number).first()
    if found is None:
        return {"outcome": "unknown", "why": _("登记簿里没有这个编号。请核对证书，或上传证书文件。")}
    return {**_outcome(found), "by_number": True}


def fields_of(found: Entry | Mirrored) -> list[tuple[str, Any]]:
    """Return label and value of what is public; names as they came, where this house has no such register."""
    values = found.public if isinstance(found, Entry) else found.document["fields"]
    declared = registers().get(found.register)
    if declared is None:
        return list(values.items())
    return [(label, values.get(name, "")) for name, label in declared.public.items()]


def _outcome(found: Entry | Mirrored | None) -> dict[str, Any]:
    if found is None:
        return {"outcome": "unknown", "why": _("凭证成立，但登记簿里没有这个编号。")}
    fields = fields_of(found)
    over = {"why": _("有效期已于%(day)s届满。") % {"day": found.valid_until}} if _is_over(found) else {}
    holds = found.status == Status.VALID and not over
    origin = found.origin if isinstance(found, Mirrored) else ""
    return {"outcome": "yes" if holds else "no", "entry": found, "fields": fields, "origin": origin, **over}


def _is_over(found: Entry | Mirrored) -> bool:
    """Tell whether a valid entry's last day has passed, although nobody has ended it yet."""
    until = found.valid_until
    return found.status == Status.VALID and until is not None and until < clock.today()


@public
def elsewhere(request: HttpRequest) -> HttpResponseBase:
    """Show what other installations registered and sent here."""
    if (leaving := leave(request, queries.ELSEWHERE)) is not None:
        return leaving
    words = request.GET.get("q", "").strip()
    page = Paginator(queries.mirrored(words), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/elsewhere.html", {"page": page, "words": words})


@public
def mirrored(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one entry of another installation, with the receipt that proves it."""
    found = get_object_or_404(Mirrored, uid=uid)
    shown = {"entry": found, "fields": fields_of(found), "is_over": _is_over(found)}
    return render(request, "register/mirrored.html", shown)


@public
def mirrored_receipt(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give the receipt by which an entry of another installation was taken."""
    del request
    found = get_object_or_404(Mirrored.objects.exclude(receipt={}), uid=uid)
    answer = HttpResponse(receipts.written(found.receipt), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{found.leaf}.json"'
    return answer


@public
def offline(request: HttpRequest) -> HttpResponse:
    """Give the page that checks a receipt without any server."""
    del request
    disposition = 'attachment; filename="minzhi-verify.html"'
    return HttpResponse(OFFLINE.read_bytes(), headers={"Content-Disposition": disposition})


@public
def log(request: HttpRequest, name: str) -> HttpResponse:
    """Give a file of the log: the checkpoint, or a tile, and nothing else."""
    del request
    path = folder() / name
    if not SHOWN.fullmatch(name) or not path.is_file():
        raise Http404(_("日志里没有这个文件。"))
    kind = "text/plain; charset=utf-8" if name == "checkpoint" else "application/octet-stream"
    return HttpResponse(path.read_bytes(), content_type=kind)


def _declared(key: str) -> Any:  # noqa: ANN401 - a register, or no page
    if key not in registers():
        raise Http404(_("没有这本登记簿。"))
    return register_of(key)


def _found(register: str, number: str) -> Entry:
    _declared(register)
    found: Entry = get_object_or_404(Entry.unscoped.only(*queries.PUBLIC), register=register, number=number)
    return found
