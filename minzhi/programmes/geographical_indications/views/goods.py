"""One producer with its goods; one batch with its codes, to be taken away or printed."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.actions.goods import unlabelled
from minzhi.programmes.geographical_indications.forms.registers import (
    BatchForm,
    GoodsForm,
    IssueForm,
    ReportForm,
    ReturnedForm,
)
from minzhi.programmes.geographical_indications.models import Batch, Movement, Producer, Run
from minzhi.programmes.geographical_indications.queries import registers as queries
from minzhi.programmes.geographical_indications.queries.stock import labelled, statement, stock
from minzhi.programmes.geographical_indications.queries.users import entry_of, is_user, permit_of, where
from minzhi.programmes.geographical_indications.rules.balance import most_codes
from minzhi.programmes.geographical_indications.rules.codes import grouped
from minzhi.programmes.geographical_indications.views.asking import asked, status
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen

A_SHEET, RECENT = 40, 50


def _move(producer: Producer, given: dict[str, Any], by: dict[str, Any]) -> object:
    """Do what the form of goods says."""
    raw, product, says = given["raw"], given["product"], given["says"]
    match given["move"]:
        case "harvest" | "slip":
            slip = given["slip"] if given["move"] == "slip" else ""
            return actions.harvest(producer, given["plot"], raw, slip=slip, **by)
        case "make":
            return actions.make(producer, raw=raw, product=product, **by)
        case "open_stock":
            return actions.open_stock(producer, product, says=says, **by)
        case "transfer":
            return actions.transfer(producer, given["other"], product, **by)
        case _:
            return actions.lose(producer, product, says=says, **by)


def producer(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a producer: standing, place, stock, year's statement, batches; and add goods, reports, batches."""
    found = get_object_or_404(Producer.objects.select_related("indication", "unit"), uid=uid)
    day, actor = clock.today(), actor_of(request)
    by: dict[str, Any] = {"by": actor, "on": day}
    goods, report, batch = (
        GoodsForm(found, *asked(request, "goods")), ReportForm(*asked(request, "report")),
        BatchForm(*asked(request, "batch")),
    )  # fmt: skip
    latest = found.reports(manager="unscoped").filter(passed=True).first()
    if (
        fulfilled(request, goods, lambda: _move(found, goods.cleaned_data, by))
        or fulfilled(request, report, lambda: actions.add_report(found, **report.cleaned_data, **by))
        or fulfilled(request, batch, lambda: actions.pack(found, report=latest, **batch.cleaned_data, **by))
    ):
        return redirect(found)
    placed = found.longitude is not None and found.latitude is not None
    shown = {
        "producer": found, "day": day, "entry": entry_of(found), "is_user": is_user(found), "case": permit_of(found),
        "place": where(found.indication, found.longitude, found.latitude, day) if placed else None,
        "stock": stock(found, day.year), "lines": statement(found, day.year),
        "movements": _recent(found),
        "reports": queries.reports_of(found), "batches": queries.batches(found),
        "may": actor.unit.pk == found.unit_id and found.left_on is None,
        "forms": (
            ("goods", _("记一笔收发"), goods), ("batch", _("成批包装"), batch),
            ("report", _("登记检验报告"), report),
        ),
    }  # fmt: skip
    return render(request, "geographical_indications/producer.html", shown, status=status(goods, report, batch))


def _recent(producer: Producer) -> list[Movement]:
    rows = producer.movements(manager="unscoped").select_related("plot", "other", "correction")
    return list(rows.order_by("-pk")[:RECENT])


