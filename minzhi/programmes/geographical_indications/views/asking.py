"""How every page of the room does what a form asks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from minzhi.kit.refusal import Refusal
from minzhi.records.tables.rows import ChangedMeanwhile


def asked(request: HttpRequest, name: str) -> tuple[Any, Any]:
    """Return what was posted for the form of a name, for a form's first two arguments; nothing for the others."""
    mine = request.method == "POST" and request.POST.get("asked") == name
    return (request.POST, request.FILES) if mine else (None, None)


def done(request: HttpRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks; where it is wrong, the form says so and nothing was changed."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except (Refusal, ChangedMeanwhile) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("已保存。"))
    return True


def status(*given: forms.Form) -> int:
    return 422 if any(form.errors for form in given) else 200
