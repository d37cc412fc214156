"""The web process's entry: everything that its workers share is loaded before there are any."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from tongban.ground.loading import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.config.settings")
with loading():
    application = get_wsgi_application()
    # Pages and tables that a first request would wait for.
    _pages = get_resolver().url_patterns
    from tongban.capabilities.catalogue.queries import sounds_of_phrases

    sounds_of_phrases()
