"""What the public sees, and that somebody without the program comes to the same verdict."""

import json
import sys
from pathlib import Path
from subprocess import run

import pytest
from django.core.management import CommandError, call_command

from minzhi.engines.register import api as register
from minzhi.engines.register.tests.conftest import DAY
from minzhi.engines.register.tests.test_proof import receipt_of

SCRIPT = Path(__file__).parents[4] / "docs" / "auditors" / "verify_receipt.py"


def code_of(entry):
    receipt = receipt_of(entry)
    return register.papers.printed(receipt["leaf"].encode(), receipt["index"])


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    "path", ["/registers/", "/registers/sample/", "/registers/sample/样登2023-0001/", "/verify/", "/verify/offline/"]
)
def test_a_stranger_reads_what_is_public(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.usefixtures("entries")
def test_no_private_field_is_on_a_page(client):
    page = client.get("/registers/sample/样登2023-0001/").content.decode()
    assert ("茶园" in page, "phone" in page) == (True, False)


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    "path", ["/registers/nothing/", "/registers/sample/0/", "/log/journal", "/log/../keys/log.pem"]
)
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize("name", ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"])
def test_the_logs_files_are_given_as_they_are(client, name):
    assert client.get(f"/log/{name}").content == (register.folder() / name).read_bytes()


def outcome(client, **given):
    return client.post("/verify/", given).context["outcome"]


def test_a_code_is_valid_until_the_entry_is_cancelled(client, entries, cast):
    code, by = code_of(entries[0]), cast.protection_officer
    before = outcome(client, code=code)
    over = register.Status.CANCELLED
    register.change(entries[0], reason="撤销", status=over, fact="register.sampled", by=by, on=DAY)
    assert (before, outcome(client, code=code)) == ("yes", "no")


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(("code", "says"), [("样登2023-0001", "yes"), ("样登2023-0009", "unknown"), ("", "unknown")])
def test_a_number_is_looked_up(client, code, says):
    assert outcome(client, code=code) == says


def test_a_forged_code_is_not_valid(client, entries):
    assert outcome(client, code=code_of(entries[0])[:-1] + "!") == "unknown"
    assert outcome(client, code=code_of(entries[0]).replace("0001", "0002")) == "no"


@pytest.fixture
def files(entries, tmp_path):
    receipt, key = tmp_path / "receipt.json", tmp_path / "log.key"
    receipt.write_bytes(register.written(receipt_of(entries[0])))
    key.write_text(str(register.log_signer().verifier))
    return receipt, key


def by_script(*files):
    return run([sys.executable, SCRIPT, *files], capture_output=True, check=False)  # noqa: S603 - our own script


def test_the_auditors_script_agrees(files):
    said = by_script(*files)
    assert (said.returncode, json.loads(said.stdout)["number"]) == (0, "样登2023-0001")


@pytest.mark.parametrize(
    ("old", "new"), [("样例茶业", "他人茶业"), ('"size": 3', '"size": 4'), ("— minzhi", "— other")]
)
def test_the_auditors_script_finds_what_was_changed(files, old, new):
    files[0].write_text(files[0].read_text("utf-8").replace(old, new), "utf-8")
    assert by_script(*files).returncode == 1


def test_the_command_verifies_a_receipt(files, capsys):
    call_command("verify", files[0], "--key", str(files[1]), "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["holds"], said["trusted"], said["document"]["number"]) == (True, True, "样登2023-0001")


def test_the_command_verifies_a_printed_code(files, entries, capsys):
    call_command("verify", f"--code={code_of(entries[0])}", f"--log={register.folder()}", f"--key={files[1]}")
    assert "日志里最新的状态是valid" in capsys.readouterr().out


def test_the_command_says_what_does_not_hold(files):
    files[0].write_text(files[0].read_text("utf-8").replace("样例茶业", "他人茶业"), "utf-8")
    with pytest.raises(CommandError, match="核验不通过：公开内容与登记时不符"):
        call_command("verify", files[0])


@pytest.mark.usefixtures("entries")
def test_the_log_is_checked_from_the_command_line(capsys):
    call_command("log", "check")
    assert capsys.readouterr().out.strip() == "日志与数据库一致：3片叶子，1个检查点。"


@pytest.mark.usefixtures("entries")
def test_programs_read_what_the_log_and_a_paper_come_to_also_where_they_do_not_hold(files, capsys):
    call_command("log", "check", "--json")
    (register.folder() / "checkpoint").write_text("x")
    files[0].write_text(files[0].read_text("utf-8").replace("样例茶业", "他人茶业"), "utf-8")
    for words in (("log", "check", "--json"), ("verify", files[0], "--json")):
        with pytest.raises(CommandError):
            call_command(*words)
    good, bad, paper = map(json.loads, capsys.readouterr().out.splitlines())
    assert (good["holds"], good["leaves"], bad["holds"], bad["fault"]) == (True, 3, False, "file")
    assert (paper["holds"], "公开内容与登记时不符" in paper["why"]) == (False, True)


def test_an_entry_is_found_by_words_beside_the_rights(client, entries, settings, tmp_path):
    settings.HOME = tmp_path
    page = client.get("/rights/", {"q": "样例茶业"}).content.decode()
    assert [entry.get_absolute_url() in page for entry in entries] == [True, True, True]
