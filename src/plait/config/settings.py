"""Django's settings, read from the environment; each variable is described in docs/reference/settings.md."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.contrib.messages import constants as message_levels
from psycopg.conninfo import conninfo_to_dict

from plait.files.limits import MAX_FILES
from plait.store.home import find_home
from plait.web.shared.secret import load_secret_key

WEB = Path(__file__).parents[1] / "web"


def _switch(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _database(address: str) -> dict[str, Any]:
    """Django's form of a PostgreSQL address; what Django has no name for goes to libpq as an option."""
    parts = {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


PLAIT_HOME = find_home()
DEBUG = _switch("PLAIT_DEBUG")
SECRET_KEY = os.environ.get("PLAIT_SECRET_KEY") or load_secret_key(PLAIT_HOME)
ALLOWED_HOSTS = _words("PLAIT_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "csp",
    "plait.store",
]

# The order matters: the first four also dress static files; CSP stands before all that can draw a page.
MIDDLEWARE = [
    "plait.web.shared.middleware.request_id",
    "plait.web.shared.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "plait.web.shared.middleware.never_stored",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "plait.web.shared.access.TrustAccess",
]

ROOT_URLCONF = "plait.config.urls"
WSGI_APPLICATION = "plait.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [WEB / "shared" / "templates", WEB],
        "OPTIONS": {
            "environment": "plait.web.shared.jinja.environment",
            "context_processors": ["plait.web.shared.shell.shell_context"],
        },
    },
    # For what libraries bring themselves; Plait's own templates are all Jinja.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# With no address given the settings still load, for checks that never connect.
_LOCAL = "postgresql://plait_app@127.0.0.1:5432/plait"
_APPLICATION_URL = os.environ.get("PLAIT_DATABASE_URL") or _LOCAL
DATABASES = {
    "default": _database(_APPLICATION_URL),
    "owner": _database(os.environ.get("PLAIT_OWNER_DATABASE_URL") or _APPLICATION_URL),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# On disk, so that every process of the machine counts the same attempts to sign in.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": PLAIT_HOME / "cache",
        # Beyond this some are dropped by chance; Django's usual 300 let a flood of names wipe the count of one.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # The middles of pages, some tens of kilobytes each, kept by role and revision; each process keeps its own.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 5 * 60,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PLAIT_HOME / "static"
STATICFILES_DIRS = [WEB / "shared" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

AUTH_USER_MODEL = "store.User"
AUTHENTICATION_BACKENDS = ["plait.web.account.backend.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "plait.web.account.signin.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PLAIT_PROXIES") or 0)

# PLAIT_TLS=1 says that people reach Plait by https, here or at a proxy that sets X-Forwarded-Proto.
PLAIT_TLS = _switch("PLAIT_TLS")
if PLAIT_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
SECURE_SSL_REDIRECT = False  # the proxy's task; health checks of the machine itself come by plain HTTP
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_ENGINE = "plait.store.sessions"
# A cookie named __Host- is bound to this very host; browsers take the name only over https.
SESSION_COOKIE_NAME = "__Host-plait-session" if PLAIT_TLS else "plait-session"
SESSION_COOKIE_SECURE = PLAIT_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-plait-csrf" if PLAIT_TLS else "plait-csrf"
CSRF_COOKIE_SECURE = PLAIT_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "plait.web.shared.views.form_expired"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {message_levels.SUCCESS: "success", message_levels.ERROR: "error"}

FILE_UPLOAD_HANDLERS = [
    "plait.web.shared.upload_limit.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10 * MAX_FILES  # the page itself tells who brings too many

DEFAULT_FROM_EMAIL = os.environ.get("PLAIT_MAIL_FROM") or "plait@localhost"
EMAIL_HOST = os.environ.get("PLAIT_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("PLAIT_MAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("PLAIT_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PLAIT_MAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
# Letters about proposed places go out where there is a mail server, unless the trust wants none.
MAIL_PROPOSALS = bool(EMAIL_HOST) and os.environ.get("PLAIT_MAIL_PROPOSALS") != "no"
# Without a mail server, letters are kept as files: links that reset a password must not reach a log.
EMAIL_FILE_PATH = PLAIT_HOME / "mail"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "plait.web.shared.letters.KeptLetters"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "plait.web.shared.middleware.RequestIdFilter"},
        "refusals": {"()": "plait.web.shared.quiet_log.RefusalsInOneLine"},
    },
    "formatters": {
        "line": {
            "()": "plait.web.shared.quiet_log.QuietFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
        }
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["request_id", "refusals"], "formatter": "line"}
    },
    "root": {"handlers": ["console"], "level": os.environ.get("PLAIT_LOG_LEVEL") or "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Strangers knock with other names all day; the 400 in the server's own log is enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "procrastinate.blueprints": {"level": "WARNING"},
    },
}
