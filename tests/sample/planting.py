"""One defect planted in a sound item: what a careless hand, or a bad guide, would do to it."""

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

Document = dict[str, Any]
# Plants the defect and says which rule must find it; "" where the item gives no room.
Planter = Callable[[Document, Random], str]

OPEN_ENDED = (
    "其他材料",
    "其他相关材料",
    "法律规定的其他文件",
    "收入等证明材料",
    "有关部门证明",
)
VAGUE = (
    "请咨询有关部门。",
    "按相关规定办理。",
    "必要时到现场看。",
    "视情况而定。",
    "原则上当天办。",
)
REPEALED = (
    "合同法",
    "中华人民共和国物权法",
    "民法通则",
    "婚姻法",
    "个体工商户条例",
    "公司登记管理条例",
)
BAD_PHONES = (
    "0699-60123",
    "139000",
    "069-6012345",
    "详见网站",
    "0699—6012345转",
    "12",
)
BAD_URLS = (
    "http:/www.anlan",
    "http://192.168.0.3/a.doc",
    "https://localhost",
    "www.anlan。",
)
FEE = {
    "key": "f9",
    "name": "资料费",
    "amount_fen": 1000,
    "standard": "每件 10 元",
    "waiver": "",
}


def plant(kind: str, document: Document, random: Random) -> tuple[Document, str]:
    """A copy with one defect of this kind, and the rule that must find it."""
    spoilt = deepcopy(document)
    return spoilt, PLANTERS[kind](spoilt, random)


def _tree(document: Document, random: Random) -> str:
    situation = random.choice(document["situations"])
    way = random.randrange(3)
    if way == 0:
        situation["options"][0]["label"] = " "
        return "situation.option_blank"
    if way == 1:
        situation["options"][0]["label"] = situation["options"][1]["label"]
        return "situation.option_repeated"
    situation["question"] = ""
    return "situation.question_missing"


def _dead(document: Document, random: Random) -> str:
    key = random.choice(document["situations"])["key"]
    for material in document["materials"]:
        material["when"] = [one for one in material["when"] if one["situation"] != key]
    return "situation.dead"


def _unreachable(document: Document, random: Random) -> str:
    situation = random.choice(document["situations"])
    one, other = random.sample([row["key"] for row in situation["options"]], k=2)
    material = random.choice(document["materials"])
    material["when"] = [
        {"situation": situation["key"], "options": [one]},
        {"situation": situation["key"], "options": [other]},
    ]
    return "material.unreachable"


def _unknown_option(document: Document, random: Random) -> str:
    hung = [row for row in document["materials"] if row["when"]]
    random.choice(hung)["when"][0]["options"] = [random.choice(("gone", "maybe", ""))]
    return "situation.unknown"


def _twice(document: Document, random: Random) -> str:
    again = deepcopy(random.choice(document["materials"]))
    again["key"] = "m99"
    if random.random() < 0.5:
        again["name"] += random.choice(("（复印件）", "原件", "正反面"))
    else:
        again["catalogue_code"] = "AL-M-9999"
    document["materials"].append(again)
    return "material.asked_twice"


def _contradiction(document: Document, random: Random) -> str:
    material = random.choice(document["materials"])
    if material["waived"]:
        material["source_note"] = random.choice(
            ("请带原件到窗口。", "请上传扫描件。", "须提交原件。")
        )
    else:
        material["source_note"] = random.choice(
            ("不用交。", "系统调取，不用交。", "无需提交。")
        )
    return "material.waived_contradiction"


def _wrong_holder(document: Document, random: Random) -> str:
    material = random.choice([row for row in document["materials"] if not row["when"]])
    material["trust"] = "B"
    if random.random() < 0.5:
        document["served_objects"] = ["enterprise"]
        material["name"] = random.choice(("申请人身份证", "本人户口簿", "结婚证"))
    else:
        document["served_objects"] = ["natural_person"]
        material["name"] = random.choice(
            ("营业执照", "企业法人营业执照", "事业法人证书")
        )
    return "material.not_their_paper"


def _plain(document: Document, random: Random) -> str:
    way, plain = random.randrange(3), document["plain"]
    if way == 0:
        value = document["promised_limit"]["value"] + random.randint(2, 9)
        plain["how_long"] = f"受理后 {value} 个工作日内办好。"
        return "plain.limit_contradicts"
    if way == 1:
        plain["cost"] = (
            "不要钱。" if document["fees"] else f"{random.randint(5, 90)} 元。"
        )
        return "plain.cost_contradicts"
    visits = document["visits"]
    plain["visits"] = "一趟都不用跑。" if visits else "到窗口来两趟。"
    return "plain.visits_contradicts"


