"""All settings, from a strictly read environment (see environment.py and the table in docs/operations.md)."""

from __future__ import annotations

import os
from importlib.metadata import distribution
from pathlib import Path

from csp.constants import NONE, SELF

from kejiting.runtime.environment import read_environment
from kejiting.runtime.logs import logging_settings
from kejiting.runtime.secret_key import read_or_make_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment(os.environ, BASE_DIR)
DATA_DIR = ENVIRONMENT.data_dir
SHARED_DIR = ENVIRONMENT.shared_dir
# letters wait there that are not published yet
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

SECRET_KEY = ENVIRONMENT.secret_key or read_or_make_secret_key(SHARED_DIR)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
KEJITING_PUBLIC = ENVIRONMENT.public
TWO_PERSONS = ENVIRONMENT.two_persons
WASTEBASKET_DAYS = ENVIRONMENT.wastebasket_days

INSTALLED_APPS = [
    "kejiting",
    "proposals",
    "measures",
    "django.contrib.admin.apps.SimpleAdminConfig",  # what it has is read with the addresses: no command needs it
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "simple_history",
]

MIDDLEWARE = [
    "kejiting.web.proxies.TrustedProxyMiddleware",  # first: all others ask who the client is
    "kejiting.web.request_log.RequestLogMiddleware",  # in front of all that may refuse or fail
    "csp.middleware.CSPMiddleware",  # then, so that the refusals of all others carry the policy too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kejiting.web.replica_requests.ReplicaRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kejiting.web.access.LoginRequiredMiddleware",
    "kejiting.web.passwords.InitialPasswordMiddleware",
    "kejiting.web.nul.NulMiddleware",
    "kejiting.web.error_pages.ErrorPageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kejiting.urls"
WSGI_APPLICATION = "kejiting.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kejiting.web.display.display",
                "kejiting.web.navigation.navigation",
                "measures.queues.menu.work_waiting",
                "measures.quotations.basket.basket",
            ],
            "builtins": [
                "kejiting.web.jinja",
                "kejiting.web.follow_button",
                "kejiting.web.list_tags",
                "kejiting.web.people",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "kejiting.web.jinja.environment"},
    },
]

FORM_RENDERER = "kejiting.web.jinja.FormRenderer"

DATABASES = {"default": ENVIRONMENT.database, **ENVIRONMENT.replicas}
if ENVIRONMENT.replicas:
    DATABASE_ROUTERS = ["kejiting.runtime.replicas.router.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]  # what Django's own translation lacks
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# The API's reader has its own, so that it works without internet; its library is no application, for every command
# would load it
API_READER = distribution("django-ninja").locate_file("ninja/static/ninja")
STATICFILES_DIRS = [BASE_DIR / "static", ("ninja", API_READER)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Pages name no others: half of the room, of the time to collect them, and of what a start looks at
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_HANDLERS = [
    "kejiting.web.upload_limit.SizeLimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# A letter composed by hand has many fields; a pasted one is some kilobytes of text
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "search"
LOGOUT_REDIRECT_URL = "search"

# Ten wrong passwords for one name from one address: a quarter of an hour's rest; more in kejiting.web.guessing
AXES_HANDLER = "kejiting.web.guessing.GuessingHandler"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # its pages are in English; the log has what they tell

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kejiting.web.error_pages.stale_form"
if ENVIRONMENT.https:
    SECURE_SSL_REDIRECT = True
    # asked by watchers on this machine, past the proxy
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

SEARCH_INDEX_DIR = DATA_DIR / "index"

LOGGING = logging_settings(ENVIRONMENT.log_format, ENVIRONMENT.log_file)
