"""A local subsidy policy: registered, checked clause by clause, guided, then amended or repealed."""

from datetime import date

from minzhi.kit.process import START, Action, Clock, Field, Kind, Process, State
from minzhi.kit.process.fields import WHY, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.process.forms import HEAD, LONG, NAME, OFFICER, ROLES, SUPERIOR
from minzhi.programmes.filing_order.process.guards import day_in_order
from minzhi.programmes.filing_order.rules.laws import NOTICE_2021, NOTICE_2022, OURS

POLICY = Process(
    name="filing_order.policy",
    label=_("资助政策核查"),
    version=1,
    effective_from=date(2021, 1, 27),
    law=NOTICE_2021,
    initial="registered",
    states=(
        State("registered", _("待核查")),
        State("found", _("有问题，待指导")),
        State("guided", _("已指导，待调整")),
        State("sound", _("没有发现问题"), final=True),
        State("amended", _("已修改"), final=True),
        State("repealed", _("已废止"), final=True),
        State("kept", _("说明后保留"), final=True),
    ),
    actions=(
        Action(
            "register", _("登记政策"), START, "registered", (OFFICER, SUPERIOR), NOTICE_2022.whole,
            (
                text("issuer", _("制定机关"), at_most=NAME), text("name", _("文件名称"), at_most=NAME),
                text("number", _("文号"), required=False, at_most=80), day("issued_on", _("印发日")),
            ),
            check=day_in_order, fact="policy_registered",
        ),
        Action(
            "find", _("核查，有问题"), "registered", "found", (OFFICER, SUPERIOR), NOTICE_2021.whole,
            (text("findings", _("逐条核查结论"), at_most=LONG),), fact="policy_found_wanting",
        ),
        Action(
            "pass", _("核查，没有发现问题"), "registered", "sound", (OFFICER, SUPERIOR), NOTICE_2021.whole,
            (text("findings", _("逐条核查结论"), at_most=LONG),), fact="policy_sound",
        ),
        Action(
            "guide", _("发出指导意见"), "found", "guided", (OFFICER, SUPERIOR), NOTICE_2022.whole,
            (text("advice", _("指导意见"), at_most=LONG), Field("adjust_term", _("调整期限"), Kind.SPAN)),
            documents=("policy_guidance",), fact="policy_guided",
        ),
        Action(
            "amend", _("已修改"), ("found", "guided"), "amended", (OFFICER, SUPERIOR), NOTICE_2022.whole,
            (day("adjusted_on", _("新文件印发日")), text("new_number", _("新文号"), at_most=80)),
            check=day_in_order, fact="policy_amended",
        ),
        Action(
            "repeal", _("已废止"), ("found", "guided"), "repealed", (OFFICER, SUPERIOR), NOTICE_2022.whole,
            (day("adjusted_on", _("废止日")), text("new_number", _("废止文号"), required=False)),
            check=day_in_order, fact="policy_repealed",
        ),
        Action(
            "keep", _("说明后保留"), ("found", "guided"), "kept", (HEAD, SUPERIOR), OURS.whole, WHY,
            fact="policy_kept",
        ),
    ),
    clocks=(
        Clock(
            "adjust", _("调整期限"), cite=OURS.whole, starts="guide", while_in=("guided",), span_from="adjust_term",
            whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("条款标准依国知发保字〔2021〕1号（文本待核）；登记、指导、调整的步骤为建议。"),
)  # fmt: skip
