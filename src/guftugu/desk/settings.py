"""Settings. What differs between installations comes from the environment; `guftugu serve` fills it in."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from guftugu.desk.database import database_from

PACKAGE = Path(__file__).resolve().parent.parent
WORKSPACE = Path(os.environ.get("GUFTUGU_DIR", "."))

# One secret a `serve` run, shared by its workers and forgotten with it: what an open session holds is
# readable only while the run lasts. Several servers on one store are given the same from outside.
SECRET_KEY = os.environ.get("GUFTUGU_RUN_SECRET") or secrets.token_urlsafe(48)

DEBUG = False
IS_DEMO = os.environ.get("GUFTUGU_DEMO") == "1"
OVER_TLS = os.environ.get("GUFTUGU_TLS") == "1"
ALLOWED_HOSTS = os.environ.get("GUFTUGU_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
if OVER_TLS:
    # The proxy in front ends TLS and asks us in the clear; forms come from the names it serves.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "template_partials",
    "guftugu",
]

MIDDLEWARE = [
    # First, so that files and pages go out compressed. Guessing words by how well they compress (BREACH) needs
    # pages asked for from elsewhere: without the key's cookie, which is SameSite=Strict, those hold no words.
    # Django pads at random besides.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guftugu.rooms.middleware.ViewerMiddleware",
    "guftugu.desk.frame.FrameMiddleware",
]

ROOT_URLCONF = "guftugu.desk.urls"
WSGI_APPLICATION = "guftugu.desk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PACKAGE.glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "guftugu.look.context.page",
            ],
            "builtins": ["template_partials.templatetags.partials", "guftugu.look.templatetags.look"],
            "libraries": {
                "look": "guftugu.look.templatetags.look",
                "drafting": "guftugu.drafting.templatetags.drafting",
            },
        },
    }
]

DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""), WORKSPACE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "guftugu.Account"
AUTHENTICATION_BACKENDS = ["guftugu.rooms.backend.UnwrappingBackend"]
PASSWORD_HASHERS: list[str] = []
LOGIN_URL = "rooms:log-in"
LOGIN_REDIRECT_URL = "desk:home"

# "moderate" costs a thief a quarter of a gigabyte a guess; tests turn it down.
KEY_STRETCHING = os.environ.get("GUFTUGU_KEY_STRETCHING", "moderate")

SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_NAME = "guftugu_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_TLS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "guftugu_csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Uploads stay in memory: nothing that somebody sent may touch the disk unsealed.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
# A page that holds a text has some fields for every passage; what bounds it is the size of what is sent.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("tg", _("Tajik"))]
LANGUAGE_COOKIE_NAME = "guftugu_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = sorted(PACKAGE.glob("*/static"))
# Files are served from the packages by name with a digest worked out at start; nothing is collected.
WHITENOISE_USE_FINDERS = True
# Every address of a file carries its digest, so a browser may keep it for a year.
WHITENOISE_MAX_AGE = 365 * 24 * 60 * 60
FORM_RENDERER = "guftugu.look.forms.PaperRenderer"

# Paths and words must not reach a log: only that something failed, and where in the code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "formatters": {"plain": {"()": "guftugu.desk.logs.WithoutWords"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "ERROR"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
