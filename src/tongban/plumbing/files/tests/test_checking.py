"""A file is taken for what its structure says, or refused in words that help."""

import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tongban.plumbing.files.acting import acts_by_itself
from tongban.plumbing.files.checking import KINDS, FileKind, FileRefused, check_file
from tongban.plumbing.files.testing import (
    make_jpeg,
    make_ofd,
    make_pdf,
    make_png,
    make_zip,
)

LIMIT = 10 * 1024 * 1024
LOCKED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<00> <00>]"
)
SCRIPT = "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert(1)) >>] >> >>"
ON_OPENING = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
PROGRAM = "/OpenAction << /S /Launch /F (cmd.exe) >>"
PACKED = zlib.compress(f"1 0 << {ON_OPENING} >>".encode())
DOCTYPE = (
    '<!DOCTYPE a [<!ENTITY b "c">]><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'
)


def check(content: bytes, name: str = "材料", declared: str = "") -> FileKind:
    return check_file(content, name=name, declared_type=declared, most_bytes=LIMIT)


@pytest.mark.parametrize(
    ("content", "name", "declared", "media_type"),
    [
        (make_pdf(), "合同.pdf", "application/pdf", "application/pdf"),
        (make_pdf(3), "合同.PDF", "", "application/pdf"),
        (make_jpeg(), "身份证.jpg", "image/jpeg", "image/jpeg"),
        (make_jpeg(), "身份证.jpeg", "image/jpg", "image/jpeg"),
        (make_png(), "图.png", "image/png", "image/png"),
        (make_ofd(), "发票.ofd", "application/octet-stream", "application/ofd"),
        (make_ofd(), "发票.ofd", "application/zip", "application/ofd"),
        (make_png(), "没有后缀", "image/png; charset=binary", "image/png"),
    ],
)
def test_takes_the_four_kinds(
    content: bytes, name: str, declared: str, media_type: str
) -> None:
    assert check(content, name, declared).media_type == media_type


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_takes_what_a_camera_program_writes(form: str, mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (640, 480), 128).save(out, form)

    assert form in check(out.getvalue()).words


def test_takes_a_progressive_photo_with_a_depth_map_behind_it() -> None:
    out = BytesIO()
    Image.new("RGB", (64, 48)).save(out, "JPEG", progressive=True, exif=b"Exif\0\0x")

    assert check(out.getvalue() + make_jpeg() + b"SEFT").media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "name", "declared", "words"),
    [
        (b"", "a.pdf", "", r"文件是空的（0 字节）"),
        (make_png(), "执照.pdf", "", r"文件名以 \.pdf 结尾，内容却是 PNG 图片。.*“执照\.png”"),
        (make_pdf(), "执照.jpg", "", r"文件名以 \.jpg 结尾，内容却是 PDF 文件"),
        (make_jpeg(), "图.png", "", r"文件名以 \.png 结尾，内容却是 JPEG 照片"),
        (make_pdf(), "病毒.exe", "", r"文件名以 \.exe 结尾"),
        (make_png(), "图", "application/pdf", r"上传时说是 application/pdf"),
        (make_pdf()[:-200], "a.pdf", "", r"PDF 文件打不开"),
        (b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF", "a.pdf", "", r"PDF 文件打不开"),
        (make_pdf() + make_zip({"x": b"y"}), "a.pdf", "", r"末尾还有别的内容"),
        (make_pdf(trailer=LOCKED), "a.pdf", "", r"加了密码"),
        (make_pdf(catalogue=SCRIPT), "a.pdf", "", r"自动运行的程序"),
        (make_pdf(catalogue=ON_OPENING), "a.pdf", "", r"自动运行的程序"),
        (make_pdf(catalogue=ON_OPENING.replace("Java", "J#61va")), "a.pdf", "", r"自动运行的程序"),
        (make_pdf(catalogue=PROGRAM), "a.pdf", "", r"自动运行的程序"),
        (make_pdf(501), "a.pdf", "", r"有 501 页，最多 500 页"),
        (make_png()[:-6], "a.png", "", r"PNG 图片打不开"),
        (make_png().replace(b"IDAT", b"IDAX"), "a.png", "", r"PNG 图片打不开"),
        (make_png() + b"more", "a.png", "", r"末尾还有别的内容"),
        (make_png() + make_zip({"x": b"y"}), "a.png", "", r"藏着一个压缩包"),
        (make_jpeg() + make_zip({"x": b"y"}), "a.jpg", "", r"藏着一个压缩包"),
        (make_png(30_000, 30_000), "a.png", "", r"900 百万像素，最多 60 百万像素"),
        (make_png(0, 5), "a.png", "", r"PNG 图片打不开"),
        (make_jpeg()[:-2], "a.jpg", "", r"JPEG 照片打不开"),
        (make_jpeg()[:60], "a.jpg", "", r"JPEG 照片打不开"),
        (make_ofd(entry=DOCTYPE), "a.ofd", "", r"OFD 版式文件打不开"),
        (make_ofd(entry="<html/>"), "a.ofd", "", r"OFD 版式文件打不开"),
        (make_ofd({"../x": b"y"}), "a.ofd", "", r"OFD 版式文件打不开"),
        (make_ofd({"a": b"\0" * 210_000_000}), "a.ofd", "", r"OFD 版式文件打不开"),
        (make_zip({"Doc/OFD.xml": b"x"}), "a.ofd", "", r"内容是压缩包"),
        (make_zip({"word/document.xml": b"x"}), "a.docx", "", r"内容是Word 文件.*另存为 PDF"),
        (make_zip({"xl/workbook.xml": b"x"}), "a.xlsx", "", r"内容是Excel 文件"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 99, "a.heic", "", r"HEIC 照片.*兼容性最佳"),
        (b"GIF89a" + b"\0" * 99, "a.gif", "", r"GIF 图片"),
        (b"MZ" + b"\0" * 99, "a.pdf", "", r"Windows 程序"),
        (b"<!doctype html><script>", "a.pdf", "", r"认不出的格式"),
        (b"\n%PDF-1.7" + b"\0" * 99, "a.pdf", "", r"认不出的格式"),
    ],
)  # fmt: skip
def test_refuses_with_what_how_and_an_example(
    content: bytes, name: str, declared: str, words: str
) -> None:
    with pytest.raises(FileRefused, match=words) as refused:
        check(content, name, declared)

    assert "请" in refused.value.message
    assert refused.value.message.endswith("。")


