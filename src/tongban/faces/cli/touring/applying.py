"""Steps 1–5: finding, reading, applying, a receipt that checks, a window that may not."""

import tempfile
from pathlib import Path
from typing import Any, Final

from tongban.faces.cli.receipt import app as receipt_app
from tongban.faces.cli.touring.calling import Exchange, Person
from tongban.faces.cli.touring.commanding import run_command
from tongban.faces.cli.touring.telling import Story, Told, told

WORDS: Final = "开饭店"
CITIZEN: Final = "lijianguo"
CLERK: Final = "liufang"
ANSWERS: Final = {"s1": "make", "s2": "rent", "s3": "self"}
# One empty page: small, and a PDF that every reader opens.
_PDF: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n169\n%%EOF\n"
)


def find_item(story: Story) -> Told:
    """People's words find the item."""
    found = story.city.nobody().get("/items", q=WORDS)
    first = found.body[0] if found.body and not found.is_refused else {}
    story.kept["code"] = first.get("handling_code", "")
    return told(
        f"用老百姓的话找事项：{WORDS}",
        "群众不知道事项的正式名称，也不该要求他们知道。",
        found,
        ok=first.get("name") == "食品经营许可",
        page=story.page(f"/search?q={WORDS}"),
    )


def read_guide(story: Story) -> Told:
    """The guide is the same row in every channel: its digest says so."""
    nobody, code = story.city.nobody(), story.kept["code"]
    guide = nobody.get(f"/items/{code}")
    story.kept["guide"] = guide.body
    digest = guide.body.get("digest", "")
    page = nobody.page(f"/items/{code}")
    return told(
        "看办事指南",
        "网站、窗口、接口看到的是同一行数据；改一个字，摘要值就变，谁都能对出来。",
        guide,
        ok=bool(digest) and digest in page,
        page=story.page(f"/items/{code}"),
        more=f"接口的摘要值 {digest[:16]}… 与网页上的{'相同' if digest in page else '不同'}。",
    )


def apply(story: Story) -> Told:
    """The citizen applies for his firm, with two small files."""
    files, filed = file_for_firm(story)
    story.kept["case"] = filed.body
    return told(
        "李建国替河畔餐饮有限公司在网上申请，传两份材料",
        "指南要几份就传几份；营业执照由系统调取，不用交。",
        *files,
        filed,
        ok=filed.status == 201,  # noqa: PLR2004  # HTTP's own number
        page=story.page(f"/my/cases/{filed.body.get('case_id', '')}"),
    )


def file_for_firm(story: Story) -> tuple[list[Exchange], Exchange]:
    """Hand two files in and file for the firm: the two uploads, and the filing."""
    citizen, guide = story.city.person(CITIZEN), story.kept["guide"]
    own = citizen.get("/session").body
    files = [hand_in(citizen, guide, key) for key in ("m3", "m5")]
    firm = own["firms"][0]
    body = {
        "version_id": guide["version_id"],
        "situations": ANSWERS,
        "values": values_for(own),
        "firm_id": firm["firm_id"],
        "parties": [
            {
                "role": "applicant",
                "kind": "legal",
                "name": firm["name"],
                "id_kind": "uscc",
                "id_number": firm["uscc"],
            }
        ],
        "materials": [
            as_material(key, file)
            for key, file in zip(("m3", "m5"), files, strict=True)
        ],
    }
    return files, citizen.post("/applications", body, key=True)


def as_material(key: str, file: Exchange) -> dict[str, Any]:
    """An upload as a material of the guide."""
    upload_id = (file.body or {}).get("upload_id")
    return {"key": key, "received_form": "electronic", "upload_id": upload_id}


def check_receipt(story: Story) -> Told:
    """The receipt checks without the platform; one changed byte is found."""
    case_id = story.kept["case"]["case_id"]
    receipt = story.city.person(CITIZEN).get(f"/cases/{case_id}/receipt")
    with tempfile.TemporaryDirectory() as folder:
        true, false = Path(folder, "凭证.json"), Path(folder, "改过.json")
        true.write_bytes(receipt.content)
        number = story.kept["case"]["number"].encode()
        false.write_bytes(receipt.content.replace(number, number[:-1] + b"x"))
        good = run_command(receipt_app, "verify", str(true))
        bad = run_command(receipt_app, "verify", str(false))
    return told(
        "凭证离线核对：原件相符，改一个字就不符",
        "群众手里的凭证不靠平台也能核对，谁也赖不掉。",
        receipt,
        ok=good.code == 0 and bad.code == 1,
        page=story.page(f"/my/cases/{case_id}"),
        more=f"tongban receipt verify 凭证.json\n{good.last}\n改过的：{bad.last}",
    )


def collecting_window(story: Story) -> Told:
    """A window that may only collect tries to accept."""
    clerk, guide = story.city.person(CLERK), story.kept["guide"]
    post = clerk.get("/session").body["postings"][0]
    story.kept["hall"], story.kept["centre"] = post["venue_id"], post["body_id"]
    visitor = story.city.person(CITIZEN).get("/session").body
    body = {
        "version_id": guide["version_id"],
        "situations": ANSWERS,
        "values": values_for(visitor),
        "parties": [as_party(visitor, "applicant")],
        "materials": [
            {"key": key, "received_form": "paper_kept"} for key in ("m3", "m5")
        ],
    }
    taken = clerk.post(f"/windows/{post['venue_id']}/applications", body, key=True)
    case_id = taken.body.get("case_id", "")
    tried = clerk.post(f"/cases/{case_id}/acceptance", {"acting_body": post["body_id"]})
    return told(
        "综合窗口只收件：刘芳想直接受理，系统不让",
        "没有登记委托的窗口不能替部门受理；拒绝的是数据库，不是一段提示。",
        taken,
        tried,
        ok=rule_of(tried) == "collecting_window_cannot_accept",
        page=story.page(f"/desk/cases/{case_id}"),
    )


def as_party(own: dict[str, Any], role: str) -> dict[str, str]:
    """A person as a party."""
    return {
        "role": role,
        "kind": "natural",
        **{part: own[part] for part in ("name", "id_kind", "id_number", "phone")},
    }


def values_for(own: dict[str, Any]) -> dict[str, Any]:
    """The answers of the form: of the firm where there is one."""
    firm = own["firms"][0]
    return {
        "shop_name": firm["name"],
        "uscc": firm["uscc"],
        "shop_address": firm["address"],
        "legal_representative": own["name"],
        "contact_name": own["name"],
        "contact_id_type": own["id_kind"],
        "contact_id_number": own["id_number"],
        "contact_phone": own["phone"],
        "business_kind": "catering",
        "floor_area": 60,
        "sells_online": True,
    }


def hand_in(person: Person, guide: dict[str, Any], key: str) -> Exchange:
    """Hand a small file in for a material of the guide."""
    material = next(row for row in guide["materials"] if row["key"] == key)
    name = f"{material['name']}.pdf"
    return person.hand_in(material["material_type_id"], name, _PDF)


def rule_of(exchange: Exchange) -> str:
    """The rule that refused, if one did."""
    return str(exchange.body.get("rule", "")) if exchange.is_refused else ""
