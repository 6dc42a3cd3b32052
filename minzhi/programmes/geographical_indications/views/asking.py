"""A page with several forms: which of them was posted, and how it answers."""

from typing import Any

from django import forms
from django.http import HttpRequest


def asked(request: HttpRequest, name: str) -> tuple[Any, Any]:
    """Return what was posted for the form of a name, for a form's first two arguments; nothing for the others."""
    mine = request.method == "POST" and request.POST.get("asked") == name
    return (request.POST, request.FILES) if mine else (None, None)


def status(*given: forms.Form) -> int:
    return 422 if any(form.errors for form in given) else 200
