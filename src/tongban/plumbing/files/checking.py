"""What a file really is, by its structure: four kinds are taken, everything else refused.

Neither the name nor the type that a browser declares is believed; both must agree with
the content. Sniffing libraries are no help here: the tried ones call an OFD "docx".
"""

from dataclasses import dataclass

from tongban.ground.refusals import Refusal
from tongban.plumbing.files import ofd, pdfium, pictures
from tongban.plumbing.files.acting import acts_by_itself
from tongban.plumbing.files.naming import split_suffix

MEGABYTE = 1024 * 1024
MOST_PAGES = 500
# 60 megapixels: above the best phone camera's usual mode, below what exhausts a viewer.
MOST_PIXELS = 60_000_000


class FileRefused(Refusal):
    """A file that cannot be kept; the message says what, how, and an example."""


@dataclass(frozen=True)
class FileKind:
    """One kind of file that is taken."""

    media_type: str
    words: str
    suffixes: tuple[str, ...]
    declared: tuple[str, ...]


PDF = FileKind(
    "application/pdf", "PDF 文件", (".pdf",), ("application/pdf", "application/x-pdf")
)
JPEG = FileKind(
    "image/jpeg",
    "JPEG 照片",
    (".jpg", ".jpeg"),
    ("image/jpeg", "image/jpg", "image/pjpeg"),
)
PNG = FileKind("image/png", "PNG 图片", (".png",), ("image/png", "image/x-png"))
OFD = FileKind(
    "application/ofd",
    "OFD 版式文件",
    (".ofd",),
    (
        "application/ofd",
        "application/vnd.ofd",
        "application/zip",
        "application/x-zip-compressed",
    ),
)
KINDS = (PDF, JPEG, PNG, OFD)
TAKEN = "PDF、JPG、PNG 和 OFD"

# A browser that does not know says one of these.
_UNDECLARED = {"", "application/octet-stream", "binary/octet-stream"}
_END_OF_ZIP = b"PK\x05\x06"
_ZIP_TAIL = 65_557

_EXAMPLES = {"JPG": "“身份证正面.jpg”", "PDF": "“申请书.pdf”"}

# What people send by mistake: first bytes, at which place, name, and what to do.
_KNOWN_OTHERS = (
    (b"ftyphei", 4, "HEIC 照片", "苹果手机请在“设置—相机—格式”里选“兼容性最佳”后重拍，或者另存为 JPG"),
    (b"ftypmif1", 4, "HEIC 照片", "苹果手机请在“设置—相机—格式”里选“兼容性最佳”后重拍，或者另存为 JPG"),
    (b"GIF8", 0, "GIF 图片", "请另存为 PNG 或 JPG"),
    (b"BM", 0, "BMP 图片", "请另存为 PNG 或 JPG"),
    (b"WEBP", 8, "WebP 图片", "请另存为 PNG 或 JPG"),
    (b"II*\0", 0, "TIFF 图片", "请另存为 PDF 或 JPG"),
    (b"MM\0*", 0, "TIFF 图片", "请另存为 PDF 或 JPG"),
    (b"\xd0\xcf\x11\xe0", 0, "旧版 Word 或 Excel 文件", "请在 Word 或 WPS 里“另存为 PDF”"),
    (b"Rar!", 0, "RAR 压缩包", "请解压后一个一个上传"),
    (b"7z\xbc\xaf", 0, "7z 压缩包", "请解压后一个一个上传"),
    (b"MZ", 0, "Windows 程序", "程序不能作为材料，请上传它的截图或说明"),
)  # fmt: skip


def check_file(
    content: bytes, *, name: str, declared_type: str, most_bytes: int
) -> FileKind:
    """Say what kind the content is. Refuses with FileRefused."""
    if not content:
        raise FileRefused(
            "文件是空的（0 字节），里面什么也没有。请在电脑或手机上先打开看一看，"
            "能看到内容再上传，例如重新扫描成“营业执照.pdf”。"
        )
    if len(content) > most_bytes:
        raise too_big(len(content), most_bytes, is_photo=content[:3] == b"\xff\xd8\xff")
    kind = _kind_of(content)
    _refuse_another_label(kind, name, declared_type)
    {PDF: _check_pdf, JPEG: _check_jpeg, PNG: _check_png, OFD: _check_ofd}[kind](
        content
    )
    return kind


def too_big(size: int, most_bytes: int, *, is_photo: bool) -> FileRefused:
    """A refusal that says how big, how big at most, and how to make it smaller."""
    what = "照片" if is_photo else "文件"
    how = (
        "请在手机相册里选“压缩”或“中等大小”后再上传，例如压到 2 MB，字还看得清"
        if is_photo
        else "请分成几个文件上传，或者用较低的清晰度重新扫描，例如 200 dpi"
    )
    return FileRefused(
        f"{what}太大：{size / MEGABYTE:.1f} MB，最多 {most_bytes / MEGABYTE:g} MB。{how}。"
    )


def _kind_of(content: bytes) -> FileKind:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"PK\x03\x04"):
        if ofd.is_ofd(content):
            return OFD
        raise _not_taken(*_zip_words(content))
    for start, place, words, how in _KNOWN_OTHERS:
        if content[place:].startswith(start):
            raise _not_taken(words, how)
    raise _not_taken(
        "认不出的格式", "请先打开看一看：是照片，另存为 JPG；是文件，另存为 PDF"
    )


