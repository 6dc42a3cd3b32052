"""Identities held elsewhere, as each service speaks: OpenID Connect, DingTalk, WeChat Work.

The name of this file is allauth's: it looks for `provider_classes` in each app. Of a person only the number is kept.
"""

import secrets
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

Said = dict[str, Any]
NONCE, SUBJECT = "elsewhere.nonce", "sub"


class PortalAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # allauth has no types
    """What is left to each client: that the answer belongs to this sign-in, and that it can be read at all."""

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **given: Any) -> SocialLogin:  # noqa: ANN401 - allauth's own words
        """Ask who signed in; raises `OAuth2Error` for what is no answer of a portal."""
        try:
            return super().complete_login(request, app, token, **given)
        except (AttributeError, KeyError, TypeError, ValueError) as strange:
            raise OAuth2Error(f"no answer of a portal: {strange!r}") from strange

    def _decode_id_token(self, app: SocialApp, id_token: str) -> Said:
        data: Said = super()._decode_id_token(app, id_token)
        sent = self.request.session.pop(NONCE, "")
        if not sent or data.get("nonce") != sent:
            raise OAuth2Error("the token belongs to another sign-in")
        return data


class Portal(OpenIDConnectProvider):  # type: ignore[misc] # as above
    """An OpenID Connect portal."""

    account_class, oauth2_adapter_class = ProviderAccount, PortalAdapter

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> Said:
        """Send a number of this sign-in along, which the portal's token has to bring back."""
        asked: Said = super().get_auth_params_from_request(request, action)
        request.session[NONCE] = asked["nonce"] = secrets.token_urlsafe(16)
        return asked

    def get_default_scope(self) -> list[str]:
        """Ask for more than the number only where another field of a person is the number."""
        return ["openid"] if self.app.settings.get("uid_field", SUBJECT) == SUBJECT else super().get_default_scope()

    def extract_uid(self, data: Said) -> str:
        """Return the number; raises `OAuth2Error` where there is none, or two answers speak of two persons."""
        asked, token = data.get("userinfo", {}), data.get("id_token", {})
        if asked and token and asked.get(SUBJECT) != token.get(SUBJECT):
            raise OAuth2Error("two persons")
        return _given_by(asked or token, self.app.settings.get("uid_field", SUBJECT))

    def get_login_url(self, request: HttpRequest, **asked: str) -> str:
        """Return where this way in begins: one address for each key of the settings."""
        del request
        url = reverse("elsewhere", args=(self.app.provider_id,))
        return f"{url}?{urlencode(asked)}" if asked else url

    def extract_extra_data(self, data: Said) -> Said:
        """Keep nothing of what a portal says of a person besides the number."""
        del data
        return {}

    def extract_email_addresses(self, data: Said) -> list[object]:
        """Nobody is found by mail."""
        del data
        return []


def _given_by(said: Said, name: str) -> str:
    """Return what a service said under a name; raises `OAuth2Error` where it said nothing: who is no member."""
    found = str(said.get(name) or "")
    if not found:
        raise OAuth2Error(f"no {name}")
    return found


class Own(OpenIDConnectOAuth2Adapter):  # type: ignore[misc] # as above
    """A service with addresses of its own instead of a discovery document."""

    api = ""
    access_token_url, basic_auth = "", False  # each asks for its token in its own words

    def _at(self, path: str) -> str:
        return f"{self.get_provider().app.settings.get('server_url', self.api).rstrip('/')}{path}"

    @property
    def authorize_url(self) -> str:
        """The page at which people sign in."""
        return str(self.get_provider().app.settings["authorize_url"])

    def _asked(self, method: str, path: str, **given: Any) -> Said:  # noqa: ANN401 - what goes with a request
        """Ask the service; raises `OAuth2Error` for all that is no object."""
        with get_adapter().get_requests_session() as session:
            answer = session.request(method, self._at(path), **given)
            answer.raise_for_status()
            said = answer.json()
        if not isinstance(said, dict):
            raise OAuth2Error(f"{path}: no object")
        return said


