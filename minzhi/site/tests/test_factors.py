"""The second step at the door, and where one is signed in."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from minzhi.kit import clock
from minzhi.records.accounts.models import Sitting
from minzhi.records.audit.models import Note
from minzhi.records.parameters.models import Installation
from minzhi.records.staffing import factors
from minzhi.records.units.roles import Role
from minzhi.site.tests.conftest import DAY, PASSWORD, officer
from minzhi.site.tests.test_door import enter

pytestmark = pytest.mark.usefixtures("lin")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of an invented person


def code(secret=SECRET, *, ahead=1):
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[ahead]))


@pytest.fixture
def bound(lin):
    """Bind a code application to Lin's account; return her recovery codes."""
    factors.add_totp(lin.officer.account, SECRET, on=DAY)
    return factors.new_recovery_codes(lin.officer.account, on=DAY)


def second(client, given):
    return client.post("/sign-in/code/", {"code": given})


def test_a_new_officer_binds_an_application_and_gets_ten_recovery_codes(signed_in):
    page = signed_in.get("/ways-in/code/")
    given = {"password": PASSWORD, "code": code(page.context["secret"])}
    shown = signed_in.post("/ways-in/code/", given).context["codes"]
    assert (len(set(shown)), factors.held(page.wsgi_request.user).get().type) == (10, "totp")


@pytest.mark.parametrize("wrong", [{"password": "?"}, {"code": "000000"}])
def test_a_wrong_code_or_password_binds_nothing(signed_in, wrong):
    page = signed_in.get("/ways-in/code/")
    given = {"password": PASSWORD, "code": code(page.context["secret"]), **wrong}
    assert (signed_in.post("/ways-in/code/", given).status_code, Authenticator.objects.count()) == (422, 0)


@pytest.mark.usefixtures("bound")
def test_the_password_alone_no_longer_opens(client):
    assert enter(client, next="/units/").headers["Location"] == "/sign-in/code/"
    assert client.get("/units/").headers["Location"].startswith("/sign-in/")
    assert second(client, code()).headers["Location"] == "/units/"
    assert Note.objects.filter(kind="signed_in").get().what == "two factors"


@pytest.mark.usefixtures("bound")
def test_a_code_is_good_once(client):
    enter(client)
    used = code(ahead=2)
    second(client, used)
    client.logout()
    enter(client)
    assert "已经用过" in second(client, used).content.decode()


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("later", [{"ahead": 2}, {"ahead": 1}])
def test_a_code_is_good_once_even_when_all_that_is_kept_in_the_cache_is_gone(client, later):
    cache.clear()
    enter(client)
    assert second(client, code(ahead=2)).status_code == 302
    client.logout()
    cache.clear()  # as half a minute later
    enter(client)
    assert "已经用过" in second(client, code(**later)).content.decode()


def test_the_code_that_bound_an_application_opens_nothing(signed_in):
    page = signed_in.get("/ways-in/code/")
    used = code(page.context["secret"])
    signed_in.post("/ways-in/code/", {"password": PASSWORD, "code": used})
    signed_in.logout()
    enter(signed_in)
    assert second(signed_in, used).status_code == 200


def test_a_recovery_code_is_good_once(client, bound):
    enter(client)
    assert second(client, bound[0]).status_code == 302
    client.logout()
    enter(client)
    assert second(client, bound[0]).status_code == 200


@pytest.mark.usefixtures("bound")
def test_wrong_codes_close_the_door_like_wrong_passwords(client):
    enter(client)
    for _try in range(5):
        second(client, "000000")
    assert "15分钟后再试" in second(client, code()).content.decode()
    assert Note.objects.filter(kind="sign_in_failed", what="second factor").count() == 5


def test_secrets_lie_sealed_in_the_database(bound):
    kept = [str(each.data) for each in Authenticator.objects.all()]
    assert ([SECRET in each for each in kept], ["A256GCM.1." in each for each in kept]) == ([False] * 2, [True] * 2)
    assert [code in "".join(kept) for code in bound] == [False] * 10


def test_with_the_last_factor_the_recovery_codes_go(signed_in, bound):
    assert len(bound) == 10
    (held,) = factors.held(signed_in.get("/ways-in/").wsgi_request.user)
    signed_in.post(f"/ways-in/{held.pk}/remove/", {"password": PASSWORD})
    assert Authenticator.objects.count() == 0


def test_nobody_removes_the_factor_of_somebody_else(signed_in):
    other = officer("wang", "legal")
    factors.add_totp(other.officer.account, SECRET, on=DAY)
    held = factors.held(other.officer.account).get()
    assert signed_in.post(f"/ways-in/{held.pk}/remove/", {"password": PASSWORD}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "role", "demonstration", "leads_to"),
    [
        ("administrators", Role.AUDIT_ADMIN, False, "/ways-in/"),
        ("administrators", Role.OFFICER, False, None),
        ("everybody", Role.OFFICER, False, "/ways-in/"),
        ("everybody", Role.OFFICER, True, None),
        ("nobody", Role.AUDIT_ADMIN, False, None),
    ],
)
def test_who_must_have_a_second_factor_binds_one_before_anything_else(
    client, settings, asked, role, demonstration, leads_to
):
    settings.INSTALLED = type(settings.INSTALLED)(**{**vars(settings.INSTALLED), "second_factor": asked})
    Installation.objects.update(demonstration=demonstration)
    client.force_login(officer("somebody", "fujian", role).officer.account)
    assert client.get("/units/").headers.get("Location") == leads_to


def test_a_sitting_left_idle_asks_again_and_says_why(client):
    enter(client)
    Sitting.objects.update(last_seen_at=clock.now() - timedelta(minutes=31))
    answer = client.get("/units/", follow=True)
    assert ("这次登录已经结束" in answer.content.decode(), answer.redirect_chain[0][0]) == (
        True,
        "/sign-in/?next=/units/",
    )


def test_a_sitting_is_ended_from_another_browser(client, django_client_factory):
    enter(client)
    other = django_client_factory()
    enter(other)
    other.post("/ways-in/end/")
    assert [each.get("/units/").status_code for each in (client, other)] == [302, 200]


def test_a_fourth_browser_ends_the_oldest(django_client_factory):
    clients = [django_client_factory() for _each in range(4)]
    for each in clients:
        enter(each)
    assert [each.get("/units/").status_code for each in clients] == [302, 200, 200, 200]


def test_a_changed_password_ends_all_other_sittings(client, django_client_factory):
    other, fresh = django_client_factory(), "大红袍与铁观音，2024"
    enter(client)
    enter(other)
    client.post("/password/", {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh})
    assert [each.get("/units/").status_code for each in (client, other)] == [200, 302]
