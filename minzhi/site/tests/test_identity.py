"""Signing in with an identity held elsewhere: a provider of the tests' own, on loopback."""

import json
import threading
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured

from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.site.identity import origins, providers
from minzhi.site.tests.conftest import PASSWORD
from minzhi.site.tests.test_door import enter

BIND, IN_2100 = "/ways-in/portal/bind/", 4102444800


class Provider(BaseHTTPRequestHandler):
    """Says who everybody is: number 350001."""

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        names = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "userinfo_endpoint": "/me"}
        names["jwks_uri"] = "/keys"
        said = self.server.person if self.path == "/me" else {k: here + v for k, v in names.items()}
        self.answer({**said, "issuer": here} if self.path != "/me" else said)

    def do_POST(self):
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        ok = asked["code"] == ["good"] and "code_verifier" in asked
        token = {"id_token": jwt.encode(self.server.token, "k" * 32)} if self.server.token else {}
        self.answer({"access_token": "t", "token_type": "bearer", **token} if ok else {"error": "invalid_grant"}, ok=ok)

    def answer(self, said, *, ok=True):
        self.send_response(200 if ok else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_given):
        """Be quiet."""


@pytest.fixture
def portal(settings):
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        server.token, server.person = {}, {"sub": "350001", "name": "演示"}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        given = [{
            "key": "portal", "provider": "openid_connect", "name": "省统一身份认证", "client_id": "minzhi",
            "client_secret": "s", "server_url": f"http://127.0.0.1:{server.server_port}",
        }]  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = providers(given)
        yield server, given
        server.shutdown()


def through(client, code="good", way="/sign-in/portal/", server=None, **token):
    """Go to the provider and come back with its code; return the last answer. `token` is what its token says else."""
    asked = parse_qs(urlsplit(client.post(way, {"password": PASSWORD}).headers["Location"]).query)
    if server:
        here = f"http://127.0.0.1:{server.server_port}"
        said = {"iss": here, "aud": "minzhi", "sub": "350001", "exp": IN_2100, "nonce": asked["nonce"][0], **token}
        server.token = {name: value for name, value in said.items() if value is not None}
    return client.get("/sign-in/portal/back/", {"code": code, "state": asked["state"][0]}, follow=True)


@pytest.mark.usefixtures("portal", "lin")
def test_an_identity_that_nobody_bound_opens_nothing(client):
    answer = through(client)
    assert ("还没有绑定本站账号" in answer.content.decode(), Account.objects.count()) == (True, 1)


@pytest.fixture
def bound(client, portal, lin):
    enter(client)
    through(client, way=BIND)
    client.logout()
    return portal[0], lin


@pytest.mark.usefixtures("bound")
def test_a_bound_identity_opens_its_owners_account(client):
    assert SocialAccount.objects.get().uid == "350001"
    assert through(client).wsgi_request.user.login == "lin"
    assert list(Note.objects.order_by("pk").values_list("kind", "what")) == [
        ("signed_in", ""),
        ("change", "identity.bind"),
        ("signed_in", ""),
    ]


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("code", ["bad", ""])
def test_what_the_provider_does_not_confirm_is_told(client, code):
    assert "统一身份登录没有完成" in through(client, code).content.decode()


@pytest.mark.usefixtures("bound")
def test_an_account_switched_off_stays_outside_this_way_too(client):
    Account.objects.update(is_active=False)
    assert "已停用" in through(client).content.decode()


@pytest.mark.parametrize(
    "token",
    [{"nonce": "of another sign-in"}, {"nonce": None}, {"aud": "another"}, {"iss": "http://evil"}, {"exp": 1},
     {"sub": "350002"}, {"sub": None}],
)  # fmt: skip
def test_a_token_of_another_sign_in_site_portal_time_or_person_opens_nothing(client, bound, token):
    assert "统一身份登录没有完成" in through(client, server=bound[0], **token).content.decode()
    assert through(client, server=bound[0]).wsgi_request.user.login == "lin"


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("person", [{}, {"sub": None}, {"sub": ""}, []])
def test_who_has_no_number_is_nobody(client, portal, person):
    portal[0].person = person
    assert "统一身份登录没有完成" in through(client).content.decode()


@pytest.mark.usefixtures("portal", "lin")
def test_nothing_is_bound_without_the_password(client):
    enter(client)
    assert client.post("/sign-in/portal/?process=connect").status_code == 404
    assert client.post("/sign-in/portal/", {"process": "connect"}).status_code == 404
    assert client.post(BIND, {"password": "?"}).status_code == 422


def test_nothing_is_unbound_without_the_password(client, bound):
    enter(client)
    address = f"/ways-in/{SocialAccount.objects.get(user=bound[1].officer.account).pk}/unbind/"
    left = []
    for given in ({}, {"password": "?"}, {"password": PASSWORD}):
        client.post(address, given)
        left.append(SocialAccount.objects.count())
    assert left == [1, 1, 0]


@pytest.mark.parametrize(("address", "works"), [
    ("https://sso.example.gov.cn", True), ("http://127.0.0.1:9", True), ("http://sso.example.gov.cn", False),
])  # fmt: skip
def test_a_portal_that_anybody_could_play_stops_the_start(address, works):
    given = [{"key": "k", "provider": "openid_connect", "name": "n", "client_id": "1", "client_secret": "s",
              "server_url": address}]  # fmt: skip
    with nullcontext() if works else pytest.raises(ImproperlyConfigured, match="https"):
        assert providers(given)


def test_the_way_is_on_the_sign_in_page_and_its_address_may_be_gone_to(client, portal, lin):
    assert "用省统一身份认证登录" in client.get("/sign-in/").content.decode()
    assert (origins(portal[1]), lin.officer.name) == ([portal[1][0]["server_url"]], "lin")
