"""Sign-in, sessions, headers: strict, without exceptions."""

from tongban.config.secrets import SESSION_KEY, ensure_keys, read_key
from tongban.config.settings.base import ENVIRONMENT
from tongban.config.settings.files import KEYS_ROOT
from tongban.faces.look.policy import (
    # A list in `__all__` would hide the other settings of this file from the package.
    CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY,  # noqa: PLC0414
)

ensure_keys(KEYS_ROOT)
SECRET_KEY = read_key(KEYS_ROOT, SESSION_KEY).decode()
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["tongban.capabilities.people.signing.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

SESSION_ENGINE = "tongban.capabilities.accounts.sessions"
SIGN_IN_LIMITS = ENVIRONMENT.limits
ASSURANCE = ENVIRONMENT.assurance
TRUSTED_IDENTITY_URL = ENVIRONMENT.trusted_identity
SHORT_MESSAGES_URL = ENVIRONMENT.short_messages
IDENTITY_URL = ENVIRONMENT.identity
# Where a province owns citizens' identity: people register there, and here no more.
JOINED_URL = ENVIRONMENT.joined
# Its provider, which is asked who came; the secret stands in a file beside the keys.
JOINED_ISSUER = ENVIRONMENT.joined_issuer
JOINED_CLIENT = ENVIRONMENT.joined_client
JOINED_SECRET_FILE = KEYS_ROOT / "joined.secret"
# Providers of linked accounts, with what we are known by there; no file: none.
LINKED_ACCOUNTS_FILE = KEYS_ROOT / "linked-accounts.json"
TRUSTED_PROXIES = ENVIRONMENT.proxies
SESSION_COOKIE_AGE = SIGN_IN_LIMITS.session_hours * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tongban.faces.refusing.csrf_failed"
SESSION_COOKIE_SECURE = ENVIRONMENT.secure
CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_HSTS_SECONDS = 31536000 if ENVIRONMENT.secure else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
