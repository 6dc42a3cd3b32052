"""Who gets in, as whom, and what the page says around it."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver

from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.scope.ambient import current
from minzhi.records.scope.public import is_public
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.actions import appoint
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role
from minzhi.site.middleware import Refusals, acting
from minzhi.site.tests.conftest import DAY, PASSWORD, officer

pytestmark = pytest.mark.usefixtures("lin")


def enter(client, login="lin", password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def kinds():
    return list(Note.objects.order_by("pk").values_list("kind", flat=True))


def test_the_right_password_opens_the_page_that_was_asked_for(client):
    assert enter(client, next="/units/").headers["Location"] == "/units/"
    assert kinds() == ["signed_in"]


def test_a_page_elsewhere_is_never_gone_to(client):
    assert enter(client, next="https://elsewhere.example/").headers["Location"] == "/"


def words_of(response):
    return re.sub(r"csrfmiddlewaretoken\" value=\"\w+|value=\"[a-z]+\"", "", response.content.decode())


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client):
    answers = [enter(client, "lin", "wrong"), enter(client, "nobody", "wrong")]
    assert words_of(answers[0]) == words_of(answers[1])
    assert kinds() == ["sign_in_failed", "sign_in_failed"]


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client):
    for _try in range(5):
        enter(client, password="wrong")
    assert "15分钟后再试" in enter(client).content.decode()
    assert kinds()[-1] == "locked_out"


def test_the_lock_holds_for_one_name_at_one_place(client):
    for _try in range(5):
        enter(client, password="wrong")
    officer("wang", "legal")
    assert enter(client, "wang").status_code == 302


def test_a_success_forgets_earlier_mistakes(client):
    for _try in range(4):
        enter(client, password="wrong")
    enter(client)
    client.logout()
    enter(client, password="wrong")
    assert enter(client).status_code == 302


def test_an_account_switched_off_stays_outside(client):
    Account.objects.update(is_active=False)
    assert "账号或密码不对" in enter(client).content.decode()


def test_signing_out_is_a_form_and_goes_on_record(signed_in):
    assert signed_in.get("/sign-out/").status_code == 405
    assert (signed_in.post("/sign-out/").headers["Location"], kinds()) == ("/sign-in/", ["signed_out"])


def addresses(patterns, before=""):
    for pattern in patterns:
        route = before + re.sub(r"<uuid:\w+>", "01890a5d-ac96-774b-bcce-b302099a8057", str(pattern.pattern))
        route = re.sub(r"<int:\w+>", "1", re.sub(r"<slug:\w+>", "x", route))
        inner = getattr(pattern, "url_patterns", None)
        yield from addresses(inner, route) if inner else [(f"/{route}", pattern.callback)]


def test_whatever_is_not_on_the_list_asks_for_a_sign_in(client):
    every = [each for each in addresses(get_resolver().url_patterns) if not each[0].startswith("/api/")]
    closed = [path for path, view in every if not is_public(view)]
    asked = [path for path in closed if client.get(path).headers.get("Location", "").startswith("/sign-in/?next=")]
    assert [path for path in closed if path not in asked] == ["/"]  # there a stranger finds the public's front page


def test_a_given_password_is_replaced_before_anything_else(client):
    officer("new", "legal", must_change_password=True)
    enter(client, "new")
    assert client.get("/units/").headers["Location"] == "/password/"


@pytest.mark.parametrize("weak", ["shortpass1", "1234567890123", "password1234"])
def test_a_weak_password_is_refused(signed_in, weak):
    given = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    assert signed_in.post("/password/", given).status_code == 422


def test_a_new_password_needs_the_old_one_and_goes_on_record(signed_in):
    fresh = "大红袍与铁观音，2024"
    given = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}
    assert signed_in.post("/password/", {**given, "old_password": "?"}).status_code == 422
    assert (signed_in.post("/password/", given).status_code, kinds()) == (302, ["password"])
    assert Account.objects.get(login="lin").check_password(fresh)


def request_of(account, session=None):
    request = RequestFactory().get("/units/")
    request.user, request.session = account, session or {}
    return request


def scope_of_request(request):
    seen = []
    acting(lambda _request: seen.append(current()) or HttpResponse())(request)
    return seen[0]


@pytest.mark.parametrize(("unit", "paths"), [("protection", ("fujian/",)), ("quanzhou", ("fujian/quanzhou/",))])
def test_a_request_sees_what_its_post_may_see(unit, paths):
    post = officer("somebody", unit)
    assert scope_of_request(request_of(post.officer.account)).paths == paths


def test_somebody_with_two_posts_sees_only_what_the_chosen_one_may():
    post = officer("two", "protection")
    second = appoint(
        post.officer.account, full_name="two", unit=Unit.objects.get(key="quanzhou"), role=Role.OFFICER, on=DAY
    )
    request = request_of(post.officer.account, {"post": second.pk})
    scope = scope_of_request(request)
    assert (scope.paths, request.actor.post, len(request.actors)) == (("fujian/quanzhou/",), second, 2)


def test_another_persons_post_cannot_be_chosen(signed_in):
    other = officer("wang", "legal")
    signed_in.post("/posts/", {"post": other.pk})
    assert "post" not in signed_in.session


def test_an_administrator_sees_no_casework():
    post = officer("root", "fujian", Role.SYSTEM_ADMIN)
    scope = scope_of_request(request_of(post.officer.account))
    assert (scope.paths, scope.units) == ((), ())


@pytest.mark.parametrize(
    ("fault", "status"), [(Refusal("还差一件佐证"), 409), (NotYours("不是您的"), 403), (ValueError("x"), None)]
)
def test_a_refusal_is_a_page_in_its_own_words(rf, fault, status):
    request = rf.get("/")
    request.session, request.user = {}, None
    answer = Refusals(lambda _request: None).process_exception(request, fault)
    assert (answer.status_code if answer else None) == status
    assert answer is None or str(fault) in answer.content.decode()


def test_who_comes_second_is_told_that_nothing_was_overwritten(lin, rf):
    request = rf.get("/")
    request.session, request.user = {}, None
    answer = Refusals(lambda _request: None).process_exception(request, ChangedMeanwhile(lin.officer))
    assert (answer.status_code, "您的修改没有保存" in answer.content.decode()) == (409, True)


def test_the_day_of_the_office_stands_on_every_page_while_it_is_not_today(client):
    page = client.get("/sign-in/").content.decode()
    assert ('datetime="2023-09-30"' in page, "星期六" in page, "演示系统" in page) == (True, True, True)


def test_language_and_letter_size_are_remembered_with_the_account(signed_in):
    signed_in.post("/language/", {"language": "en"})
    signed_in.post("/large-text/")
    kept = Account.objects.get(login="lin")
    assert (kept.language, kept.large_text) == ("en", True)
    page = signed_in.get("/units/").content.decode()
    assert '<html lang="en" class="large">' in page


def test_no_page_may_run_or_fetch_anything_from_elsewhere(client):
    headers = client.get("/sign-in/").headers
    policy = headers["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "unsafe" in policy, "http" in policy) == (True, False, False)
    assert (headers["Referrer-Policy"], headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == (
        "same-origin",
        "DENY",
        "nosniff",
    )


def test_what_a_signed_in_person_saw_is_not_kept_by_the_browser(signed_in):
    assert signed_in.get("/units/").headers["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there_says_so(signed_in):
    answer = signed_in.get("/nowhere/")
    assert (answer.status_code, "没有这一页" in answer.content.decode()) == (404, True)


def test_a_sign_that_no_database_keeps_is_refused_before_any_page_reads_it(signed_in):
    told = [signed_in.get("/units/", {"q": "\x00"}), signed_in.post("/desk/", {"why": "甲\x00乙"})]
    assert [(each.status_code, "0号字符" in each.content.decode()) for each in told] == [(400, True)] * 2


def test_too_large_a_form_is_refused_in_plain_words(signed_in, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = signed_in.post("/language/", {"language": "en", "next": "/" * 100})
    assert (answer.status_code, "提交的内容太大" in answer.content.decode()) == (413, True)
