"""What can be done about indicators. Each command refuses with a Refusal or is done whole."""

from tongban.capabilities.indicators.commands.register_baseline import (
    register_baseline,
)

__all__ = ["register_baseline"]
