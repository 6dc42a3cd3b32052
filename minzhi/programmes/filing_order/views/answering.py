"""How the pages of this room are made: what was posted, what is shown."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minzhi.kit import clock


def given(request: HttpRequest, name: str = "") -> tuple[Any, Any]:
    """Return what was posted for the form of a name (any, where it has none); nothing for a page that is only read."""
    mine = request.method == "POST" and request.POST.get("asked", "") == name
    return (request.POST, request.FILES) if mine else (None, None)


def page(request: HttpRequest, name: str, *shown: forms.Form, **more: object) -> HttpResponse:
    """Return a page of the room; 422 where one of its forms is wrong."""
    given_ = {"day": clock.today(), **more}
    status = 422 if any(form.errors for form in shown) else 200
    return render(request, f"filing_order/{name}.html", given_, status=status)
