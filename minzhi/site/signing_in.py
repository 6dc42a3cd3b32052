"""How allauth's machinery works in this house: our records, our words, our lock-out, our keys."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.records.accounts import sittings
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.audit.queries import failures
from minzhi.records.staffing.factors import Type, held, use_up
from minzhi.records.tables import sealed
from minzhi.records.units.queries import name_of_root
from minzhi.site.middleware import SITTING_KEY, address_of, remember

Kind = Note.Kind
TRIES, MINUTES = 5, 15


def is_locked(login_name: str, request: HttpRequest) -> bool:
    """Tell whether a name was tried too often from an address, and note that somebody tried again."""
    since = clock.now() - timedelta(minutes=MINUTES)
    if failures(login_name, address_of(request), since=since) < TRIES:
        return False
    note(Kind.LOCKED_OUT, login=login_name, from_address=address_of(request), on=clock.today())
    return True


def locked_words() -> str:
    message = _("连续输错%(tries)s次，请%(minutes)s分钟后再试，或请系统管理员重置密码。")
    return message % {"tries": TRIES, "minutes": MINUTES}


def failed(login_name: str, request: HttpRequest, what: str = "") -> None:
    """Count one wrong try."""
    note(Kind.SIGN_IN_FAILED, login=login_name, from_address=address_of(request), what=what, on=clock.today())


class Door(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Whoever comes in, by whichever way, comes through here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        del request
        return False

    def pre_login(self, request: HttpRequest, user: Account, **_given: Any) -> HttpResponse | None:  # noqa: ANN401 - allauth's own words
        if user.is_active:
            return None
        messages.error(request, _("这个账号已停用，请与系统管理员联系。"))
        return redirect("signin")

    def login(self, request: HttpRequest, user: Account) -> None:
        """Open a sitting, and write that it was opened."""
        login(request, user)
        request.session[SITTING_KEY] = str(sittings.begin(
            user, sittings.limits(), now=clock.now(), from_address=address_of(request),
            agent=request.META.get("HTTP_USER_AGENT", ""),
        ).uid)  # fmt: skip
        how = "two factors" if held(user).exists() else ""
        note(Kind.SIGNED_IN, account=user, from_address=address_of(request), what=how, on=clock.today())

    def post_login(self, request: HttpRequest, user: Account, **given: Any) -> HttpResponse:  # noqa: ANN401 - as above
        del request
        return remember(redirect(given.get("redirect_url") or "/"), user.language, large=user.large_text)

    def add_message(self, *_args: Any, **_given: Any) -> None:  # noqa: ANN401 - as above
        """Our pages say in their own words what was done."""


class Factors(DefaultMFAAdapter):  # type: ignore[misc] # allauth has no types
    """Secrets of second factors lie sealed in the database."""

    def get_totp_issuer(self) -> str:
        return f"{_('闽知')} {name_of_root()}".strip()

    def encrypt(self, text: str) -> str:
        return sealed.close(text, place="mfa")

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.opened(encrypted_text, place="mfa")


class Elsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc] # allauth has no types
    """An identity held elsewhere opens only the account that its owner bound it to."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        del sociallogin
        messages.error(request, _("这个统一身份还没有绑定本站账号：请先用本站账号登录，在“登录方式”中绑定。"))
        raise ImmediateHttpResponse(redirect("signin"))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        """Asked for once an identity was bound, which goes on record."""
        account = socialaccount.user
        note(Kind.CHANGE, account=account, subject=account, what="identity.bind", on=clock.today())
        messages.success(request, _("已绑定。"))
        return reverse("factors")


class CodeForm(AuthenticateForm):  # type: ignore[misc] # allauth has no types
    """The second step: a code by time or a recovery code, counted by the same lock-out as passwords."""

    def __init__(self, *args: Any, **given: Any) -> None:  # noqa: ANN401 - Django's own words
        super().__init__(*args, **given)
        code: forms.Field = self.fields["code"]
        code.label = _("验证码")
        code.help_text = _("手机验证器上的6位数字；手机不在身边时用一个恢复码。")
        code.widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})

    def clean_code(self) -> str:
        name = str(self.user)
        if is_locked(name, context.request):
            raise ValidationError(locked_words())
        try:
            given = str(super().clean_code())
        except ValidationError:
            given = ""
        if given and (self.authenticator.type != Type.TOTP or use_up(self.authenticator, given)):
            return given
        failed(name, context.request, "second factor")
        raise ValidationError(_("验证码不对，或已经用过。请等下一个验证码再试。"))
