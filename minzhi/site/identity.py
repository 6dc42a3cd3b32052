"""What `[[identity]]` of the settings says: ways to sign in with an account held elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from minzhi.site.home import is_loopback

OPENID = "openid_connect"
PAGES = {
    "dingtalk": "https://login.dingtalk.com/oauth2/auth",
    "wecom": "https://login.work.weixin.qq.com/wwlogin/sso/login",
}
"""Where people sign in, of the services that have no discovery document."""
OWN = ("server_url", "uid_field", "token_auth_method", "agent")


def providers(given: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return allauth's own settings; each way has a `key`, a `name`, and what its provider gave out.

    Raises `ImproperlyConfigured` where a way is none that this program speaks, or lacks what it needs.
    """
    found: dict[str, Any] = {}
    for each in given:
        _look(each)
        own = {key: each[key] for key in OWN if key in each}
        if each["provider"] in PAGES:
            own["authorize_url"] = page_of(each)
        app = {
            "provider_id": each["key"], "name": each["name"], "client_id": each["client_id"],
            "secret": each["client_secret"], "settings": own,
        }  # fmt: skip
        family = found.setdefault(each["provider"], {"APPS": [], "OAUTH_PKCE_ENABLED": each["provider"] == OPENID})
        family["APPS"].append(app)
    return found


def _look(each: Mapping[str, Any]) -> None:
    asked = ["key", "provider", "name", "client_id", "client_secret"]
    asked += {OPENID: ["server_url"], "wecom": ["agent"]}.get(str(each.get("provider")), [])
    if missing := [name for name in asked if not each.get(name)]:
        raise ImproperlyConfigured(f"minzhi.toml：[[identity]] 缺 {'、'.join(missing)}")
    if each["provider"] not in {OPENID, *PAGES}:
        message = f"minzhi.toml：[[identity]] 的 provider 不能是 {each['provider']}，可写 {'、'.join([OPENID, *PAGES])}"
        raise ImproperlyConfigured(message)

    server = urlsplit(str(each.get("server_url", "")))
    if server.scheme == "http" and not is_loopback(server.hostname or ""):
        raise ImproperlyConfigured("minzhi.toml：[[identity]] 的 server_url 须用 https，否则谁都能冒充它")


def page_of(each: Mapping[str, Any]) -> str:
    """Return the page at which people sign in: as the settings say, or the service's own."""
    said = str(each.get("authorize_url", ""))
    return said if urlsplit(said).path.strip("/") else PAGES[each["provider"]]


def origins(given: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return where forms may lead besides ourselves: the addresses at which people sign in elsewhere."""
    urls = [url for each in given for url in _places(each) if url]
    return sorted({f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, urls)})


def _places(each: Mapping[str, Any]) -> tuple[str, ...]:
    if each["provider"] in PAGES:
        return (page_of(each),)
    return str(each.get("server_url", "")), str(each.get("authorize_url", ""))
