"""What can be granted about networks and the safety of data."""

from tongban.plumbing.access.permissions import permission

SEE_NETWORKS = permission("networks.register.see", "查看网络和数据安全台账")
RECORD_NETWORKS = permission("networks.register.record", "登记网络接入和专网互联")
DRAFT_RESOURCE = permission("networks.resource.draft", "编制数据资源的安全措施")
PUBLISH_RESOURCE = permission("networks.resource.publish", "公布数据资源的安全措施")
