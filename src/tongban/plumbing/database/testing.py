"""What many tests begin with is made once a process; afterwards its rows are put in again.

The makers go through the commands, as everything does, and that is most of a short test's
time. What they left is read back by a function of the superuser that only a test database
has, and put in by another one: no trigger fires for a replica.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import psycopg
from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

_FUNCTIONS = """
create schema testing;
grant usage on schema testing to tongban_app;
create table testing.reference (name text primary key, number bigint not null);

create function testing.filled() returns table (name text, number bigint)
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  for name in select format('%I', relname) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'
  loop
    execute format('select count(*) from %s', name) into number;
    if number > 0 then return next; end if;
  end loop;
end $$;
insert into testing.reference select * from testing.filled();

create function testing.is_empty(given text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare found_one boolean;
begin
  execute format('select exists (select from %I)', given) into found_one;
  return not found_one;
end $$;

create function testing.read_rows() returns text
language plpgsql security definer set search_path = pg_catalog, public as $$
declare one record; part jsonb; whole jsonb := '{}';
begin
  for one in select f.name, f.number, r.number as before
    from testing.filled() f left join testing.reference r using (name)
  loop
    if one.before = one.number then continue; end if;
    if one.before is not null then
      raise exception 'rows of % that were there before cannot be told apart', one.name;
    end if;
    execute format('select jsonb_agg(to_jsonb(t)) from %s t', one.name) into part;
    whole := whole || jsonb_build_object(one.name, part);
  end loop;
  return whole::text;
end $$;

create function testing.put_rows(given jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public
set session_replication_role = replica as $$
declare name text; columns text;
begin
  for name in select jsonb_object_keys(given) loop
    select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
      where attrelid = name::regclass and attnum > 0
      and not attisdropped and attgenerated = '';
    execute format(
      'insert into %1$s (%2$s) overriding system value'
      ' select %2$s from jsonb_populate_recordset(null::%1$s, $1->%3$L)',
      name, columns, name) using given;
  end loop;
end $$;
"""


def prepare(superuser_url: str) -> None:
    """Give a test database the two functions; what is filled now counts as there before."""
    with psycopg.connect(superuser_url, autocommit=True) as session:
        session.execute(_FUNCTIONS)


def remembered(unless_filled: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a maker run once a process for the same arguments, where this table is empty.

    Where it is not, the maker runs as it is: its rows are then others, as a test expects
    that calls it twice. What it gives back must be values, not rows of models.
    """

    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        kept: dict[str, tuple[R, str]] = {}

        @wraps(make)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            key = repr((args, sorted(kwargs.items())))
            if not _ask("select testing.is_empty(%s)", unless_filled):
                return make(*args, **kwargs)
            if key not in kept:
                made = make(*args, **kwargs)
                kept[key] = made, str(_ask("select testing.read_rows()"))
            else:
                _ask("select testing.put_rows(%s::jsonb)", kept[key][1])
            return kept[key][0]

        return run

    return decorate


def _ask(statement: str, *values: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
