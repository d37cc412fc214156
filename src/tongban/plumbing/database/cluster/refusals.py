"""What an operator is told when the database server cannot be had."""

from tongban.ground.refusals import Refusal


class ClusterUnavailable(Refusal):
    """The embedded server cannot be made or started; the message says the way out."""

    status = 503
