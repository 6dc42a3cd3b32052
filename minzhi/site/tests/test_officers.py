"""The administrators' pages, through the door."""

from contextlib import closing

import pytest

from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.units.models import Officer, Post, Unit
from minzhi.records.units.roles import Role
from minzhi.site.installing import other_administrators
from minzhi.site.tests.conftest import DAY, officer

pytestmark = pytest.mark.usefixtures("lin")


@pytest.fixture
def as_(client):
    """Return what signs an administrator in: `as_(Role.SYSTEM_ADMIN)`."""

    def enter(role):
        login = f"admin-{role.value.replace('_', '-')}"
        held = Account.objects.filter(login=login).first() or officer(login, "fujian", role).officer.account
        client.force_login(held)
        return client

    return enter


def test_an_officer_is_opened_by_one_and_appointed_by_another(as_):
    page = as_(Role.SYSTEM_ADMIN).post("/officers/", {"login": "zheng", "full_name": "郑演示"})
    zheng = Officer.objects.get(account__login="zheng")
    assert zheng.account.check_password(page.context["password"])
    given = {"unit": Unit.objects.get(key="legal").pk, "role": "officer", "first": DAY.isoformat(), "until": ""}
    refused = as_(Role.SYSTEM_ADMIN).post(f"/officers/{zheng.uid}/", given)
    as_(Role.SECURITY_ADMIN).post(f"/officers/{zheng.uid}/", given)
    assert (refused.status_code, zheng.posts.get().unit.key) == (403, "legal")


@pytest.mark.parametrize("path", ["/officers/", "/audit/"])
def test_who_is_no_administrator_is_refused(signed_in, path):
    assert signed_in.get(path).status_code == 403


def test_the_audit_is_read_by_its_administrator_only_and_that_goes_on_record(as_):
    asked = [as_(role).get("/audit/?kind=signed_in&first=2023-01-01").status_code for role in (
        Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)]  # fmt: skip
    assert (asked, Note.objects.filter(kind="read", what="audit").count()) == ([403, 403, 200], 1)


def test_the_audit_taken_away_starts_no_formula(as_, client):
    client.post("/sign-in/", {"login": "=cmd()", "password": "x"})
    with closing(as_(Role.AUDIT_ADMIN).get("/audit/?format=csv&login=%3Dcmd()")) as answer:
        taken = answer.getvalue().decode()
    assert ("'=cmd()" in taken, ",=cmd()" in taken) == (True, False)


def test_a_list_that_was_taken_away_is_a_line_of_the_audit(signed_in, lin):
    with closing(signed_in.get("/units/?format=csv")) as answer:
        line = Note.objects.get(kind="download")
        assert (line.what, line.post.unit.key) == (f"/units/ {answer['X-List-SHA256']}", lin.unit.key)


def test_a_post_is_ended_with_the_day_before(as_, lin):
    Post.objects.filter(pk=lin.pk).update(valid_from="2023-01-01")
    as_(Role.SECURITY_ADMIN).post(f"/posts/{lin.pk}/relieve/")
    lin.refresh_from_db()
    assert lin.valid_to.isoformat() == "2023-09-29"


def test_an_account_is_switched_off_and_on(as_, lin):
    states = []
    for verb in ("off", "on"):
        as_(Role.SYSTEM_ADMIN).post(f"/officers/{lin.officer.uid}/{verb}/")
        states.append(Account.objects.get(login="lin").is_active)
    assert states == [False, True]


def test_a_word_that_is_no_act_switches_nothing(as_, lin):
    answer = as_(Role.SYSTEM_ADMIN).post(f"/officers/{lin.officer.uid}/offf/")
    assert (answer.status_code, Account.objects.get(login="lin").is_active) == (404, True)


def test_an_administrator_finds_no_way_to_casework_in_the_navigation(as_):
    page = as_(Role.SYSTEM_ADMIN).get("/officers/").content.decode()
    assert ("任务墙" in page, 'href="/audit/"' in page) == (False, True)


def test_the_two_other_administrators_are_made_once():
    assert [sorted(other_administrators(on=DAY)) for _time in range(2)] == [["audit", "security"], []]
    made = Post.objects.filter(officer__account__login__in=["audit", "security"]).values_list("role", flat=True)
    assert set(made) == {"audit_admin", "security_admin"}
