"""How pages with several forms answer: each form says what was asked; a refusal is shown in the form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.records.files.kinds import Refused
from minzhi.records.tables.rows import ChangedMeanwhile


def asked(request: HttpRequest, name: str) -> tuple[Any, Any]:
    """Return what was sent for the form of a name, or nothing."""
    mine = request.method == "POST" and request.POST.get("asked") == name
    return (request.POST, request.FILES) if mine else (None, None)


def done(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do what a form asks; where it is refused, the form says why, and nothing was changed."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except (Refusal, Refused, ChangedMeanwhile) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("已登记。"))
    return True


def upload(given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a form with its file as name and content."""
    file = given.get("file")
    return {**given, "file": (str(file.name), file.read()) if file else None}


def status(*given: forms.Form) -> int:
    return 422 if any(form.errors for form in given) else 200
