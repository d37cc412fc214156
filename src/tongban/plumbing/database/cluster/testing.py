"""What tests say about raw sessions to their database."""

from collections.abc import Callable

import psycopg

from tongban.plumbing.database.cluster.server import Role

# The fixture `open_session` gives one: a new session as that role.
OpenSession = Callable[[Role], psycopg.Connection]
