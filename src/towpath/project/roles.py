"""The roles of a Towpath database, as SQL: who owns, who logs in, and who may write.

`towpath_owner` owns tables and functions: it migrates, backs up and imports, nothing else.
`towpath_app` is the login of web and workers: it owns nothing and reads through the walls.
`towpath_write` has no login: an action becomes it for the action's length.

The same statements serve the databases that Towpath starts for itself and, printed by
`towpath roles`, a council's own server. They may be run again at any time.
"""

import sys

from psycopg.sql import SQL, Composable, Composed, Identifier

# NOINHERIT is set before anything is granted: from PostgreSQL 16 the grant itself remembers it.
ROLES = """\
do $$ declare role text; begin
  foreach role in array array['towpath_owner', 'towpath_app', 'towpath_write'] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I', role);
    end if;
  end loop;
end $$;
alter role towpath_owner with login {createdb} password {owner_password};
alter role towpath_app with login noinherit nocreatedb password {app_password};
alter role towpath_write with nologin noinherit nocreatedb;
alter role towpath_app set statement_timeout = '15s';
alter role towpath_app set lock_timeout = '3s';
alter role towpath_app set idle_in_transaction_session_timeout = '30s';
grant towpath_write to towpath_app;
"""

# Tests set their scenes as the owner, which the app becomes by name and never inherits. And the
# owner drops the databases of tests in which a session of the app is still open.
TESTS = """\
grant towpath_owner to towpath_app;
grant pg_signal_backend to towpath_owner;
"""

RIGHTS = """\
alter database {database} owner to towpath_owner;
revoke all on database {database} from public;
grant connect on database {database} to towpath_app;
revoke create on schema public from public;
grant usage, create on schema public to towpath_owner;
grant usage on schema public to towpath_app, towpath_write;
create extension if not exists btree_gist;
"""

# psql reads the passwords from its environment, so they stand in no file and in no process list.
FOR_PSQL = """\
-- The roles and the database of Towpath. As a superuser of the server, with psql 15 or newer:
--   TOWPATH_OWNER_PASSWORD=… TOWPATH_APP_PASSWORD=… psql -d postgres -f THIS-FILE
-- It may be run again at any time; the passwords are then set anew.
\\set ON_ERROR_STOP on
\\getenv owner_password TOWPATH_OWNER_PASSWORD
\\getenv app_password TOWPATH_APP_PASSWORD
{roles}
select 'create database towpath' where not exists
  (select from pg_database where datname = 'towpath') \\gexec
\\connect towpath
{rights}"""


def make_roles(
    owner_password: Composable, app_password: Composable, *, tests: bool = False
) -> Composed:
    """The statements that make the three roles of a server; run them as its superuser.

    With `tests`, the owner may also make and drop databases, and the app may become the owner by
    name: that is for a server which holds nothing but tests.
    """
    return SQL(ROLES + (TESTS if tests else "")).format(
        createdb=SQL("createdb" if tests else "nocreatedb"),
        owner_password=owner_password,
        app_password=app_password,
    )


def give_rights(database: str) -> Composed:
    """The statements that hand one database to the roles; run them connected to it."""
    return SQL(RIGHTS).format(database=Identifier(database))


def main(arguments: list[str]) -> int:
    """`towpath roles [--tests]`: print the whole as a psql script for a database administrator."""
    if set(arguments) - {"--tests"}:
        sys.stderr.write("towpath roles: it takes no argument but --tests\n")
        return 2
    roles = make_roles(
        SQL(":'owner_password'"), SQL(":'app_password'"), tests="--tests" in arguments
    )
    script = SQL(FOR_PSQL).format(roles=roles, rights=give_rights("towpath"))
    sys.stdout.write(script.as_string(None))
    return 0
