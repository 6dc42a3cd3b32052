"""What an office may connect to its log: a signer of another kind beside the log's own, and an authority's time."""

import hashlib
from dataclasses import dataclass

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from minzhi.engines.register import api as register
from minzhi.engines.register import stamping
from minzhi.engines.register.tests.conftest import entered, grown
from minzhi.engines.register.tests.test_pages import by_script
from minzhi.engines.register.tests.test_proof import receipt_of

CURVE = ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Curved:
    """A key of another algorithm than the log's own, as an SM2 module would bring it."""

    name: str
    id: bytes = b"sm2?"

    @property
    def verifier(self):
        return self

    def sign(self, text, *, moment=0):  # noqa: ARG002 - as the interface has it
        return CURVE.sign(text.encode(), ec.ECDSA(SHA256()))

    def holds(self, text, signature):
        try:
            CURVE.public_key().verify(signature, text.encode(), ec.ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


def curved(origin):
    return Curved(f"{origin}.second")


class Careless(Curved):
    def sign(self, text, *, moment=0):
        return super().sign(f"not {text}", moment=moment)


def careless(origin):
    return Careless(f"{origin}.second")


class Authority:
    asked: list[bytes] = []

    def stamp(self, digest):
        self.asked.append(digest)
        return b"time over " + digest


class Closed:
    def stamp(self, digest):
        raise ConnectionError(digest.hex())


@pytest.fixture
def second(settings):
    settings.REGISTER = {"signers": [f"{__name__}.curved"]}


@pytest.mark.usefixtures("second")
def test_a_second_signature_stands_under_each_checkpoint_and_is_checked(entries):
    note = register.Note.read(register.Checkpoint.objects.get().note)
    known = [register.log_signer().verifier, curved(register.origin())]
    assert (len(entries), note.signers(known)) == (3, [register.origin(), f"{register.origin()}.second"])
    assert register.check(register.folder()).fault == ""


def test_a_second_signature_that_does_not_hold_is_named(settings, cast):
    settings.REGISTER = {"signers": [f"{__name__}.careless"]}
    entered(cast, "样例")
    grown()
    found = register.check(register.folder())
    assert (found.fault, found.at) == ("checkpoint", 1)


@pytest.mark.usefixtures("second")
def test_who_does_not_know_the_second_key_verifies_as_before(entries, tmp_path):
    receipt = register.written(receipt_of(entries[0]))
    verdict = register.verify(register.read(receipt), [register.log_signer().verifier])
    (tmp_path / "receipt.json").write_bytes(receipt)
    (tmp_path / "log.key").write_text(str(register.log_signer().verifier))
    told = by_script(tmp_path / "receipt.json", tmp_path / "log.key")
    assert (verdict.signed_by, verdict.trusted, told.returncode) == ([register.origin()], True, 0)


@pytest.mark.usefixtures("entries")
def test_a_checkpoint_is_stamped_once_and_the_next_again(settings, cast):
    settings.REGISTER = {"stamper": f"{__name__}.Authority"}
    text = register.Note.read(register.Checkpoint.objects.get().note).text
    path = stamping.stamp_latest()
    assert (path, path.read_bytes(), stamping.stamp_latest()) == (
        register.folder() / "stamps" / "3.tsr", b"time over " + hashlib.sha256(text.encode()).digest(), None,
    )  # fmt: skip
    entered(cast, "又一个")
    grown()
    assert (stamping.stamp_latest().name, len(Authority.asked)) == ("4.tsr", 2)


@pytest.mark.usefixtures("entries")
def test_an_authority_that_does_not_answer_leaves_nothing_behind(settings):
    settings.REGISTER = {"stamper": f"{__name__}.Closed"}
    with pytest.raises(ConnectionError):
        stamping.stamp_latest()
    assert list(register.folder().glob("stamps")) == []


@pytest.mark.usefixtures("entries")
def test_without_an_authority_nothing_is_stamped():
    assert stamping.stamp_latest() is None
