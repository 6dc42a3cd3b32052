"""The log follows the database; where they differ, the first leaf is named, and a loss is signed for."""

import pytest
from django.db import connection

from minzhi.engines.register import api as register
from minzhi.engines.register.growing import content, the_log
from minzhi.engines.register.models import Leaf
from minzhi.engines.register.tests.conftest import DAY, entered, grown


def checked():
    return register.check(register.folder())


def test_every_sealed_fact_is_a_leaf(entries):
    found = checked()
    assert (found.leaves, found.checkpoints, found.fault) == (len(entries), 1, "")


def test_growing_again_changes_nothing(entries):
    assert (grown(), checked().leaves, register.Checkpoint.objects.count()) == (0, len(entries), 1)


def test_no_name_and_nothing_private_stands_in_the_files_of_the_log(entries, cast):
    kept = b"".join(path.read_bytes() for path in register.folder().rglob("*") if path.is_file())
    told = (entries[0].holder, entries[0].title, "phone", cast.protection_officer.officer.name)
    assert (entries[0].number.encode() in kept, [word for word in told if word.encode() in kept]) == (True, [])


@pytest.mark.usefixtures("entries")
def test_without_its_salt_a_leaf_fits_no_fact():
    rows = list(Leaf.objects.select_related("fact", "fact__register_change"))
    before = [content(row) for row in rows]
    for row in rows:
        row.salt = "00" * 16
    assert [content(row) != leaf for row, leaf in zip(rows, before, strict=True)] == [True] * len(rows)


@pytest.mark.usefixtures("entries")
def test_a_later_checkpoint_stands_beside_the_earlier(cast):
    entered(cast, "又一个")
    assert (grown(), checked().checkpoints, checked().fault) == (1, 2, "")


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(("name", "fault"), [("tile/entries/000.p/3", "leaf"), ("tile/0/000.p/3", "leaf")])
def test_a_flipped_bit_in_a_file_is_found(name, fault):
    path = register.folder() / name
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    assert (checked().fault, checked().at) == (fault, 2)


@pytest.mark.usefixtures("entries")
def test_a_missing_file_is_named():
    (register.folder() / "tile/0/000.p/3").unlink()
    assert (checked().fault, checked().where.endswith("tile/0/000.p/3: missing")) == ("file", True)


def falsified(statement, *values):
    """Change the database as somebody with the keys to it could, past its guards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(statement, values)


FALSIFIED = {
    "UPDATE facts_fact SET law = 'x' WHERE id = (SELECT MAX(id) FROM facts_fact)": "leaf",
    'UPDATE register_change SET document = \'{"register":"sample","number":"1","status":"valid"}\'': "leaf",
    "UPDATE register_checkpoint SET root = 'x'": "checkpoint",
}


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(("statement", "fault"), FALSIFIED.items())
def test_a_falsified_database_is_found(statement, fault):
    falsified(statement)
    assert checked().fault == fault


def lost(entries):
    """Restore a database as it was before the last entry; the log on disk knows three leaves."""
    falsified("DELETE FROM register_checkpoint")
    falsified('DELETE FROM register_leaf WHERE "index" = 2')
    falsified("DELETE FROM register_change WHERE entry_id = %s", entries[2].pk)
    falsified("DELETE FROM register_entry WHERE id = %s", entries[2].pk)
    falsified("DELETE FROM facts_seal WHERE sequence = 3")
    falsified("DELETE FROM facts_fact WHERE kind = 'register.sampled' AND id = (SELECT MAX(id) FROM facts_fact)")


def test_an_old_backup_is_found_and_the_log_stands_still(entries):
    lost(entries)
    with pytest.raises(register.LogAhead, match="日志已有3片叶子，数据库只记得2片"):
        grown()


def test_after_a_signed_recovery_the_log_goes_on(entries, cast):
    lost(entries)
    fact = register.recover(why="9月17日的备份", by=cast.security_admin, on=DAY)
    assert (fact.payload["first"], grown(), checked().fault, checked().leaves) == (2, 1, "", 4)


@pytest.mark.usefixtures("entries")
def test_where_nothing_is_lost_there_is_nothing_to_recover(cast):
    with pytest.raises(register.NothingLost, match="没有丢失"):
        register.recover(why="x", by=cast.security_admin, on=DAY)


@pytest.mark.usefixtures("entries")
def test_the_log_of_files_alone_has_the_same_root():
    with the_log() as log:
        assert log.root().hex() == register.Checkpoint.objects.get().root
