"""Finds or gets a Chromium and a font with Chinese for tests that look at pages."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.setting_up import CannotSetUp, install_packages, may_install

# The shell first: the same engine without a browser's windows, a third less work a page.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# How it is started for tests and measurements: nothing of its own over the network.
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
FONT_WHEELS = ("pylopdf_fonts_zh_cn", "paperang_p2_fonts_cjk")


def ensure_browser() -> dict[str, str]:
    """Environment variables that tell the tests where browser and fonts are."""
    found = find_chromium() or _get_chromium()
    told = {"TONGBAN_CHROMIUM": found} if found else {}
    if not has_chinese_font():
        told |= _get_font()
    return told


def find_chromium() -> str | None:
    """An installed Chromium on PATH."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font that shows Chinese."""
    program = shutil.which("fc-list")
    if program is None:
        return False
    done = subprocess.run(
        [program, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    )
    return bool(done.stdout.strip())


def _get_chromium() -> str | None:
    """The package manager as root, else Playwright's own (which it finds by itself)."""
    # Releases before Debian 12's updates have no package for the shell.
    for package in (SHELL, "chromium") if may_install() else ():
        if install_packages(package, "fonts-noto-cjk", "fontconfig"):
            found = find_chromium()
            if found:
                return found
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotSetUp(
            "页面测试需要 Chromium，但没有装上。请执行：sudo apt-get install chromium fonts-noto-cjk"
        )
    return None


def _get_font() -> dict[str, str]:
    """The package manager as root, else a font that came with a wheel."""
    if may_install() and install_packages("fonts-noto-cjk", "fontconfig"):
        return {}
    folders = [folder for name in FONT_WHEELS if (folder := _wheel_folder(name))]
    if not folders:
        raise CannotSetUp(
            "页面测试需要中文字体。请执行：sudo apt-get install fonts-noto-cjk"
        )
    path = Path(sys.prefix) / "tongban-fonts.conf"
    lines = "".join(f"<dir>{folder}</dir>" for folder in folders)
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"{lines}</fontconfig>"
    )
    return {"FONTCONFIG_FILE": os.fspath(path)}


def _wheel_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])
