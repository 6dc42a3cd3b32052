"""Signing in with an identity held elsewhere: a provider of the tests' own, on loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.site.identity import origins, providers
from minzhi.site.tests.test_door import enter


class Provider(BaseHTTPRequestHandler):
    """Says who everybody is: number 350001."""

    def do_GET(self):
        here = f"http://127.0.0.1:{self.server.server_port}"
        names = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "userinfo_endpoint": "/me"}
        said = {"sub": "350001", "name": "演示"} if self.path == "/me" else {k: here + v for k, v in names.items()}
        self.answer({**said, "issuer": here} if self.path != "/me" else said)

    def do_POST(self):
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        ok = asked["code"] == ["good"] and "code_verifier" in asked
        self.answer({"access_token": "t", "token_type": "bearer"} if ok else {"error": "invalid_grant"}, ok=ok)

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
        threading.Thread(target=server.serve_forever, daemon=True).start()
        given = [{
            "key": "portal", "provider": "openid_connect", "name": "省统一身份认证", "client_id": "minzhi",
            "client_secret": "s", "server_url": f"http://127.0.0.1:{server.server_port}",
        }]  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = providers(given)
        yield given
        server.shutdown()


def through(client, code="good", process="login"):
    """Go to the provider and come back with its code; return the last answer."""
    sent = client.post(f"/sign-in/portal/?process={process}")
    state = parse_qs(urlsplit(sent.headers["Location"]).query)["state"][0]
    return client.get("/sign-in/portal/back/", {"code": code, "state": state}, follow=True)


@pytest.mark.usefixtures("portal", "lin")
def test_an_identity_that_nobody_bound_opens_nothing(client):
    answer = through(client)
    assert ("还没有绑定本站账号" in answer.content.decode(), Account.objects.count()) == (True, 1)


@pytest.fixture
def bound(client, portal, lin):
    enter(client)
    through(client, process="connect")
    client.logout()
    return portal, lin


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


def test_the_way_is_on_the_sign_in_page_and_its_address_may_be_gone_to(client, portal, lin):
    assert "用省统一身份认证登录" in client.get("/sign-in/").content.decode()
    assert (origins(portal), lin.officer.name) == ([portal[0]["server_url"]], "lin")
