-- Two schemas, two roles: no query of the community can read the vault, which alone knows whose a persona is.
-- Roles belong to the whole cluster, so another database may be making the same ones at this moment.

create schema if not exists vault;
create schema if not exists community;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['waxseal_vault', 'waxseal_community'] loop
    for attempt in 1..20 loop
      begin
        if not exists (select from pg_roles where rolname = wanted) then
          execute format('create role %I nologin noinherit', wanted);
        end if;
        if not exists (
          select from pg_auth_members
          where roleid = wanted::regrole and member = current_user::regrole and set_option
        ) then
          execute format('grant %I to current_user with set true, inherit false', wanted);
        end if;
        exit;
      exception when duplicate_object or unique_violation or internal_error then
        if attempt = 20 then raise; end if;
        perform pg_sleep(0.05);
      end;
    end loop;
  end loop;
end $$;

revoke all on schema public from public;
revoke all on schema vault from public;
revoke all on schema community from public;

grant usage on schema vault to waxseal_vault;
grant usage on schema community to waxseal_community;

alter default privileges in schema vault
  grant select, insert, update, delete on tables to waxseal_vault;
alter default privileges in schema community
  grant select, insert, update, delete on tables to waxseal_community;
