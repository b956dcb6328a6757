-- Reference tables: the few without a network of their own.
create table community.network (
  id uuid primary key,
  slug text not null unique,
  title text not null,
  description text not null,
  kind text not null check (kind in ('employee', 'partner', 'customer', 'open')),
  -- Who may join, naming, personas per account, what a newcomer is asked for: see src/community/networks/rules.ts
  rules jsonb not null,
  highest_label text not null check (highest_label in ('public', 'internal', 'confidential', 'trade-secret')),
  domain text unique,
  created_at timestamptz not null
);

create table community.oauth_app (
  id uuid primary key,
  secret_hash bytea not null,
  name text not null,
  website text,
  redirect_uris text[] not null,
  scopes text[] not null,
  -- The app's own token, which speaks for no persona; the last one issued.
  token_hash bytea,
  created_at timestamptz not null
);

-- Whoever acts on a network. A persona's account is not here and can't be found from here.
create table community.actor (
  network_id uuid not null references community.network (id),
  id uuid not null,
  kind text not null check (kind in ('persona', 'organisation', 'group')),
  handle text not null,
  display_name text not null,
  note text not null,
  naming text not null check (naming in ('legal', 'chosen', 'pseudonym')),
  colour smallint not null,
  locked boolean not null,
  bot boolean not null,
  settings jsonb not null,
  created_at timestamptz not null,
  search tsvector generated always as (
    to_tsvector('simple', translate(handle, '._-', '   ') || ' ' || display_name || ' ' || note)) stored,
  primary key (network_id, id)
);
create index actor_search on community.actor using gin (search);
create unique index actor_handle on community.actor (network_id, lower(handle));

create table community.suspension (
  network_id uuid not null,
  actor_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, actor_id, valid_from),
  foreign key (network_id, actor_id) references community.actor (network_id, id)
);

create table community.network_role (
  network_id uuid not null,
  actor_id uuid not null,
  role text not null check (role in ('administrator')),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, actor_id, role, valid_from)
);

create table community.network_invite (
  network_id uuid not null,
  code_hash bytea not null,
  created_by uuid not null,
  uses_left integer not null,
  valid_until timestamptz not null,
  primary key (network_id, code_hash)
);

-- Newcomers who wait for approval.
create table community.join_request (
  network_id uuid not null,
  actor_id uuid not null,
  words text not null,
  -- To whom the newcomer will be shown once approved: [[terms], [exceptions]] of the audiences of see and find
  presence jsonb not null,
  created_at timestamptz not null,
  primary key (network_id, actor_id)
);

create table community.space (
  network_id uuid not null,
  actor_id uuid not null,
  openness text not null check (openness in ('open', 'closed', 'secret')),
  created_by uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (network_id, actor_id),
  foreign key (network_id, actor_id) references community.actor (network_id, id)
);

create table community.space_role (
  network_id uuid not null,
  space_id uuid not null,
  actor_id uuid not null,
  role text not null check (role in ('administrator')),
  primary key (network_id, space_id, actor_id)
);

create table community.token (
  network_id uuid not null,
  token_hash bytea not null,
  actor_id uuid not null,
  app_id uuid,
  scopes text[] not null,
  created_at timestamptz not null,
  primary key (network_id, token_hash)
);
create index token_actor on community.token (network_id, actor_id);

create table community.oauth_code (
  network_id uuid not null,
  code_hash bytea not null,
  actor_id uuid not null,
  app_id uuid not null,
  redirect_uri text not null,
  challenge text,
  scopes text[] not null,
  expires_at timestamptz not null,
  -- The token that it was exchanged for: a second exchange revokes it (RFC 6749, section 4.1.2).
  token_hash bytea,
  primary key (network_id, code_hash)
);