def _vague_material(document: Document, random: Random) -> str:
    random.choice(document["materials"])["name"] = random.choice(OPEN_ENDED)
    return "material.open_ended"


def _vague(document: Document, random: Random) -> str:
    said = random.choice(VAGUE)
    place = random.randrange(3)
    if place == 0:
        random.choice(document["steps"])["standard"] = said
    elif place == 1:
        random.choice(document["faq"])["a"] = said
    else:
        random.choice(document["materials"])["acceptance_standard"] = said
    return "wording.vague"


def _fee(document: Document, random: Random) -> str:
    basis = random.choice(("", " ", "按规定收取", "物价局核定", "单位内部标准"))
    document["fees"] = [FEE | {"basis": basis}]
    document["plain"]["cost"] = "10 元。"
    return "fee.basis_vague" if basis.strip() else "fee.basis_missing"


def _intermediary(document: Document, random: Random) -> str:
    names = ("安全评价", "环境检测", "验资报告", "房屋鉴定", "翻译公证")
    basis = random.choice(("", "行业惯例", "本局要求"))
    document["intermediaries"] = [{"name": random.choice(names), "basis": basis}]
    return "intermediary.basis_missing"


def _rank(document: Document, random: Random) -> str:
    office = random.choice(
        ("安澜市水利局", "青渡县民政局", "安澜市住房和城乡建设局", "安澜市教育局")
    )
    document["legal_basis"] = [
        document["legal_basis"][0]
        | {
            "title": f"{office}关于规范办理的通知",
            "document_number": f"安办〔202{random.randint(0, 5)}〕{random.randint(1, 90)}号",
            "authority": office,
            "article": "第二条",
        }
    ]
    return "basis.rank_low"


def _repealed(document: Document, random: Random) -> str:
    title = random.choice(REPEALED)
    if random.random() < 0.5:
        law = random.choice(document["legal_basis"])
        law["title"], law["article"] = title, "第九条"
    else:
        random.choice(document["materials"])["basis"] = f"《{title}》第九条"
    return "basis.repealed"


def _article(document: Document, random: Random) -> str:
    law = random.choice(document["legal_basis"])
    if random.random() < 0.5:
        law["article"] = ""
        return "basis.article_missing"
    law["title"], law["article"] = "中华人民共和国行政许可法", "第九十六条"
    return "basis.article_beyond"


def _over(document: Document, random: Random) -> str:
    unit = document["promised_limit"]["unit"]
    document["statutory_limit"] = {
        "value": 10,
        "unit": unit,
        "basis": "《中华人民共和国行政许可法》第四十二条",
    }
    document["promised_limit"]["value"] = 10 + random.randint(1, 30)
    return "limit.promised_over"


def _online(document: Document, random: Random) -> str:
    way = random.randrange(4)
    if way == 0:
        document["visits"], document["visit_reason"] = random.randint(1, 3), ""
        return "visits.reason_missing"
    document["visits"], document["visit_reason"] = 0, ""
    if way == 1:
        document["online_depth"] = random.choice((["1"], ["1", "2", "3"], ["1", "4"]))
        return "visits.depth"
    if way == 2:
        document["result"]["delivery"] = ["pickup"]
        return "visits.delivery"
    document["handling_modes"] = ["window"]
    return "visits.contradiction"


def _codes(document: Document, random: Random) -> str:
    way = random.randrange(3)
    if way == 0:
        document["exercise_level"] = "5"
        return "code.wrong"
    if way == 1:
        types = ["01", "05", "07", "08"]
        document["item_type"] = next(
            one for one in types if one != document["item_type"]
        )
        return "code.wrong"
    code = document["handling_code"]
    document["handling_code"] = f"{random.randint(20, 99)}{code[2:]}"
    return "code.chain"


def _steps(document: Document, random: Random) -> str:
    step = random.choice(document["steps"])
    step["limit"]["unit"] = document["promised_limit"]["unit"]
    step["limit"]["value"] += document["promised_limit"]["value"] + random.randint(1, 9)
    return "step.sum_over"


