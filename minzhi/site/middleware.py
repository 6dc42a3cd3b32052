"""Every request has an office day, an actor and a scope; nobody gets in without signing in."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.accounts import sittings
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import heeding, note
from minzhi.records.audit.models import Note
from minzhi.records.parameters.models import Installation
from minzhi.records.parameters.queries import remembering
from minzhi.records.scope.ambient import Scope, scoped
from minzhi.records.scope.public import is_public
from minzhi.records.scope.queries import scope_of
from minzhi.records.staffing.factors import held
from minzhi.records.tables.composed import Composed, ahead
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.tables.statements import Statement
from minzhi.records.tokens.actions import authenticate
from minzhi.records.units.actors import POSTS, Actor, actors_of
from minzhi.records.units.queries import NAME_OF_ROOT
from minzhi.records.units.roles import ADMINISTRATORS
from minzhi.site.sessions import ACCOUNT, SESSION

Answer = Callable[[HttpRequest], HttpResponse]
PERMISSIONS = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
LANGUAGE_COOKIE, LARGE_COOKIE, POST_KEY = "minzhi_language", "minzhi_large", "post"
SITTING_KEY, FACTOR_KEY = "sitting", "factor"
UNPROTECTED = frozenset({"password", "signout", "factors", "factors_totp", "factors_key", "factors_codes"})
"""What somebody without a second factor may open where one is asked for."""
A_YEAR = 365 * 24 * 3600
NOUGHT = "\x00"
READING = frozenset({"GET", "HEAD"})
INSTALLED = Composed(lambda: Installation.objects.annotate(office_name=Subquery(NAME_OF_ROOT)))
"""What this installation is, and the office at its top: one row."""


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def remember(response: HttpResponse, language: str, *, large: bool) -> HttpResponse:
    """Keep the reader's choices for a year; they come back with the account on another machine."""
    for name, value in ((LANGUAGE_COOKIE, language), (LARGE_COOKIE, "1" if large else "0")):
        response.set_cookie(
            name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def office(answer: Answer) -> Answer:
    """Put the installation and its office day around the request; a page that only reads asks once for each rule."""

    def around(request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        with ahead(INSTALLED.ask(), *([SESSION.ask(key=key)] if key else [])):
            here = next(iter(INSTALLED()), None)
            request.installation = here  # type: ignore[attr-defined] # ours
            remembered = remembering(here) if request.method in READING else nullcontext()
            with remembered, clock.office_day(here.office_day) if here and here.office_day else nullcontext():
                return answer(request)

    return around


def language(answer: Answer) -> Answer:
    """Speak the language that the reader chose; Chinese where nobody did."""

    def around(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, settings.LANGUAGE_CODE)
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            request.LANGUAGE_CODE = known
            response = answer(request)
        response.headers.setdefault("Content-Language", known)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return around


def must_have_factor(actors: list[Actor]) -> bool:
    """Tell whether the settings ask for a second factor of somebody with these posts."""
    asked = settings.INSTALLED.second_factor
    administers = any(actor.role in ADMINISTRATORS for actor in actors)
    return bool(asked == "everybody" or (asked == "administrators" and administers))


def _who(account: int, sitting: str) -> Iterator[Statement]:
    """Yield the questions that tell who asks: one round trip for all of them."""
    yield ACCOUNT.ask(pk=account)
    yield POSTS.ask(day=clock.today(), account=account)
    if sitting:
        yield sittings.SITTING.ask(account=account, uid=UUID(sitting))


def sitting(answer: Answer) -> Answer:
    """End what was left idle, lasted too long, or was ended from another browser."""

    def around(request: HttpRequest) -> HttpResponse:
        number, uid = request.session.get(SESSION_KEY), request.session.get(SITTING_KEY, "")
        with ahead(*_who(int(number), uid)) if number else nullcontext():
            return _let_in(request, uid)

    def _let_in(request: HttpRequest, uid: str) -> HttpResponse:
        account = request.user
        if not isinstance(account, Account):
            return answer(request)
        if uid and not sittings.goes_on(uid, account, sittings.limits(), now=clock.now()):
            logout(request)
            messages.error(request, _("这次登录已经结束（久未使用、时间已到，或在别处被结束），请重新登录。"))
            return redirect_to_login(request.get_full_path(), reverse("signin"))
        return answer(request)

    return around


def _lacks_factor(request: HttpRequest, account: Account) -> bool:
    """Tell whether somebody has to bind a second factor first; asked once in a sitting."""
    if request.session.get(FACTOR_KEY):
        return False
    here: Installation | None = getattr(request, "installation", None)
    asked = here and not here.demonstration and must_have_factor(request.actors)  # type: ignore[attr-defined] # ours
    if asked and not held(account).exists():
        return True
    request.session[FACTOR_KEY] = True
    return False


def acting(answer: Answer) -> Answer:
    """Find out who acts, in which post, and let them see what that post sees; all else is refused by default."""

    def around(request: HttpRequest) -> HttpResponse:
        match = resolve(request.path_info)
        request.actor, request.actors = None, []  # type: ignore[attr-defined] # ours
        day = clock.today()
        if match.namespace == "api":
            return _by_token(request, answer, day)
        if not isinstance(request.user, Account):
            return _to_stranger(request, answer, day) if is_public(match.func) else _turned_away(request)
        if request.user.must_change_password and not (
            is_public(match.func) or match.url_name in {"password", "signout"}
        ):
            return redirect("password")
        request.actors = actors_of(request.user, on=day)  # type: ignore[attr-defined] # ours
        if _lacks_factor(request, request.user) and not (is_public(match.func) or match.url_name in UNPROTECTED):
            return redirect("factors")
        chosen = request.session.get(POST_KEY)
        mine = {actor.post.pk: actor for actor in request.actors}  # type: ignore[attr-defined] # ours
        request.actor = mine.get(chosen) or next(iter(mine.values()), None)  # type: ignore[attr-defined] # ours
        with scoped(scope_of([request.actor] if request.actor else [], on=day)):  # type: ignore[attr-defined] # ours
            response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return around


def _to_stranger(request: HttpRequest, answer: Answer, day: date) -> HttpResponse:
    with scoped(Scope(on=day)):
        return answer(request)


def _turned_away(request: HttpRequest) -> HttpResponse:
    """Show who comes to the door what is public; who comes for something else signs in first."""
    if request.path_info == "/":
        return redirect("front")
    return redirect_to_login(request.get_full_path(), reverse("signin"))


def taken_away(answer: Answer) -> Answer:
    """Note every file that somebody with a name takes away, unless its page did so with more to say."""

    def around(request: HttpRequest) -> HttpResponse:
        with heeding() as written:
            response = answer(request)
        leaves = response.get("Content-Disposition", "").startswith("attachment")
        actor: Actor | None = getattr(request, "actor", None)
        account = request.user if isinstance(request.user, Account) else None
        if leaves and (actor or account) and not {Note.Kind.DOWNLOAD, Note.Kind.READ, Note.Kind.OPENED} & set(written):
            what = f"{request.path} {response.get('X-List-SHA256', '')}".strip()  # a query may hold a person's name
            note(
                Note.Kind.DOWNLOAD, on=clock.today(), actor=actor, account=account, what=what,
                from_address=address_of(request),
            )  # fmt: skip
        return response

    return around


def _by_token(request: HttpRequest, answer: Answer, day: date) -> HttpResponse:
    """Let a program act by its token alone: no cookie counts there, so no foreign page can act through one."""
    scheme, _space, clear = request.headers.get("Authorization", "").partition(" ")
    found = authenticate(clear.strip(), on=day) if scheme.lower() == "bearer" else None
    actor, may = found or (None, frozenset())
    request.actor, request.may = actor, may  # type: ignore[attr-defined] # ours
    with scoped(scope_of([actor] if actor else [], on=day)):
        response = answer(request)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


class Refusals:
    """Show a refusal in its own words, with what to do next; nothing was changed."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_about_the_view: object) -> HttpResponse | None:
        """Refuse what no database keeps, before any view reads it."""
        if any(
            NOUGHT in said for asked in (request.GET, request.POST) for _name, told in asked.lists() for said in told
        ):
            refused = _("填写的内容里有看不见的字符（0号字符），不能保存，请重新填写。")
            return render(request, "refused.html", {"refused": refused}, status=400)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn what may be shown into a page."""
        if isinstance(error, (NotYours, PermissionDenied)):
            return render(request, "refused.html", {"refused": error}, status=403)
        if isinstance(error, (Refusal, ChangedMeanwhile)):
            return render(request, "refused.html", {"refused": error}, status=409)
        return None
