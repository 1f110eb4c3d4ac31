"""What is wrong with an installation that is to serve the public: every fault, from one reading.

`towpath check --deploy` lists them all; `towpath serve` starts with none of the gravest.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict

from towpath.project import directory
from towpath.project.environment import Environment, Misconfigured, database
from towpath.project.mail import EXAMPLE, mail
from towpath.project.proxy import networks
from towpath.project.scanner import SCANNER, scanner

PATIENCE = 10  # seconds for the database to answer
SHORTEST = 50  # characters of a secret key, and
FEWEST = 10  # different ones among them, or it was typed rather than drawn
WEAK = (
    f"is weak: fewer than {SHORTEST} characters, or fewer than {FEWEST} different ones, "
    "so sessions could be forged"
)
HERE = {"localhost", "127.0.0.1", "[::1]"}
APP = "postgresql://towpath_app:PASSWORD@HOST/towpath"
DRAWN = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"

# What a login can do that the app's must not, by the first reason that holds; and how many tables
# have walls. A superuser is a member of every role, and so on down: hence the order.
LOGIN = """
    with ours as (
      select relowner, relrowsecurity from pg_class
      where relkind in ('r', 'p') and relnamespace = to_regnamespace('public')
    )
    select case
      when rolsuper then 'is a superuser'
      when rolbypassrls then 'has BYPASSRLS'
      when rolcreaterole then 'has CREATEROLE, and could make itself the owner'
      when exists (select from ours where relowner = login.oid) then 'owns tables'
      when exists (select from ours where pg_has_role(login.oid, relowner, 'member'))
        then 'is a member of the role that owns the tables'
    end, (select count(*) from ours where relrowsecurity)
    from pg_roles login where rolname = session_user
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an installation; `where` is the environment variable that holds it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. Mend: {self.mend}."


def find_faults(env: Mapping[str, str]) -> list[Fault]:
    """Everything that keeps this environment from serving the public; connects to the database."""
    said = Environment.read(env)
    return [
        *find_dangers(env),
        *_open_doors(said),
        *_same_login(said),
        *_unreachable(said),
        *_unsent(said),
        *_unscanned(said),
    ]


def find_dangers(env: Mapping[str, str]) -> list[Fault]:
    """The faults with which no page may be served, not even to try it: forged sessions, no walls,
    and settings that cannot be read."""
    return [*_secret(env), *_login(env.get("DATABASE_URL", "")), *_malformed(Environment.read(env))]


def _secret(env: Mapping[str, str]) -> Iterator[Fault]:
    mend = f"set it to what this prints, the same on every server: {DRAWN}"
    secret = env.get("TOWPATH_SECRET_KEY", "")
    if not secret:
        yield Fault("TOWPATH_SECRET_KEY", "is not set, so sessions could be forged", mend)
    elif _is_weak(secret):
        yield Fault("TOWPATH_SECRET_KEY", WEAK, mend)
    if any(map(_is_weak, Environment.read(env).former_secret_keys)):
        mend = "leave it out, and have the apps that were set up under it set up anew"
        yield Fault("TOWPATH_FORMER_SECRET_KEYS", WEAK, mend)


def _is_weak(secret: str) -> bool:
    return len(secret) < SHORTEST or len(set(secret)) < FEWEST


def _login(url: str) -> Iterator[Fault]:
    where, give = "DATABASE_URL", f"set it to the app's login, {APP}"
    if not url:
        yield Fault(where, "is not set", give)
        return
    try:
        database(url)
        with psycopg.connect(url, connect_timeout=PATIENCE) as server:
            found = server.execute(LOGIN).fetchone()
    except Misconfigured as error:
        yield Fault(where, "cannot be used", str(error))
        return
    except psycopg.ProgrammingError:  # which would quote the password
        yield Fault(where, "is no address of a database", give)
        return
    except psycopg.OperationalError as error:
        why = " ".join(str(error).split())
        yield Fault(where, f"there is no database there ({why})", f"start it, or {give}")
        return
    reason, walls = found or (None, 0)
    if reason:
        what = f"its login {reason}, so no wall would stand between a visitor and everything"
        yield Fault(where, what, f"{give}, as `towpath roles` makes it")
    if not walls:
        yield Fault(where, "its database has no tables with walls", "run `towpath migrate`")


def _malformed(said: Environment) -> Iterator[Fault]:
    readings: dict[str, Callable[[], object]] = {
        "TOWPATH_EMAIL_URL": lambda: mail(said.email_url),
        "TOWPATH_OIDC_*": lambda: directory.providers(said.oidc),
        "TOWPATH_PROXIES": lambda: networks(said.proxies),
        "TOWPATH_CLAMAV": lambda: scanner(said.clamav),
    }
    for where, read in readings.items():
        try:
            read()
        except Misconfigured as error:
            yield Fault(where, "cannot be used", str(error))


def _open_doors(said: Environment) -> Iterator[Fault]:
    if said.debug:
        what = "is on: an error would show records and settings, and cookies would go without TLS"
        yield Fault("TOWPATH_DEBUG", what, "unset it")
    if said.demo:
        what = "is on: the page of the cast lets anyone in as anyone, and cookies go without TLS"
        yield Fault("TOWPATH_DEMO", what, "unset it")


def _same_login(said: Environment) -> Iterator[Fault]:
    if said.database_url and said.database_owner_url:
        app, owner = map(_user, (said.database_url, said.database_owner_url))
        if app == owner:
            what = f"is the login of DATABASE_URL too, {app}: the tables' owner passes every wall"
            mend = f"give each its own, and the web server only DATABASE_URL, {APP}"
            yield Fault("DATABASE_OWNER_URL", what, mend)


def _user(url: str) -> str:
    try:
        return str(conninfo_to_dict(url).get("user", ""))
    except psycopg.ProgrammingError:
        return url


def _unreachable(said: Environment) -> Iterator[Fault]:
    mend = "set it to the names that visitors type, with commas between, like ap.example.org"
    if set(said.hosts) <= HERE:
        yield Fault("TOWPATH_HOSTS", "names no host but this machine", mend)
    elif "*" in said.hosts:
        yield Fault("TOWPATH_HOSTS", "* lets a link in a mail lead to anyone's site", mend)
    if any(word.endswith("/0") for word in said.proxies):
        what = "takes everyone for a proxy, so every visitor could write their own address"
        yield Fault("TOWPATH_PROXIES", what, "set it to the addresses of your proxies alone")
    if not said.proxies:
        yield Fault(
            "TOWPATH_PROXIES",
            "is not set: there is no TLS, and the sign-in limits take all visitors for one",
            "put a proxy with TLS in front, and set it to that proxy's address, like 192.0.2.10",
        )


def _unsent(said: Environment) -> Iterator[Fault]:
    if said.email_url == "console:":
        what = "no mail goes out, so nobody is sent a code to sign in with"
        yield Fault("TOWPATH_EMAIL_URL", what, f"set it to your mail server, like {EXAMPLE}")
    with suppress(Misconfigured):  # which is a fault already
        sent = mail(said.email_url)
        if not sent.tls and sent.host not in HERE:
            what = f"sends codes to {sent.host} for anyone on the way to read"
            yield Fault("TOWPATH_EMAIL_URL", what, "leave out tls=no, or name a relay on localhost")


def _unscanned(said: Environment) -> Iterator[Fault]:
    if not said.clamav:
        what = "is not set: nobody checks the files that come in for viruses, and each says so"
        mend = f"run ClamAV's daemon beside Towpath, and set it to where that listens: {SCANNER}"
        yield Fault("TOWPATH_CLAMAV", what, mend)
