"""The query book of a project: team, tree, wordings, runs with their differences, another place, the file."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.programmes.navigation import actions
from minzhi.programmes.navigation.forms import ForkForm, MemberForm, NodeForm, TwinForm, WordingForm
from minzhi.programmes.navigation.models import Member, Node, Sample, Twin
from minzhi.programmes.navigation.queries.book import PROJECT, placed, runs_of, wording
from minzhi.programmes.navigation.queries.exchange import as_form
from minzhi.programmes.navigation.queries.results import measured, shared_results
from minzhi.programmes.navigation.views.answering import project
from minzhi.records.units.answering import actor_of, attempt, fulfilled, seen


def _address(case: casework.Case) -> str:
    return reverse("navigation:book", args=[case.uid])


def book(request: HttpRequest, uid: str) -> HttpResponse:
    """Show the query book of a project, and add to its team and its tree."""
    case, day, by = project(uid), clock.today(), actor_of(request)
    asked = request.POST.get("asked", "") if request.method == "POST" else ""
    member = MemberForm(request.POST if asked == "member" else None, prefix="member")
    node = NodeForm(Node.objects.filter(case=case), request.POST if asked == "node" else None, prefix="node")
    words = _("已登记。")
    if fulfilled(
        request, member, lambda: actions.name_member(case, by=by, on=day, **member.cleaned_data), done=words
    ) or fulfilled(request, node, lambda: actions.add_node(case, by=by, on=day, **node.cleaned_data), done=words):
        return redirect(_address(case))
    samples = [(each, measured(each)) for each in Sample.objects.filter(case=case)]
    shown = {
        "case": case, "tree": placed(case), "runs": runs_of(case), "team": Member.objects.filter(case=case),
        "member_form": member, "node_form": node, "samples": samples,
        "own": "officer" in casework.parts_of(case, by, on=day),
    }  # fmt: skip
    return render(request, "navigation/book.html", shown, status=422 if member.errors or node.errors else 200)


@require_POST
def run(request: HttpRequest, uid: str) -> HttpResponse:
    """Run every strategy of a project and keep what it found."""
    case = project(uid)
    return attempt(
        request, lambda: actions.run(case, by=actor_of(request), on=clock.today()),
        done=_("已运行，结果按今天的数据留存。"), to=_address(case),
    )  # fmt: skip


def node(request: HttpRequest, uid: str) -> HttpResponse:
    """Show the wordings of a node, and give it another."""
    found = get_object_or_404(Node.objects.select_related("case", "strategy"), uid=uid)
    form = WordingForm(request.POST if request.method == "POST" else None, initial={"text": wording(found)})
    by, day = actor_of(request), clock.today()
    words = _("检索式已修改，旧的留存。")
    if fulfilled(
        request, form, lambda: actions.reword_node(found, by=by, on=day, seen=seen(request), **form.cleaned_data),
        done=words,
    ):  # fmt: skip
        return redirect(_address(found.case))
    shown = {
        "node": found, "form": form, "versions": found.strategy.versions.order_by("-number") if found.strategy else (),
        "own": "officer" in casework.parts_of(found.case, by, on=day),
    }  # fmt: skip
    return render(request, "navigation/node.html", shown, status=422 if form.errors else 200)


def fork(request: HttpRequest, uid: str) -> HttpResponse:
    """Start a project of one's own from a book that one sees, or whose result is shared, for another place."""
    here = casework.Case.objects.filter(uid=uid, process=PROJECT)
    is_here = here.exists()
    case = get_object_or_404(here if is_here else shared_results(), uid=uid)
    by, day = actor_of(request), clock.today()
    form = ForkForm(request.POST if request.method == "POST" else None)
    made: list[casework.Case] = []
    words = _("已复用检索书，启动新项目。")
    if fulfilled(
        request, form, lambda: made.append(actions.fork(case, by=by, on=day, **form.cleaned_data)), done=words
    ):
        return redirect(_address(made[0]))
    shown = {"case": case if is_here else None, "source": case, "form": form}
    return render(request, "navigation/fork.html", shown, status=422 if form.errors else 200)


def exchange(request: HttpRequest, uid: str) -> HttpResponse:
    """Give a project as the file that other platforms take."""
    del request
    case = project(uid)
    answer = JsonResponse(as_form(case), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="navigation-{case.uid}.json"'
    return answer


@require_POST
def explain(request: HttpRequest, uid: str) -> HttpResponse:
    """Put on record why two reports are alike."""
    found = get_object_or_404(Twin.objects.select_related("case"), uid=uid)
    form = TwinForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    by, day = actor_of(request), clock.today()
    return attempt(
        request, lambda: actions.explain_twin(found, words=words, by=by, on=day, seen=seen(request)),
        done=_("已记录说明。"), to=found.case.get_absolute_url(),
    )  # fmt: skip