@require_POST
def take_off(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a producer off the list."""
    found = get_object_or_404(Producer.objects.all(), uid=uid)
    why = request.POST.get("why", "").strip()
    return attempt(
        request,
        lambda: actions.take_off(found, why=why, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已退出名单。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def correct(request: HttpRequest, uid: str) -> HttpResponse:
    """Set a wrong movement right."""
    found = get_object_or_404(Movement.objects.select_related("producer__indication"), uid=uid)
    says = request.POST.get("says", "").strip()
    return attempt(
        request, lambda: actions.correct(found, says=says, by=actor_of(request), on=clock.today()),
        done=_("已冲正。"), to=found.producer.get_absolute_url(),
    )  # fmt: skip


def batch(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a batch with its print runs, and issue codes for it."""
    found = get_object_or_404(Batch.objects.select_related("producer__indication", "report"), uid=uid)
    actor, day = actor_of(request), clock.today()
    form = IssueForm(*asked(request, "issue"))
    if fulfilled(request, form, lambda: actions.issue(found, form.cleaned_data["count"], by=actor, on=day)):
        return redirect(found)
    left = unlabelled(found)
    shown = {
        "batch": found, "form": form, "runs": found.runs(manager="unscoped").all(), "labelled": labelled(found),
        "room": most_codes(left, found.net_grams), "left": left, "may": actor.unit.pk == found.producer.unit_id,
    }  # fmt: skip
    return render(request, "geographical_indications/batch.html", shown, status=status(form))


@require_POST
def return_goods(request: HttpRequest, uid: str) -> HttpResponse:
    """Take product of a batch that bears no codes back into stock."""
    found = get_object_or_404(Batch.objects.select_related("producer"), uid=uid)
    form = ReturnedForm(request.POST)
    by: dict[str, Any] = {"by": actor_of(request), "on": clock.today()}
    if not form.is_valid():
        messages.error(request, _("退回须写明数量（千克）和原因。"))
        return redirect(found)
    given = form.cleaned_data
    return attempt(
        request, lambda: actions.return_goods(found, given["product"], says=given["says"], **by),
        done=_("已退回库存。"), to=found.get_absolute_url(),
    )  # fmt: skip


@require_POST
def stop(request: HttpRequest, uid: str) -> HttpResponse:
    """Stop a print run."""
    found = get_object_or_404(Run.objects.select_related("producer", "batch"), uid=uid)
    why = request.POST.get("why", "").strip()
    return attempt(
        request, lambda: actions.stop(found, why=why, by=actor_of(request), on=clock.today()),
        done=_("已停用。"), to=found.batch.get_absolute_url(),
    )  # fmt: skip


def _address(request: HttpRequest, code: str, signature: str) -> str:
    return request.build_absolute_uri(reverse("geographical_indications:scan", args=[code, signature]))


def codes(request: HttpRequest, uid: str) -> StreamingHttpResponse:
    """Give a run's codes as csv, for the printer; the download is noted."""
    run = get_object_or_404(Run.objects.select_related("producer", "batch"), uid=uid)
    note(Note.Kind.DOWNLOAD, actor=actor_of(request), on=clock.today(), subject=run)

    def lines() -> Iterator[bytes]:
        rows = ((code, _address(request, code, signature)) for code, signature in actions.printed(run))
        yield b"code,address\r\n"
        while some := list(islice(rows, 1000)):
            text = StringIO()
            csv.writer(text).writerows(some)
            yield text.getvalue().encode()

    disposition = f'attachment; filename="codes-{run.batch.number}-{run.pk}.csv"'
    return StreamingHttpResponse(lines(), content_type="text/csv", headers={"Content-Disposition": disposition})


def sheet(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a page of a run's labels as QR pictures, to be printed."""
    run = get_object_or_404(Run.objects.select_related("producer__indication", "batch"), uid=uid)
    asked_for = request.GET.get("page", "1")
    page = max(1, int(asked_for)) if asked_for.isascii() and asked_for.isdigit() else 1
    pages = -(-run.count // A_SHEET)
    page = min(page, pages)
    some = islice(actions.printed(run), (page - 1) * A_SHEET, page * A_SHEET)
    labels = [(grouped(code), _drawn(_address(request, code, signature))) for code, signature in some]
    shown = {"run": run, "labels": labels, "page": page, "pages": pages}
    return render(request, "geographical_indications/sheet.html", shown)


def _drawn(address: str) -> str:
    picture = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, dark="#000", light="#fff")
    return mark_safe(picture)  # noqa: S308 - drawn by segno from our own address, which it encodes as squares
