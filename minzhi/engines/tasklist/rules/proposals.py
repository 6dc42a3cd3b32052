"""Proposals how a notice's sentences become measures: from last known lists, each with its reason.

An officer confirms every one of them before the notice is adopted; nothing here decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from minzhi.kit.text import mark as _

Pack = Sequence[Mapping[str, Any]]
"""The parsed files of a known list, one mapping a task (schema: docs/developers.md)."""
CARRIED = ("label", "label_en", "kind", "programme", "lead", "local", "target", "proof", "indicators")
LABEL_LENGTH = 40
LOOKS_LIKE = 0.2
FALLBACK_PROOF = ({"kind": "季度小结", "per_quarter": True},)


def propose(reading: Mapping[str, Any], pack: Pack, *, first: date, last: date) -> list[dict[str, Any]]:
    """Return one mapping a proposed measure: place in the text, annotations, reason; every character is covered.

    `first` and `last` bound the period where the known list says nothing.
    """
    tasks = [task for section in reading["sections"] for task in section["tasks"]]
    return [each for task in tasks for each in _of_task(task, pack, first, last)]


def _of_task(task: Mapping[str, Any], pack: Pack, first: date, last: date) -> Iterable[dict[str, Any]]:
    known = next((each for each in pack if _same_words(each, task)), None)
    for sentence in task["sentences"]:
        yield from _known(task, sentence, known) if known else _likely(task, sentence, pack, first, last)


def _words(task: Mapping[str, Any]) -> str:
    return "".join(sentence["text"] for sentence in task["sentences"])


def _same_words(known: Mapping[str, Any], task: Mapping[str, Any]) -> bool:
    return "".join(measure["words"] for measure in known["measures"]) == _words(task)


def _known(task: Mapping[str, Any], sentence: Mapping[str, Any], known: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    before = _words(task)[: _place_in_task(task, sentence)]
    at, cursor = sentence["start"], 0
    for measure in known["measures"]:
        begins, cursor = cursor, cursor + len(measure["words"])
        if begins < len(before) or begins >= len(before) + len(sentence["text"]):
            continue
        yield {
            "task": task["no"],
            "no": int(measure["id"].partition(".")[2]),
            "sentence": sentence["id"],
            "start": at + begins - len(before),
            "end": at + cursor - len(before),
            **{name: measure.get(name) for name in CARRIED},
            "lead_presumed": measure.get("lead_presumed", True),
            "starts_on": str(measure["starts_on"]),
            "due_on": str(measure["due_on"]),
            "why": _("与已知清单「%(id)s」逐字相同"),
            "why_params": {"id": measure["id"]},
            "confirmed": False,
        }


def _place_in_task(task: Mapping[str, Any], sentence: Mapping[str, Any]) -> int:
    place = 0
    for each in task["sentences"]:
        if each["id"] == sentence["id"]:
            break
        place += len(each["text"])
    return place


def _likely(
    task: Mapping[str, Any], sentence: Mapping[str, Any], pack: Pack, first: date, last: date
) -> Iterable[dict[str, Any]]:
    measures = [measure for known in pack for measure in known["measures"]]
    ranked = sorted(((likeness(sentence["text"], each["words"]), each["id"], each) for each in measures), reverse=True)
    score, like, nearest = ranked[0] if ranked else (0.0, "", {})
    near = score >= LOOKS_LIKE
    yield {
        "task": task["no"],
        "sentence": sentence["id"],
        "start": sentence["start"],
        "end": sentence["end"],
        "label": sentence["text"][:LABEL_LENGTH].rstrip("，；。"),
        "label_en": "",
        "kind": nearest.get("kind", "process") if near else "process",
        "programme": nearest.get("programme", "") if near else "",
        "lead": next((unit["name"] for unit in task["units"] if unit["role"] == "lead"), ""),
        "lead_presumed": True,
        "local": "all" if any(unit["scope"] == "all" for unit in task["units"]) else "none",
        "target": None,
        "proof": list(FALLBACK_PROOF),
        "indicators": [],
        "starts_on": str(first),
        "due_on": str(last),
        "why": _("与已知举措「%(id)s」相近（相同字组%(share)s%%）") if near else _("没有相近的已知举措，请指定专项"),
        "why_params": {"id": like, "share": str(round(score * 100))},
        "confirmed": False,
    }


def likeness(one: str, other: str) -> float:
    """Return the share, 0 to 1, of character pairs that two texts have in common."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
