"""Three administrators: each does their own part, none does another's, none sees casework, and the database agrees."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from minzhi.kit.refusal import NotYours
from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.audit.queries import lines
from minzhi.records.audit.tests.cast import DAY, officer, province, quanzhou
from minzhi.records.scope.ambient import scoped
from minzhi.records.scope.models import Scoped
from minzhi.records.scope.queries import scope_of
from minzhi.records.staffing import actions
from minzhi.records.units.actions import PostsCollide
from minzhi.records.units.models import Post
from minzhi.records.units.roles import ADMINISTRATORS, Role

__all__ = ["province", "quanzhou"]
SYSTEM, SECURITY, AUDIT = Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN


@pytest.fixture
def people(province):
    return {role: officer(f"演示{role}", province, role) for role in Role}


@pytest.fixture
def chen(people):
    return people[Role.OFFICER]


ACTS = {
    "open an account": (SYSTEM, lambda by, _chen, _unit: actions.open_account("new", full_name="新", by=by, on=DAY)),
    "give a password": (SYSTEM, lambda by, chen, _unit: actions.give_password(chen.officer, by=by, on=DAY)),
    "switch off": (SYSTEM, lambda by, chen, _unit: actions.switch(chen.officer, active=False, by=by, on=DAY)),
    "appoint": (
        SECURITY,
        lambda by, chen, unit: actions.appoint(chen.officer, unit=unit, role=Role.HEAD, by=by, on=DAY, first=DAY),
    ),
    "relieve": (SECURITY, lambda by, chen, _unit: actions.relieve(chen.post, by=by, on=DAY)),
    "reset factors": (SECURITY, lambda by, chen, _unit: actions.reset_factors(chen.officer, by=by, on=DAY)),
    "move a unit": (
        SECURITY,
        lambda by, chen, unit: actions.move_unit(unit, under=chen.unit, first=DAY, by=by, on=DAY),
    ),
    "name a unit": (
        SECURITY,
        lambda by, _chen, unit: actions.name_unit(unit, name="泉州新名", issues_as="", first=DAY, by=by, on=DAY),
    ),
    "read the audit": (AUDIT, lambda by, _chen, _unit: lines(by=by)),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_one_administrator_may(people, chen, quanzhou, act):
    mine, do = ACTS[act]
    for role in set(Role) - {mine}:
        with pytest.raises(NotYours, match=str(mine.label)), transaction.atomic():
            do(people[role], chen, quanzhou)
    do(people[mine], chen, quanzhou)


@pytest.mark.parametrize("act", [act for act, (role, _do) in ACTS.items() if role != AUDIT])
def test_every_act_goes_on_record_with_who_did_it(people, chen, quanzhou, act):
    mine, do = ACTS[act]
    do(people[mine], chen, quanzhou)
    line = Note.objects.get()
    told = "units.unit" if act.endswith("unit") else "units.officer"
    assert (line.kind, line.post, line.subject_type) == ("change", people[mine].post, told)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_no_administrator_sees_a_row_that_belongs_to_a_unit(people, role):
    scope = scope_of([people[role]], on=DAY)
    for model in (model for model in apps.get_models() if issubclass(model, Scoped)):
        with scoped(scope):
            assert model.objects.count() == 0, model
    assert (scope.paths, scope.units, scope.everything) == ((), (), False)


def test_nobody_appoints_or_switches_off_themselves(people, quanzhou):
    security, system = people[SECURITY], people[SYSTEM]
    with pytest.raises(actions.BadAccount, match="给自己任职"):
        actions.appoint(security.officer, unit=quanzhou, role=Role.HEAD, by=security, on=DAY, first=DAY)
    with pytest.raises(actions.BadAccount, match="停用自己"):
        actions.switch(system.officer, active=False, by=system, on=DAY)


def test_an_officer_does_not_become_an_administrator_beside_their_work(people, chen, province):
    with pytest.raises(PostsCollide, match="由不同人员专任"):
        actions.appoint(chen.officer, unit=province, role=AUDIT, by=people[SECURITY], on=DAY, first=DAY)


@pytest.mark.parametrize(
    ("first", "last", "holds"), [(date(2023, 9, 1), None, False), (date(2019, 1, 1), date(2019, 12, 31), True)]
)
def test_the_database_refuses_it_too_whoever_writes(people, chen, province, first, last, holds):
    assert len(people) == 8
    refused = pytest.raises(DatabaseError, match="an administrator holds no other post")
    with nullcontext() if holds else refused, transaction.atomic():
        Post.objects.create(officer=chen.officer, unit=province, role=AUDIT, valid_from=first, valid_to=last)
    assert Post.objects.filter(officer=chen.officer, role=AUDIT).exists() == holds


def test_the_database_refuses_a_post_stretched_over_another(people, chen, province):
    assert len(people) == 8
    early = {"valid_from": date(2019, 1, 1), "valid_to": date(2019, 12, 31)}
    post = Post.objects.create(officer=chen.officer, unit=province, role=AUDIT, **early)
    with pytest.raises(DatabaseError, match="no other post"), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(valid_to=date(2020, 6, 1))


def test_a_first_password_has_to_be_changed_and_a_login_is_given_once(people):
    found, password = actions.open_account("new", full_name="新", by=people[SYSTEM], on=DAY)
    account = Account.objects.get(pk=found.account_id)
    assert (account.check_password(password), account.must_change_password) == (True, True)
    with pytest.raises(actions.BadAccount, match="已有人使用"):
        actions.open_account("NEW", full_name="又一位", by=people[SYSTEM], on=DAY)
