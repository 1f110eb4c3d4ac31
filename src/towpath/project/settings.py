"""Django's settings, from one Environment. Starts nothing, connects to nothing."""

from pathlib import Path

from towpath.project import directory
from towpath.project.environment import Environment, database
from towpath.project.mail import mail
from towpath.project.proxy import networks
from towpath.project.scanner import scanner

ENV = Environment.read()
HERE = Path(__file__).resolve().parent
WEB = HERE.parent / "web"

SECRET_KEY = ENV.secret_key
SECRET_KEY_FALLBACKS = list(ENV.former_secret_keys)
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.hosts)
ROOT_URLCONF = "towpath.project.urls"
WSGI_APPLICATION = "towpath.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.User"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "towpath.records.apps.Records",
]

MIDDLEWARE = [
    "towpath.web.visitor.VisitorMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "towpath.web.actor.ActorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "towpath.web.jinja.environment",
        },
    },
    {
        # allauth's own pages, where ours do not take their place.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(ENV.database_url)}
CACHES = {
    # Limits must be shared by every process; the table has no wall and holds no fact.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Past this many, rows still in force are thrown out: a stranger could flush the limits.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# A file comes into memory as far as it may be taken, and no further; nothing goes to a disk.
FILE_UPLOAD_HANDLERS = ["towpath.web.upload.Bounded"]
DATA_UPLOAD_MAX_NUMBER_FILES = 2  # no form has more than one

STATIC_URL = "static/"
STATICFILES_DIRS = [WEB / "static"]
WHITENOISE_USE_FINDERS = True

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (ENV.debug or ENV.demo)
# Whoever names a proxy has TLS end there. Without one there is no TLS to send a visitor to.
PROXIES = networks(ENV.proxies)
SECURE_SSL_REDIRECT = bool(PROXIES)
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "towpath.web.error.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'", *directory.origins(ENV.oidc)],
        "base-uri": ["'none'"],
    }
}

AUTHENTICATION_BACKENDS = [
    "towpath.web.cast.Button",  # authenticates nobody, and is deaf outside the demonstration
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_ADAPTER = "towpath.web.sign_in.Accounts"
ACCOUNT_FORMS = {
    "login": "towpath.web.sign_in.SignInForm",
    "request_login_code": "towpath.web.sign_in.AddressForm",
    "confirm_login_code": "towpath.web.sign_in.CodeForm",
    "reset_password": "towpath.web.sign_in.PasswordResetForm",
    "reset_password_from_key": "towpath.web.sign_in.NewPasswordForm",
    "reauthenticate": "towpath.web.sign_in.PasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up is closed; this gives sign-in a password
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",  # the key is the address
    "try_login_code": "5/10m/key",  # the key is the session that asked for the code
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True  # every session lasts as long as SESSION_COOKIE_AGE says
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
SOCIALACCOUNT_ADAPTER = "towpath.web.sign_in.CouncilLogins"
SOCIALACCOUNT_PROVIDERS = directory.providers(ENV.oidc)
MFA_ADAPTER = "towpath.web.sign_in.SecondFactors"
MFA_FORMS = {
    "authenticate": "towpath.web.sign_in.UsedOnce",
    "reauthenticate": "towpath.web.sign_in.AgainForm",
    "activate_totp": "towpath.web.sign_in.AuthenticatorForm",
    "add_webauthn": "towpath.web.sign_in.PasskeyForm",
    "edit_webauthn": "towpath.web.sign_in.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a slow thumb, or a telephone half a minute out
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = ENV.debug or ENV.demo

MAIL = mail(ENV.email_url)
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST = MAIL.host
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.login
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_TLS = MAIL.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = MAIL.sender
NOTIFY_KEY = MAIL.notify_key
NOTIFY_TEMPLATE = MAIL.notify_template
NOTIFY_ADDRESS = "https://api.notifications.service.gov.uk"

# Towpath's own.
DEMO = ENV.demo
AUTHORITIES = ENV.authorities
CLAMAV = scanner(ENV.clamav)
SITE = ENV.site

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "towpath.project.log.Lines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {"towpath": {"level": "INFO"}},
}
