"""Every setting of LAKIN, read from the environment; without any, an embedded SQLite database on this machine."""

import sys
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
# Only this machine may use the built-in key: a deployment without SECRET_KEY refuses to start.
LOCAL_KEY = "kunci-lokal-hanya-untuk-mesin-ini-" + "0123456789" * 3
SECRET_KEY = env.str("SECRET_KEY", default=LOCAL_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
IS_LOCAL = set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}
if SECRET_KEY == LOCAL_KEY and not IS_LOCAL:
    raise ImproperlyConfigured("SECRET_KEY wajib diisi bila ALLOWED_HOSTS memuat alamat selain mesin ini.")
if DEBUG and not IS_LOCAL:
    raise ImproperlyConfigured("DEBUG membuka rincian kesalahan; jangan dipakai bila ALLOWED_HOSTS memuat alamat lain.")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "auditlog",
    "axes",
    "csp",
    "django_htmx",
    "import_export",
    "units",
    "indicators",
    "agreements",
    "budget",
    "reports",
]

MIDDLEWARE = [
    "lakin.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "units.gatekeeping.SignedInOnly",
    "units.gatekeeping.TextWithoutNul",
    "units.attribution.TrailMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "units.gatekeeping.OwnPasswordFirst",
]

ROOT_URLCONF = "lakin.urls"
WSGI_APPLICATION = "lakin.wsgi.application"
ASGI_APPLICATION = "lakin.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["lakin.filters"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'lakin.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock when a transaction starts, so a later write cannot fail on a stale snapshot.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "units.User"
# The trail of changes is units.Change; the library's own table is not made.
AUDITLOG_LOGENTRY_MODEL = "units.Change"
AUDITLOG_STORE_JSON_CHANGES = AUDITLOG_USE_BASE_MANAGER = True
MIGRATION_MODULES = {"auditlog": None}
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "reports:home"
LOGOUT_REDIRECT_URL = "masuk"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False
AXES_WHITELIST_CALLABLE = "units.single_sign_on.is_return"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# Signing in with the ministry's account stays off until a provider knows LAKIN by a client id.
OIDC_RP_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_RP_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_OP_AUTHORIZATION_ENDPOINT = env.str("OIDC_AUTHORIZATION_ENDPOINT", default="")
OIDC_OP_TOKEN_ENDPOINT = env.str("OIDC_TOKEN_ENDPOINT", default="")
OIDC_OP_USER_ENDPOINT = env.str("OIDC_USERINFO_ENDPOINT", default="")
OIDC_OP_JWKS_ENDPOINT = env.str("OIDC_JWKS_ENDPOINT", default="")
OIDC_RP_SIGN_ALGO = env.str("OIDC_SIGN_ALGORITHM", default="RS256")
OIDC_USERNAME_CLAIM = env.str("OIDC_USERNAME_CLAIM", default="")
OIDC_RP_SCOPES = "openid email profile"
OIDC_AUTHENTICATION_CALLBACK_URL = "masuk-kementerian-kembali"
OIDC_USE_PKCE = OIDC_TOKEN_USE_BASIC_AUTH = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10
if OIDC_RP_CLIENT_ID:
    AUTHENTICATION_BACKENDS.append("units.single_sign_on.KnownPeople")
    places = (OIDC_OP_AUTHORIZATION_ENDPOINT, OIDC_OP_TOKEN_ENDPOINT, OIDC_OP_USER_ENDPOINT, OIDC_OP_JWKS_ENDPOINT)
    if not all((OIDC_RP_CLIENT_SECRET, OIDC_ISSUER, *places)):
        raise ImproperlyConfigured("OIDC_CLIENT_ID memerlukan pengaturan OIDC lain yang diterangkan di README.")
    if not IS_LOCAL and not all(place.startswith("https://") for place in places):
        raise ImproperlyConfigured("Alamat layanan OIDC wajib memakai https.")
    # With a shared secret whoever knows it could sign as anybody.
    if OIDC_RP_SIGN_ALGO not in {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"}:
        raise ImproperlyConfigured("OIDC_SIGN_ALGORITHM wajib salah satu dari RS256/384/512 atau ES256/384/512.")

# A deployment behind HTTPS sets HTTPS=1; without it cookies work on this machine's plain HTTP.
HTTPS = env.bool("HTTPS", default=not IS_LOCAL)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 10
# The cookie outlives the session, so that a person is told that the session has ended; closing the browser ends both.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = HTTPS
# What a load balancer and a monitor ask beside the proxy; nothing there is secret or signed in.
SECURE_REDIRECT_EXEMPT = [r"^(sehat|siap|metrik)/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Without it every visitor has the proxy's address, and a stranger could lock anyone out.
AXES_CLIENT_IP_CALLABLE = "units.signing_in.address_behind_proxy" if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        # Tabler and the drawings of a report carry style attributes; scripts stay strict.
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# On this machine mail is printed where the site runs; a deployment without EMAIL_URL sends none and offers none.
CAN_MAIL = IS_LOCAL or "EMAIL_URL" in env
vars().update(env.email_url("EMAIL_URL", default="consolemail://" if IS_LOCAL else "dummymail://"))
EMAIL_TIMEOUT = 10
# Where links lead to that no request asked for: in a mail, and in the QR code of a final report.
OWN_URL = "http://127.0.0.1:8000" if IS_LOCAL else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
SITE_URL = env.str("SITE_URL", default=OWN_URL).rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="LAKIN <lakin@localhost>")
# Files, because every process of the site must count the same mails; tests remember nothing.
CACHES = {
    "default": env.cache_url(
        "CACHE_URL",
        default="locmemcache://" if "pytest" in sys.modules else f"filecache://{VAR_DIR / 'cache'}?max_entries=10000",
    )
}

LANGUAGE_CODE = "id"
# Read after the catalogues of the apps, so that our words win over those of the admin.
LOCALE_PATHS = [BASE_DIR / "units/locale"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(VAR_DIR / "media"))
# Evidence of a realization, in megabytes a file; the proxy in front must let a little more through.
EVIDENCE_MAX_MB = env.int("EVIDENCE_MAX_MB", default=10)
# A file that anybody may have compared with a published report; it is never kept.
CHECKED_MAX_MB = env.int("CHECKED_MAX_MB", default=50)
# What everybody may read: how often from one address, and under which licence ("" says that none is stated).
PUBLIC_REQUESTS_PER_MINUTE = env.int("PUBLIC_REQUESTS_PER_MINUTE", default=60)
DATA_LICENCE = env.str("DATA_LICENCE", default="")
# How often another system may ask with one token.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=300)
TESTING = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
# Source maps are large and asked for by developers only; compressing them costs most of collectstatic.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# Both empty: the figures for Prometheus are no page for anybody.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_ALLOWED = env.list("METRICS_ALLOWED", default=[])

LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
if LOG_FORMAT not in {"plain", "json"}:
    raise ImproperlyConfigured("LOG_FORMAT wajib plain atau json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mark": {"()": "lakin.request_log.WithMark"}},
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s [%(mark)s] %(message)s"},
        "json": {"()": "lakin.request_log.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["mark"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # One line a request.
        "lakin.access": {"level": "INFO" if env.bool("LOG_ACCESS", default=not IS_LOCAL) else "WARNING"},
        # The engine logs every SVG property it ignores; missing images and fonts are tested instead.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
