"""What can be granted about lists."""

from tongban.plumbing.access.permissions import permission

DRAFT_LIST = permission("lists.release.draft", "编制清单")
FIRST_REVIEW_LIST = permission("lists.release.first_review", "初审清单")
REVIEW_LIST_LEGALITY = permission("lists.release.review_legality", "清单合法性审查")
KEEP_LIST_GATE = permission("lists.release.keep_gate", "把关清单")
PUBLISH_LIST = permission("lists.release.publish", "发布清单")
CLASS_WINDOW = permission("lists.window.class", "登记窗口类别")
KEEP_POWER = permission("lists.power.keep", "登记进驻授权")
REPORT_DEMAND = permission("lists.demand.report", "反映被要求提交已取消的证明")
ANSWER_DEMAND = permission("lists.demand.answer", "答复被要求提交证明的反映")
