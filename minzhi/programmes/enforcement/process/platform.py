"""Notices and counter-notices on e-commerce platforms: links come back when the owner is silent for 15 days."""

from datetime import date

from minzhi.kit.process import CLOCK, SAME, START, Action, Clock, Effect, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, text
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import LONG, NAME, OFFICER, PARTY, ROLES
from minzhi.programmes.enforcement.rules.laws import E_COMMERCE

OPINIONS = {"likely": _("很可能侵权"), "unlikely": _("不大可能侵权"), "cannot_tell": _("无法判断")}
ROADS = {"complaint": _("向主管部门投诉"), "suit": _("向人民法院起诉")}

PLATFORM = Process(
    name="enforcement.platform",
    label=_("电商平台通知与声明"),
    version=1,
    effective_from=date(2019, 1, 1),
    law=E_COMMERCE,
    initial="noticed",
    states=(
        State("noticed", _("平台已收通知")),
        State("taken", _("已采取措施")),
        State("countered", _("已转送声明")),
        State("declined", _("不采取措施"), final=True),
        State("kept", _("措施继续"), final=True),
        State("pursued", _("已投诉或起诉"), final=True),
        State("restored", _("已终止措施"), final=True),
    ),
    actions=(
        Action(
            "notice", _("权利人通知"), START, "noticed", (OFFICER, PARTY), E_COMMERCE.art(42),
            (
                day("noticed_on", _("通知到达平台之日")), text("platform", _("平台"), at_most=NAME),
                text("links", _("商品链接"), at_most=LONG), text("right", _("权利及权利号"), at_most=NAME),
                text("owner", _("权利人"), at_most=NAME), text("seller", _("平台内经营者"), at_most=NAME),
                flag("proof_attached", _("附有构成侵权的初步证据")),
            ),
            fact="platform_noticed",
        ),
        Action(
            "take_down", _("采取措施并转送通知"), "noticed", "taken", (OFFICER,), E_COMMERCE.art(42),
            (day("taken_on", _("采取措施并转送之日")),), fact="links_taken_down",
        ),
        Action(
            "decline", _("不采取措施"), "noticed", "declined", (OFFICER,), E_COMMERCE.art(42), WHY,
            fact="links_left", hint=_("没有初步证据，或明显不侵权的。"),
        ),
        Action(
            "counter", _("转送不侵权声明"), "taken", "countered", (OFFICER,), E_COMMERCE.art(43),
            (day("counter_on", _("声明到达权利人之日")), text("counter", _("声明要点"), at_most=LONG)),
            fact="platform_countered",
        ),
        Action(
            "pursue", _("权利人已投诉或起诉"), "countered", "pursued", (OFFICER,), E_COMMERCE.art(43),
            (choice("road", _("权利人怎么做"), ROADS), day("pursued_on", _("平台收到通知之日"))),
            fact="platform_pursued",
        ),
        Action(
            "restore", _("终止措施，恢复链接"), "countered", "restored", (OFFICER, CLOCK), E_COMMERCE.art(43),
            fact="links_restored",
        ),
        Action(
            "keep", _("没有声明，措施继续"), "taken", "kept", (OFFICER,), E_COMMERCE.art(42), fact="links_kept",
        ),
        Action(
            "opine", _("取得侵权判断意见"), ("noticed", "taken", "countered"), SAME, (OFFICER,), E_COMMERCE.art(42),
            (choice("opinion", _("意见"), OPINIONS), text("grounds", _("意见理由"), at_most=LONG)),
            fact="platform_opinion", hint=_("可先派出「专家意见」工作单；意见供平台参考，不是裁决。"),
        ),
        Action(
            "publish", _("公示通知、声明及结果"), ("taken", "countered"), SAME, (OFFICER,), E_COMMERCE.art(44),
            (day("published_on", _("公示之日")),), fact="platform_published",
        ),
    ),
    clocks=(
        Clock(
            "pursue", _("权利人投诉或起诉期限"), "15d", E_COMMERCE.art(43), "counter", ("countered",),
            from_field="counter_on", on_expiry="restore", whose="owner", effect=Effect.DEEMED,
            effect_on_lapse=_("声明到达后十五日内平台未收到已投诉或起诉的通知，应当及时终止措施"),
        ),
    ),
    roles=ROLES,
)  # fmt: skip