@pytest.mark.parametrize(
    ("content", "advice", "example"),
    [
        (b"GIF89a" + b"\0" * 99, "请另存为 PNG 或 JPG", "“身份证正面.jpg”"),
        (make_zip({"word/document.xml": b"x"}), "“另存为 PDF”", "“申请书.pdf”"),
        (b"no picture", "是照片，另存为 JPG", "“身份证正面.jpg”或者“申请书.pdf”"),
        (b"Rar!" + b"\0" * 9, "请解压后", "“身份证正面.jpg”或者“申请书.pdf”"),
    ],
)
def test_the_example_follows_the_advice(
    content: bytes, advice: str, example: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        check(content, "a")

    assert advice in refused.value.message
    assert refused.value.message.endswith(f"例如{example}。")


def test_says_how_big_and_how_big_at_most() -> None:
    photo = make_jpeg() + b"\0" * (12_897_485 - len(make_jpeg()))

    with pytest.raises(FileRefused, match=r"照片太大：12\.3 MB，最多 10 MB"):
        check(photo, "a.jpg")


def test_refuses_two_entries_of_one_name() -> None:
    package = make_ofd({"Doc_0/Other.xml": b"z"})
    doubled = package.replace(b"Doc_0/Other.xml", b"Doc_0/Docum.xml")
    twice = doubled.replace(b"Doc_0/Docum.xml", b"OFD.xml\0\0\0\0\0\0\0\0")

    with pytest.raises(FileRefused):
        check(twice, "a.ofd")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([make_pdf(), make_png(), make_jpeg(), make_ofd()]),
    st.integers(min_value=0),
    st.binary(max_size=8),
)
def test_damage_is_refused_or_harmless_but_never_a_crash(
    content: bytes, place: int, noise: bytes
) -> None:
    at = place % len(content)
    damaged = content[:at] + noise + content[at + len(noise) :]

    with suppress(FileRefused):
        assert check(damaged) in KINDS


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_what_a_pdf_does_by_itself_is_found_in_packed_objects(end: bytes) -> None:
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream" + end
    assert acts_by_itself(head + PACKED + b"\nendstream")
    assert not acts_by_itself(head + zlib.compress(b"1 0 << /Type /Page >>"))
    assert acts_by_itself(b"/ObjStm" * 20_001)
    assert not acts_by_itself(b"/Name /Launcher /JavaScripts")
    # As good as random: what cannot be unpacked says nothing.
    assert not acts_by_itself(head + PACKED[5:])
