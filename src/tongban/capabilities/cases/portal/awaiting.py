"""What comes next in a case, and by which day, in the words of the person who waits."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.capabilities.cases.states import CaseState
from tongban.capabilities.cases.types import CaseView, TrackedCase
from tongban.capabilities.catalogue.types import Guide
from tongban.ground.clock import Calendar, Limit, due

# Licensing law art. 32: told within five days whether it is accepted; art. 44: the
# result is handed over within ten days of the decision.
ACCEPT_WITHIN = Limit(5, "working_day")
DELIVER_WITHIN = Limit(10, "working_day")


@dataclass(frozen=True)
class Coming:
    """Something that will happen, at the latest on a day."""

    when: date
    what: str
    is_provisional: bool = False

    def saying(self, what: str) -> "Coming":
        """The same day with its words; an unsure day says why it is unsure."""
        if self.is_provisional:
            # The holidays of that year are not announced yet (clock rule).
            what = _("%(what)s（暂定：那年的放假安排还没公布）") % {"what": what}
        return Coming(self.when, what, self.is_provisional)


def coming_events(guide: Guide, case: CaseView, calendar: Calendar) -> list[Coming]:
    """The next events of an open case with their last days, soonest first; at most two."""
    limit = Limit(guide.promised.value, guide.promised.unit)  # type: ignore[arg-type]  # checked by the law
    match case.state:
        case CaseState.CORRECTING if case.correction:
            return [
                Coming(case.correction.answer_by, _("最好在这天前补齐，一次提交。"))
            ]
        case CaseState.SUBMITTED:
            told = _by(_handed_in_on(case), ACCEPT_WITHIN, calendar)
            decided = _by(told.when, limit, calendar)
            words = _("最晚这天告诉您受理不受理。材料有缺，会一次说全。")
            if case.corrected_at is not None:
                words = _("最晚这天告诉您受理不受理。从您补正那天重新算。")
            return [
                told.saying(words),
                decided.saying(_("最晚这天办出结果，受理得早就办得早。")),
            ]
        case CaseState.ACCEPTED | CaseState.REVIEWED if case.promised_due_on:
            promised = Coming(
                case.promised_due_on, "", "promised" in case.provisional_days
            )
            handed = _by(case.promised_due_on, DELIVER_WITHIN, calendar)
            return [
                promised.saying(_("最晚这天办出结果。")),
                handed.saying(_("最晚这天把结果送到您手上。")),
            ]
        case CaseState.GRANTED | CaseState.REFUSED | CaseState.DISPATCHED if (
            case.decided_at
        ):
            day = timezone.localtime(case.decided_at).date()
            handed = _by(day, DELIVER_WITHIN, calendar)
            return [handed.saying(_("最晚这天把结果送到您手上。"))]
    return []


def _handed_in_on(case: CaseView) -> date:
    """The day from which acceptance counts: a correction begins it anew (art. 32)."""
    if case.corrected_at is None:
        return case.filed_on
    return timezone.localtime(case.corrected_at).date()


def _by(day: date, limit: Limit, calendar: Calendar) -> Coming:
    """The last day of a limit; nothing pauses a clock that only looks ahead."""
    found = due(day, limit, calendar)
    return Coming(found.due_on or day, "", found.provisional)


def what_comes(case: TrackedCase, calendar: Calendar) -> list[Coming]:
    """The next event of a case of which only the state is known: by number and code."""
    match case.state:
        case CaseState.CORRECTING if case.answer_by:
            return [Coming(case.answer_by, _("最好在这天前补齐，一次提交。"))]
        case CaseState.SUBMITTED if case.last_at:
            # Filed or corrected: the last event is what the five days count from.
            day = timezone.localtime(case.last_at).date()
            told = _by(day, ACCEPT_WITHIN, calendar)
            return [told.saying(_("最晚这天告知受理不受理。"))]
        case CaseState.ACCEPTED | CaseState.REVIEWED if case.promised_due_on:
            return [Coming(case.promised_due_on, _("最晚这天办出结果。"))]
        case CaseState.GRANTED | CaseState.REFUSED if case.last_at:
            day = timezone.localtime(case.last_at).date()
            handed = _by(day, DELIVER_WITHIN, calendar)
            return [handed.saying(_("最晚这天把结果送到申请人手上。"))]
    return []


def what_to_do(state: CaseState) -> str:
    """What the person must do now, in one sentence."""
    return {
        CaseState.SUBMITTED: _("您现在不用做什么，等受理结果就行。"),
        CaseState.CORRECTING: _(
            "请照补正告知书一次补齐。补正后 5 个工作日内，告诉您受理不受理。"
        ),
        CaseState.ACCEPTED: _("您现在不用做什么，工作人员正在审查。"),
        CaseState.REVIEWED: _("您现在不用做什么，正在等待决定。"),
        CaseState.GRANTED: _("已经办好，请领取结果。"),
        CaseState.REFUSED: _(
            "没有通过，请看决定书上的理由。不服的可以申请复议或者起诉。"
        ),
        CaseState.DISPATCHED: _("结果已经寄出，请留意快递，收到后核对一下。"),
        CaseState.NOT_ACCEPTED: _("没有受理，请看通知书上的理由，改好后可以再申请。"),
        CaseState.DELIVERED: _("已经办完，没有要您做的事了。"),
        CaseState.WITHDRAWN: _("已经按您的意思撤回。还想办，重新申请就行。"),
    }.get(state, "")


def what_tracker_reads(state: CaseState) -> str:
    """What comes next, for whoever holds number and code: nothing about the person."""
    return {
        CaseState.SUBMITTED: _("材料已经收到，正在看能不能受理。"),
        CaseState.CORRECTING: _("材料要补，补什么写在补正告知书上。请申请人登录办理。"),
        CaseState.ACCEPTED: _("已经受理，工作人员正在审查。"),
        CaseState.REVIEWED: _("审查通过，正在等待决定。"),
        CaseState.GRANTED: _("已经办好，等待领取结果。取件码登录后能看到。"),
        CaseState.REFUSED: _("没有通过，理由写在决定书上。请申请人登录查看。"),
        CaseState.DISPATCHED: _("结果已经寄出。快递单号登录后能看到。"),
        CaseState.NOT_ACCEPTED: _("没有受理，理由写在通知书上。请申请人登录查看。"),
        CaseState.DELIVERED: _("已经办完。"),
        CaseState.WITHDRAWN: _("申请人已经撤回，不再办理。"),
    }.get(state, "")
