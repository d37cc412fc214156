"""The OpenAPI document, kept in docs/: a change of the API is a change of this file."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

SNAPSHOT = Path(__file__).parent.parent / "docs" / "openapi.json"
# Nothing connects to it: the document is made from the code alone.
NO_DATABASE = "postgresql://nobody@localhost/none"


def current() -> str:
    """The document as the code gives it now; keys it makes on the way are thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TONGBAN_DATA", folder)
        os.environ.setdefault("TONGBAN_DATABASE_URL", NO_DATABASE)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.config.settings")
        import django

        django.setup()
        from tongban.faces.api.main import api

        schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write the snapshot, or with `--check` say whether it still is true."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    text = current()
    if not check:
        SNAPSHOT.write_text(text, encoding="utf-8")
        return 0
    if SNAPSHOT.exists() and SNAPSHOT.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write("docs/openapi.json is stale: python -m tools.openapi_snapshot\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
