"""Django settings, read from the home folder and a few environment variables."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from phares.common.web.csp import SECURE_CSP as SECURE_CSP
from phares.config.home import database, demo_sign_ins, home, settings_of
from phares.config.logs import format_of, logging_of
from phares.config.mail import host_of, mailers_of, sender_of, site_url_of
from phares.config.openid import openid_of
from phares.kernel import tongue

PHARES_HOME = home()
_own = settings_of(PHARES_HOME)
TESTING = os.environ.get("PHARES_TEST") == "1"

SECRET_KEY = _own.get("secret_key") or secrets.token_urlsafe(50)
DEBUG = False
DEMO = bool(_own.get("demo", TESTING))
DEMO_SIGN_INS = demo_sign_ins(PHARES_HOME) if DEMO else []
ALLOWED_HOSTS = _own.get("allowed_hosts", ["*"] if DEMO else ["localhost", "127.0.0.1", "[::1]"])
ROOT_URLCONF = "phares.config.urls"
WSGI_APPLICATION = "phares.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "phares.common.web",
    "phares.common.audit",
    "phares.common.journal",
    "phares.common.health",
    "phares.common.numbering",
    "phares.common.sendings",
    "phares.common.sheets",
    "phares.common.pictures",
    "phares.common.removals",
    "phares.common.clock",
    "phares.common.parameters",
    "phares.common.notices",
    "phares.common.post",
    "phares.common.documents",
    "phares.people.directory",
    "phares.people.accounts",
    "phares.money.pricing",
    "phares.cooperative.assets",
    "phares.cooperative.premises",
    "phares.cooperative.membership",
    "phares.cooperative.governance",
    "phares.cooperative.projects",
    "phares.cooperative.funding",
    "phares.activities.bookings",
    "phares.activities.events",
    "phares.activities.jobsharing",
    "phares.activities.library",
    "phares.steering.agenda",
    "phares.steering.reporting",
    "phares.steering.suitcases",
    "phares.steering.opendata",
    "phares.steering.privacy",
    "phares.portal",
]
MIDDLEWARE = [
    "phares.common.web.stack.RoomMiddleware",
    "phares.common.web.request_ids.RequestIdMiddleware",
    "phares.steering.opendata.middleware.NoCookiesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "phares.common.web.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "phares.common.web.middleware.SpacesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "phares.common.web.language.LanguageMiddleware",
    "phares.steering.opendata.middleware.ProblemsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "phares.common.clock.middleware.NowMiddleware",
    "phares.people.accounts.middleware.ActorMiddleware",
    "phares.people.accounts.gate.SecondStepMiddleware",
    "phares.people.accounts.viewing.ViewingMiddleware",
    "phares.portal.middleware.RecentMiddleware",
    "phares.common.web.middleware.RefusalMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "phares.common.web.templatetags.phares",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "phares.portal.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "phares.common.web.forms.PharesRenderer"

DATABASE_URL = os.environ.get("PHARES_DATABASE_URL", _own.get("database_url", ""))
DATABASES = {"default": database(PHARES_HOME, DATABASE_URL, wait=_own.get("wait_seconds", 10))}
if TESTING and DATABASE_URL:
    DATABASES["default"]["OPTIONS"].pop("pool")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What the health address and `phares doctor` hold against the house.
CLOCK_MINUTES = _own.get("clock_minutes", 10)
FREE_DISK_MB = _own.get("free_disk_mb", 500)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["phares.people.accounts.backend.KeyringBackend"]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "phares.people.accounts.strength.NotCommon"},
    {"NAME": "phares.people.accounts.strength.NotNumeric"},
    {"NAME": "phares.people.accounts.strength.NotASequence"},
    {"NAME": "phares.people.accounts.strength.NotOneself"},
]
# The passwords of a demonstration are on its door: a second step would guard nothing.
SECOND_STEP_ASKED = not DEMO
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "portal:arrive"
LOGOUT_REDIRECT_URL = "portal:home"

MAILERS = mailers_of(_own, demo=DEMO)
MAIL_HOST = host_of(_own, demo=DEMO)
MAIL_SENDER = sender_of(_own)
SITE_URL = site_url_of(_own)

OPENID = openid_of(_own)

LANGUAGE_CODE = "fr"
LANGUAGES = list(tongue.LANGUAGES.items())
LOCALE_PATHS = [Path(__file__).parent / "locale"]
LANGUAGE_COOKIE_NAME = "langue"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = PHARES_HOME / "static"
MEDIA_ROOT = PHARES_HOME / "files"
STATICFILES_FINDERS = [
    "phares.common.web.stylesheet.AssembledFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_AUTOREFRESH = False

# A host behind TLS says so in settings.toml; the demonstration runs on plain localhost. The proxy
# must overwrite X-Forwarded-Proto: whoever could send it would be believed.
BEHIND_TLS = bool(_own.get("tls", False))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if BEHIND_TLS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = f"phares_{PHARES_HOME.name}"
SESSION_ENGINE = "phares.common.web.sessions"
CSRF_COOKIE_NAME = f"phares_csrf_{PHARES_HOME.name}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_FAILURE_VIEW = "phares.common.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOG_FORMAT = format_of(_own)
LOGGING = logging_of(_own)
ERROR_URL = _own.get("error_url", "")
