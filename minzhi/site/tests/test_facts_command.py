import pytest
from django.core.management import CommandError, call_command

from minzhi.records.facts.models import Seal
from minzhi.records.facts.tests.conftest import _kinds, chen, lin, province, quanzhou, visit

__all__ = ["_kinds", "chen", "lin", "province", "quanzhou", "visit"]


def say(what, capsys):
    call_command("facts", what)
    return capsys.readouterr().out.split()


@pytest.mark.usefixtures("visit")
def test_what_is_not_sealed_yet_is_said(capsys):
    assert say("verify", capsys) == ["已封存0条，未封存1条。", "链完整。"]


@pytest.mark.usefixtures("visit")
def test_sealing_says_how_many(capsys):
    assert say("seal", capsys) == ["已封存1条。"]
    assert say("verify", capsys) == ["已封存1条，未封存0条。", "链完整。"]


def test_a_broken_chain_is_an_error_that_names_the_place(visit, capsys):
    Seal.objects.create(sequence=1, fact=visit, hash="0" * 64, previous="0" * 64)
    with pytest.raises(CommandError, match="第1条与封存时不符"):
        call_command("facts", "verify")
    assert capsys.readouterr().out.split() == ["已封存1条，未封存0条。"]
