"""The citizen's way from a guide to a result: pages that work without any script."""

from tongban.capabilities.cases.portal.addresses import urlpatterns

__all__ = ["urlpatterns"]
