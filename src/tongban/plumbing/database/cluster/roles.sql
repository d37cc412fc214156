-- The cluster's two roles, and what nobody may do in a database of ours.
-- The superuser runs this in template1 and in each of our databases, at every start.
-- Rights on functions are copied from template1 into databases made later; rights on a
-- database itself are not, so each database needs its own run.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tongban_owner') THEN
        CREATE ROLE tongban_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tongban_app') THEN
        CREATE ROLE tongban_app;
    END IF;
END $$;

-- The owner migrates. It bypasses nothing: policies hold for it by FORCE.
ALTER ROLE tongban_owner LOGIN CREATEDB
    NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION CONNECTION LIMIT -1;
-- The application owns nothing and changes no table.
ALTER ROLE tongban_app LOGIN NOCREATEDB
    NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION CONNECTION LIMIT -1;

DO $$
BEGIN
    -- A temporary table named like a law table would be read by a trigger that pins no path.
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM public', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM tongban_app', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO tongban_owner', current_database());
    IF current_database() NOT IN ('template1', 'postgres') THEN
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO tongban_app', current_database());
    END IF;
END $$;

REVOKE ALL ON SCHEMA public FROM public;
GRANT USAGE ON SCHEMA public TO tongban_app;
GRANT USAGE, CREATE ON SCHEMA public TO tongban_owner;

-- Large objects have no policy: whoever may make one has a store outside every wall.
REVOKE EXECUTE ON FUNCTION
    lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea), lo_open(oid, integer),
    lo_put(oid, bigint, bytea), lo_get(oid), lo_get(oid, bigint, integer), lo_unlink(oid),
    lo_truncate(integer, integer), lo_truncate64(integer, bigint), lowrite(integer, bytea),
    loread(integer, integer), lo_import(text), lo_import(text, oid), lo_export(oid, text)
    FROM public;
