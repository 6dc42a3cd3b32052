"""The way to an identity held elsewhere, and back."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.http import Http404, HttpRequest, HttpResponse

from minzhi.records.scope.public import public


@public
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the service of this key, which asks people who they are."""
    return _answer(OAuth2LoginView, request, provider_id)


@public
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the service sends people back with, and let in whom it names and the account is bound to."""
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(kind: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        way = get_adapter(request).get_provider(request, provider=provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    answer: HttpResponse = kind.adapter_view(way.get_oauth2_adapter(request))(request)
    return answer
