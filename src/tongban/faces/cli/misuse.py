"""What was typed wrongly, in one Chinese sentence with an example."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final

from typer import Context, TyperException, rich_utils

_CASE: Final = "6901002026112200000471"
# A command by its path, and how it is typed.
EXAMPLES: Final = {
    "tongban": f"tongban clock explain {_CASE}",
    "tongban items": "tongban items search 开饭店",
    "tongban items import": "tongban items import 清单.xlsx --preview",
    "tongban items export": "tongban items export 清单.xlsx",
    "tongban items template": "tongban items template 清单.xlsx",
    "tongban items totals": "tongban items totals",
    "tongban items show": "tongban items show 116901006901006815300019000100001",
    "tongban items search": "tongban items search 开饭店",
    "tongban items digest": "tongban items digest 指南.json",
    "tongban items lists": "tongban items lists --on 2026-03-01",
    "tongban items release": "tongban items release draft licences --org AL-APPROVAL "
    "--basis 中华人民共和国行政许可法 --rank law",
    "tongban items diff": "tongban items diff 原来的键 现在的键",
    "tongban files": "tongban files antivirus",
    "tongban exchange": "tongban exchange run",
    "tongban packages": "tongban packages send 包.zip --file 批复.pdf --as caoyu",
    "tongban packages send": "tongban packages send 包.zip --file 批复.pdf --as caoyu",
    "tongban packages receive": "tongban packages receive 包.zip --key 外网.pem "
    "--receipt 回执.json --as caoyu",
    "tongban packages receipt": "tongban packages receipt 回执.json --key 内网.pem "
    "--as caoyu",
    "tongban networks": "tongban networks coverage --as shenjian",
    "tongban systems": "tongban systems list",
    "tongban apps": "tongban apps list",
    "tongban links": "tongban links kinds",
    "tongban orgs": "tongban orgs report",
    "tongban papers": "tongban papers list",
    "tongban rights": "tongban rights why cases.case.accept AL-MARKET --as liu-fang",
    "tongban indicators": "tongban indicators show",
    "tongban sample": "tongban sample load",
    "tongban clock": f"tongban clock explain {_CASE}",
    "tongban clock due": "tongban clock due --accepted-on 2026-11-23 --limit 5",
    "tongban clock explain": f"tongban clock explain {_CASE}",
    "tongban clock export": f"tongban clock export {_CASE} --out 证明.json",
    "tongban clock check": "tongban clock check 证明.json --key keys.json",
    "tongban law": "tongban law list",
    "tongban law attack": "tongban law attack --attempts 2000",
    "tongban log": "tongban log verify",
    "tongban log prove": f"tongban log prove {_CASE} --out 证明.json",
    "tongban log check": "tongban log check 证明.json --key keys.json",
    "tongban keys": "tongban keys status",
    "tongban purge": "tongban purge list",
    "tongban purge propose": f"tongban purge propose {_CASE} "
    "--document 安档销〔2026〕3号 --reason 保管期限届满 --login zhengyw",
    "tongban receipt": f"tongban receipt export {_CASE} --out 凭证.json",
    "tongban receipt export": f"tongban receipt export {_CASE} --out 凭证.json",
    "tongban receipt verify": "tongban receipt verify 凭证.json --key keys.json",
    "tongban tour": "tongban tour --auto",
    "tongban bench": "tongban bench clock",
    "tongban doctor": "tongban doctor",
    "tongban accounts": "tongban accounts readmit-staff liufang --document 安政数〔2026〕3号 --reason 手机丢了 --login security",
    "tongban mandates": "tongban mandates list --as zhangxiulan",
    "tongban agency": "tongban agency orders --as zhangxiulan",
    "tongban privacy": "tongban privacy notice",
    "tongban incidents": "tongban incidents open --from-alarm odd_reads_found --as anjing",
    "tongban city": "tongban city export 690100 690100.zip",
    "tongban city export": "tongban city export 690100 690100.zip",
    "tongban city check": "tongban city check 690100.zip --key keys.json",
    "tongban city remove": "tongban city remove 690100 "
    "--document 安政发〔2026〕12号 --as caoyu",
    "tongban backup": "tongban backup --to /srv/tongban-backup",
    "tongban upgrade": "tongban upgrade /srv/tongban-0.2.0",
    "tongban restore": "tongban restore /srv/tongban-backup --data /srv/tongban-2 "
    "--keys /media/keys --to 2026-11-22T10:30",
}

# What the library says of a value, and what we say.
_REASONS: Final = (
    ("does not exist", "没有这个文件"),
    ("is a directory", "这是目录，要写文件"),
    ("is a file", "这是文件，要写目录"),
    ("not readable", "没有读它的权限"),
    ("not writable", "没有写它的权限"),
    ("integer", "要写整数"),
    ("number", "要写数字"),
    ("greater than", "太小了"),
    ("less than", "太大了"),
    ("range", "超出了范围"),
    ("boolean", "只能是 yes 或 no"),
    ("uuid", "要写完整的键"),
)
_HEADINGS: Final = {
    "ARGUMENTS_PANEL_TITLE": "要写的",
    "OPTIONS_PANEL_TITLE": "可以加的选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "DEFAULT_STRING": "[不写就是 {}]",
    "ENVVAR_STRING": "[环境变量 {}]",
    "REQUIRED_LONG_STRING": "[必须写]",
}


def speak_chinese(command: Any) -> None:
    """Give help in Chinese: the library reads its headings when it prints."""
    for name, words in _HEADINGS.items():
        setattr(rich_utils, name, words)
    _name_help(command)


def _name_help(command: Any) -> None:
    option = command.get_help_option(Context(command))
    option.help = "显示这份说明。"
    for flag in (option, *command.params):
        if getattr(flag, "is_flag", False):
            # Else the library writes <bool> behind what takes no value.
            flag.metavar = ""
    for part in getattr(command, "commands", {}).values():
        _name_help(part)


def words_of(error: TyperException, typed: Sequence[str]) -> str:
    """One sentence: what is wrong, and how it is typed. Empty where help was printed."""
    context = getattr(error, "ctx", None)
    if not error.message and not hasattr(error, "param"):
        return ""
    return f"{_what(error, context).strip()}，例如 {_example(typed)}"


def _what(error: Any, context: Any) -> str:
    if hasattr(error, "param_type"):
        return f"少写了{_label(error.param)}"
    if hasattr(error, "possibilities"):
        near = "、".join(sorted(error.possibilities or ()))
        return f"没有 {error.option_name} 这个选项" + (f"，是不是 {near}" * bool(near))
    if hasattr(error, "option_name"):
        return f"{error.option_name} 后面要写一个值"
    if getattr(error, "param", None) is not None:
        said = error.message.lower()
        reason = next((own for theirs, own in _REASONS if theirs in said), "不认得")
        return f"{_label(error.param)}写得不对：{reason}"
    return _of_words(error.message, context)


def _of_words(message: str, context: Any) -> str:
    """Of an error that says no more of itself than its English words."""
    if command := re.match(r"No such command '(.*?)'", message):
        return _no_such_command(command[1], context)
    if extra := re.search(r"extra argument\(?s?\)? \((.*)\)", message):
        return f"多写了 {extra[1]}"
    return "看不懂这条命令"


def _no_such_command(typed: str, context: Any) -> str:
    known = context.command.list_commands(context)
    near = get_close_matches(typed, known, n=1)
    hint = f"是不是 {near[0]}" if near else f"有这些：{'、'.join(known)}"
    return f"没有 {typed} 这个命令，{hint}"


def _label(param: Any) -> str:
    """An option by its name; what has none by what it is."""
    if param is None:
        return "一项"
    if param.param_type_name == "option":
        return f" {param.opts[0]} "
    said = str(getattr(param, "help", "") or param.name)
    return f"“{said.rstrip('。')}”"


def _example(typed: Sequence[str]) -> str:
    """The example of the command that was typed, as far as it is one."""
    paths = [" ".join(["tongban", *typed[:count]]) for count in (2, 1, 0)]
    return next(EXAMPLES[path] for path in paths if path in EXAMPLES)
