"""Where files lie: what people hand in, static files, keys."""

from tongban.config.settings.base import ENVIRONMENT

TONGBAN_DATA = ENVIRONMENT.data
FILES_ROOT = ENVIRONMENT.data / "files"
KEYS_ROOT = ENVIRONMENT.data / "keys"
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
