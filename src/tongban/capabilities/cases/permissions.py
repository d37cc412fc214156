"""What can be granted about cases."""

from tongban.plumbing.access.permissions import permission

FILE_APPLICATION = permission("cases.application.file", "提交申请")
SEE_CASE = permission("cases.case.see", "查看办件", door="cases")
TAKE_IN = permission("cases.case.take_in", "窗口收件")
ACCEPT_CASE = permission("cases.case.accept", "受理")
REFUSE_ACCEPTANCE = permission("cases.case.refuse_acceptance", "不予受理")
REVIEW_CASE = permission("cases.case.review", "审查")
ASK_CORRECTION = permission("cases.case.ask_correction", "一次性告知补正")
WITHDRAW_APPLICATION = permission("cases.application.withdraw", "撤回申请")
PRE_REVIEW = permission("cases.draft.pre_review", "网上预审")
DECIDE_CASE = permission("cases.case.decide", "决定")
DELIVER_RESULT = permission("cases.case.deliver", "出件")
MAKE_PAPER = permission("cases.paper.make", "生成文书")
URGE_CASE = permission("cases.case.urge", "催办")
PROPOSE_PURGE = permission("cases.purge.propose", "提出依法销毁")
APPROVE_PURGE = permission("cases.purge.approve", "核准依法销毁")
PURGE_DRAFTS = permission("cases.drafts.purge", "清理过期草稿")
