"""The application that is filed as an example: 李建国's firm opens a restaurant.

The story of the platform and the load that is measured file the very same. Plain values,
because what makes the load knows the platform by its address alone.
"""

from collections.abc import Mapping
from typing import Any, Final

CITIZEN: Final = "lijianguo"
ITEM_WORDS: Final = "食品经营许可"
ANSWERS: Final = {"s1": "make", "s2": "rent", "s3": "self"}
# What these answers leave to be handed in; the rest is fetched.
MATERIALS: Final = ("m3", "m5")
# One empty page: small, and a PDF that every reader opens.
PDF: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
    b"0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n169\n%%EOF\n"
)


def filing(
    guide: Mapping[str, Any], own: Mapping[str, Any], uploads: Mapping[str, Any]
) -> dict[str, Any]:
    """The body of an application by a citizen for the firm he acts for."""
    firm = own["firms"][0]
    return {
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
        "materials": [as_material(key, upload) for key, upload in uploads.items()],
    }


def as_material(key: str, upload_id: Any) -> dict[str, Any]:
    """An upload as a material of the guide."""
    return {"key": key, "received_form": "electronic", "upload_id": upload_id}


def values_for(own: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of the form: of the firm that the citizen acts for."""
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
