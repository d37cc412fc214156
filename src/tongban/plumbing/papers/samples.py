"""An ordinary paper of each layout, with invented values: what a preview is filled with."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from tongban.plumbing.papers.titles import granted_words, refused_words
from tongban.plumbing.papers.values import QrCode

Values = dict[str, Any]

_BUREAU = "安澜市市场监督管理局"
_CENTRE = "安澜市政务服务中心"
_LICENSING = "中华人民共和国行政许可法"
_REMEDIES = {"review_body": "安澜市人民政府", "court": "安澜市河畔区人民法院"}


def sample_values(layout: str, organ: str = "") -> Values:
    """An ordinary paper of the sample city; of that body, where one is named."""
    values = _SAMPLES[layout]()
    if organ:
        values |= {"organ": organ, "seal": values["seal"] | {"organ": organ}}
    return values


def _letter() -> Values:
    return {
        "organ": _BUREAU,
        "number": "安市监受字〔2026〕第0012号",
        "addressee": "河畔餐饮有限公司",
        "case_number": "690100-2026-0112-000123",
        "item_name": "食品经营许可（新办）",
        "issued_on": date(2026, 11, 22),
        "seal": {"organ": _BUREAU, "name": "行政审批专用章"},
        "verification": {
            "qr": QrCode("https://tongban.example/verify/8F3K22QD"),
            "label": "扫码核验这份文书的真伪",
            "code": "8F3K-22QD",
            "where": "也可以到安澜市政务服务网“文书核验”输入验证码",
        },
        "foot": f"{_CENTRE}3号窗口　安澜市河畔路1号　电话 0690-1234567",
    }


def _material(name: str, form: str = "纸质复印件") -> Values:
    return {"name": name, "form": form, "copies": 1}


def _materials() -> list[Values]:
    return [
        _material("食品经营许可申请书", "电子"),
        _material("营业执照", "电子证照"),
        _material("经营场所平面布局图", "纸质原件"),
        _material("食品安全管理制度", "电子"),
        _material("法定代表人身份证明"),
        _material("食品安全管理人员培训证明", "电子"),
    ]


def _articles() -> list[Values]:
    return [
        {"title": _LICENSING, "article": "第三十二条"},
        {"title": "食品经营许可和备案管理办法", "article": "第十七条"},
    ]


def _receipt() -> Values:
    return _letter() | {
        "organ": _CENTRE,
        "number": "安政务收字〔2026〕第0123号",
        "seal": {"organ": _CENTRE, "name": "收件专用章"},
        "received_at": datetime(2026, 11, 22, 1, 30, tzinfo=UTC),
        "channel": "窗口（3号窗口）",
        "query_code": "472913",
        "applicant_id": "9169************0X",
        "received_by": "刘芳",
        "materials": _materials(),
        "next_dates": [
            {
                "on": date(2026, 11, 27),
                "what": "告知是否受理；材料不齐的，一次告知全部要补的材料",
            },
            {"on": date(2026, 12, 4), "what": "受理后的承诺办结日"},
        ],
        "notes": [
            (
                "本凭证只证明收到了材料，不代表已经受理。到2026年11月27日没有告知的，"
                "自收到材料之日起就算受理（《中华人民共和国行政许可法》第三十二条）。"
            )
        ],
        "promise": {
            "qr": QrCode("tb1:" + "A7f3" * 45),
            "text": "存证承诺：本凭证将在2026年11月22日09:31前写入存证日志，届时可离线核对。",
            "code": "指纹 8f3a 22c1 09de 77b0",
        },
    }


def _acceptance() -> Values:
    return _letter() | {
        "applied_on": date(2026, 11, 22),
        "accepted_on": date(2026, 11, 23),
        "articles": _articles(),
        "promised": {"days": 5, "unit": "工作日", "due_on": date(2026, 11, 30)},
        "statutory": {"days": 20, "unit": "工作日", "due_on": date(2026, 12, 21)},
        "special_steps": ["现场核查：5个工作日。"],
        "materials": _materials(),
    }


def _correction() -> Values:
    return _letter() | {
        "addressee": "张秀兰",
        "applied_on": date(2026, 11, 22),
        "articles": _articles()[:1],
        "lines": [
            {"name": "经营场所平面图", "reason": "没有交，请画出操作间和贮存间。"},
            {"name": "店名", "reason": "与营业执照不一致，请照执照填写。"},
        ],
        "answer_by": date(2026, 12, 11),
    }


def _non_acceptance() -> Values:
    return _letter() | {
        "addressee": "张秀兰",
        "applied_on": date(2026, 11, 22),
        "articles": _articles()[:1],
        "conditions": [
            {
                "condition": "经营场所在安澜市行政区域内",
                "finding": "申请书写明的经营场所在邻市江北区，不在本机关管辖范围内。",
            }
        ],
        "right_body": {
            "name": "江北区市场监督管理局",
            "address": "江北区政务服务中心5号窗口",
            "phone": "0691-7654321",
        },
        "remedies": _REMEDIES,
    }


def _decision_granted() -> Values:
    words = granted_words("01")
    return _letter() | {
        "number": "安食许准字〔2026〕第0012号",
        "title": words.title,
        "paper_word": words.paper_word,
        "decision": words.decision,
        "applied_on": date(2026, 11, 22),
        "accepted_on": date(2026, 11, 23),
        "articles": _articles(),
        "result": {
            "name": "食品经营许可证",
            "number": "JY26901000012345",
            "validity": "5年（2026年11月27日至2031年11月26日）",
            "delivery": "窗口领取",
            "deliver_by": date(2026, 12, 11),
        },
        "remedies": _REMEDIES,
    }


def _decision_refused() -> Values:
    words = refused_words("01")
    return _letter() | {
        "number": "安食许不字〔2026〕第0003号",
        "title": words.title,
        "paper_word": words.paper_word,
        "decision": words.decision,
        "applied_on": date(2026, 11, 22),
        "accepted_on": date(2026, 11, 23),
        "articles": [{"title": _LICENSING, "article": "第三十八条"}],
        "conditions": [
            {
                "condition": "具有与经营的食品品种、数量相适应的贮存场所",
                "finding": "2026年11月25日现场核查，贮存间与卫生间直接相通。",
            }
        ],
        "remedies": _REMEDIES,
    }


def _notice() -> Values:
    return {
        "organ": _BUREAU,
        "item_name": "食品经营许可（新办）",
        "issued_on": date(2026, 11, 22),
        "facts": [["多久办好", "5 个工作日"], ["要不要钱", "不要钱"]],
        "situation": [["店里现做现卖吗？", "现做现卖"]],
        "to_bring": [
            {
                "name": "经营场所平面布局图",
                "note": "写清面积和用途。",
                "need": "要交",
                "form": "纸质或电子，1 份",
                "source": "申请人自备",
            }
        ],
        "waived": ["营业执照"],
        "plain_steps": ["在网上填表。", "拍照上传。", "等结果。"],
        "fees": [],
        "places": [f"{_CENTRE}　安澜市河畔路1号　周一至周五 9:00—17:00"],
        "phones": ["咨询电话：0690-1234567", "监督投诉：12345"],
        "rights": ["行政复议：安澜市人民政府"],
        "code": "116901006901006815300019000100001",
        "number": 3,
        "digest": "0123456789abcdef" * 4,
        "foot": "食品经营许可（新办）　指南第 3 版",
    }


_SAMPLES: dict[str, Callable[[], Values]] = {
    "notice": _notice,
    "receipt": _receipt,
    "acceptance": _acceptance,
    "correction": _correction,
    "non_acceptance": _non_acceptance,
    "decision_granted": _decision_granted,
    "decision_refused": _decision_refused,
}
