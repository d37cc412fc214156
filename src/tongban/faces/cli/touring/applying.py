"""Steps 1–5: finding, reading, applying, a receipt that checks, a window that may not."""

import tempfile
from pathlib import Path
from typing import Any, Final

from tongban.faces.cli.receipt import app as receipt_app
from tongban.faces.cli.touring.calling import Exchange, Person
from tongban.faces.cli.touring.commanding import run_command
from tongban.faces.cli.touring.example import (
    ANSWERS,
    CITIZEN,
    ITEM_WORDS,
    MATERIALS,
    PDF,
    filing,
    values_for,
)
from tongban.faces.cli.touring.telling import Story, Told, told

WORDS: Final = "开饭店"
CLERK: Final = "liufang"


def find_item(story: Story) -> Told:
    """People's words find the item."""
    found = story.city.nobody().get("/items", q=WORDS)
    first = found.body[0] if found.body and not found.is_refused else {}
    story.kept["code"] = first.get("handling_code", "")
    return told(
        f"用老百姓的话找事项：{WORDS}",
        "群众不知道事项的正式名称，也不该要求他们知道。",
        found,
        ok=first.get("name") == ITEM_WORDS,
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
    files = {key: hand_in(citizen, guide, key) for key in MATERIALS}
    uploads = {key: upload_of(file) for key, file in files.items()}
    body = filing(guide, own, uploads)
    return list(files.values()), citizen.post("/applications", body, key=True)


def upload_of(file: Exchange) -> Any:
    """The key of what was handed in, where it was taken."""
    return (file.body or {}).get("upload_id")


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
        "materials": [{"key": key, "received_form": "paper_kept"} for key in MATERIALS],
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


def hand_in(person: Person, guide: dict[str, Any], key: str) -> Exchange:
    """Hand a small file in for a material of the guide."""
    material = next(row for row in guide["materials"] if row["key"] == key)
    name = f"{material['name']}.pdf"
    return person.hand_in(material["material_type_id"], name, PDF)


def rule_of(exchange: Exchange) -> str:
    """The rule that refused, if one did."""
    return str(exchange.body.get("rule", "")) if exchange.is_refused else ""
