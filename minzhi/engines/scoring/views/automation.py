"""The page of automated rules: what feeds each, its impact assessment, and how often it was wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from minzhi.engines.scoring.actions import leads
from minzhi.engines.scoring.force import is_ready, is_the_provinces_head
from minzhi.engines.scoring.queries.automation import rules
from minzhi.engines.scoring.registry import declared
from minzhi.kit import clock
from minzhi.records.privacy.models import Assessment
from minzhi.records.units.answering import actor_of, attempt


def automation(request: HttpRequest, scheme: str) -> HttpResponse:
    """Show each automated rule of a scheme with its assessment; a head lets one make leads."""
    by, on = actor_of(request), clock.today()
    if not is_ready(scheme, on):
        raise Http404(_("没有这套评级规则。"))
    assessments = Assessment.objects.select_related("made_by")
    if request.method == "POST":
        assessment = next((each for each in assessments if str(each.uid) == request.POST.get("assessment")), None)
        if assessment is None:
            raise Http404(_("没有这份影响评估。"))
        rule = request.POST.get("rule", "")
        return attempt(request, lambda: leads.automate(scheme, assessment, by=by, on=on, rule=rule),
                       done=_("已启用。"), to=request.path)  # fmt: skip
    shown = {
        "scheme": declared(scheme), "rules": rules(scheme, on), "may": is_the_provinces_head(by),
        "assessments": assessments,
    }  # fmt: skip
    return render(request, "scoring/automation.html", shown)
