"""Office work around a case: moving it, signing, copying, urging, linking, correcting. Each is one event, one fact."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions.facts import facts_of
from minzhi.engines.casework.actions.papers import Upload, add_papers, stored
from minzhi.engines.casework.handling import Act, handling_of
from minzhi.engines.casework.keeping import composed, keep
from minzhi.engines.casework.models import Case, Link
from minzhi.engines.casework.parts import ANYBODY_AT_WORK, parts_of
from minzhi.engines.casework.values import POST, UNIT, Held, desk_of, hold_whole, key_of, number_in, signature
from minzhi.kit import process as kernel
from minzhi.kit.process import HOLDER, SUPERIOR, NotYours
from minzhi.records.scope.models import Access
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post

CASE = "casework.case"
GIVEN = {"@transfer": "to", "@delegate": "to", "@ask": "signers", "@add_signer": "signers"}
"""In which field an office verb names whoever gets the case, or a part in it."""
UID = re.compile(r"[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")
REASONS = {
    "@hand_over": _("移交"),
    "@copy": _("抄送"),
    "@ask": _("会签"),
    "@add_signer": _("会签"),
    "@order": _("工作单"),
}


@transaction.atomic
def do(
    case: Case, verb: str, *, by: Actor, on: date, form: Mapping[str, object], seen: int | None = None,
    papers: Iterable[Upload] = (), roles: Collection[str] | None = None,
) -> Case:  # fmt: skip
    """Do one office verb (``@transfer``…); whoever is asked, copied or handed the case can see it from now on.

    Raises `ChangedMeanwhile`, else a `Refusal`.
    """
    held = hold_whole(case, by=by, on=on, seen=seen)
    case, former = held.case, held.case.unit_id
    parts = parts_of(case, by, on=on) if roles is None else roles
    if not parts:
        raise NotYours(_("您的岗位不能办理案件。"))
    given = _told_posts(verb, _signed_by(held, verb, form, by))
    _without_recused(held, verb, given)
    if verb == "@take_back" and held.value.desk.came_from and not may_take_back(case, by, parts):
        raise NotYours(_("只有移交前的办理单位或其上级机关可以撤回移交。"))
    after = kernel.apply(
        case.table,
        held.value,
        verb,
        actor=signature(by),
        roles=parts,
        form=given,
        today=on,
        calendar=held.days,
        at=held.at(on),
    )
    _kept(held, after, papers, by=by, on=on)
    _let_see(case, verb, given, former=former, on=on)
    handling = handling_of(case.process)
    if handling and (effect := handling.effects.get(verb)):
        effect(case, Act(verb, by, on, given))
    if verb == "@link":
        _link(case, str(given["to"]), str(given["why"]), on)
    return case


def _kept(held: Held, after: kernel.Case, papers: Iterable[Upload], *, by: Actor, on: date) -> None:
    """Write an office verb with its papers and its fact."""
    events, files = composed(held, after, by=by), stored(papers, by=by, on=on)
    evidence = [file.sha256 for _upload, file in files]
    keep(held, after, events, facts=lambda: facts_of(held, events, by=by, evidence=evidence))
    add_papers(held.case, events[-1], files, by=by, on=on)


def may_take_back(case: Case, by: Actor, parts: Collection[str]) -> bool:
    """Tell whether somebody may take a move back: of the unit that had the case, or above; or whoever entrusted it."""
    came_from = desk_of(case).came_from
    if came_from is None:
        return bool(desk_of(case).entrusted) and not {HOLDER, SUPERIOR}.isdisjoint(parts)
    return number_in(came_from[0]) == by.post.unit_id or SUPERIOR in parts


def _signed_by(held: Held, verb: str, form: Mapping[str, object], by: Actor) -> dict[str, object]:
    """Fill in who signs: the actor's own post where it was asked, else the unit."""
    given = dict(form)
    if verb == "@sign" and not given.get("signer"):
        number = str(given.get("round", ""))
        asked = [each for each in held.value.desk.owing if str(each[0]) == number]
        mine = [signer for _number, signer in asked if signer in {key_of(by.post), key_of(by.unit)}]
        given["signer"] = mine[0] if mine else key_of(by.post)
    return given


