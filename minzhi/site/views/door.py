"""In and out: sign-in with lock-out, passwords, posts, language, large text."""

from typing import cast

from allauth.account.utils import perform_login
from allauth.socialaccount.adapter import get_adapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.records.accounts import sittings
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.scope.public import public
from minzhi.site.middleware import LARGE_COOKIE, SITTING_KEY, address_of, remember
from minzhi.site.signing_in import failed, is_locked, locked_words

Kind = Note.Kind


class SignInForm(forms.Form):
    login = forms.CharField(
        label=gettext_lazy("账号"), max_length=60, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("密码"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


@public
def signin(request: HttpRequest) -> HttpResponse:
    """Let somebody in; after five wrong tries from one place the door stays shut for a quarter of an hour."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _known(request, form)
        if account is not None:
            return cast("HttpResponse", perform_login(request, account, redirect_url=_next(request)))
    ways = get_adapter(request).list_providers(request)
    return render(request, "signin.html", {"form": form, "ways": ways}, status=422 if form.errors else 200)


def _known(request: HttpRequest, form: SignInForm) -> Account | None:
    name = form.cleaned_data["login"]
    if is_locked(name, request):
        form.add_error(None, locked_words())
        return None
    account = authenticate(request, username=name, password=form.cleaned_data["password"])
    if isinstance(account, Account):
        return account
    failed(name, request)
    form.add_error(None, _("账号或密码不对。"))
    return None


def _next(request: HttpRequest) -> str:
    given = request.POST.get("next") or request.GET.get("next") or "/"
    return given if url_has_allowed_host_and_scheme(given, allowed_hosts=None) else "/"


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """Leave."""
    if isinstance(request.user, Account):
        note(Kind.SIGNED_OUT, account=request.user, from_address=address_of(request), on=clock.today())
        if uid := request.session.get(SITTING_KEY):
            sittings.end(request.user, now=clock.now(), uid=uid)
    logout(request)
    return redirect("signin")


def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password by the policy."""
    account = request.user
    if not isinstance(account, Account):
        return redirect("signin")
    form = PasswordChangeForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        account.must_change_password = False
        account.save(update_fields=["must_change_password"])
        update_session_auth_hash(request, account)
        sittings.end(account, now=clock.now(), but=request.session.get(SITTING_KEY, ""))
        note(Kind.PASSWORD, account=account, from_address=address_of(request), on=clock.today())
        messages.success(request, _("密码已更改。"))
        return redirect("/")
    return render(request, "password.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language."""
    chosen = request.POST.get("language", "")
    known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return _choose(request, known, large=_is_large(request))


@public
@require_POST
def large_text(request: HttpRequest) -> HttpResponse:
    """Turn large text on or off."""
    return _choose(request, get_language() or settings.LANGUAGE_CODE, large=not _is_large(request))


def _is_large(request: HttpRequest) -> bool:
    return request.COOKIES.get(LARGE_COOKIE) == "1"


def _choose(request: HttpRequest, language: str, *, large: bool) -> HttpResponse:
    if isinstance(request.user, Account):
        Account.objects.filter(pk=request.user.pk).update(language=language, large_text=large)
    return remember(redirect(_next(request)), language, large=large)


def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, and how it can be used without a mouse or good eyes."""
    return render(request, "about.html")
