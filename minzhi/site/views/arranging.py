"""The tree of units from a day on: where a unit stands and what it is called besides; the security administrator's."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.staffing import actions
from minzhi.records.units.answering import actor_of
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.views.officers import Day


class PlaceForm(forms.Form):
    """Under which unit, from which day."""

    under = forms.ModelChoiceField(Unit.objects.all(), label=gettext_lazy("上级"))
    first = Day(label=gettext_lazy("起始日"))


class NameForm(forms.Form):
    """A further name; with a prefix the unit issues papers under it."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=80)
    issues_as = forms.CharField(
        label=gettext_lazy("发文代字"), max_length=20, required=False,
        help_text=gettext_lazy("不填为别名，不以此名发文"),
    )  # fmt: skip
    first = Day(label=gettext_lazy("起始日"))


def move(request: HttpRequest, key: str) -> HttpResponse:
    """Put a unit, with all below it, under another from a day on."""
    return _arrange(request, key, PlaceForm, actions.move_unit, gettext_lazy("调整隶属"))


def name(request: HttpRequest, key: str) -> HttpResponse:
    """Give a unit one more name from a day on."""
    return _arrange(request, key, NameForm, actions.name_unit, gettext_lazy("增加名称"))


def _arrange(
    request: HttpRequest, key: str, kind: type[forms.Form], act: Callable[..., None], title: str | Promise
) -> HttpResponse:
    by, day = actor_of(request), clock.today()
    actions.only(Role.SECURITY_ADMIN, by)
    unit = get_object_or_404(Unit, key=key)
    form = kind(request.POST or None, initial={"first": day})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            act(unit, **given, by=by, on=day)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("units:unit", key=key)
    return render(
        request, "unit_arrange.html", {"unit": unit, "form": form, "title": title}, status=422 if form.errors else 200
    )
