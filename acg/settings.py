"""The school's one settings file: read from the environment, safe when unset, loud when incomplete.

With nothing set it is a laptop: the embedded PostgreSQL, files and mails in `.data`, Stripe played by the sandbox. Every variable
is described in `.env.example`; `acg/checks.py` refuses a deployment that still has a laptop's parts.
"""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from acg import postgres

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = postgres.data_folder().parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# -- where are we ------------------------------------------------------------------------------------------------------------------
LAPTOP = not env.str("DATABASE_URL", "") and not env.str("SECRET_KEY", "")
DEBUG = env.bool("DEBUG", LAPTOP)
SECRET_KEY = env.str("SECRET_KEY", "laptop-only-not-a-secret") if DEBUG else env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
PORT = env.int("PORT", 8000)
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{PORT}" if DEBUG else "").rstrip("/")
SITE_NAME = "Cloud School"
SECURE = SITE_URL.startswith("https://")
STAGE = env.str("STAGE", "laptop")  # names the deployment in metrics, and its parts at AWS

# -- applications ------------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "acg",
    "acg.users",
    "acg.events",
    "videos",
    "courses",
    "checkout",
    "organisations",
    "students",
    "acg.admin_config.UnfoldConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.simple_history",
    "acg.admin_config.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "django_htmx",
    "template_partials",
    "simple_history",
    *(["csp", "graphene_django"] if LAPTOP else []),  # a check and commands, for whoever develops: no cold start waits for them
]
MIDDLEWARE = [
    "acg.middleware.RequestIdMiddleware",
    "acg.middleware.VisitorAddressesMiddleware",
    "acg.kept.KeptAnswersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "acg.middleware.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "acg.middleware.AdminContentPolicyMiddleware",
    "acg.middleware.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "acg.users.sessions.AuthenticationMiddleware",
    "acg.middleware.ViewerTimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "acg.urls"
VISITOR_URLCONF = "acg.visitor_urls"
RARE_PATHS = ("/admin", "/_allauth/")  # what is below them is in the other list alone
WSGI_APPLICATION = "acg.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.debug",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "acg.context_processors.school",
            ],
            "builtins": ["acg.templatetags.icons"],
        },
    },
]

# -- database ----------------------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default="postgresql:///?host=/unset")}
if not env.str("DATABASE_URL", ""):
    DATABASES["default"] = postgres.settings()
DATABASES["default"].update(ATOMIC_REQUESTS=False, CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DATABASES["default"].setdefault("OPTIONS", {})["prepare_threshold"] = None  # RDS Proxy pins a connection that prepares statements
DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 3)  # seconds: Stripe is told to call again, not kept waiting
CACHES = {
    # One for all processes: a rate limit that each process counted for itself would be several.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- people ------------------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["acg.users.backends.RoleBackend", "allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/learn/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login": "10/m/ip", "login_failed": "10/m/ip,5/5m/key", "request_login_code": "20/m/ip,3/m/key"}
HEADLESS_CLIENTS = ("app",)
AUTH0_ISSUER = env.str("AUTH0_ISSUER", "")
AUTH0_AUDIENCE = env.str("AUTH0_AUDIENCE", "")
AUTH0_CLIENT_IDS = env.list("AUTH0_CLIENT_IDS", default=[])
COGNITO_ISSUER = env.str("COGNITO_ISSUER", "")
COGNITO_CLIENT_IDS = env.list("COGNITO_CLIENT_IDS", default=[])
COGNITO_SCOPE = env.str("COGNITO_SCOPE", "school/server")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
SESSION_ENGINE = "acg.users.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# -- language, time, files, mail ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / app / "locale" for app in ("acg", "videos", "courses", "checkout", "organisations", "students")]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
AWS_STORAGE_BUCKET_NAME = env.str("AWS_STORAGE_BUCKET_NAME", "")
CLOUDFRONT_DOMAIN = env.str("CLOUDFRONT_DOMAIN", "")
CLOUDFRONT_KEY_ID, CLOUDFRONT_KEY = env.str("CLOUDFRONT_KEY_ID", ""), env.str("CLOUDFRONT_KEY", "")
STORAGES = {
    # Everything that is uploaded is private: files go out through views that know who asks, never by their name.
    "default": {
        "BACKEND": "acg.shared.files.Buckets" if AWS_STORAGE_BUCKET_NAME else "django.core.files.storage.FileSystemStorage"
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

EMAIL = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL)
if LAPTOP:
    EMAIL_BACKEND = "acg.mailbox.LaptopBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = f"{SITE_NAME} <school@example.com>"

# -- events between contexts -------------------------------------------------------------------------------------------------------
EVENTS_TOPIC_ARN = env.str("EVENTS_TOPIC_ARN", "")  # unset: delivered within the process
EVENTS_QUEUE_URL = env.str("EVENTS_QUEUE_URL", "")

# -- money -------------------------------------------------------------------------------------------------------------------------
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRETS = env.list("STRIPE_WEBHOOK_SECRETS", default=[])
STRIPE_API_BASE = env.str("STRIPE_API_BASE", "").rstrip("/")
STRIPE_TAX = env.bool("STRIPE_TAX", False)  # Stripe works out the tax that the prices include, and asks companies for their number
STRIPE_SANDBOX = not STRIPE_SECRET_KEY
if STRIPE_SANDBOX:
    INSTALLED_APPS.insert(INSTALLED_APPS.index("checkout") + 1, "checkout.sandbox")
    STRIPE_SECRET_KEY = "sk_test_sandbox"  # noqa: S105 -- the sandbox's own, worth nothing
    STRIPE_WEBHOOK_SECRETS = ["whsec_sandbox"]
    STRIPE_API_BASE = STRIPE_API_BASE or f"http://127.0.0.1:{PORT}/_stripe"
    STRIPE_SANDBOX_DELIVERS = True  # off in tests, which deliver when they say so
INSTANCE = env.str("INSTANCE", "school")  # marks our objects at Stripe: one account may serve several products

# -- safety ------------------------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF, "https://checkout.stripe.com"],
    }
}
GRAPHQL_TRUSTED_ONLY = env.bool("GRAPHQL_TRUSTED_ONLY", False)
GRAPH_COMPILED_PLAN = env.bool("GRAPH_COMPILED_PLAN", True)  # queries that come again are answered by functions made for them
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []

# -- telemetry ---------------------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "acg.logs.JsonFormatter", "stage": STAGE}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": env.str("LOG_LEVEL", "WARNING" if LAPTOP else "INFO")},
    "loggers": {
        "django.server": {"handlers": ["stdout"], "level": "WARNING", "propagate": False},
        "acg.metrics": {"level": "WARNING" if LAPTOP else "INFO"},  # alarms watch them, whatever else is written
    },
}

from acg.admin_theme import UNFOLD  # noqa: E402, F401 -- the look of the admin fills a module of its own
