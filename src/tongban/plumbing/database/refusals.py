"""Turns what PostgreSQL refuses into a refusal with its rule and article.

Only the rule's id is taken from the error: the application's role may call the refusing
function itself and forge any text, and native detail quotes the row (personal data).
"""

import psycopg
from django.db import DatabaseError

from tongban.ground.refusals import NotAllowed, Refusal
from tongban.plumbing.database.rules import rules

MISSING_RIGHT = "42501"
# Text with U+0000, which PostgreSQL cannot hold: said by the server for JSON, and by the
# driver, without a code, for plain text.
UNHOLDABLE = ("22P05", "22021")
# Numbers, days and time zones that Python can hold and PostgreSQL cannot.
OUT_OF_RANGE = ("22003", "22007", "22008", "22009")


class LawRefused(Refusal):
    """The database itself refused: a rule of the register stands against the act."""

    status = 409


def refusal_from(error: DatabaseError) -> Refusal | None:
    """The refusal that a database error stands for, or None when it is a bug."""
    cause = error.__cause__
    if not isinstance(cause, psycopg.Error):
        return None
    rule = rules().get(cause.diag.constraint_name or "")
    if rule is not None:
        return LawRefused(rule.message, rule=rule.rule_id, source=rule.article)
    if cause.sqlstate == MISSING_RIGHT:
        return NotAllowed("您没有办理这件事的权限，请联系本单位的系统管理员。")
    if cause.sqlstate in OUT_OF_RANGE:
        return Refusal(
            "填写的数字、日期或时区超出了范围，请改小些，例如 2026-03-01T09:00:00+08:00。"
        )
    if cause.sqlstate in UNHOLDABLE or type(cause) is psycopg.DataError:
        return Refusal("填写的内容里有看不见的控制字符，请用键盘重新输入。")
    return None