def _not_taken(words: str, how: str) -> FileRefused:
    # The example is one of what was just advised.
    examples = [name for form, name in _EXAMPLES.items() if form in how]
    example = "或者".join(examples or _EXAMPLES.values())
    return FileRefused(
        f"这个文件的内容是{words}，这里只收 {TAKEN}。{how}，例如{example}。"
    )


def _zip_words(content: bytes) -> tuple[str, str]:
    if b"word/document.xml" in content:
        return "Word 文件", "请在 Word 或 WPS 里“另存为 PDF”"
    if b"xl/workbook.xml" in content:
        return "Excel 文件", "请在 Excel 或 WPS 里“另存为 PDF”"
    return "压缩包", "请解压后一个一个上传"


def _refuse_another_label(kind: FileKind, name: str, declared_type: str) -> None:
    stem, suffix = split_suffix(name)
    right = kind.suffixes[0]
    if suffix and suffix.lower() not in kind.suffixes:
        raise FileRefused(
            f"文件名以 {suffix} 结尾，内容却是 {kind.words}。请确认选对了文件；"
            f"没有选错的，把文件名改成“{stem[:40]}{right}”后再上传。"
        )
    declared = declared_type.partition(";")[0].strip().lower()
    if declared not in _UNDECLARED and declared not in kind.declared:
        raise FileRefused(
            f"上传时说是 {declared[:60]}，内容却是 {kind.words}。请确认选对了文件；"
            f"没有选错的，把文件名改成“{stem[:40]}{right}”后再上传。"
        )


def _broken(kind: FileKind) -> FileRefused:
    return FileRefused(
        f"这个{kind.words}打不开，可能没有传完或者已经损坏。"
        "请在电脑或手机上先打开看一看，再上传一次，例如重新扫描或重新拍照。"
    )


def _refuse_second_face(content: bytes, kind: FileKind) -> None:
    """An archive hidden behind a picture or PDF opens as something else for the next reader."""
    if _END_OF_ZIP in content[-_ZIP_TAIL:]:
        raise FileRefused(
            f"这个{kind.words}后面还藏着一个压缩包，不能收。请用原来的软件打开，"
            f"另存一份干净的文件后再上传，例如“营业执照{kind.suffixes[0]}”。"
        )


def _check_pdf(content: bytes) -> None:
    tail = content[-1024:]
    if b"%%EOF" not in tail:
        raise _broken(PDF)
    if tail.rpartition(b"%%EOF")[2].strip(b"\0\r\n\t \x0c"):
        raise FileRefused(
            "这个 PDF 文件的末尾还有别的内容，不能收。请用阅读软件打开，"
            "选“打印—另存为 PDF”，再上传新的文件，例如“营业执照.pdf”。"
        )
    try:
        with pdfium.opened(content) as document:
            pages = len(document)
            scripts = pdfium.has_scripts(document) or acts_by_itself(content)
    except pdfium.NeedsPassword as error:
        raise FileRefused(
            "这个 PDF 文件加了密码，工作人员打不开。请去掉密码后再上传，"
            "例如用阅读软件打开，选“打印—另存为 PDF”。"
        ) from error
    except pdfium.Unreadable as error:
        raise _broken(PDF) from error
    if scripts:
        raise FileRefused(
            "这个 PDF 文件里有会自动运行的程序，不能收。请用阅读软件打开，"
            "选“打印—另存为 PDF”，再上传新的文件。"
        )
    if pages == 0:
        raise _broken(PDF)
    if pages > MOST_PAGES:
        raise FileRefused(
            f"这个 PDF 文件有 {pages} 页，最多 {MOST_PAGES} 页。"
            "请分成几个文件上传，例如“合同第1册.pdf”和“合同第2册.pdf”。"
        )


def _check_jpeg(content: bytes) -> None:
    try:
        pixels = pictures.jpeg_pixels(content)
    except pictures.BrokenPicture as error:
        raise _broken(JPEG) from error
    _refuse_too_many_pixels(pixels)
    _refuse_second_face(content, JPEG)


def _check_png(content: bytes) -> None:
    _refuse_second_face(content, PNG)
    try:
        pixels = pictures.png_pixels(content)
    except pictures.BrokenPicture as error:
        raise _broken(PNG) from error
    except pictures.MoreBehind as error:
        raise FileRefused(
            "这个 PNG 图片的末尾还有别的内容，不能收。请用看图软件打开，"
            "另存一份新的图片后再上传，例如“营业执照.png”。"
        ) from error
    _refuse_too_many_pixels(pixels)


def _check_ofd(content: bytes) -> None:
    try:
        ofd.check(content)
    except ofd.BadPackage as error:
        raise _broken(OFD) from error


def _refuse_too_many_pixels(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise FileRefused(
            f"图片尺寸太大：{pixels / 1_000_000:.0f} 百万像素，最多 {MOST_PIXELS // 1_000_000} 百万像素。"
            "请缩小后再上传，例如把长边缩到 4000 像素。"
        )
