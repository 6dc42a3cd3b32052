"""Pages of groups: members, meetings, yearly points and what came of them."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.forms import GroupForm, MemberForm, PointForm, SessionForm
from minzhi.programmes.plans.models import Group, Member, Point, Session
from minzhi.programmes.plans.queries.listings import POINTS
from minzhi.programmes.plans.views.answering import asked, done, status, upload
from minzhi.records.tables.leaving import leave
from minzhi.records.units.answering import actor_of, attempt, seen


def index(request: HttpRequest) -> HttpResponse:
    """Show the groups, and found one."""
    form, by, on = GroupForm(*asked(request, "found")), actor_of(request), clock.today()
    if done(request, form, lambda said: actions.found(by=by, on=on, **said)):
        return redirect("plans:groups")
    shown = {"groups": Group.objects.select_related("unit", "partner"), "form": form}
    return render(request, "plans/groups.html", shown, status=status(form))


def group(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one group, and add to it."""
    found = get_object_or_404(Group.objects.select_related("unit", "partner"), uid=uid)
    by, on = actor_of(request), clock.today()
    member, session = MemberForm(*asked(request, "member")), SessionForm(*asked(request, "session"))
    point = PointForm(*asked(request, "point"), initial={"year": on.year})
    if (
        done(request, member, lambda said: actions.name_member(found, by=by, on=on, **said))
        or done(request, session, lambda said: actions.meet(found, by=by, on=on, **upload(said)))
        or done(request, point, lambda said: actions.set_point(found, by=by, on=on, **said))
    ):
        return redirect(found)
    shown = {
        "group": found, "members": Member.objects.filter(group=found),
        "sessions": Session.objects.filter(group=found),
        "points": Point.objects.filter(group=found).select_related("case"), "own": found.unit_id == by.unit.pk,
        "member": member, "session": session, "point": point,
    }  # fmt: skip
    return render(request, "plans/group.html", shown, status=status(member, session, point))


@require_POST
def end(request: HttpRequest, uid: str) -> HttpResponse:
    """Let a group end."""
    found = get_object_or_404(Group.objects.all(), uid=uid)
    return attempt(
        request, lambda: actions.end_group(found, by=actor_of(request), on=clock.today(), seen=seen(request)),
        done=_("已结束。"), to="plans:groups",
    )  # fmt: skip


@require_POST
def leave_group(request: HttpRequest, uid: str) -> HttpResponse:
    """Let a member leave."""
    found = get_object_or_404(Member.objects.select_related("group"), uid=uid)
    return attempt(
        request, lambda: actions.leave(found, by=actor_of(request), on=clock.today()), done=_("已退出。"),
        to=found.group.get_absolute_url(),
    )  # fmt: skip


def points(request: HttpRequest) -> HttpResponseBase:
    """Show every work point and how it stands."""
    if (left := leave(request, POINTS)) is not None:
        return left
    return render(request, "plans/points.html", {"rows": POINTS.rows({})[:500]})
