"""A site that does not name its owner and record says that it is a demonstration."""

from pytest_django.fixtures import Settings

from tongban.faces.look.policy import CONTENT_SECURITY_POLICY
from tongban.faces.look.site import get_site, list_menu


def test_is_a_demonstration_until_owner_and_record_are_named(
    settings: Settings,
) -> None:
    settings.SITE_OWNER, settings.SITE_RECORD = "安澜市人民政府办公室", ""
    assert get_site().is_demo

    settings.SITE_RECORD = "某ICP备00000000号"
    assert not get_site().is_demo


def test_an_empty_setting_leaves_the_default(settings: Settings) -> None:
    settings.SITE_NAME, settings.SAMPLE_CITY = "", False
    assert str(get_site().name) == "通办政务服务"

    settings.SITE_NAME = "河畔市政务服务"
    assert get_site().name == "河畔市政务服务"


def test_links_and_menus_can_be_set(settings: Settings) -> None:
    settings.SITE = {"accessibility": "/a11y"}
    settings.DESK_NAV = [("worklist", "待办", "/desk/")]

    assert get_site().accessibility == "/a11y"
    assert [entry.href for entry in list_menu("DESK_NAV")] == ["/desk/"]


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    directives = CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {source for sources in directives.values() for source in sources}

    assert directives["default-src"] == ["'none'"]
    assert directives["img-src"] == ["'self'", "data:"]
    assert allowed == {"'self'", "'none'", "data:"}
