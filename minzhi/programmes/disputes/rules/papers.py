"""The papers of disputes: what each says until the office changes it in Word."""

from minzhi.kit.text import mark as _

HEAD = (("case", _("案号")), ("claimant", _("请求人")), ("respondent", _("被请求人")))
RIGHT = (("right_title", _("发明创造名称")), ("right_number", _("专利号")))
PAPERS: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    (
        "acceptance",
        _("立案通知书"),
        (("panel", _("合议组成员")),),
        "你方的请求符合立案条件，决定立案。合议组由{{ panel }}组成。",
    ),
    ("refusal", _("不予立案通知书"), (("why", _("理由")),), "经审查，不予立案。理由：{{ why }}"),
    (
        "correction",
        _("补正通知书"),
        (("items", _("须补正的全部事项")), ("correction_term", _("补正期限"))),
        "请在{{ correction_term }}内一次补正：{{ items }}。逾期未补正的，不予立案。",
    ),
    (
        "defence_notice",
        _("答辩通知书"),
        (("served_on", _("被请求人收到之日")),),
        "现将请求书副本送达你方，请自收到之日（{{ served_on }}）起按规定期限提交答辩书。逾期不答辩，不影响案件办理。",
    ),
    (
        "hearing_notice",
        _("口头审理通知书"),
        (("hearing_on", _("口头审理日")), ("hearing_place", _("地点"))),
        (
            "定于{{ hearing_on }}在{{ hearing_place }}举行口头审理。请求人无正当理由不参加的，"
            "按撤回请求处理；被请求人不参加的，缺席审理。"
        ),
    ),
    ("hearing_record", _("口头审理笔录"), (("record", _("笔录要点")),), "{{ record }}"),
    ("suspension", _("中止通知书"), (("why", _("理由")),), "本案决定中止办理。理由：{{ why }}"),
    ("resumption", _("恢复通知书"), (("why", _("理由")),), "本案恢复办理。理由：{{ why }}"),
    ("extension", _("延期审批表"), (("why", _("理由")),), "因{{ why }}，批准延长办理期限。"),
    (
        "decision",
        _("行政裁决书"),
        (("decision", _("裁决主文")),),
        (
            "{{ decision }}\n当事人不服本裁决的，可以自收到之日起十五日内依照《行政诉讼法》向人民法院起诉；"
            "期满不起诉又不停止侵权行为的，可以申请人民法院强制执行。"
        ),
    ),
    (
        "direct_order",
        _("责令停止侵权决定书"),
        (("decision", _("裁决主文")), ("earlier_finding", _("同一专利在先认定侵权的文书号"))),
        "{{ earlier_finding }}已认定侵权并生效，现再次实施相同侵权，责令立即停止：{{ decision }}",
    ),
    ("agreement", _("调解协议书"), (("agreement", _("协议要点")),), "双方自愿达成协议：{{ agreement }}"),
    ("dismissal", _("撤销案件决定书"), (("why", _("理由")),), "决定撤销本案。理由：{{ why }}"),
    (
        "enforcement",
        _("强制执行申请书"),
        (("decision", _("裁决主文")),),
        "裁决已生效而未履行，申请人民法院强制执行：{{ decision }}",
    ),
    (
        "mediation_notice",
        _("调解意见征求书"),
        (("claims", _("请求事项")),),
        "请求人请求调解：{{ claims }}。请自收到之日起十五日内答复是否同意；逾期未答复的，不予立案。",
    ),
    ("mediation_refusal", _("调解不予立案通知书"), (("why", _("理由")),), "对方未同意调解，不予立案。{{ why }}"),
    (
        "objection_decision",
        _("异议处理决定书"),
        (("objection", _("异议和理由")), ("why", _("理由"))),
        "关于当事人的异议（{{ objection }}），决定如下：{{ why }}",
    ),
    (
        "appraisal",
        _("鉴定委托书"),
        (("institution", _("鉴定机构")), ("question", _("鉴定事项")), ("materials", _("送鉴材料"))),
        "{{ institution }}：现委托你单位鉴定：{{ question }}。送鉴材料：{{ materials }}。",
    ),
    (
        "confirmation",
        _("司法确认申请书"),
        (("agreed_on", _("协议生效日")), ("agreement", _("协议要点")), ("court", _("受理法院"))),
        "我们于{{ agreed_on }}达成调解协议：{{ agreement }}。现共同向{{ court }}申请司法确认。",
    ),
)
"""Key, title, what it says besides number, parties and patent, and the words."""
