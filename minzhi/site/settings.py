"""Settings: one folder (MINZHI_HOME) holds an installation; nothing else needs to be set."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from minzhi.site import home, identity, logs

HOME = home.folder()
PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = home.read(HOME)
TESTING = bool(os.environ.get("PYTEST_VERSION"))

PROGRAMMES = [
    "minzhi.programmes.legislation",
    "minzhi.programmes.filing_order",
    "minzhi.programmes.plans",
    "minzhi.programmes.data_ip",
    "minzhi.programmes.navigation",
    "minzhi.programmes.demonstration",
    "minzhi.programmes.disputes",
    "minzhi.programmes.enforcement",
    "minzhi.programmes.protection_centres",
    "minzhi.programmes.geographical_indications",
    "minzhi.programmes.credit",
    "minzhi.programmes.cultivation",
    "minzhi.programmes.transfer",
    "minzhi.programmes.brands",
    "minzhi.programmes.service_points",
    "minzhi.programmes.assistance",
    "minzhi.programmes.agencies",
    "minzhi.programmes.cross_strait",
    "minzhi.programmes.overseas",
    "minzhi.programmes.people",
    "minzhi.programmes.outreach",
]
RECORDS = [
    f"minzhi.records.{app}"
    for app in (
        "accounts",
        "places",
        "calendars",
        "parameters",
        "classification",
        "changes",
        "units",
        "scope",
        "audit",
        "tokens",
        "staffing",
        "privacy",
        "files",
        "parties",
        "numbering",
        "rights",
        "indications",
        "facts",
        "jobs",
        "inbox",
        "outbox",
    )
    if (PACKAGE / "records" / app / "apps.py").exists()
]
ENGINES = [
    f"minzhi.engines.{app}"
    for app in ("documents", "intake", "casework", "register", "scoring", "search", "similarity", "tasklist")
    if (PACKAGE / "engines" / app / "apps.py").exists()
]
INSTALLED_APPS = [
    "minzhi.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *RECORDS,
    *ENGINES,
    *[
        programme
        for programme in PROGRAMMES
        if (PACKAGE / "programmes" / programme.split(".")[-1] / "apps.py").exists()
    ],
]
MIDDLEWARE = [
    "minzhi.site.watching.watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "minzhi.site.middleware.language",
    "minzhi.site.middleware.office",
    "minzhi.site.middleware.sitting",
    "minzhi.site.middleware.taken_away",
    "minzhi.site.middleware.acting",
    "minzhi.site.middleware.Refusals",
]
SOCIALACCOUNT_PROVIDERS = identity.providers(INSTALLED.identity)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *identity.origins(INSTALLED.identity)],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = INSTALLED.session_hours * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE = os.environ.get("MINZHI_SECURE") == "1"  # set by `minzhi serve` when it speaks https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
LOGIN_URL = "signin"
AUTHENTICATION_BACKENDS = ["minzhi.site.sessions.Accounts"]
SESSION_ENGINE = "minzhi.site.sessions"
ACCOUNT_ADAPTER = "minzhi.site.signing_in.Door"
ACCOUNT_USER_MODEL_USERNAME_FIELD, ACCOUNT_USER_MODEL_EMAIL_FIELD = "login", None
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"username"}, ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # the lock-out in the audit is the only one
MFA_ADAPTER = "minzhi.site.signing_in.Factors"
MFA_FORMS = {"authenticate": "minzhi.site.signing_in.CodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ by half a minute
SOCIALACCOUNT_ADAPTER = "minzhi.site.signing_in.Elsewhere"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if TESTING
    else {  # shared by all processes, so that a code is good once
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
    }
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"  # tests sign in hundreds of times
    if TESTING
    else "django.contrib.auth.hashers.PBKDF2PasswordHasher"
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["login"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
SECRET_KEY = INSTALLED.secret_key
DEBUG = False
ALLOWED_HOSTS = INSTALLED.hosts
SEARCH = INSTALLED.search
REGISTER = INSTALLED.register
ROOT_URLCONF = "minzhi.site.urls"
WSGI_APPLICATION = "minzhi.site.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
DATABASES = {"default": INSTALLED.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "minzhi.site.context.frame",
            ]
        },
    }
]
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", "English")]
LOCALE_PATHS = [HOME / "locale"]  # compiled at each start from the package's own .po files
FORMAT_MODULE_PATH = ["minzhi.site.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
MEDIA_ROOT = HOME / "files"
LOG_ROOT = HOME / "log"  # the register's tiles and checkpoint, which any web server may show
KEYS_ROOT = HOME / "keys"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "daily": {"class": "minzhi.site.logs.Daily", "folder": HOME / "logs", "formatter": "line"},
        **logs.gathered(INSTALLED.audit_syslog),
    },
    "loggers": {
        **{
            name: {"handlers": [] if TESTING else ["daily"], "level": level}
            for name, level in (("minzhi", "INFO"), ("django", "WARNING"))
        },
        "minzhi.audit": {"handlers": [*logs.gathered(INSTALLED.audit_syslog)], "level": "INFO", "propagate": False},
    },
}
TASKS = {"default": {"BACKEND": "minzhi.records.jobs.backend.Leased"}}
