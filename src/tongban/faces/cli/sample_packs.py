"""A pack: the items of one body, with what they share said once and laid out here.

An item of a pack says what is its own: law, conditions, questions, papers, fields, plain words.
What every item of the body says alike (places, phones, remedies, the frame of the steps, the
applicant's page of the form) stands in `pack-parts.json` or follows from the body. Nothing of
substance is made here: a figure, a paper or a ground that the pack does not state is not there.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

Document = dict[str, Any]

EXERCISE_LEVELS: Final = {"city": "3", "county": "4", "township": "5", "village": "6"}
_LICENCE: Final = "01"
_PUBLIC: Final = frozenset({"11", "20", "21"})
_UNSURE: Final = {"key": "unsure", "label": "不知道"}
_DEPTHS: Final = ["1", "2", "3", "4", "5", "6"]
_DAYS: Final = "working_day"
# Below this promise there is no day to spare for taking in and for delivery.
_ROOM_FOR_DELIVERY: Final = 4
_MANY_ROWS: Final = {
    "conditions": "c",
    "materials": "m",
    "special_steps": "x",
    "fees": "f",
}


@dataclass(frozen=True)
class Shared:
    """Parts of all packs, and the tables that they refer to."""

    parts: Document
    bodies: dict[str, dict[str, str]]
    venues: dict[str, dict[str, str]]
    # For an act that is cited without its number.
    acts: Document = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "acts", self.parts["acts"])

    def basis_row(self, row: Document) -> Document:
        """A row of the legal basis with what the register of acts knows of the act."""
        act = self.acts[row["act"]]
        return {
            "title": row["act"],
            "document_number": act["number"],
            "article": row["article"],
            "text": row["text"],
            "authority": act["authority"],
            "in_force_on": act["in_force_on"],
        }

    def law(self, row: Document) -> list[Document]:
        """The legal basis of an item: a licence rests on the act on licences too."""
        own = [self.basis_row(one) for one in row["law"]]
        every = self.parts["law_of_licences"]
        if row["type"] != _LICENCE:
            return own
        return own + [self.basis_row(one) for one in every]


class Pack:
    """One body's items, laid out to whole documents."""

    def __init__(self, told: Document, shared: Shared) -> None:
        self._told = told
        self._shared = shared
        self._body = shared.bodies[told["body"]]
        self._level = self._body["level"]

    def items(self) -> dict[str, Document]:
        """The whole documents by the key of the item."""
        return {row["key"]: self._item(row) for row in self._told["items"]}

    def fields_of_service(self) -> dict[str, str]:
        """The field of public service of each item that names one."""
        return {
            row["key"]: row["field"] for row in self._told["items"] if "field" in row
        }

    def intake_modes(self, usual: str) -> list[Document]:
        """Halls collect, the body's own counter does it all; from the usual day on."""
        return [
            {
                "item": row["basic_code"],
                "venue": venue,
                "mode": self._mode(venue),
                "delegation": None,
                "from": row.get("local_since", {}).get(venue, usual),
                "until": None,
            }
            for row in self._told["items"]
            for venue in row["places"]
        ]

    def entries(self) -> list[Document]:
        """The entry of the basic directory that each item carries out."""
        return [
            {
                "basic_code": row["basic_code"],
                "item": row["key"],
                "level": row["directory"],
                "levels": [EXERCISE_LEVELS[self._level]],
                "basis": self._entry_basis(row),
                "claims": [self._told["body"]],
            }
            for row in self._told["items"]
        ]

    def _entry_basis(self, row: Document) -> Document:
        title = row["law"][0]["act"]
        act = self._shared.acts[title]
        return {"title": title, "number": act["number"], "rank": act["rank"]}

    def _mode(self, venue: str) -> str:
        own = self._shared.venues[venue]["body"] == self._told["body"]
        return "department_own" if own else "collect"

    def _item(self, row: Document) -> Document:
        document = {
            "format": "tongban.item/1",
            "name": row["name"],
            "aliases": row["aliases"],
            "org": self._told["body"],
            **self._codes(row),
            "served_objects": row["served"],
            "themes": {"person": [], "firm": []} | row["themes"],
            **_handling(row),
            **_limits(row),
            "legal_basis": self._shared.law(row),
            "situations": _situations(row),
            "conditions": [{"text": text} for text in row["conditions"]],
            "materials": [self._material(row, one) for one in row["materials"]],
            "steps": self._steps(row),
            "special_steps": _special_steps(row),
            "fees": deepcopy(row.get("fees", [])),
            "intermediaries": [],
            "party_roles": _parties(row),
            "form": self._form(row),
            "result": _result(row),
            **self._contacts(row),
            "faq": [{"q": asked, "a": said} for asked, said in row["faq"].items()],
            "plain": _plain(row),
        }
        if row.get("one_per_person"):
            document["one_per_person"] = True
        return document | {
            name: _keyed(document[name], letter) for name, letter in _MANY_ROWS.items()
        }

    def _codes(self, row: Document) -> Document:
        public = row["type"] in _PUBLIC
        basic = row["basic_code"]
        level = EXERCISE_LEVELS[self._level]
        implementation = f"{self._body['uscc']}{level}{basic}"
        return {
            "family": "public_service" if public else "administrative_power",
            "item_type": row["type"],
            "basic_code": basic,
            "implementation_code": implementation,
            "handling_code": f"{implementation}01",
            "exercise_level": level,
            "body_nature": self._told.get("body_nature", "1"),
            "power_source": "" if public else self._told.get("power_source", "1"),
        }

    def _material(self, row: Document, told: Document) -> Document:
        usual = self._shared.parts["materials"]
        first = row["law"][0]
        filled = {
            **self._shared.parts["every_material"],
            "basis": f"《{first['act']}》{first['article']}",
            "issuer": self._body["name"] if told.get("generated") else "",
            **usual.get(told["code"], {}),
            **(usual["generated"] if told.get("generated") else {}),
            **told,
        }
        filled["catalogue_code"] = filled.pop("code")
        filled.pop("generated", None)
        filled["when"] = [
            {"situation": key, "options": options}
            for key, options in told.get("when", {}).items()
        ]
        return filled

    def _steps(self, row: Document) -> list[Document]:
        """The frame of every case: what is looked at in it is the item's own."""
        short, days = self._body["short_name"], row["promised"]
        taken_in, looked_at, decided = row["look"]
        result = row["result"]["name"]
        rows = [("收件", "综合窗口人员", taken_in, "出具收件回执", 0)]
        if not days:
            rows += [
                ("受理并审查", f"{short}窗口人员", looked_at, "当场给出意见", 0),
                ("决定并送达", f"{short}负责人", decided, f"当场给出{result}", 0),
            ]
        else:
            spare = days >= _ROOM_FOR_DELIVERY
            accepting, deciding = int(days > 1), int(days > 2)  # noqa: PLR2004
            reviewing = days - accepting - deciding - int(spare)
            said = "属于本机关职权，材料与清单一致。"
            rows += [
                ("受理", f"{short}受理人员", said, "出具受理通知书", accepting),
                ("审查", f"{short}审查人员", looked_at, "形成审查意见", reviewing),
                ("决定", f"{short}负责人", decided, "作出决定", deciding),
                (
                    "送达",
                    "综合窗口人员",
                    "送达的内容与决定一致。",
                    f"送达{result}",
                    int(spare),
                ),
            ]
        return [
            {
                "key": f"p{at}",
                "name": name,
                "role": role,
                "standard": standard,
                "result": gives,
                "limit": {"value": value, "unit": _DAYS},
            }
            for at, (name, role, standard, gives, value) in enumerate(rows, 1)
        ]

    def _form(self, row: Document) -> Document:
        whose = "person" if "natural_person" in row["served"] else "firm"
        page = deepcopy(self._shared.parts["pages"][row.get("page", whose)])
        own = {
            "key": "matter",
            "title": row["form"]["title"],
            "fields": row["form"]["fields"],
        }
        return {"pages": [page, own]}

    def _contacts(self, row: Document) -> Document:
        venues = [self._shared.venues[code] for code in row["places"]]
        phones = [venues[0]["phone"], self._body["phone"]]
        parts = self._shared.parts
        above = self._told.get("review_by", parts["review_by"][self._level])
        body = self._shared.bodies[above]
        return {
            "place": [
                {name: venue[name] for name in ("name", "address", "hours", "phone")}
                for venue in venues
            ],
            "consult_phones": list(dict.fromkeys(phones)),
            "complaint_phones": parts["complaint_phones"],
            "remedies": {
                "review": {
                    "body": body["name"],
                    "address": body["address"],
                    "phone": body["phone"],
                },
                "litigation": parts["court"],
            },
        }


