"""Programs read and send by token: with the scope of its post, with its rights, and nothing that nobody knows."""

import re
from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from minzhi.engines.tasklist.api import Evidence
from minzhi.kit import indicators
from minzhi.kit.indicators import Indicator, Value
from minzhi.records.audit.models import Note
from minzhi.records.facts.actions import seal
from minzhi.records.facts.models import Fact
from minzhi.records.tokens.actions import EVIDENCE, READ, issue
from minzhi.records.tokens.models import Token

DAY = date(2023, 4, 28)


@pytest.fixture
def ask(client, plan):
    """Return how an actor asks: by a token of their own, reading unless said otherwise."""

    def ask(address, who="fuzhou", may=(READ,), **sent):
        clear = issue(getattr(plan, who), purpose="试", may=may, on=DAY, until=DAY)
        verb = partial(client.post, data=sent) if sent else client.get
        return verb(f"/api/{address}", headers={"Authorization": f"Bearer {clear}"})

    return ask


def sent(plan, **more):
    said = {"period": "2023Q2", "kind": "季度小结", "title": "小结", "dated_on": "2023-04-28"}
    file = SimpleUploadedFile("小结.txt", "一季一报".encode())
    return {"may": [READ, EVIDENCE], "duty": plan.duty("8.2", plan.fuzhou).uid, "file": file, **said, **more}


def test_the_plan_is_22_tasks_with_lights(ask):
    answer = ask("plan").json()
    assert (answer["number"], len(answer["tasks"]), answer["tasks"][0]["units"][0]) == (
        "闽知发〔2023〕12号", 22, {"name": "保护处", "key": "protection", "role": "lead", "presumed": True},
    )  # fmt: skip
    assert "%(" not in str(answer)


def test_sentences_come_page_by_page_in_the_notices_words(ask, plan):
    whole = [ask(f"sentences?limit=20&offset={start}").json() for start in (0, 20, 40)]
    rows = [row for page in whole for row in page["items"]]
    assert (len(rows), {page["count"] for page in whole}) == (50, {50})
    assert all(plan.notice.text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_measures_are_chosen_by_task_and_kind(ask):
    rows = ask("measures?task=8&kind=external").json()["items"]
    assert {(row["code"].split(".")[0], row["kind"]) for row in rows} == {("8", "external")}


def test_a_measure_shows_the_duties_of_the_tokens_own_scope(ask, plan):
    address = f"measures/{plan.measure('8.2').uid}"
    assert {duty["unit"] for duty in ask(address).json()["duties"]} == {"fuzhou"}
    assert len(ask(address, who="supervisor").json()["duties"]) == 11


@pytest.fixture
def counted(monkeypatch):
    record = ("试", uuid4())
    made = Indicator("try.count", "数", "件", "逐件相加", lambda unit, _period: Value(7 if unit else 70, (record,)))
    monkeypatch.setattr(indicators, "_registered", {made.key: made})


@pytest.mark.parametrize(
    ("address", "who", "amount", "records"),
    [("unit=fuzhou", "fuzhou", "7", 1), ("", "fuzhou", "70", 0), ("", "supervisor", "70", 1)],
)
@pytest.mark.usefixtures("counted")
def test_a_figure_is_told_and_its_records_where_they_may_be_seen(ask, address, who, amount, records):
    answer = ask(f"indicators/try.count?period=2023Q2&{address}", who).json()
    assert (str(answer["amount"]), len(answer["records"]), answer["formula"]) == (amount, records, "逐件相加")


@pytest.mark.usefixtures("counted")
def test_a_period_that_is_none_is_refused_in_words(ask):
    answer = ask("indicators/try.count?period=summer")
    assert (answer.status_code, "2023Q2" in answer.json()["detail"]) == (422, True)


def test_facts_come_latest_first_and_go_on_where_the_page_ended(ask):
    first = ask("facts?limit=2", "supervisor").json()
    rest = ask(f"facts?before={first['before']}" if first["before"] else "facts", "supervisor").json()
    days = [row["recorded_at"] for row in (*first["items"], *rest["items"])]
    assert days == sorted(days, reverse=True)


def test_a_fact_has_its_place_in_the_chain(ask):
    seal()
    fact = Fact.unscoped.first()
    answer = ask(f"facts/{fact.uid}", "supervisor").json()
    assert (answer["sequence"], answer["hash"]) == (fact.seal.sequence, fact.seal.hash)


def test_evidence_is_sent_once_and_waits_for_a_person(ask, plan):
    answers = [ask("evidence", **sent(plan)) for _time in range(2)]
    assert [each.status_code for each in answers] == [201, 200]
    assert ask(f"evidence/{answers[0].json()['uid']}").json() == answers[1].json()
    assert (Evidence.unscoped.get().state, plan.duty("8.2", plan.fuzhou).progress) == ("waiting", 0)


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"may": [READ]}, 403),
        ({"who": "xiamen"}, 404),
        ({"who": "supervisor"}, 403),
        ({"colour": "red"}, 422),
        ({"kind": "诗"}, 422),
        ({"dated_on": "2023-02-30"}, 422),
        ({"dated_on": "2023-04-29"}, 409),
        ({"period": "summer"}, 409),
        ({"file": SimpleUploadedFile("a.exe", b"MZ\x90\x00\x03")}, 422),
    ],
)
def test_what_may_not_be_sent_is_refused_and_leaves_nothing(ask, plan, more, status):
    assert (ask("evidence", **sent(plan, **more)).status_code, Evidence.unscoped.count()) == (status, 0)


