"""One's own data is sealed, shown, copied, corrected, deleted; what the office owes beyond that is on record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from minzhi.kit.refusal import NotYours
from minzhi.kit.sealing import CannotOpen
from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.audit.tests.cast import DAY, chen, lin, officer, province, quanzhou
from minzhi.records.privacy import actions, phones
from minzhi.records.privacy.models import Assessment, NoticeGiven, NoticeText, Provision
from minzhi.records.privacy.queries import copy_of, notice, retention
from minzhi.records.units.roles import Role

__all__ = ["chen", "lin", "province", "quanzhou"]
NUMBER = "13800001234"
ASSESSED = {"subject": "登录", "lawful": "是", "impact": "小", "safeguards": "加密"}
FOUND = {
    "kinds": "姓名", "people": 3, "cause": "误发", "harm": "骚扰", "remedy": "撤回", "own_steps": "留意",
    "contact": "12345",
}  # fmt: skip


@pytest.fixture
def mine(chen):
    actions.set_phone(chen.officer.account, NUMBER, on=DAY)
    return chen.officer.account


@pytest.fixture
def security(province):
    return officer("演示安全", province, Role.SECURITY_ADMIN)


@pytest.fixture
def system(province):
    return officer("演示系统", province, Role.SYSTEM_ADMIN)


def test_a_number_lies_sealed_and_is_shown_covered(mine):
    kept = Account.objects.values_list("phone", flat=True).get(pk=mine.pk)
    assert (kept[:10], NUMBER in kept) == ("A256GCM.1.", False)
    assert (phones.covered_phone(mine), phones.own_phone(mine)) == ("138****1234", NUMBER)


def test_a_number_moved_to_another_row_stays_shut(mine, lin):
    Account.objects.filter(pk=lin.officer.account_id).update(phone=mine.phone)
    with pytest.raises(CannotOpen):
        phones.own_phone(Account.objects.get(pk=lin.officer.account_id))


def test_reading_a_whole_number_goes_on_record_with_its_reason(mine, lin):
    assert actions.read_phone(mine.officer, by=lin, why="催报季度报告", on=DAY) == NUMBER
    line = Note.objects.get(kind="read")
    assert (line.post, line.subject_uid, line.what) == (lin.post, mine.officer.uid, "phone: 催报季度报告")
    with pytest.raises(actions.CannotAnswer, match="事由"):
        actions.read_phone(mine.officer, by=lin, why=" ", on=DAY)


def test_a_deleted_number_leaves_nothing(mine):
    actions.set_phone(mine, "", on=DAY)
    assert (Account.objects.get(pk=mine.pk).phone, copy_of(mine)["phone"]) == ("", "")
    assert [each.what for each in Note.objects.order_by("pk")] == ["phone.set", "phone.delete"]


def test_a_copy_holds_everything_that_is_kept_of_somebody(mine):
    held = copy_of(mine)
    assert (held["name"], held["phone"], held["posts"][0]["unit"]) == ("陈经办", NUMBER, "泉州市局")
    named = {field.name for field in Account._meta.get_fields() if field.concrete}  # noqa: SLF001 - public in Django's docs
    told = {"login", "phone", "language"}
    of_no_person = {"id", "uid", "password", "last_login", "is_active", "large_text", "must_change_password"}
    assert named == told | of_no_person


@pytest.mark.django_db
def test_notices_are_stored_once_by_edition():
    assert [actions.load_notices() > 0 for _time in range(2)] == [True, False]
    assert (notice("account").basis, notice("nothing")) == ("duty", None)


def test_which_edition_stood_on_a_form_is_remembered(chen):
    actions.load_notices()
    actions.give_notice("account", 1, chen.officer.account)
    assert str(NoticeGiven.objects.get()) == "account/1 → 陈经办"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        NoticeText.objects.update(text="另一段")


def test_a_request_is_answered_once_with_reasons(chen, system):
    asking = actions.ask(chen.officer.account, kind="delete", text="删除登录记录", on=DAY)
    with pytest.raises(actions.CannotAnswer, match="依据哪一条"):
        actions.answer(asking, done=False, words="", by=system, on=DAY)
    answered = actions.answer(asking, done=False, words="《网络安全法》第21条要求留存", by=system, on=DAY)
    with pytest.raises(actions.CannotAnswer, match="已经答复过"):
        actions.answer(answered, done=True, words="好", by=system, on=DAY)
    assert (answered.state, answered.answered_by) == ("refused", system.officer)


@pytest.mark.parametrize(
    ("kind", "phone", "active"), [("correct", True, True), ("delete", False, True), ("close", False, False)]
)
def test_what_was_given_freely_goes_and_a_closed_account_opens_nothing(mine, system, kind, phone, active):
    actions.answer(actions.ask(mine, kind=kind, text="请办理", on=DAY), done=True, words="已办", by=system, on=DAY)
    kept = Account.objects.get(pk=mine.pk)
    assert (bool(kept.phone), kept.is_active) == (phone, active)


def test_an_assessment_is_kept_three_years_and_never_changed(security):
    made = actions.assess(ASSESSED, by=security, on=DAY)
    assert (made.keep_until - DAY).days >= 3 * 365
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Assessment.objects.all().delete()


def test_a_breach_is_reported_told_and_closed_in_this_order(security):
    found = actions.find_breach(FOUND, by=security, on=DAY)
    with pytest.raises(actions.CannotAnswer, match="顺序应为"):
        actions.close(found, by=security, on=DAY)
    for step in (actions.report, actions.notify, actions.close):
        found = step(found, by=security, on=DAY)
    assert (found.state, found.reported_on, found.notified_on, found.closed_on) == ("closed", DAY, DAY, DAY)


def test_people_are_not_told_only_with_a_reason(security):
    found = actions.report(actions.find_breach(FOUND, by=security, on=DAY), by=security, on=DAY)
    told = actions.notify(found, by=security, on=DAY, because_not="已加密，不会造成危害")
    assert (actions.close(told, by=security, on=DAY).notified_on, told.not_notified_because[:3]) == (None, "已加密")


@pytest.mark.parametrize("do", ["assess", "find_breach"])
def test_nobody_else_keeps_these_records(lin, do):
    given = ASSESSED if do == "assess" else FOUND
    with pytest.raises(NotYours, match="安全管理员"):
        getattr(actions, do)(given, by=lin, on=DAY)


def test_every_class_of_what_is_kept_has_a_term_and_a_source():
    assert all(each["keep"] and each["source"] for each in retention())


WORDS = {"purpose": "另一目的", "basis": "duty", "law": "某条", "text": "新的告知", "kept": "一年", "rights": "查阅"}


def test_new_words_of_a_notice_hold_from_their_day_and_the_old_edition_stays(security):
    actions.load_notices()
    actions.word_notice("case", {**WORDS, "valid_from": DAY + timedelta(days=1)}, by=security, on=DAY)
    editions = [notice("case", on=DAY + timedelta(days=days)).edition for days in (0, 1)]
    assert (editions, NoticeText.objects.filter(form="case").count()) == ([1, 2], 2)


def test_only_the_security_administrator_words_a_notice(chen):
    actions.load_notices()
    with pytest.raises(NotYours):
        actions.word_notice("case", {**WORDS, "valid_from": DAY}, by=chen, on=DAY)


def test_a_provision_is_kept_three_years_and_never_changed(security):
    given = {
        "kind": "provided", "recipient": "某市数据局", "contact": "演示", "purpose": "共享", "kinds": "姓名",
        "basis": "duty", "law": "某条", "means": "专线", "provided_on": DAY,
    }  # fmt: skip
    made = actions.provide(given, by=security, on=DAY)
    assert (made.keep_until.isoformat(), Note.objects.latest("pk").what) == ("2027-01-01", "provision.provided")
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Provision.objects.update(purpose="另一目的")
