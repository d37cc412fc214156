"""Addresses of the citizens' pages; every capability brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from tongban.capabilities.accounts import portal as accounts
from tongban.capabilities.agency import portal as agency
from tongban.capabilities.cases import portal as cases
from tongban.capabilities.catalogue import portal as catalogue
from tongban.capabilities.federation import portal as federation
from tongban.capabilities.indicators import portal as indicators
from tongban.capabilities.linking import portal as linking
from tongban.capabilities.lists import portal as lists
from tongban.capabilities.mandates import portal as mandates
from tongban.capabilities.privacy import portal as privacy
from tongban.capabilities.rights import portal as rights
from tongban.faces.portal import inside, joining, keys, signing
from tongban.faces.portal import linking as linked

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", signing.sign_in, name="sign_in"),
    path("connect/joined", joining.begin, name="joined"),
    path("connect/joined/back", joining.finish, name="joined_back"),
    path("connect/linked/back", linked.finish, name="linked_back"),
    path("connect/linked/<slug:kind>", linked.begin, name="linked"),
    path("inside", inside.show, name="inside"),
    path("inside/requests", inside.ask, name="inside_ask"),
    path("inside/requests/<uuid:request_id>", inside.tell, name="inside_tell"),
    path("inside/<slug:code>/enter", inside.enter, name="inside_enter"),
    path("sign-out", signing.sign_out, name="sign_out"),
    path("keys", keys.show_keys, name="keys"),
    path("keys.json", keys.show_keys_file, name="keys_file"),
    path("keys/<str:key_id>.pem", keys.show_key, name="key"),
    path("", include((accounts.urlpatterns, "accounts"))),
    path("", include((federation.urlpatterns, "federation"))),
    path("", include((linking.urlpatterns, "linking"))),
    path("", include((catalogue.urlpatterns, "catalogue"))),
    path("", include((lists.urlpatterns, "lists"))),
    path("", include((indicators.urlpatterns, "indicators"))),
    path("", include((mandates.urlpatterns, "mandates"))),
    path("", include((rights.urlpatterns, "rights"))),
    path("", include((agency.urlpatterns, "agency"))),
    path("", include((privacy.urlpatterns, "privacy"))),
    path("", include((cases.urlpatterns, "cases"))),
]
