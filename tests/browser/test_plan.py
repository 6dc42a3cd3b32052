"""Every page of the plan, as the supervisor of the 2023 list sees it: sound for everybody."""

from datetime import date

import pytest
from django.urls import reverse

from minzhi.engines.tasklist.tests.province import adopted, laid
from minzhi.records.parameters.models import Installation

ADOPTED_ON = date(2023, 4, 28)
PASSWORD = "武夷山下有好茶2023"  # noqa: S105 - of invented people


@pytest.fixture
def plan(transactional_db, settings, tmp_path):  # noqa: ARG001 - the server's thread sees what is committed
    settings.MEDIA_ROOT = tmp_path / "files"
    made = adopted(laid(on=ADOPTED_ON), on=ADOPTED_ON)
    account = made.supervisor.officer.account
    account.set_password(PASSWORD)
    account.save()
    Installation.objects.update(office_day=date(2023, 9, 30))
    return made


def test_every_page_of_the_plan_is_sound(page, plan, sign_in, sound):
    sign_in(plan.supervisor.officer.account.login)
    sound("wall")
    for name in ("desk", "notices", "reports", "sheets", "year", "programmes", "burden"):
        page.goto(reverse(f"plan:{name}"))
        sound(name)
    for name, address in (("task", plan.task(8)), ("measure", plan.measure("8.5")), ("notice", plan.task(8).notice)):
        page.goto(address.get_absolute_url())
        sound(name)
