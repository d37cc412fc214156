"""What can be granted about personal data."""

from tongban.plumbing.access.permissions import permission

FILE_REQUEST = permission("privacy.request.file", "提出个人信息请求，同意和撤回同意")
TAKE_IN_REQUEST = permission("privacy.request.take_in", "窗口代为登记个人信息请求")
ANSWER_REQUEST = permission("privacy.request.answer", "答复个人信息请求")
KEEP_TEXTS = permission("privacy.text.keep", "编制和公布个人信息告知等文本")
KEEP_ASSESSMENTS = permission("privacy.assessment.keep", "登记和核准个人信息影响评估")
LOOK_AT_MISUSE = permission("privacy.misuse.look", "查看和处理异常查看")
MAKE_EXPORT = permission("privacy.export.make", "生成个人信息副本")
RUN_RETENTION = permission("privacy.retention.run", "按保存期限清理")
FIND_MISUSE = permission("privacy.misuse.find", "找出异常查看")
