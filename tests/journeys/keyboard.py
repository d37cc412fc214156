"""A clerk's keyboard that counts, and the first steps at the window by keys alone."""

from playwright.sync_api import Page, expect


class Keys:
    """A keyboard that counts: letters of a code and keys are counted, free text is not."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *names: str) -> None:
        """Press keys, each of which counts."""
        for name in names:
            self.page.keyboard.press(name)
            self.count += 1

    def spell(self, letters: str) -> None:
        """The letters of a code, which count."""
        self.press(*letters)

    def write(self, text: str) -> None:
        """Free text, which does not count."""
        self.page.keyboard.type(text)


def look_up(keys: Keys, number: str, firm: str = "") -> None:
    """The visitor's number (and the firm's code), typed and looked up."""
    page = keys.page
    number_box = page.locator("[name=visitor-id_number]")
    expect(number_box).to_be_focused()
    if firm:
        page.get_by_text("代单位办理").click()
        page.locator("[name=firm-uscc]").fill(firm)
        number_box.focus()
    keys.write(number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="事项")).to_be_focused()
    keys.count = 0


def choose(keys: Keys, letters: str, item: str) -> None:
    """An item by its initials."""
    keys.spell(letters)
    options = keys.page.get_by_role("listbox").get_by_role("option", selected=True)
    expect(options).to_contain_text(item)
    keys.press("Enter")
    expect(keys.page.get_by_role("heading", name="情形")).to_be_visible()


def focused(page: Page) -> str:
    """The name of the control that has the focus."""
    return str(page.evaluate("document.activeElement.name"))