def _told_posts(verb: str, form: dict[str, object]) -> dict[str, object]:
    """Fill in the posts of an officer who is kept away: the log names holders by their posts."""
    officer = str(form.get("officer") or "")
    if verb != "@recuse" or not officer.isdigit():
        return form
    posts = Post.objects.filter(officer_id=int(officer)).order_by("pk")
    return {**form, "posts": ",".join(key_of(post) for post in posts)}


def _without_recused(held: Held, verb: str, form: Mapping[str, object]) -> None:
    """Refuse to give the case, or a part in it, to somebody who is kept away from it."""
    name = GIVEN.get(verb, "")
    posts = [number_in(key) for key in str(form.get(name) or "").split(",") if key.startswith(POST)]
    if not posts or not held.value.desk.recused:
        return
    for post in Post.objects.filter(pk__in=posts).select_related("officer"):
        if str(post.officer_id) in held.value.desk.recused:
            raise kernel.FormWrong({name: _("%(who)s在本案中已回避，请选择其他人员。") % {"who": post.officer}})


def _let_see(case: Case, verb: str, form: Mapping[str, object], *, former: int, on: date) -> None:
    if verb not in REASONS:
        return
    named = [*str(form.get("signers") or "").split(","), str(form.get("to") or "")]
    units = {_unit_of(key) for key in named if key.startswith((POST, UNIT))}
    if case.unit_id != former:
        units.add(former)
    for unit in units - {case.unit_id}:
        let_see(case, unit, reason=str(REASONS[verb]), on=on)


def let_see(case: Case, unit: int, *, reason: str, on: date) -> None:
    """Let a unit see a case from a day on; again is no change."""
    Access.objects.get_or_create(
        kind=CASE, row_uid=case.uid, unit_id=unit, valid_to=None, defaults={"reason": reason, "valid_from": on}
    )


def _unit_of(key: str) -> int:
    number = number_in(key)
    return number if key.startswith(UNIT) else Post.objects.get(pk=number).unit_id


def _link(case: Case, uid: str, why: str, on: date) -> None:
    """Put two cases side by side; the other is named by its number, or as its address names it."""
    by = {"uid": uid} if UID.fullmatch(uid) else {"number": uid}
    other = Case.objects.filter(**by).exclude(pk=case.pk).first()
    if other is None:
        raise kernel.FormWrong({"to": _("没有找到要关联的案件，或您看不到它。")})
    Link.unscoped.get_or_create(case=case, other=other, defaults={"why": why, "linked_on": on})


def _hash(upload: Upload) -> str:
    return upload.file.sha256 if upload.file else hashlib.sha256(upload.content).hexdigest()


@transaction.atomic
def file_papers(case: Case, papers: Iterable[Upload], *, by: Actor, on: date) -> Case:
    """Put papers into the dossier without any act; one event names the first of them."""
    uploads = list(papers)
    if not uploads:
        raise kernel.FormWrong({"files": _("请选择要入卷的文件。")})
    held = hold_whole(case, by=by, on=on)
    roles = parts_of(held.case, by, on=on) | {ANYBODY_AT_WORK}
    title = uploads[0].title[:200] + (_("等%(count)s份") % {"count": len(uploads)} if len(uploads) > 1 else "")
    after = kernel.apply(
        held.case.table, held.value, "@paper", actor=signature(by), roles=roles,
        form={"title": title[:200], "sha256": _hash(uploads[0])}, today=on, calendar=held.days, at=held.at(on),
    )  # fmt: skip
    _kept(held, after, uploads, by=by, on=on)
    return held.case
