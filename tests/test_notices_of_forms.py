"""Every form that asks for personal data shows why, on what ground, for how long, and what one may do about it."""

from importlib import import_module
from pathlib import Path

import pytest
from django import forms

from minzhi.engines.casework.forms import ActForm
from minzhi.engines.casework.notices import asks_for_people, notice_key
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.intake.forms import AnswerForm
from minzhi.engines.intake.models import FormField
from minzhi.engines.tasklist.tests.province import laid
from minzhi.kit.process import START
from minzhi.records.privacy.models import NoticeGiven, NoticeText
from minzhi.records.privacy.queries import is_personal, notice, notices
from minzhi.records.units.models import Unit
from minzhi.site.tests.conftest import DAY

ROOT = Path(__file__).parents[1]
WRITTEN = [*ROOT.glob("minzhi/**/forms.py"), *ROOT.glob("minzhi/**/views/*.py"), *ROOT.glob("minzhi/**/views.py")]
ADJUDICATION = "disputes.adjudication"


def every_form():
    """Yield each class of a form that any room or page has."""
    for path in WRITTEN:
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        yield from (each for each in vars(module).values() if _is_form(each) and each.__module__ == module.__name__)


def _is_form(given):
    return isinstance(given, type) and issubclass(given, forms.BaseForm)


def personal(form):
    return [field for field in form.base_fields.values() if is_personal(str(field.label or ""))]


@pytest.fixture
def province(db, settings, tmp_path):  # noqa: ARG001 - opens the database
    settings.MEDIA_ROOT = tmp_path / "files"
    return laid(on=DAY)


def test_the_forms_are_found():
    assert {"AccountForm", "PhoneForm", "MediatorForm", "BreachForm"} <= {each.__name__ for each in every_form()}


def test_a_form_with_personal_fields_names_its_notice_or_why_they_are_nobodys():
    asking = [form for form in every_form() if personal(form)]
    said = {form: getattr(form, "notice", "") or getattr(form, "not_personal", "") for form in asking}
    assert [form.__name__ for form, words in said.items() if not words] == []


def test_each_notice_that_a_form_names_is_stored(province):  # noqa: ARG001 - an installation is laid
    named = {form.notice for form in every_form() if isinstance(getattr(form, "notice", None), str) and form.notice}
    processes = {notice_key(each.name) for each in VERSIONS.all() if any(map(asks_for_people, each.actions))}
    assert (named | processes | {"service", "report_form"}) - {each.form for each in notices()} == set()


def test_each_notice_in_force_says_purpose_ground_retention_and_rights(province):  # noqa: ARG001 - as above
    lacking = [each.form for each in notices() if not all((each.purpose, each.law, each.text, each.kept, each.rights))]
    assert lacking == []


def test_every_act_that_asks_for_people_shows_the_notice_of_its_process():
    acts = [(each.name, act) for each in VERSIONS.all() for act in each.actions]
    shown = {ActForm(act, process=name).notice == notice_key(name) for name, act in acts if asks_for_people(act)}
    assert shown == {True}


def test_a_report_form_with_identity_numbers_shows_one_and_another_none():
    def of(kind):
        return AnswerForm([FormField(place=1, title="编号", kind=kind)]).notice

    assert (of("identity"), of("whole")) == ("report_form", "")


def test_the_public_page_of_a_filing_shows_it_before_anything_is_sent(province, client):  # noqa: ARG001 - as above
    page = client.get(f"/guides/{ADJUDICATION}/send/").content.decode()
    words = notice(notice_key(ADJUDICATION))
    assert [each in page for each in (words.purpose, words.kept, words.rights)] == [True] * 3


def test_which_edition_a_stranger_saw_is_kept_with_the_filing(province):
    from minzhi.engines.casework import api as casework  # noqa: PLC0415 - beside its only use

    process = VERSIONS.on(ADJUDICATION, DAY)
    opening = next(each for each in process.actions if START in each.sources and each.public)
    given = {field.name: _example(field) for field in opening.form if field.required}
    unit = Unit.objects.get(key=province.fuzhou.unit.key)
    filing, _code = casework.send_in(ADJUDICATION, opening.name, unit=unit, who="演示", form=given, on=DAY)
    assert NoticeGiven.objects.get(filed=filing.uid).notice.form == notice_key(ADJUDICATION)
    assert NoticeText.objects.filter(form=notice_key(ADJUDICATION)).count() == 1


def _example(field):
    if field.choices:
        return field.choices[0]
    return {"date": DAY.isoformat(), "number": "1", "bool": True}.get(field.kind.value, "演示")
