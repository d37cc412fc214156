"""Where files lie: what people hand in, static files, keys."""

from tongban.config.settings.base import ENVIRONMENT

TONGBAN_DATA = ENVIRONMENT.data
FILES_ROOT = ENVIRONMENT.data / "files"
# Files in which a virus was found, for the operator to look at and throw away.
QUARANTINE_ROOT = ENVIRONMENT.data / "quarantine"
ANTIVIRUS = ENVIRONMENT.antivirus
KEYS_ROOT = ENVIRONMENT.data / "keys"
# Opens the data keys; best on another disk than the database and its backups.
KEK_FILE = ENVIRONMENT.kek_file or KEYS_ROOT / "kek.key"
# Where backups are kept: best on another disk.
BACKUPS_ROOT = ENVIRONMENT.backups
# The city's own schema of uniform elements; where it is missing, the usual 32 hold.
UNIFORM_ELEMENTS = ENVIRONMENT.data / "uniform_elements.json"

# Fonts of papers (小标宋, 仿宋, 黑体), where an installation has bought them.
PAPER_FONTS = ENVIRONMENT.paper_fonts
PAPER_TITLE_FONT = ENVIRONMENT.title_font
PAPER_BODY_FONT = ENVIRONMENT.body_font
PAPER_HEADING_FONT = ENVIRONMENT.heading_font

MOST_BYTES_A_FILE = 10 * 1024 * 1024
# A window hands in several scans at once. What says it is larger is not read at all.
MOST_BYTES_A_REQUEST = 48 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_MANIFEST_STRICT = False
