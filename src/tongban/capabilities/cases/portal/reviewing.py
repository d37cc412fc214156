"""Pre-review of an unsent application (APP-11): asked for from the check page, never needed."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.capabilities.cases.commands import ask_pre_review
from tongban.capabilities.cases.commands.pre_review import digest_of
from tongban.capabilities.cases.portal.folder import Folder
from tongban.capabilities.cases.portal.steps import (
    CHECK,
    address,
    applying,
    open_steps,
)
from tongban.capabilities.cases.portal.wishing import keep_wish
from tongban.capabilities.cases.queries import find_own_pre_review
from tongban.capabilities.cases.types import PreReviewView
from tongban.capabilities.orgs.queries import is_on
from tongban.ground.refusals import MoveRefused
from tongban.plumbing.access.actor import Actor
from tongban.plumbing.access.commands import reading
from tongban.plumbing.access.requests import ActorRequest
from tongban.plumbing.text.days import day_words

# It starts body by body (ORG-07); which have it is the register of pilots.
MEASURE: Final = "online_pre_review"


@dataclass(frozen=True)
class ReviewState:
    """What the office thinks of a draft, in words; `may_ask` where it can be asked (again)."""

    title: str
    kind: str
    words: str
    opinion: str = ""
    may_ask: bool = True


def tell_review(actor: Actor, folder: Folder, day: date) -> ReviewState | None:
    """The state of the own pre-review of this draft; None where none was asked for."""
    with reading(actor):
        row = find_own_pre_review(actor=actor, version_id=folder.guide.version_id)
        if row is None:
            return None if _runs(actor, folder, day) else _not_here()
    is_same = digest_of(actor.city, dict(folder.answers)) == row.digest
    if not row.outcome:
        return _waiting(row, is_same=is_same)
    if not is_same:
        words = _("改过了，预审意见是对之前内容的。可以再请一次，也可以直接提交。")
        return ReviewState(_("预审以后改过"), "warn", words, row.opinion)
    if row.outcome == "passed":
        words = _("预审通过，可以提交。")
        return ReviewState(_("预审通过"), "ok", words, row.opinion, may_ask=False)
    words = _("工作人员说要改一改。改好后可以再请一次，也可以直接提交。")
    return ReviewState(_("预审没通过"), "warn", words, row.opinion)


def _not_here() -> ReviewState:
    words = _("办理单位还没有开始网上预审，不影响办事：可以直接提交。")
    return ReviewState(_("这里不预审"), "info", words, may_ask=False)


def _runs(actor: Actor, folder: Folder, day: date) -> bool:
    return is_on(actor=actor, measure=MEASURE, body_id=folder.guide.body_id, day=day)


def _waiting(row: PreReviewView, *, is_same: bool) -> ReviewState:
    words = _("已经请工作人员看了，%(day)s前答复。您也可以不等，现在就提交。") % {
        "day": day_words(row.due_on)
    }
    if not is_same:
        words += _("您后来改过，工作人员看的是改之前的。")
    return ReviewState(_("正在预审"), "info", words, may_ask=False)


@require_POST
@applying
def ask_review(request: ActorRequest, folder: Folder) -> HttpResponse:
    """Ask the office to look; asking twice is told, not refused."""
    keep_wish(request, folder)
    if open_steps(folder):
        messages.info(request, _("还有没完成的，做完再请工作人员预审。"))
        return redirect(address(folder, CHECK))
    try:
        ask_pre_review(
            actor=request.actor, version_id=folder.guide.version_id, at=request.now
        )
    except MoveRefused as refusal:
        messages.info(request, refusal.message)
    else:
        messages.success(
            request, _("已经请工作人员预审，2 个工作日内答复。您可以等，也可以先提交。")
        )
    return redirect(address(folder, CHECK))