def _handling(row: Document) -> Document:
    visits = row.get("visits", 0)
    return {
        "case_kind": "promised" if row["promised"] else "instant",
        "handling_modes": ["window", "web", "mobile"],
        # Who has to come is only told and asked online, and books his visit there.
        "online_depth": _DEPTHS[:3] if visits else list(_DEPTHS),
        "visits": visits,
        "visit_reason": row.get("visit_reason", ""),
        "cross_region": row.get("cross_region", "全市"),
        "quantity_limit": row.get("quantity_limit", "无数量限制"),
    }


def _limits(row: Document) -> Document:
    promised = {"value": row["promised"], "unit": _DAYS}
    said = f"{row['promised']} 个工作日" if row["promised"] else "当场办结"
    none = {
        "value": 0,
        "unit": _DAYS,
        "basis": f"法律没有规定办结时限，本机关承诺{said}。",
    }
    return {
        "statutory_limit": row.get("statutory", none),
        "promised_limit": promised,
    }


def _parties(row: Document) -> list[Document]:
    agent = {"role": "agent", "label": "代办人", "min": 0, "max": 1}
    first = {
        "role": "applicant",
        "label": row.get("applicant", "申请人"),
        "min": 1,
        "max": 1,
    }
    return [first, *row.get("parties", []), agent]


