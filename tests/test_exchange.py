"""Bundles go between installations over HTTP: by token, signed, once; what is refused is told in words."""

from datetime import date
from functools import partial
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from minzhi.engines.register import api as register
from minzhi.engines.register.models import Mirrored
from minzhi.engines.register.tests.conftest import DAY, _sample, entered, grown
from minzhi.records.scope.ambient import everything
from minzhi.records.tokens.actions import BUNDLES, READ, issue
from minzhi.records.units.tests.cast import assemble

__all__ = ["_sample"]
LATER = date(2100, 1, 1)


@pytest.fixture
def other(transactional_db, monkeypatch):  # noqa: ARG001 - the server sees what is committed
    """Return the cast of an installation that knows its own log as another's, and does not mind its own numbers."""
    monkeypatch.setattr(register.bundles, "_must_not_collide", lambda _bundle: None)
    with everything(DAY, why="the test plays both sides"):
        cast = assemble()
        entered(cast, "数据集1")
        grown()
        register.bundles.name_source(str(register.log_signer().verifier), by=cast.security_admin, on=DAY)
        yield cast


@pytest.fixture
def run(other, live_server, tmp_path):
    """Return the command, as the other side would be told to run it."""
    token = tmp_path / "token"

    def ran(what, *more, may=(READ, BUNDLES)):
        token.write_text(issue(other.security_admin, purpose="交换", may=may, on=DAY, until=LATER))
        said = StringIO()
        call_command("log", what, f"--to={live_server.url}", f"--token={token}", *more, stdout=said)
        return said.getvalue().strip()

    return ran


def test_a_bundle_is_sent_once_and_a_second_time_nothing(run):
    assert (run("send"), run("send"), Mirrored.objects.count()) == (
        "收入1条，早已有0条。", "收入0条，早已有0条。", 1,
    )  # fmt: skip


def test_a_bundle_is_fetched(run, other):
    by = f"--by={other.security_admin.officer.account.login}"
    assert (run("fetch", by), Mirrored.objects.count()) == ("收入1条，早已有0条。", 1)


def test_a_token_that_only_reads_sends_nothing(run):
    with pytest.raises(CommandError, match="对方没有接受：这个令牌不能用于"):
        run("send", may=(READ,))
    assert Mirrored.objects.count() == 0


def test_nothing_goes_over_an_open_wire(tmp_path):
    (tmp_path / "token").write_text("x")
    with pytest.raises(CommandError, match="须以 https:// 开头"):
        call_command("log", "send", "--to=http://office.example", f"--token={tmp_path / 'token'}")


@pytest.fixture
def ask(client, other):
    clear = issue(other.security_admin, purpose="交换", may=(READ, BUNDLES), on=DAY, until=LATER)
    headers = {"Authorization": f"Bearer {clear}"}
    return partial(client.get, headers=headers), partial(client.post, headers=headers)


def test_a_forged_bundle_is_refused_whole(ask):
    get, post = ask
    packed = get("/api/registers/bundle").content
    forged = SimpleUploadedFile("b", packed[:-40] + bytes([packed[-40] ^ 1]) + packed[-39:])
    answer = post("/api/registers/bundle", {"file": forged})
    assert (answer.status_code, "交换包" in answer.json()["detail"], Mirrored.objects.count()) == (409, True, 0)


def test_how_far_a_log_was_taken_is_told(ask):
    get, post = ask
    before = get("/api/registers/sources").json()
    post("/api/registers/bundle", {"file": SimpleUploadedFile("b", get("/api/registers/bundle").content)})
    sizes = [each["size"] for rows in (before, get("/api/registers/sources").json()) for each in rows]
    assert sizes == [0, register.Checkpoint.objects.get().size]
