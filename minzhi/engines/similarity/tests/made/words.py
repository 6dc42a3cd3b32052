"""Words and sentences of which made-up filings consist: slots stand in braces, heads of one kind between bars."""

from pathlib import Path

_PARTS = (Path(__file__).with_name("words.txt").read_text("utf-8")).split("\n\n")
_NAMED = {name: body.strip() for name, _newline, body in (part.partition("\n") for part in _PARTS)}

HEADS = _NAMED["HEADS"]
MODIFIERS, POSITIONS, JOINTS, RELATIONS, ACTS, AIMS, UNITS, FIELDS = (
    _NAMED[name].split()
    for name in ("MODIFIERS", "POSITIONS", "JOINTS", "RELATIONS", "ACTS", "AIMS", "UNITS", "FIELDS")
)
SENTENCES, BOILERPLATE = _NAMED["SENTENCES"].splitlines(), _NAMED["BOILERPLATE"].splitlines()
