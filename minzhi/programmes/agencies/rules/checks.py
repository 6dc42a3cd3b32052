"""What a campaign asks agencies to look at in their own house, and what the register says of the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.rules.reports import Gap, Plain, gaps

YES_NO, WHOLE, TEXT = "yes_no", "whole", "text"


@dataclass(frozen=True)
class Question:
    """One question of the self-check form; `bad` is the answer that is something to look at."""

    name: str
    label: str
    kind: str = YES_NO
    bad: bool | None = None
    required: bool = True


QUESTIONS: tuple[Question, ...] = (
    Question("conditions", _("持续符合执业许可条件"), bad=False),
    Question("representative", _("执行事务合伙人或者法定代表人"), TEXT),
    Question("partners", _("合伙人或者股东（用顿号分开）"), TEXT),
    Question("address", _("办公场所"), TEXT),
    Question("attorneys", _("在本机构专职执业的专利代理师人数"), WHOLE),
    Question("branches", _("分支机构（用顿号分开）"), TEXT, required=False),
    Question("rented", _("有出租、出借资格证、只挂名不执业的代理师"), bad=True),
    Question("abnormal", _("代理过编造、拼凑、批量的非正常专利申请"), bad=True),
    Question("bad_faith", _("代理过恶意商标注册申请"), bad=True),
    Question("soliciting", _("以虚假宣传、诋毁同行、给予回扣等方式招揽业务"), bad=True),
    Question("platforms", _("通过网络平台招揽业务，且公示了机构信息"), required=False),
    Question("unlicensed", _("为无资质的机构、个人提供署名"), bad=True),
    Question("measures", _("发现的问题和整改措施"), TEXT, required=False),
)
"""Written for this program after the targets of the joint campaign of 2025: a proposal, not an official form."""
SOURCE = _("2025年联合专项行动的重点（自拟问卷，未核定）")


def compared(answers: Mapping[str, object], registered: Mapping[str, Plain]) -> list[Gap]:
    """Return where a self-check differs from the register."""
    said: dict[str, Plain] = {name: value for name, value in answers.items() if isinstance(value, str | int)}
    asked = {each.name for each in QUESTIONS}
    return gaps(said, {name: value for name, value in registered.items() if name in asked})


def admitted(answers: Mapping[str, object]) -> list[str]:
    """Return the labels of the questions that were answered the bad way."""
    return [each.label for each in QUESTIONS if each.bad is not None and answers.get(each.name) is each.bad]
