"""Signing in with DingTalk and WeChat Work: on loopback, a service of the tests' own that speaks as their documents do.

Sources: open.dingtalk.com (登录第三方网站, 获取用户token); developer.work.weixin.qq.com (构造企业微信登录链接,
获取access_token, 获取访问用户身份).
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured

from minzhi.site.identity import origins, providers
from minzhi.site.tests.conftest import PASSWORD
from minzhi.site.tests.test_door import enter

GIVEN = {
    "dingtalk": {"client_id": "dingabc", "client_secret": "s"},
    "wecom": {"client_id": "ww1", "client_secret": "s", "agent": "1000002"},
}
BACK = {"dingtalk": "authCode", "wecom": "code"}
ASKED = {
    "dingtalk": {"client_id": ["dingabc"], "response_type": ["code"], "scope": ["openid"], "prompt": ["consent"]},
    "wecom": {"login_type": ["CorpApp"], "appid": ["ww1"], "agentid": ["1000002"]},
}
PERSON = {"openId": "o-1", "unionId": "u-1", "nick": "演示", "mobile": "13800000000", "email": "a@example.com"}


class Chats(BaseHTTPRequestHandler):
    """The interfaces of both; WeChat Work tells of an error in a body of its own, with status 200."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        wanted = {"clientId": "dingabc", "clientSecret": "s", "code": "good", "grantType": "authorization_code"}
        token = {"accessToken": "t", "refreshToken": "r", "expireIn": 7200}
        ok = self.path == "/v1.0/oauth2/userAccessToken" and asked == wanted
        self.answer(token if ok else {"code": "invalidParameter"}, status=200 if ok else 400)

    def do_GET(self):
        path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        self.answer({
            "/v1.0/contact/users/me": self.person,
            "/cgi-bin/gettoken": self.token,
            "/cgi-bin/auth/getuserinfo": self.member,
        }[path](asked))  # fmt: skip

    def person(self, _asked):
        return PERSON if self.headers["x-acs-dingtalk-access-token"] == "t" else {}

    def token(self, asked):
        ok = asked == {"corpid": ["ww1"], "corpsecret": ["s"]}
        return {"errcode": 0, "errmsg": "ok", "access_token": "t"} if ok else {"errcode": 40001, "errmsg": "no"}

    def member(self, asked):
        said = {"good": {"errcode": 0, "userid": "zhangsan"}, "guest": {"errcode": 0, "openid": "x"}}
        return said.get(asked["code"][0], {"errcode": 40029, "errmsg": "invalid code"})

    def answer(self, said, *, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_given):
        """Be quiet."""


@pytest.fixture(params=["dingtalk", "wecom"])
def chat(request, settings):
    with ThreadingHTTPServer(("127.0.0.1", 0), Chats) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        way = {"key": "chat", "provider": request.param, "name": "办公平台", "server_url": here, **GIVEN[request.param]}
        settings.SOCIALACCOUNT_PROVIDERS = providers([way])
        yield request.param
        server.shutdown()


def through(client, chat, code="good", way="/sign-in/chat/"):
    """Go to the service and come back with its code; return what was asked of it, and the last answer."""
    sent = urlsplit(client.post(way, {"password": PASSWORD}).headers["Location"])
    asked = parse_qs(sent.query)
    state = asked.pop("state")[0]
    return asked, client.get("/sign-in/chat/back/", {BACK[chat]: code, "state": state}, follow=True)


@pytest.fixture
def bound(client, chat, lin):
    enter(client)
    asked, _answer = through(client, chat, way="/ways-in/chat/bind/")
    client.logout()
    return lin, asked


def test_people_are_sent_with_what_the_documents_ask_for(bound, chat):
    _lin, asked = bound
    assert asked == {**ASKED[chat], "redirect_uri": ["http://testserver/sign-in/chat/back/"]}


@pytest.mark.usefixtures("bound")
def test_a_bound_number_opens_its_owners_account_and_nothing_else_is_kept(client, chat):
    uid = {"dingtalk": "o-1", "wecom": "zhangsan"}[chat]
    assert through(client, chat)[1].wsgi_request.user.login == "lin"
    assert list(SocialAccount.objects.values_list("provider", "uid", "extra_data")) == [("chat", uid, {})]


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("code", ["bad", "guest", ""])
def test_who_the_service_does_not_know_as_a_member_stays_outside(client, chat, code):
    assert "统一身份登录没有完成" in through(client, chat, code)[1].content.decode()


@pytest.mark.usefixtures("lin", "chat")
def test_the_way_stands_on_both_pages(client):
    assert "用办公平台登录" in client.get("/sign-in/").content.decode()
    enter(client)
    assert "绑定办公平台" in client.get("/ways-in/").content.decode()


@pytest.mark.django_db
def test_the_service_of_a_key_that_nobody_set_is_not_there(client):
    assert client.get("/sign-in/nothing/").status_code == 404


@pytest.mark.parametrize(("provider", "there"), [
    ("dingtalk", ["https://login.dingtalk.com"]), ("wecom", ["https://login.work.weixin.qq.com"])
])  # fmt: skip
def test_forms_may_lead_to_the_services_own_page(provider, there):
    assert origins([{"provider": provider, "authorize_url": there[0]}]) == origins([{"provider": provider}]) == there


@pytest.mark.parametrize("given", [{"provider": "wecom"}, {"provider": "facebook", "client_id": "1"}])
def test_a_way_that_cannot_work_is_told_at_the_start(given):
    with pytest.raises(ImproperlyConfigured, match="identity"):
        providers([{"key": "k", "name": "n", "client_secret": "s", **given}])
