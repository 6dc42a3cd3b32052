"""One's own data; and for the security administrator what the law asks of whoever holds data."""

from collections import Counter
from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.privacy import actions
from minzhi.records.privacy.models import Asking, Assessment, Breach
from minzhi.records.privacy.queries import copy_of, notice, retention
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer
from minzhi.records.units.roles import Role
from minzhi.site.duties import duties
from minzhi.site.middleware import address_of

FORM = "account"
WIDE = forms.Textarea({"rows": 3})


class PhoneForm(forms.Form):
    phone = forms.RegexField(
        r"^\+?[\d -]{7,20}$", label=gettext_lazy("联系电话"), required=False, strip=True,
        help_text=gettext_lazy("自愿填写；加密保存，留空即删除"), widget=forms.TextInput({"autocomplete": "tel"}),
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("事项"), choices=Asking.Kind.choices)
    text = forms.CharField(label=gettext_lazy("说明"), max_length=500, widget=WIDE)


class AssessmentForm(forms.ModelForm):  # type: ignore[type-arg] # generic to the type checker only
    class Meta:
        model = Assessment
        fields = ("subject", "lawful", "impact", "safeguards")


class BreachForm(forms.ModelForm):  # type: ignore[type-arg] # as above
    class Meta:
        model = Breach
        fields = ("kinds", "people", "cause", "harm", "remedy", "own_steps", "contact")


def _actor(request: HttpRequest) -> Actor:
    actor = cast("Actor | None", request.actor)  # type: ignore[attr-defined] # set by the middleware
    if actor is None:
        raise NotYours(_("您今天没有任职。"))
    return actor


def own_data(request: HttpRequest) -> HttpResponse:
    """Show what is held of oneself; the telephone is corrected or deleted at once."""
    account, text, day = cast("Account", request.user), notice(FORM), clock.today()
    first = {"phone": actions.own_phone(account), "edition": text.edition if text else 0}
    form = PhoneForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        if text:
            actions.give_notice(FORM, form.cleaned_data["edition"], account)
        actions.set_phone(account, form.cleaned_data["phone"], on=day)
        messages.success(request, _("已保存。"))
        return redirect("own_data")
    held = copy_of(account)
    given = {"form": form, "notice": text, "held": held, "retention": retention(), "ask": AskForm()}
    return render(request, "own_data.html", given, status=422 if form.errors else 200)


def own_copy(request: HttpRequest) -> HttpResponse:
    """Hand over what is held of oneself, for other programs too."""
    account = cast("Account", request.user)
    note(Note.Kind.DOWNLOAD, account=account, subject=account, what="own data", from_address=address_of(request),
         on=clock.today())  # fmt: skip
    answer = JsonResponse(copy_of(account), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="own-data.json"'
    return answer


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for what one cannot do alone."""
    form = AskForm(request.POST)
    if form.is_valid():
        actions.ask(cast("Account", request.user), **form.cleaned_data, on=clock.today())
        messages.success(request, _("已提出；答复会显示在本页。"))
    else:
        messages.error(request, _("请写明事项和说明。"))
    return redirect("own_data")


@require_POST
def phone(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a colleague's whole number to an officer who says why."""
    officer = get_object_or_404(Officer.objects.select_related("account"), uid=uid)
    why = request.POST.get("why", "")
    number = actions.read_phone(officer, by=_actor(request), why=why, on=clock.today())
    return render(request, "phone.html", {"officer": officer, "number": number, "why": why})


def protection(request: HttpRequest) -> HttpResponse:
    """Show what such a system owes, each point with the test or setting that meets it, and the records kept of it."""
    actor = _actor(request)
    given = {
        "duties": duties(),
        "counts": Counter(duty.standing for duty in duties()),
        "retention": retention(),
        "role": actor.role.value,
        "assessments": Assessment.objects.select_related("made_by"),
        "breaches": Breach.objects.all(),
        "askings": Asking.objects.select_related("account") if actor.role == Role.SYSTEM_ADMIN else [],
    }
    return render(request, "protection.html", given)


@require_POST
def answer(request: HttpRequest, uid: str) -> HttpResponse:
    """Answer a request."""
    asking = get_object_or_404(Asking, uid=uid)
    done, words = request.POST.get("done") == "1", request.POST.get("words", "")
    actions.answer(asking, done=done, words=words, by=_actor(request), on=clock.today())
    return redirect("protection")


def assess(request: HttpRequest) -> HttpResponse:
    """Put an impact assessment on record."""
    form = AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.assess(form.cleaned_data, by=_actor(request), on=clock.today())
        return redirect("protection")
    given = {"form": form, "title": _("个人信息保护影响评估")}
    return render(request, "protection_form.html", given, status=422 if form.errors else 200)


def find_breach(request: HttpRequest) -> HttpResponse:
    """Put a breach on record."""
    form = BreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.find_breach(form.cleaned_data, by=_actor(request), on=clock.today())
        return redirect("protection")
    given = {"form": form, "title": _("登记个人信息安全事件")}
    return render(request, "protection_form.html", given, status=422 if form.errors else 200)


@require_POST
def breach(request: HttpRequest, uid: str) -> HttpResponse:
    """Take the next step about a breach."""
    found, by, day = get_object_or_404(Breach, uid=uid), _actor(request), clock.today()
    if found.state == Breach.State.FOUND:
        actions.report(found, by=by, on=day)
    elif found.state == Breach.State.REPORTED:
        actions.notify(found, by=by, on=day, because_not=request.POST.get("because_not", "").strip())
    else:
        actions.close(found, by=by, on=day)
    return redirect("protection")
