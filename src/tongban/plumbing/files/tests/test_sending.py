"""Files as answers."""

from tongban.plumbing.files.sending import send_file


def test_a_file_keeps_its_name_in_any_script() -> None:
    answer = send_file(b"%PDF", "application/pdf", "受理通知书.pdf")
    assert answer.content == b"%PDF"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%8F%97%E7%90%86%E9%80%9A%E7%9F%A5%E4%B9%A6.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_shown_where_the_page_says_so() -> None:
    answer = send_file(b"x", "image/png", '1"; x=.png', in_place=True)
    said = answer["Content-Disposition"]
    assert said.startswith("inline; ")
    assert r"\"" in said
