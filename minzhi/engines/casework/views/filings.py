"""What the public sent in, as officers see it: taken in, or sent back with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework.actions import public as actions
from minzhi.engines.casework.models import Filing
from minzhi.engines.casework.queries.cases import covered
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.views.acts import find
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of


def show(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a filing with what it says."""
    filing = get_object_or_404(Filing.objects.select_related("unit", "case"), uid=uid)
    table = filing.case.table if filing.case else VERSIONS.on(filing.process, filing.sent_on)
    fields = table.fields()
    said = [
        (_(fields[name].label), covered(str(value)) if fields[name].sensitive else _(fields[name].said(value)))
        for name, value in filing.form.items()
        if name in fields and value != ""
    ]
    action = table.action(filing.action)
    return render(
        request, "casework/filing.html",
        {"filing": filing, "said": said, "process": table, "action": action, "files": filing.files.all()},
    )  # fmt: skip


@require_POST
def settle(request: HttpRequest, uid: str, how: str) -> HttpResponse:
    """Take a filing in, or send it back."""
    filing, actor, day = get_object_or_404(Filing.objects.all(), uid=uid), actor_of(request), clock.today()
    try:
        if how == "take":
            case = actions.take_in(filing, by=actor, on=day)
            messages.success(request, _("已收件。"))
            return redirect(case)
        actions.send_back(filing, why=request.POST.get("why", "").strip(), by=actor, on=day)
        messages.success(request, _("已退回。"))
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    return redirect("casework:filing", uid=filing.uid)


@require_POST
def key(request: HttpRequest, uid: str) -> HttpResponse:
    """Give a party a code to its case; it is shown once."""
    case, who = find(uid), request.POST.get("who", "").strip()
    try:
        code = actions.give_key(
            case, who=who, role=request.POST.get("role", ""), by=actor_of(request), on=clock.today()
        )
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    else:
        values = {"who": who, "code": code}
        messages.success(request, _("「%(who)s」的查询码：%(code)s。只显示这一次，请随通知书交给当事人。") % values)
    return redirect(case)
