"""The papers of enforcement: what each says until the office changes it in Word."""

from minzhi.kit.text import mark as _

Paper = tuple[str, str, tuple[tuple[str, str], ...], str]
HEAD = (("case", _("案号")), ("party", _("当事人")))
WHY = (("why", _("理由")),)
PAPERS: tuple[Paper, ...] = (
    ("complaint_acceptance", _("投诉受理告知书"), (("against", _("被投诉举报人")),), "你对{{ against }}的投诉已受理。"),
    ("complaint_refusal", _("投诉不予受理告知书"), WHY, "你的投诉不予受理。理由：{{ why }}"),
    ("complaint_answer", _("举报处理结果告知书"), (("why", _("理由")),), "你举报的线索已核查处理。{{ why }}"),
    ("filing", _("立案审批表"), (("facts", _("线索内容")), ("officers", _("执法人员"))),
     "线索：{{ facts }}\n拟立案调查，执法人员：{{ officers }}"),
    ("evidence_register", _("先行登记保存证据通知书"), (("evidence_list", _("登记保存清单")),),
     "现对下列物品先行登记保存，七个工作日内作出处理：{{ evidence_list }}"),
    ("extension", _("延长办案期限审批表"), WHY, "因{{ why }}，批准延长办案期限。"),
    ("penalty_notice", _("行政处罚告知书"), (("intended", _("拟作出的处罚及理由、依据")),),
     "本机关拟作出：{{ intended }}\n你有权陈述、申辩；可以要求听证的，自收到之日起五个工作日内提出。"),
    ("hearing_notice", _("行政处罚听证通知书"), (("hearing_on", _("听证日")), ("hearing_place", _("地点"))),
     "定于{{ hearing_on }}在{{ hearing_place }}举行听证。"),
    ("hearing_record", _("听证笔录"), (("record", _("听证笔录要点")),), "{{ record }}"),
    ("penalty_decision", _("行政处罚决定书"),
     (("findings", _("查明的事实和证据")), ("decision", _("决定内容、理由、依据"))),
     "经查明：{{ findings }}\n决定：{{ decision }}"),
    ("spot_decision", _("当场行政处罚决定书"),
     (("facts", _("违法事实")), ("decision", _("决定内容、理由、依据"))),
     "经查明：{{ facts }}\n当场决定：{{ decision }}\n不服本决定的，可以依法申请行政复议或者提起行政诉讼。"),
    ("enforcement", _("强制执行申请书"), (("decision", _("决定内容、理由、依据")),),
     "处罚决定逾期未履行，申请强制执行：{{ decision }}"),
    ("transfer_letter", _("涉嫌犯罪案件移送书"), (("facts", _("涉嫌犯罪的事实")), ("police_unit", _("公安机关"))),
     "移送{{ police_unit }}：{{ facts }}\n附：调查报告、涉案物品清单、检验报告或鉴定意见、其他材料。"),
    ("transfer_report", _("涉嫌犯罪案件调查报告"), (("report", _("书面报告要点")),), "{{ report }}"),
    ("goods_list", _("涉案物品清单"), (("goods", _("涉案物品清单")),), "{{ goods }}"),
    ("goods_receipt", _("涉案物品移交清单"), (("goods", _("涉案物品清单")),), "移交：{{ goods }}"),
    ("reconsideration", _("提请复议书"), WHY, "对不予立案决定提请复议。理由：{{ why }}"),
    ("supervision", _("立案监督建议书"), WHY, "建议依法进行立案监督。理由：{{ why }}"),
    ("prosecutor_answer", _("检察意见书复函"),
     (("opinion_number", _("检察意见书文号")), ("penalty_number", _("处罚决定文号"))),
     "你院{{ opinion_number }}收悉，处理结果：{{ penalty_number }}"),
    ("fair_notice", _("展会投诉转送通知书"), (("exhibit", _("展品")), ("right_number", _("权利号"))),
     "{{ exhibit }}被投诉涉嫌侵犯{{ right_number }}，请在答辩期内答辩并举证。"),
    ("fair_stop", _("停止展出通知书"), (("exhibit", _("展品")), ("why", _("理由"))),
     "{{ exhibit }}停止展出。理由：{{ why }}"),
    ("campaign_plan", _("专项行动部署通知"), (("scope", _("范围和重点")), ("targets", _("检查对象"))),
     "范围：{{ scope }}\n对象：{{ targets }}"),
)  # fmt: skip
"""Key, title, fields, words."""
