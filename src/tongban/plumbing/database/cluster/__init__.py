"""The database server that Tongban brings along: found, made, started, stopped, ended."""

from tongban.plumbing.database.cluster.refusals import ClusterUnavailable
from tongban.plumbing.database.cluster.server import Cluster, Role

__all__ = ["Cluster", "ClusterUnavailable", "Role"]
