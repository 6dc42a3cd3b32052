"""How one signs in: second factors, recovery codes, identities held elsewhere, and where one is signed in now."""

import json
from typing import Any, cast

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.socialaccount.adapter import get_adapter as get_elsewhere
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthAction, AuthProcess
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.records.accounts import sittings
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.staffing import factors
from minzhi.site.middleware import SITTING_KEY
from minzhi.site.signing_in import failed, is_locked, locked_words
from minzhi.site.views.elsewhere import way_of

NAME_LENGTH = 40


class Confirmed(forms.Form):
    """Whoever changes how an account is opened shows once more that it is theirs."""

    password = forms.CharField(
        label=gettext_lazy("当前密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST or None)
        self.request = request

    def clean_password(self) -> str:
        account, given = _me(self.request), str(self.cleaned_data["password"])
        if is_locked(account.login, self.request):
            raise ValidationError(locked_words())
        if not account.check_password(given):
            failed(account.login, self.request, "confirm")
            raise ValidationError(_("密码不对。"))
        return given


class TotpForm(Confirmed):
    code = forms.CharField(
        label=gettext_lazy("验证码"),
        help_text=gettext_lazy("验证器上现在显示的6位数字"),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    field_order = ("code", "password")

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not totp.validate_totp_code(totp.get_totp_secret(), code):
            raise ValidationError(_("验证码不对：请核对手机的时间，等下一个验证码再试。"))
        return code


class KeyForm(Confirmed):
    name = forms.CharField(label=gettext_lazy("名称"), max_length=NAME_LENGTH, initial=gettext_lazy("安全密钥"))
    credential = forms.JSONField(widget=forms.HiddenInput)
    field_order = ("name", "password")

    def clean_credential(self) -> Any:  # noqa: ANN401 - what the browser's key said
        said = self.cleaned_data["credential"]
        webauthn.parse_registration_response(said)
        webauthn.complete_registration(said)
        return said


def _me(request: HttpRequest) -> Account:
    return cast("Account", request.user)


def index(request: HttpRequest) -> HttpResponse:
    """Show all ways in, and all places one is signed in at."""
    account = _me(request)
    return render(
        request,
        "factors.html",
        {
            "held": factors.held(account),
            "codes_left": factors.unused_codes(account),
            "sittings": sittings.going_on(account, sittings.limits(), now=clock.now()),
            "here": request.session.get(SITTING_KEY),
            "identities": SocialAccount.objects.filter(user=account),
            "ways": get_elsewhere(request).list_providers(request),
        },
    )


def add_totp(request: HttpRequest) -> HttpResponse:
    """Bind an application that shows codes: scan, type the code, confirm."""
    account = _me(request)
    form = TotpForm(request)
    if request.method == "POST" and form.is_valid():
        factors.add_totp(account, totp.get_totp_secret(), on=clock.today(), code=form.cleaned_data["code"])
        totp.clear_totp_secret(request)
        return _show_codes(request, factors.new_recovery_codes(account, on=clock.today()))
    secret = totp.get_totp_secret(regenerate=request.method == "GET")
    drawn = segno.make(get_adapter().build_totp_url(account, secret)).svg_inline(scale=5, dark="#000", light="#fff")
    picture = mark_safe(drawn)  # noqa: S308 - drawn by segno from our own address, which it encodes as squares
    given = {"form": form, "picture": picture, "secret": secret}
    return render(request, "factors_totp.html", given, status=422 if form.errors else 200)


def add_key(request: HttpRequest) -> HttpResponse:
    """Bind a key or the device's own (WebAuthn)."""
    account = _me(request)
    form = KeyForm(request)
    if request.method == "POST" and form.is_valid():
        given, had_none = form.cleaned_data, not factors.held(account).exists()
        factors.add_key(account, name=given["name"], credential=given["credential"], on=clock.today())
        if had_none:
            return _show_codes(request, factors.new_recovery_codes(account, on=clock.today()))
        messages.success(request, _("安全密钥已绑定。"))
        return redirect("factors")
    options = json.loads(json.dumps(webauthn.begin_registration(account, False)["publicKey"]))  # noqa: FBT003 - allauth's own order
    given = {"form": form, "options": options}
    return render(request, "factors_key.html", given, status=422 if form.errors else 200)


def codes(request: HttpRequest) -> HttpResponse:
    """Replace the recovery codes; the new ones are shown this once."""
    form = Confirmed(request)
    if request.method == "POST" and form.is_valid():
        return _show_codes(request, factors.new_recovery_codes(_me(request), on=clock.today()))
    return render(request, "factors_confirm.html", {"form": form}, status=422 if form.errors else 200)


def _show_codes(request: HttpRequest, shown: list[str]) -> HttpResponse:
    return render(request, "factors_codes.html", {"codes": shown})


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one factor away."""
    factor = get_object_or_404(Authenticator, pk=pk, user=_me(request))
    form = Confirmed(request)
    if request.method == "POST" and form.is_valid():
        factors.remove(_me(request), factor, on=clock.today())
        messages.success(request, _("已解除。"))
        return redirect("factors")
    return render(request, "factors_confirm.html", {"form": form, "factor": factor}, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one sitting, or all but this one."""
    chosen, here = request.POST.get("sitting", ""), request.session.get(SITTING_KEY, "")
    known = sittings.going_on(_me(request), sittings.limits(), now=clock.now())
    one = chosen if chosen in {str(each.uid) for each in known} else ""
    count = sittings.end(_me(request), now=clock.now(), uid=one, but="" if one else here)
    messages.success(request, _("已结束%(count)s处登录。") % {"count": count})
    return redirect("factors")


def bind(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Let an identity held elsewhere open this account too: confirm, and go there."""
    way, form = way_of(request, provider_id), Confirmed(request)
    if request.method == "POST" and form.is_valid():
        leads: HttpResponse = way.redirect(
            request, AuthProcess.CONNECT, auth_params=way.get_auth_params_from_request(request, AuthAction.AUTHENTICATE)
        )
        return leads
    return render(request, "factors_confirm.html", {"form": form, "way": way}, status=422 if form.errors else 200)


def unbind(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an identity held elsewhere no longer open this account."""
    identity, form = get_object_or_404(SocialAccount, pk=pk, user=_me(request)), Confirmed(request)
    if request.method == "POST" and form.is_valid():
        identity.delete()
        note(Note.Kind.CHANGE, account=_me(request), subject=_me(request), what="identity.unbind", on=clock.today())
        messages.success(request, _("已解除。"))
        return redirect("factors")
    given = {"form": form, "identity": identity}
    return render(request, "factors_confirm.html", given, status=422 if form.errors else 200)
