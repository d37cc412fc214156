"""What can be granted about the exchange with the province."""

from tongban.plumbing.access.permissions import permission

SEE_EXCHANGE = permission("exchange.package.see", "查看与省平台的对账")
SEND_PACKAGES = permission("exchange.package.send", "向省平台报送")
CARRY_PARCELS = permission("exchange.parcel.carry", "收发内外网交换包")