def _situations(row: Document) -> list[Document]:
    return [
        {
            "key": f"s{at}",
            "question": told["question"],
            "help": told["help"],
            "options": [
                *(
                    {"key": key, "label": label}
                    for key, label in told["options"].items()
                ),
                dict(_UNSURE),
            ],
        }
        for at, told in enumerate(row.get("situations", []), 1)
    ]


def _special_steps(row: Document) -> list[Document]:
    return [
        {
            "name": told["name"],
            "basis": told["basis"],
            "limit": {"value": told["days"], "unit": _DAYS},
            "counts": told["counts"],
        }
        for told in row.get("special_steps", [])
    ]


def _result(row: Document) -> Document:
    if row.get("visits"):
        delivery = row["result"].get("delivery", ["pickup", "post"])
    else:
        delivery = row["result"].get("delivery", ["electronic", "pickup", "post"])
    result: Document = row["result"]
    return result | {"delivery": delivery}


def _plain(row: Document) -> Document:
    days, fees = row["promised"], row.get("fees", [])
    visits = "要到现场跑一趟。" if row.get("visits") else "网上办一趟都不用跑。"
    told = {
        "how_long": f"受理后 {days} 个工作日内办好。" if days else "材料齐，当场办好。",
        "cost": "；".join(f"{_yuan(fee)}" for fee in fees) + "。"
        if fees
        else "不要钱。",
        "visits": visits,
    }
    own: Document = row["plain"]
    return told | own


def _yuan(fee: Document) -> str:
    return f"{fee['name']} {fee['amount_fen'] / 100:g} 元"


def _keyed(rows: list[Document], letter: str) -> list[Document]:
    return [{"key": f"{letter}{at}"} | row for at, row in enumerate(rows, 1)]