def _special(document: Document, random: Random) -> str:
    document["case_kind"] = "promised"
    document["special_steps"] = [
        {
            "key": "x9",
            "name": random.choice(("专家评审", "现场核查", "公示")),
            "basis": random.choice(("", "时间计入承诺时限。", "惯例")),
            "limit": {"value": 1, "unit": "working_day"},
            "counts": False,
        }
    ]
    return "special.basis_missing"


def _missing(document: Document, random: Random) -> str:
    name, rule = random.choice(
        (
            ("conditions", "condition.missing"),
            ("steps", "step.missing"),
            ("consult_phones", "phone.missing"),
            ("complaint_phones", "complaint.missing"),
            ("place", "place.missing"),
            ("legal_basis", "basis.missing"),
            ("materials", "material.none"),
            ("party_roles", "party_roles.missing"),
        )
    )
    document[name] = []
    return rule


def _material_attribute(document: Document, random: Random) -> str:
    name, rule = random.choice(
        (
            ("source", "material.source_missing"),
            ("basis", "material.basis_missing"),
            ("acceptance_standard", "material.standard_missing"),
            ("necessity", "material.necessity_missing"),
            ("trust", "material.trust_missing"),
        )
    )
    random.choice(document["materials"])[name] = ""
    return rule


def _contact(document: Document, random: Random) -> str:
    way = random.randrange(3)
    if way == 0:
        phone = random.choice(BAD_PHONES)
        if random.random() < 0.5:
            document["consult_phones"].append(phone)
        else:
            random.choice(document["place"])["phone"] = phone
        return "phone.wrong"
    if way == 1:
        random.choice(document["faq"])["a"] = f"看{random.choice(BAD_URLS)}"
        return "url.wrong"
    law = random.choice(document["legal_basis"])
    law["in_force_on"] = random.choice(("2015-13-01", "2015年", "2015.1.1", "不详"))
    return "date.wrong"


def _form(document: Document, random: Random) -> str:
    page = random.choice(document["form"]["pages"])
    known, kind = random.choice(
        (("申请人姓名", "text"), ("统一社会信用代码", "uscc"), ("手机号码", "phone"))
    )
    plain = [row for row in page["fields"] if "when" not in row]
    if random.random() < 0.5 and plain:
        again = deepcopy(random.choice(plain)) | {"name": "asked_again"}
        page["fields"].append(again)
        return "form.twice"
    page["fields"].append(
        {"name": "known_already", "label": known, "type": kind, "required": True}
    )
    return "form.known"


def _result(document: Document, random: Random) -> str:
    if random.random() < 0.5:
        document["result"]["delivery"] = []
        return "result.delivery_missing"
    document["result"]["name"] = random.choice(("", "无"))
    return "result.none" if document["result"]["name"] else "result.missing"


def _dictionary(document: Document, random: Random) -> str:
    name, value = random.choice(
        (
            ("online_depth", ["1", "2", "6", "66"]),
            ("served_objects", ["natural_person", "7"]),
            ("body_nature", "8"),
            ("power_source", "0"),
            ("themes", {"person": ["080"], "firm": []}),
            ("themes", {"person": [], "firm": ["080"]}),
        )
    )
    document[name] = value
    return "dictionary.unknown"


def _instant(document: Document, random: Random) -> str:
    document["case_kind"] = "instant"
    if random.random() < 0.5:
        document["promised_limit"] = {
            "value": random.randint(2, 9),
            "unit": "working_day",
        }
        return "instant.long_promise"
    document["special_steps"] = [
        {
            "key": "x9",
            "name": "现场核查",
            "basis": "《中华人民共和国行政许可法》第三十四条第三款",
            "limit": {"value": 1, "unit": "working_day"},
            "counts": True,
        }
    ]
    return "instant.special_steps"


PLANTERS: dict[str, Planter] = {
    "tree": _tree,
    "dead": _dead,
    "unreachable": _unreachable,
    "unknown option": _unknown_option,
    "twice": _twice,
    "contradiction": _contradiction,
    "wrong holder": _wrong_holder,
    "plain": _plain,
    "open-ended material": _vague_material,
    "vague": _vague,
    "fee": _fee,
    "intermediary": _intermediary,
    "rank": _rank,
    "repealed": _repealed,
    "article": _article,
    "over": _over,
    "online": _online,
    "codes": _codes,
    "steps": _steps,
    "special": _special,
    "missing": _missing,
    "material attribute": _material_attribute,
    "contact": _contact,
    "form": _form,
    "result": _result,
    "dictionary": _dictionary,
    "instant": _instant,
}
