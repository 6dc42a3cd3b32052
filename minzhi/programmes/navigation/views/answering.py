"""How the pages of this room do what a form asks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import Refusal
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.records.tables.rows import ChangedMeanwhile


def project(uid: str) -> casework.Case:
    """Return a project that the scope sees; else there is none."""
    found: casework.Case = get_object_or_404(casework.Case.objects.select_related("unit"), uid=uid, process=PROJECT)
    return found


def done(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do what a form asks; where it is refused, the form says why, and nothing was changed."""
    if request.method != "POST" or not form.is_bound or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except FormWrong as wrong:
        for name, sentence in wrong.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
    except (Refusal, ChangedMeanwhile, search.BadQuery) as refused:
        form.add_error("text" if "text" in form.fields else None, str(refused))
    return not form.errors
