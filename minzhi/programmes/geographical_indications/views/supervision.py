"""Supervision: mark users by risk, checks by lot, leads; quarterly returns; protected signs."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.register import api as register
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.indicators import BadPeriod, Period
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.forms.supervision import (
    ContractForm,
    LeadForm,
    PlanForm,
    ReturnForm,
    SignForm,
)
from minzhi.programmes.geographical_indications.queries import returns as quarters
from minzhi.programmes.geographical_indications.queries import supervision as queries
from minzhi.programmes.geographical_indications.queries.signs import contracts, held, valid
from minzhi.programmes.geographical_indications.rules.risk import SOURCE, TIERS
from minzhi.programmes.geographical_indications.views.asking import asked, status
from minzhi.records.indications.models import Indication
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen
from minzhi.records.units.models import Officer, Post
from minzhi.records.units.roles import Role

WORKERS = (Role.OFFICER, Role.HEAD)


def index(request: HttpRequest) -> HttpResponse:
    """Show mark users by risk with the reasons, the draws and the leads; plan a draw, raise a lead."""
    day, actor = clock.today(), actor_of(request)
    posts = Post.objects.filter(valid_on(day), unit=actor.unit, role__in=WORKERS)
    plan = PlanForm(
        asked(request, "plan")[0], pool=Officer.objects.filter(pk__in=posts.values("officer")).order_by("pk")
    )
    lead = LeadForm(asked(request, "lead")[0])
    made: list[scoring.Draw] = []
    if fulfilled(request, plan, lambda: made.append(_planned(request, plan))):
        return redirect(made[0])
    if fulfilled(request, lead, lambda: actions.raise_lead(actions.Seen(**lead.cleaned_data), by=actor, on=day)):
        return redirect("geographical_indications:supervision")
    shown = {
        "rows": queries.watched(queries.users(), day), "source": SOURCE, "draws": scoring.draws(actions.ROOM),
        "leads": queries.leads()[:50], "may": actor.role in WORKERS,
        "forms": (("plan", _("拟定抽查计划"), plan), ("lead", _("登记线索，交执法核查"), lead)),
    }  # fmt: skip
    return render(request, "geographical_indications/supervision.html", shown, status=status(plan, lead))


def _planned(request: HttpRequest, form: PlanForm) -> scoring.Draw:
    said = form.cleaned_data
    shares = {key: Decimal(said[f"share_{key}"]) / 100 for key in TIERS}
    return actions.plan_checks(
        name=said["name"], shares=shares, officers=list(said["officers"]), draws_on=said["draws_on"],
        conflicts=said["apart"], by=actor_of(request), on=clock.today(),
    )  # fmt: skip


def returns(request: HttpRequest) -> HttpResponseBase:
    """List the quarterly returns; the list can be taken away."""
    if (left := leave(request, quarters.RETURNS)) is not None:
        return left
    return render(request, "geographical_indications/returns.html", {"returns": quarters.returns()})


def quarter(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an indication's quarter as the register knows it, and send the return."""
    found, actor, day = get_object_or_404(Indication, uid=uid), actor_of(request), clock.today()
    try:
        period = str(Period.parse(request.GET.get("period") or f"{day.year}Q{(day.month + 2) // 3}"))
    except BadPeriod as bad:
        raise Http404(str(bad)) from bad
    form = ReturnForm(asked(request, "return")[0])
    if fulfilled(request, form, lambda: actions.send_return(found, period, form.said, by=actor, on=day)):
        return redirect(f"{request.path}?period={period}")
    sent = quarters.sent(found, actor.unit.uid, period)
    shown: dict[str, Any] = {
        "indication": found, "period": period, "sent": sent, "may": actor.role in WORKERS and sent is None,
        "figures": quarters.figures(found, actor.unit, period, day), "form": form,
        "said": [(label, sent.said.get(name, "")) for name, label in quarters.SAID.items()] if sent else (),
        "forms": (("return", _("报送季报"), form),),
    }  # fmt: skip
    return render(request, "geographical_indications/quarter.html", shown, status=status(form))


def signs(request: HttpRequest) -> HttpResponse:
    """Show the protected signs that hold with the time they have left, and enter another."""
    day, actor = clock.today(), actor_of(request)
    form, contract = SignForm(asked(request, "sign")[0]), ContractForm(asked(request, "contract")[0])
    if fulfilled(request, form, lambda: actions.enter_sign(**form.cleaned_data, by=actor, on=day)) or fulfilled(
        request, contract, lambda: actions.file_contract(**contract.cleaned_data, by=actor, on=day)
    ):
        return redirect("geographical_indications:signs")
    shown = {
        "rows": held(day), "day": day, "may": actor.role in WORKERS, "unit": actor.unit, "contracts": contracts(),
        "forms": (("sign", _("登记标志"), form), ("contract", _("存查特殊标志使用合同"), contract)),
    }  # fmt: skip
    return render(request, "geographical_indications/signs.html", shown, status=status(form, contract))


@require_POST
def sign(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Renew a sign or cancel it, by its notice."""
    found: register.Entry = get_object_or_404(valid(), number=number)
    act = {"renew": actions.renew_sign, "cancel": actions.cancel_sign}.get(verb)
    notice = request.POST.get("notice", "").strip()
    if act is None:
        raise Http404(verb)
    return attempt(
        request, lambda: act(found, notice=notice, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已保存。"), to=request.path.rpartition("/signs/")[0] + "/signs/",
    )  # fmt: skip
