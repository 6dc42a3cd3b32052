"""A bundle is taken whole or not at all, and once."""

import gzip
import json

import pytest
from django.core.management import CommandError, call_command

from minzhi.engines.register import api as register
from minzhi.engines.register.models import Entry, Mirrored
from minzhi.engines.register.tests.conftest import DAY, entered, grown
from minzhi.engines.register.tests.test_growing import falsified

bundles = register.bundles


@pytest.fixture
def elsewhere(entries, cast):
    """Return a bundle of three entries that this installation, as the receiver, does not know."""
    del entries
    packed = bundles.pack()
    source = bundles.name_source(str(register.log_signer().verifier), by=cast.security_admin, on=DAY)
    falsified("UPDATE register_entry SET register = 'elsewhere'")
    return packed, source, cast.security_admin


def unpacked(bundle):
    return gzip.decompress(bundle.partition(b"\n")[2])


def accept(packed, source, by):
    return bundles.accept(bundles.read(packed), source, by=by, on=DAY)


def test_a_bundle_brings_what_is_public_and_a_second_time_nothing(elsewhere):
    first, second = accept(*elsewhere), accept(*elsewhere)
    assert ((first.fresh, first.known), (second.fresh, second.known), Mirrored.objects.count()) == ((3, 0), (0, 3), 3)


def test_no_private_field_leaves_the_house(elsewhere):
    assert b"phone" not in unpacked(elsewhere[0])


def test_a_bundle_with_one_forged_entry_brings_nothing(elsewhere):
    packed, source, by = elsewhere
    forged = json.loads(unpacked(packed))
    forged["changes"][2]["document"]["holder"] = "他人"
    with pytest.raises(bundles.BundleWrong, match="公开内容与登记时不符"):
        accept(bundles.sealed(gzip.compress(json.dumps(forged).encode())), source, by)
    assert Mirrored.objects.count() == 0


def test_a_bundle_that_does_not_follow_the_last_one_is_refused(elsewhere, cast):
    _packed, source, by = elsewhere
    accept(*elsewhere)
    entered(cast, "又一个")
    grown()
    with pytest.raises(bundles.BundleWrong, match="请从第3片起重新导出"):
        accept(bundles.pack(), source, by)
    falsified("UPDATE register_entry SET register = 'elsewhere'")
    assert accept(bundles.pack(old=3), source, by).fresh == 1


def test_numbers_that_both_gave_are_shown_and_nothing_is_taken(entries, cast):
    source = bundles.name_source(str(register.log_signer().verifier), by=cast.security_admin, on=DAY)
    with pytest.raises(bundles.BundleWrong, match=entries[0].number):
        accept(bundles.pack(), source, cast.security_admin)
    assert (Mirrored.objects.count(), Entry.unscoped.count()) == (0, 3)


def test_a_strangers_bundle_is_refused(entries):
    del entries
    with pytest.raises(bundles.BundleWrong, match="不认识交换包的来源"):
        bundles.source_of(bundles.read(bundles.pack()))


@pytest.mark.parametrize("content", [b"", b"PK", *(b"\n" + gzip.compress(each) for each in (b"{}", b"[" * 100_000))])
def test_what_is_no_bundle_is_refused(content):
    with pytest.raises(bundles.BundleWrong, match="文件不是交换包"):
        bundles.read(content)


@pytest.mark.parametrize("since", [-1, 4])
def test_a_bundle_from_a_leaf_that_is_not_there_is_refused(entries, since):
    del entries
    with pytest.raises(bundles.BundleWrong, match="须在0和3之间"):
        bundles.pack(old=since)


@pytest.mark.parametrize("keys", [None, [], [7]])
@pytest.mark.usefixtures("entries")
def test_a_bundle_that_names_no_key_asks_for_one(tmp_path, keys):
    whole = json.dumps({"format": bundles.FORMAT, "keys": keys}).encode()
    (tmp_path / "b").write_bytes(bundles.sealed(gzip.compress(whole)))
    with pytest.raises(CommandError, match="请给出 --key"):
        call_command("verify", tmp_path / "b")


def test_a_reader_who_asks_for_witnesses_of_a_bundle_is_told_that_there_are_none(entries, tmp_path):
    del entries
    (tmp_path / "b").write_bytes(bundles.pack())
    with pytest.raises(CommandError, match="要求1个，可信的只有0个"):
        call_command("verify", tmp_path / "b", "--quorum=1")


def test_what_was_taken_is_shown_to_everybody_with_its_receipt(elsewhere, client):
    accept(*elsewhere)
    row = Mirrored.objects.get(number="样登2023-0001")
    listed = client.get("/registers/elsewhere/", {"q": "样例茶业"}).content.decode()
    page, given = (
        client.get(row.get_absolute_url()).content.decode(),
        client.get(f"{row.get_absolute_url()}receipt.json"),
    )
    verdict = register.verify(register.read(given.content), [register.log_signer().verifier])
    assert (row.get_absolute_url() in listed, "茶园" in page, verdict.document["number"], verdict.trusted) == (
        True, True, row.number, True,
    )  # fmt: skip


@pytest.mark.parametrize(("number", "outcome"), [("样登2023-0001", "yes"), ("样登2023-0009", "unknown")])
def test_a_number_of_elsewhere_is_looked_up_too(elsewhere, client, number, outcome):
    accept(*elsewhere)
    falsified("UPDATE register_entry SET number = 'own' || id")
    said = client.post("/verify/", {"code": number}).context
    assert (said["outcome"], said.get("origin")) == (outcome, "minzhi.new" if outcome == "yes" else None)