class OwnProvider(Portal):
    """What both services share: their own adapter, no scopes of OpenID Connect but those they document."""

    uid_field = ""

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> Said:
        """Neither gives out a token that could bring a number back."""
        del request, action
        asked: Said = self.get_auth_params()
        return asked

    def get_pkce_params(self) -> Said:
        """Neither documents a proof of the code."""
        return {}

    def extract_uid(self, data: Said) -> str:
        """Return the number; raises `OAuth2Error` where the service does not give one."""
        return _given_by(data, self.app.settings.get("uid_field", self.uid_field))

    def extract_common_fields(self, data: Said) -> Said:
        """Take no names either: accounts are opened by the system administrator."""
        del data
        return {}


class DingTalkAdapter(Own):
    """DingTalk's own words for OAuth2: https://open.dingtalk.com, "登录第三方网站"."""

    api = "https://api.dingtalk.com"

    def __init__(self, request: HttpRequest, provider_id: str) -> None:
        if code := request.GET.get("authCode"):  # so it is called on the way back
            asked = request.GET.copy()
            asked["code"] = code
            request.GET = asked  # type: ignore[assignment] # the stubs know requests as they come in
        super().__init__(request, provider_id)

    def get_access_token_data(self, request: HttpRequest, app: SocialApp, client: object, **_given: object) -> Said:
        """Turn the code into the person's token."""
        del client
        asked = {"clientId": app.client_id, "clientSecret": app.secret, "grantType": "authorization_code"}
        said = self._asked("POST", "/v1.0/oauth2/userAccessToken", json={**asked, "code": request.GET["code"]})
        return {"access_token": _given_by(said, "accessToken")}

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **_given: object) -> SocialLogin:
        """Ask who the token stands for."""
        del app
        said = self._asked("GET", "/v1.0/contact/users/me", headers={"x-acs-dingtalk-access-token": token.token})
        return self.get_provider().sociallogin_from_response(request, said)


class DingTalk(OwnProvider):
    id, name, oauth2_adapter_class, uid_field = "dingtalk", "DingTalk", DingTalkAdapter, "openId"

    def get_default_scope(self) -> list[str]:
        return ["openid"]

    def get_auth_params(self) -> Said:
        """Return what the service wants besides: a sign-in is always confirmed."""
        return {"prompt": "consent"}


class WeComClient(OAuth2Client):  # type: ignore[misc] # allauth has no types
    """The sign-in page asks by names of its own."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: Said) -> str:
        del scope
        asked = {"login_type": "CorpApp", "appid": self.consumer_key, "redirect_uri": self.callback_url}
        return f"{authorization_url}?{urlencode({**asked, **extra_params, 'state': self.state})}"


class WeComAdapter(Own):
    """WeChat Work: a token of the office's application, then who a code stands for."""

    api = "https://qyapi.weixin.qq.com"
    client_class = WeComClient

    def get_access_token_data(self, request: HttpRequest, app: SocialApp, client: object, **_given: object) -> Said:
        """Return the application's token, which the service gives out again as long as it holds."""
        del request, client
        asked = {"corpid": app.client_id, "corpsecret": app.secret}
        return {"access_token": _given_by(self._agreed("/cgi-bin/gettoken", asked), "access_token")}

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **_given: object) -> SocialLogin:
        """Ask who the code stands for."""
        del app
        asked = {"access_token": token.token, "code": request.GET["code"]}
        said = self._agreed("/cgi-bin/auth/getuserinfo", asked)
        return self.get_provider().sociallogin_from_response(request, said)

    def _agreed(self, path: str, asked: Said) -> Said:
        said = self._asked("GET", path, params=asked)
        if said.get("errcode", 0) != 0:
            raise OAuth2Error(f"{said['errcode']} {said.get('errmsg', '')}")
        return said


class WeCom(OwnProvider):
    id, name, oauth2_adapter_class, uid_field = "wecom", "WeChat Work", WeComAdapter, "userid"

    def get_auth_params(self) -> Said:
        """Return the number of the office's application."""
        return {"agentid": self.app.settings["agent"]}


provider_classes = [Portal, DingTalk, WeCom]
