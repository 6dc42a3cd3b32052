"""The way to an identity held elsewhere, and back."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.http import Http404, HttpRequest, HttpResponse

from minzhi.records.scope.public import public


@public
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the service of this key, which asks people who they are; to bind it, a password is asked first."""
    for given in (request.GET, request.POST):
        if given.get("process", AuthProcess.LOGIN) != AuthProcess.LOGIN:
            raise Http404
    return _answer(OAuth2LoginView, request, provider_id)


@public
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the service sends people back with, and let in whom it names and the account is bound to."""
    return _answer(OAuth2CallbackView, request, provider_id)


def way_of(request: HttpRequest, provider_id: str) -> Any:  # noqa: ANN401 - allauth has no types
    """Return the service of a key; 404 where there is none."""
    try:
        return get_adapter(request).get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None


def _answer(kind: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    way = way_of(request, provider_id)
    answer: HttpResponse = kind.adapter_view(way.get_oauth2_adapter(request))(request)
    return answer
