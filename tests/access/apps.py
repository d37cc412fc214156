"""Things of mobile apps and linked accounts for the walk."""

from datetime import date
from uuid import UUID

from tests.access.things import NOTHING, Thing
from tongban.capabilities.containers.testing import make_app, make_container
from tongban.plumbing.access.actor import Actor
from tongban_simulators.cityapp import CityApp


def of_apps(operator: Actor, body_id: UUID) -> dict[tuple[str, str], Thing]:
    """An app on the register that is a container; requests and links that nobody made."""
    app_id = make_app(operator, body_id)
    key = CityApp("").public_key()
    made = make_container(operator, app_id, key, valid_from=date(2020, 1, 1))
    return {
        ("/", "app_id"): Thing(str(app_id), "mobile_app"),
        ("/", "container_id"): Thing(str(made.container_id), "container"),
        ("/inside/", "code"): Thing(made.code),
        ("/inside/requests/", "request_id"): Thing(str(NOTHING)),
        ("/connect/linked/", "kind"): Thing("wechat"),
        ("/api/v1/session/links/", "link_id"): Thing(str(NOTHING)),
    }
