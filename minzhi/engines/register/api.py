"""The front door of registers: numbered entries that nobody can rewrite, and the log that proves it.

A room declares its register once (`declare`), enters and changes entries inside its own transaction under its own
fact, and hands out `receipt`s. The log itself grows in the worker (`grow`).
"""

from minzhi.engines.register import bundles, papers
from minzhi.engines.register.actions import Given, NotChangeable, change, document_of, enter
from minzhi.engines.register.bundles import BundleWrong
from minzhi.engines.register.certificates import make_certificates
from minzhi.engines.register.checking import Finding, check
from minzhi.engines.register.declared import FieldUnknown, Register, declare, register_of, registers
from minzhi.engines.register.growing import LogAhead, folder, grow, standing_still
from minzhi.engines.register.keys import log_signer, make, origin, own_key, witness_signer
from minzhi.engines.register.log.log import Log
from minzhi.engines.register.log.notes import Note, NoteWrong, Verifier, text_of
from minzhi.engines.register.log.tiles import Damaged, Tiles, whole
from minzhi.engines.register.models import Certificate, Change, Checkpoint, Entry, Status, Witness
from minzhi.engines.register.queries import history, public, receipt, witnesses
from minzhi.engines.register.receipts import ReceiptWrong, Verdict, read, verify, written
from minzhi.engines.register.recovering import NothingLost, recover
from minzhi.engines.register.witnessing import (
    Conflict,
    Seen,
    cosign,
    has_quorum,
    name_witness,
    quorum,
    quorum_size,
    set_quorum,
    take,
)

__all__ = [
    "BundleWrong",
    "Certificate",
    "Change",
    "Checkpoint",
    "Conflict",
    "Damaged",
    "Entry",
    "FieldUnknown",
    "Finding",
    "Given",
    "Log",
    "LogAhead",
    "NotChangeable",
    "Note",
    "NoteWrong",
    "NothingLost",
    "ReceiptWrong",
    "Register",
    "Seen",
    "Status",
    "Tiles",
    "Verdict",
    "Verifier",
    "Witness",
    "bundles",
    "change",
    "check",
    "cosign",
    "declare",
    "document_of",
    "enter",
    "folder",
    "grow",
    "has_quorum",
    "history",
    "log_signer",
    "make",
    "make_certificates",
    "name_witness",
    "origin",
    "own_key",
    "papers",
    "public",
    "quorum",
    "quorum_size",
    "read",
    "receipt",
    "recover",
    "register_of",
    "registers",
    "set_quorum",
    "standing_still",
    "take",
    "text_of",
    "verify",
    "whole",
    "witness_signer",
    "witnesses",
    "written",
]  # fmt: skip
