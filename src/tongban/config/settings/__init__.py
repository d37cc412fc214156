"""Django's settings, one file for each concern; the environment is read only once."""

from tongban.config.settings.base import *  # noqa: F403
from tongban.config.settings.database import *  # noqa: F403
from tongban.config.settings.files import *  # noqa: F403
from tongban.config.settings.logging import *  # noqa: F403
from tongban.config.settings.security import *  # noqa: F403
