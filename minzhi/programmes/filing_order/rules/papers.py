"""The papers of this room: what each says until the office changes it in Word. A line is a paragraph."""

from minzhi.kit.text import mark as _

Paper = tuple[str, str, tuple[tuple[str, str], ...], tuple[str, ...]]
HEAD = (("case", _("案号")), ("applicant", _("申请人")), ("party", _("当事人")), ("application", _("申请号")))
OF_APPLICANT, OF_MARK = "{{ applicant }}　{{ application }}", "{{ mark }}（{{ number }}）"
OWNER, MARK, NUMBER = ("owner", _("权利人")), ("mark", _("公告商标")), ("number", _("申请号"))
LAST, GROUND = ("last_on", _("最后一天")), ("ground", _("理由和法条"))
PAPERS: tuple[Paper, ...] = (
    (
        "order", _("核查通知（交办单）"),
        (("batch", _("批次号")), ("category", _("列入的情形")), ("notice_deadline", _("通知指定的期限届满日"))),
        (
            OF_APPLICANT, "该申请列入国家知识产权局清单（{{ batch }}），情形：{{ category }}。",
            "请联系申请人和代理机构，核实研发情况，引导主动撤回或者陈述意见。",
            "申请人的期限届满日：{{ notice_deadline }}。", "清单内容属于内部资料，未公开的申请应当保密。",
        ),
    ),
    (
        "verification", _("核查报告"),
        (
            ("subject", _("对象")), ("conclusion", _("核查结论")), ("staff", _("研发人员（参保人数）")),
            ("projects", _("研发项目")),
        ),
        (
            "{{ subject }}{{ applicant }}　{{ application }}", "研发人员（参保人数）：{{ staff }}",
            "研发项目：{{ projects }}", "核查结论：{{ conclusion }}",
        ),
    ),
    (
        "withdrawal", _("主动撤回声明"), (("withdrawn_on", _("提交撤回声明之日")),),
        (
            OF_APPLICANT, "全体申请人声明：主动撤回上述申请，撤回后不再以相同内容重复提出。",
            "提交之日：{{ withdrawn_on }}", "全体申请人签章：",
        ),
    ),
    (
        "statement", _("陈述意见书"), (("statement", _("陈述的理由")), ("evidence", _("证据清单"))),
        (OF_APPLICANT, "陈述的理由：{{ statement }}", "证据清单：{{ evidence }}"),
    ),
    (
        "report", _("核查意见报告"), (("opinion", _("意见")), ("opinion_why", _("意见的理由"))),
        (OF_APPLICANT, "意见：{{ opinion }}", "理由：{{ opinion_why }}"),
    ),
    (
        "letter", _("报告函（报国家知识产权局）"),
        (
            ("letter", _("报告函文号")), ("subject", _("对象")), ("fired", _("出现的信号")),
            ("opinion_why", _("意见的理由")), ("province_opinion", _("省局意见")),
            ("province_why", _("省局意见的理由")),
        ),
        (
            "国家知识产权局：", "现将核查情况报告如下：{{ subject }}{{ applicant }}　{{ application }}{{ fired }}",
            "理由：{{ opinion_why }}", "省局意见：{{ province_opinion }}　{{ province_why }}",
        ),
    ),
    (
        "check", _("线索核查工作单"),
        (("subject", _("对象")), ("fired", _("出现的信号")), ("ask_city", _("请核查什么"))),
        ("对象：{{ subject }}", "出现的信号：{{ fired }}（只是线索，不作任何认定）", "请核查：{{ ask_city }}"),
    ),
    (
        "question", _("请予说明的函"), (("subject", _("对象")), ("answer_term", _("说明期限"))),
        (
            "{{ subject }}：", "我们在核查专利申请时注意到若干疑点，逐项理由可以凭查询码在网上查看。",
            "请在{{ answer_term }}内逐项说明，并可上传研发项目、产品、诉讼等证据。",
            "说明合理的，线索即行关闭；没有说明的，不因此推定任何事实。",
        ),
    ),
    (
        "measure_notice", _("处理措施事先告知书"),
        (("intended", _("拟采取的措施和依据")), ("statement_term", _("陈述意见的期限"))),
        ("{{ party }}：", "本机关拟采取：{{ intended }}", "你方可以在{{ statement_term }}内陈述意见。"),
    ),
    (
        "measure_decision", _("处理决定"),
        (("decision", _("决定内容、理由、依据")), ("reply", _("对陈述意见的答复"))),
        (
            "{{ party }}：", "决定：{{ decision }}", "对陈述意见的答复：{{ reply }}",
            "不服本决定的，可以依法申请行政复议或者提起行政诉讼。",
        ),
    ),
    (
        "recovery", _("资助追回通知"), (("recover_amount", _("追还金额（元）")), ("pay_term", _("缴回期限"))),
        ("{{ party }}：", "请在{{ pay_term }}内缴回资助、奖励款{{ recover_amount }}元。"),
    ),
    (
        "warning", _("商标监测预警通知"),
        (
            OWNER, ("watched", _("监测商标")), MARK, NUMBER, ("published_on", _("初步审定公告日")), LAST,
            ("other_last_on", _("另一部法下的末日")),
        ),
        (
            "{{ owner }}：", "{{ published_on }}公告的" + OF_MARK + "与你方「{{ watched }}」可能冲突。",
            "异议的最后一天：{{ last_on }}。{{ other_last_on }}", "是否提出异议由你方决定。",
        ),
    ),
    (
        "guidance", _("异议指导意见"), (OWNER, MARK, NUMBER, GROUND, ("view", _("研判意见")), LAST),
        (
            "{{ owner }}：", OF_MARK, "可以依据的理由：{{ ground }}", "研判意见：{{ view }}",
            "需要准备：主体资格证明、在先权利证明、商标注册信息、使用和知名度证据、对方恶意的证据。",
            "最后一天：{{ last_on }}。",
        ),
    ),
    (
        "application", _("商标异议、无效宣告、撤销申请书（草稿）"),
        (
            ("opponent", _("异议人、请求人")), ("way", _("程序")), ("issue", _("公告期号")), MARK, NUMBER,
            ("classes", _("类别")), ("goods", _("商品和服务")), GROUND, ("facts", _("事实和理由")),
            ("evidence", _("证据清单")), ("agent", _("代理机构")), LAST,
        ),
        (
            "程序：{{ way }}", "异议人、请求人：{{ opponent }}", "商标：" + OF_MARK, "公告期号：{{ issue }}",
            "类别和商品：{{ classes }}　{{ goods }}", "理由和法条：{{ ground }}", "事实和理由：{{ facts }}",
            "证据清单：{{ evidence }}", "代理机构：{{ agent }}", "最后一天：{{ last_on }}",
            "本件为草稿，由权利人核对、签章后自行提交。",
        ),
    ),
    (
        "bad_faith_report", _("商标线索核实报告"), (("findings", _("核实情况")), ("situations", _("符合的情形"))),
        ("{{ party }}", "符合的情形：{{ situations }}", "核实情况：{{ findings }}"),
    ),
    (
        "talk", _("约谈记录"), (("talked_on", _("约谈日")), ("record", _("约谈内容"))),
        ("{{ party }}　{{ talked_on }}", "{{ record }}"),
    ),
    (
        "promise", _("诚信申请承诺书"), (),
        ("{{ applicant }}{{ party }}承诺：依法、诚信申请专利和商标，", "不提出非正常申请，不恶意申请商标。", "签章："),
    ),
    (
        "transfer", _("线索移送函"),
        (("to_whom", _("移送机关")), ("findings", _("核实情况")), ("why", _("理由"))),
        ("{{ to_whom }}：", "现移送{{ party }}的线索。", "核实情况：{{ findings }}", "理由：{{ why }}"),
    ),
    (
        "policy_guidance", _("资助政策指导意见"),
        (
            ("issuer", _("制定机关")), ("name", _("文件名称")), ("findings", _("逐条核查结论")),
            ("advice", _("指导意见")),
        ),
        ("{{ issuer }}：", "{{ name }}", "逐条核查结论：{{ findings }}", "指导意见：{{ advice }}"),
    ),
)  # fmt: skip
"""Key, title, fields, paragraphs."""
