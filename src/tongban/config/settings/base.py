"""Which rooms exist, in order from the bottom, and how pages are made."""

from tongban.config.environment import read_environment
from tongban.ground.zone import OFFICE_ZONE

ENVIRONMENT = read_environment()

INSTALLED_APPS = [
    "tongban.plumbing.database",
    "tongban.plumbing.evidence",
    "tongban.plumbing.sealing",
    "tongban.plumbing.files",
    "tongban.plumbing.outbox",
    "tongban.plumbing.jobs",
    "tongban.plumbing.schemas",
    "tongban.plumbing.papers",
    "tongban.capabilities.orgs",
    "tongban.capabilities.people",
    "tongban.capabilities.rights",
    "tongban.capabilities.forms",
    "tongban.capabilities.notices",
    "tongban.capabilities.privacy",
    "tongban.capabilities.incidents",
    "tongban.capabilities.accounts",
    "tongban.capabilities.federation",
    "tongban.capabilities.containers",
    "tongban.capabilities.linking",
    "tongban.capabilities.catalogue",
    "tongban.capabilities.lists",
    "tongban.capabilities.wording",
    "tongban.capabilities.mandates",
    "tongban.capabilities.materials",
    "tongban.capabilities.exchange",
    "tongban.capabilities.cases",
    "tongban.capabilities.networks",
    "tongban.capabilities.indicators",
    "tongban.capabilities.agency",
    "tongban.capabilities.bodies",
    "tongban.faces.look",
    "tongban.faces.portal",
    "tongban.faces.desk",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "ninja",
]

# The one address that people type without its slash is named; looking for a slash that may
# be missing would resolve every address twice.
APPEND_SLASH = False
MIDDLEWARE = [
    # Before whatever may answer by itself: no answer comes without these headers.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tongban.faces.sharing.SharedPages",
    "tongban.faces.api.problems.ProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tongban.faces.entry.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tongban.faces.look.mode.ModeMiddleware",
    "tongban.faces.bounds.BodyBounds",
    "tongban.faces.refusing.RefusalMiddleware",
    "tongban.faces.limiting.LimitMiddleware",
    "tongban.faces.desk.door.DeskDoor",
]

ROOT_URLCONF = "tongban.config.urls"
WSGI_APPLICATION = "tongban.config.wsgi.application"


TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tongban.faces.look.mode.look",
                "tongban.faces.entry.person",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en-xa", "［伪］")]
LOCALE_PATHS = [str(__import__("pathlib").Path(__file__).parents[2] / "locale")]
TIME_ZONE = OFFICE_ZONE.key
USE_TZ = True
USE_I18N = True

SITE_NAME = ENVIRONMENT.site_name
SITE_OWNER = ENVIRONMENT.site_owner
SITE_RECORD = ENVIRONMENT.site_record
SAMPLE_CITY = ENVIRONMENT.sample
# Where the installation that runs on this data folder is reached; empty when none runs.
PLATFORM_ADDRESS = ENVIRONMENT.address
# Where the province takes packages; empty: there is no exchange.
PROVINCE_URL = ENVIRONMENT.province
# The key by which its receipts are checked; empty: they are believed unsigned, and shown so.
PROVINCE_KEY = ENVIRONMENT.province_key
# The keys of networks that send parcels here; empty: pages and API take none in.
PARCEL_KEYS = ENVIRONMENT.parcel_keys
# Which networks of departments are to be joined; empty: the twelve that are delivered.
DEPARTMENT_NETWORKS = ENVIRONMENT.department_networks
# Which hosts of our own networks adapters may call.
INNER_HOSTS = ENVIRONMENT.inner_hosts
