"""How a page answers: who acts, which version of a row its form was made from, what came of an act."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.actors import Actor

LONGEST_VERSION, NEVER = 10, -1


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts; raises `NotYours` for an account without a post."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotYours(_("您的账号今天没有任职，不能办理；请联系系统管理员。"))
    return actor


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str, to: str) -> HttpResponse:
    """Do an act and go to a page; a refusal is shown there in its own words, and nothing was changed."""
    try:
        act()
    except (Refusal, ChangedMeanwhile) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(to)


def fulfilled(
    request: HttpRequest, form: forms.Form, act: Callable[[], object], *, done: str | Callable[[], str] = ""
) -> bool:
    """Do what a form asks and say `done`; where it is wrong or refused, the form says so, and nothing was changed."""
    if request.method != "POST" or not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except FormWrong as wrong:
        for name, sentence in wrong.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
    except (Refusal, ChangedMeanwhile) as refused:
        form.add_error(None, str(refused))
    else:
        messages.success(request, (done() if callable(done) else done) or _("已保存。"))
        return True
    return False


def seen(request: HttpRequest) -> int | None:
    """Return the version of the row that the form was made from; what is no version is none that ever was."""
    given = request.POST.get("seen", "")
    if not given:
        return None
    return int(given) if len(given) < LONGEST_VERSION and given.isascii() and given.isdecimal() else NEVER
