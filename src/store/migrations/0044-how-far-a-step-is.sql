-- How far the step of a job is that is being done, in hundredths; nothing of what it comes to is kept before it is over.
alter table community.job add column within integer not null default 0 check (within between 0 and 100);

-- Ends what a connection of this app is working at. A role may end only its own; whose connections these are is the owner, who isn't
-- asked otherwise.
create function community.end_statement(process integer) returns boolean
  language sql security definer set search_path = pg_catalog
  as $$ select pg_cancel_backend(a.pid) from pg_stat_activity a
        where a.pid = process and a.datname = current_database() and a.usename = session_user
          and a.application_name = 'waxseal community' $$;
revoke all on function community.end_statement(integer) from public;
grant execute on function community.end_statement(integer) to waxseal_community;
