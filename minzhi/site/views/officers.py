"""The administrators' desk: accounts for one, posts and lost telephones for another, the audit for the third."""

from typing import cast

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.audit.queries import NOTES, asked_for
from minzhi.records.staffing import actions
from minzhi.records.staffing.factors import held
from minzhi.records.staffing.queries import OFFICERS, people
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.leaving import leave
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Post, Unit
from minzhi.records.units.roles import ADMINISTRATORS, Role
from minzhi.site.middleware import address_of

AT_ONCE = 50


class Day(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class AccountForm(forms.Form):
    notice = "account"
    login = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{1,59}$",
        label=gettext_lazy("登录名"),
        help_text=gettext_lazy("小写字母、数字、点和连字符"),
    )
    full_name = forms.CharField(label=gettext_lazy("姓名"), max_length=50)


class PostForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.all(), label=gettext_lazy("单位"))
    role = forms.ChoiceField(label=gettext_lazy("角色"), choices=Role.choices)
    first = Day(label=gettext_lazy("起始日"))
    until = Day(
        label=gettext_lazy("截止日"), required=False,
        help_text=gettext_lazy("不填为长期"),
    )  # fmt: skip


class AuditForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("类别"), required=False, choices=[("", gettext_lazy("全部")), *Note.Kind.choices]
    )
    login = forms.CharField(label=gettext_lazy("登录名"), required=False, max_length=60)
    first = Day(label=gettext_lazy("从"), required=False)
    last = Day(label=gettext_lazy("到"), required=False)


def _by(request: HttpRequest) -> Actor:
    actor = cast("Actor | None", request.actor)  # type: ignore[attr-defined] # set by the middleware
    if actor is None or actor.role not in ADMINISTRATORS:
        raise NotYours(_("这里由系统、安全、审计三类管理员使用。"))
    return actor


def index(request: HttpRequest) -> HttpResponseBase:
    """List the people; the system administrator opens accounts here."""
    by = _by(request)
    if (leaving := leave(request, OFFICERS)) is not None:
        return leaving
    form, day = AccountForm(request.POST or None), clock.today()
    if request.method == "POST" and form.is_valid():
        officer, password = actions.open_account(**form.cleaned_data, by=by, on=day)
        return _password(request, officer, password)
    page = Paginator(people(request.GET.dict(), by=by), AT_ONCE).get_page(request.GET.get("page"))
    return render(
        request,
        "officers.html",
        {"page": page, "form": form, "asked": request.GET.get("q", ""), "may_open": by.role == Role.SYSTEM_ADMIN},
        status=422 if form.errors else 200,
    )


def _password(request: HttpRequest, officer: Officer, password: str) -> HttpResponse:
    return render(request, "officer_password.html", {"officer": officer, "password": password})


def officer(request: HttpRequest, uid: str) -> HttpResponse:
    """One officer: account, posts, second factors; each administrator finds their own acts."""
    by, day = _by(request), clock.today()
    found = get_object_or_404(Officer.objects.select_related("account"), uid=uid)
    form = PostForm(request.POST or None, initial={"first": day})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        actions.appoint(found, **given, by=by, on=day)
        return redirect("officer", uid=uid)
    posts = found.posts.select_related("unit", "officer").order_by("-valid_from", "-pk")
    given = {"officer": found, "posts": posts, "form": form, "held": held(found.account), "role": by.role.value}
    return render(
        request, "officer.html", {**given, "current": set(posts.filter(valid_on(day)).values_list("pk", flat=True))},
        status=422 if form.errors else 200,
    )  # fmt: skip


@require_POST
def act(request: HttpRequest, uid: str, verb: str) -> HttpResponse:
    """Do one thing about an officer's account: password, off, on, factors."""
    by, day = _by(request), clock.today()
    found = get_object_or_404(Officer.objects.select_related("account"), uid=uid)
    if verb == "password":
        return _password(request, found, actions.give_password(found, by=by, on=day))
    if verb == "factors":
        actions.reset_factors(found, by=by, on=day)
    elif verb not in {"on", "off"}:
        raise Http404
    else:
        actions.switch(found, active=verb == "on", by=by, on=day)
    return redirect("officer", uid=uid)


@require_POST
def relieve(request: HttpRequest, pk: int) -> HttpResponse:
    """End a post."""
    post = get_object_or_404(Post.objects.select_related("officer__account", "unit"), pk=pk)
    actions.relieve(post, by=_by(request), on=clock.today())
    return redirect("officer", uid=post.officer.uid)


def audit(request: HttpRequest) -> HttpResponseBase:
    """Read the audit; that it was read is a line of it, and so is every list that was taken away."""
    by, form = _by(request), AuditForm(request.GET)
    if (leaving := leave(request, NOTES)) is not None:
        return leaving
    rows = asked_for(request.GET.dict(), by=by)
    note(Note.Kind.READ, actor=by, what="audit", from_address=address_of(request), on=clock.today())
    page = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "audit.html", {"page": page, "form": form})