def test_no_cookie_opens_the_interface(client, plan):
    client.force_login(plan.fuzhou.officer.account)
    answer = client.get("/api/plan")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("address", ["plan?colour=red", "facts?unit=fuzhou&size=1", "sentences?limit=201"])
def test_an_unknown_field_or_a_page_too_long_is_refused(ask, address):
    assert ask(address).status_code == 422


@pytest.mark.parametrize("address", ["facts?unit=xiamen", f"facts/{uuid4()}", f"evidence/{uuid4()}", "indicators/x"])
def test_what_is_not_in_scope_is_not_there(ask, address):
    answer = ask(address)
    assert (answer.status_code, bool(answer.json()["detail"])) == (404, True)


def test_a_list_asks_as_often_for_two_rows_as_for_fifty(ask, django_assert_max_num_queries):
    for address in ("sentences?limit=2", "sentences?limit=50", "measures?limit=200", "plan"):
        with django_assert_max_num_queries(22):
            ask(address)


@pytest.fixture
def signed_in(client, plan):
    client.force_login(plan.fuzhou.officer.account)
    return client


def test_the_page_of_the_interface_names_every_address(signed_in):
    document = signed_in.get("/api/openapi.json").json()
    page = signed_in.get("/api/docs/").content.decode()
    assert document["openapi"].startswith("3.")
    assert [path for path in document["paths"] if path not in page] == []


def test_a_token_is_shown_once_and_can_be_taken_back(signed_in):
    given = {"purpose": "对接", "may": [READ], "until": "2023-12-31"}
    page = signed_in.post("/tokens/", given).content.decode()
    clear = re.search(r"<code>([\w-]{43})</code>", page)[1]
    header = {"Authorization": f"Bearer {clear}"}
    assert signed_in.get("/api/plan", headers=header).status_code == 200
    signed_in.post(f"/tokens/{Token.objects.get().uid}/revoke/")
    assert (signed_in.get("/api/plan", headers=header).status_code, Note.objects.count()) == (401, 2)


def test_nobody_takes_back_the_token_of_another(signed_in, plan):
    issue(plan.xiamen, purpose="试", may=[READ], on=DAY, until=DAY)
    assert signed_in.post(f"/tokens/{Token.objects.get().uid}/revoke/").status_code == 404


def test_a_token_that_ended_before_it_began_is_not_issued(signed_in):
    answer = signed_in.post("/tokens/", {"purpose": "对接", "may": [READ], "until": "2022-12-31"})
    assert (answer.status_code, Token.objects.count()) == (422, 0)
