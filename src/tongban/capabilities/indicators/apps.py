"""Django's registration of this capability."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Figures that anybody can check, and the baselines that reductions are measured from."""

    name = "tongban.capabilities.indicators"
    label = "indicators"
