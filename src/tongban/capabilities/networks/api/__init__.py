"""Networks and data resources through the API."""

from tongban.capabilities.networks.api.registers import router as registers
from tongban.capabilities.networks.api.resources import router as resources

__all__ = ["registers", "resources"]
