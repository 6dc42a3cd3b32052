"""My posts: in which of them I act, and to whom I lend one while I am away."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.staffing import actions
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of, attempt
from minzhi.records.units.models import Delegation, Officer, Post
from minzhi.records.units.roles import ADMINISTRATORS
from minzhi.site.middleware import POST_KEY
from minzhi.site.views.officers import Day


class LendForm(forms.Form):
    """Lend a post of one's own to somebody who works in the same unit."""

    post = forms.ModelChoiceField(Post.objects.none(), label=gettext_lazy("职务"))
    to = forms.ModelChoiceField(Officer.objects.none(), label=gettext_lazy("代行人"))
    first = Day(label=gettext_lazy("起始日"))
    last = Day(label=gettext_lazy("截止日"))
    reason = forms.CharField(label=gettext_lazy("事由"), max_length=200)

    def __init__(self, actor: Actor, day: date, given: QueryDict | None = None) -> None:
        super().__init__(given, initial={"first": day, "post": actor.post})
        fields: dict[str, Any] = self.fields
        own = _own(actor, day)
        fields["post"].queryset = own
        colleagues = Post.objects.filter(valid_on(day), unit__in=own.values("unit")).exclude(role__in=ADMINISTRATORS)
        fields["to"].queryset = Officer.objects.filter(pk__in=colleagues.values("officer")).exclude(pk=actor.officer.pk)


def _own(actor: Actor, day: date) -> QuerySet[Post]:
    held = Post.objects.filter(valid_on(day), officer=actor.officer).exclude(role__in=ADMINISTRATORS)
    return held.select_related("unit", "officer")


def index(request: HttpRequest) -> HttpResponse:
    """Choose in which post to act, of one's own and those lent; see what one has lent."""
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        mine = {str(actor.post.pk) for actor in request.actors}  # type: ignore[attr-defined] # set by the middleware
        if chosen in mine:
            request.session[POST_KEY] = int(chosen)
        return redirect("/")
    return _page(request)


def _page(request: HttpRequest, form: LendForm | None = None) -> HttpResponse:
    actor, day = cast("Actor | None", request.actor), clock.today()  # type: ignore[attr-defined] # set by the middleware
    if actor is None or not _own(actor, day).exists():
        return render(request, "posts.html")
    lent = Delegation.objects.filter(post__officer=actor.officer, valid_to__gte=day)
    shown = {"form": form or LendForm(actor, day), "lent": lent.select_related("post__unit", "post__officer", "to")}
    return render(request, "posts.html", shown, status=422 if form else 200)


@require_POST
def lend(request: HttpRequest) -> HttpResponse:
    """Lend a post."""
    actor, day = actor_of(request), clock.today()
    form = LendForm(actor, day, request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        actions.lend(**form.cleaned_data, by=actor, on=day)
    except Refusal as refused:
        form.add_error(None, str(refused))
        return _page(request, form)
    return redirect("posts")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a lent post back."""
    actor, day = actor_of(request), clock.today()
    lent = get_object_or_404(Delegation, pk=pk, post__officer=actor.officer)
    return attempt(request, lambda: actions.take_back(lent, by=actor, on=day), done=_("已收回。"), to="posts")
