"""What `[[identity]]` of the settings says: ways to sign in with an account held elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

OPENID = "openid_connect"


def providers(given: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return allauth's own settings; each way has a `key`, a `name`, and what its provider gave out."""
    found: dict[str, Any] = {}
    for each in given:
        own = {key: each[key] for key in ("server_url", "uid_field", "token_auth_method") if key in each}
        app = {
            "provider_id": each["key"], "name": each["name"], "client_id": each["client_id"],
            "secret": each["client_secret"], "settings": own,
        }  # fmt: skip
        family = found.setdefault(each["provider"], {"APPS": [], "OAUTH_PKCE_ENABLED": True})
        family["APPS"].append(app)
    return found


def origins(given: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return where forms may lead besides ourselves: the addresses at which people sign in elsewhere."""
    urls = [url for each in given for url in (each.get("server_url"), each.get("authorize_url")) if url]
    return sorted({f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, urls)})
