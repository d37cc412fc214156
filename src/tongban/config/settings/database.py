"""Two roles: `default` owns nothing; `owner` exists only where migrations run."""

from tongban.config.environment import database_from
from tongban.config.settings.base import ENVIRONMENT

_POOL = {"min_size": 1, "max_size": 12, "timeout": 20}

DATABASES: dict[str, dict[str, object]] = {
    "default": database_from(ENVIRONMENT.database_url or "postgresql:///tongban")
}
if ENVIRONMENT.owner_url:
    DATABASES["owner"] = database_from(ENVIRONMENT.owner_url)
    DATABASES["default"]["TEST"] = {"MIRROR": "owner"}
    DATABASES["default"]["CONN_MAX_AGE"] = 600
else:
    DATABASES["default"]["OPTIONS"] = {"pool": _POOL}

DATABASE_ROUTERS = ["tongban.plumbing.database.routing.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_DATABASE_ALIAS = "default"
PROCRASTINATE_READONLY_MODELS = True
