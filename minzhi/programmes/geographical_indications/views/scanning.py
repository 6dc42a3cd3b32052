"""What everybody may see: the indications, and what a label's code tells."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.register import api as register
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.actions.labels import KEY
from minzhi.programmes.geographical_indications.forms.registers import CodeForm, WhereForm
from minzhi.programmes.geographical_indications.models import Scan
from minzhi.programmes.geographical_indications.queries import registers as queries
from minzhi.programmes.geographical_indications.rules.codes import Label, grouped, verifies
from minzhi.records.scope.public import public

SALT, AN_HOUR = "geographical_indications.scan", 3600


@public
def public_list(request: HttpRequest) -> HttpResponse:
    """Show every indication with its rights."""
    rows = [(each, queries.rights_of(each, clock.today())) for each in queries.indications()]
    return render(request, "geographical_indications/public.html", {"rows": rows})


@public
def ask(request: HttpRequest) -> HttpResponse:
    """Let somebody type a label's code."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("geographical_indications:look", form.cleaned_data["code"].replace("/", ""))
    key = register.Verifier(f"labels.{register.origin()}", register.own_key(KEY).public_key())
    return render(request, "geographical_indications/ask.html", {"form": form, "key": str(key)})


@public
def look(request: HttpRequest, code: str, signature: str = "") -> HttpResponse:
    """Say what a label is worth at this moment; the look is kept, nothing of who looks."""
    try:
        told = actions.look_at(code)
    except Refusal as refused:
        return render(request, "geographical_indications/scan.html", {"why": str(refused)}, status=404)
    run, serial = told.run, told.scan.serial
    label = Label(run.producer.credit_code, run.batch.number, run.pk, serial)
    shown = {
        "glance": queries.glance(run, serial), "code": grouped(told.code), "form": WhereForm(),
        "signed": verifies(label, signature, register.own_key(KEY).public_key()) if signature else None,
        "token": signing.dumps(told.scan.pk, salt=SALT),
    }  # fmt: skip
    return render(request, "geographical_indications/scan.html", shown)


@public
@require_POST
def where(request: HttpRequest) -> HttpResponse:
    """Keep in which city a label was looked at; only for the look that the page belongs to."""
    form = WhereForm(request.POST)
    try:
        pk = signing.loads(request.POST.get("token", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        return redirect("geographical_indications:ask")
    if form.is_valid():
        actions.say_where(Scan.objects.get(pk=pk), form.cleaned_data["place"])
    return render(
        request, "geographical_indications/thanks.html", {"said": form.is_valid(), "why": _("没有选择地点。")}
    )
