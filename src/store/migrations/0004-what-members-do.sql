create table community.circle (
  network_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  title text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (network_id, id)
);
create index circle_owner on community.circle (network_id, owner_id, id);

-- Asked and not yet granted; a yes removes the row. A no leaves it, so that the asker can't tell it from silence, and so
-- does the asker's taking it back after a no, so that asking again isn't told anew.
create table community.tie_request (
  network_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null check (kind in ('follow', 'connect', 'join')),
  id uuid not null,
  created_at timestamptz not null,
  refused_at timestamptz,
  withdrawn_at timestamptz,
  primary key (network_id, from_id, to_id, kind)
);
create index tie_request_to on community.tie_request (network_id, to_id, id);

create table community.mute (
  network_id uuid not null,
  owner_id uuid not null,
  muted_id uuid not null,
  valid_until timestamptz not null,
  primary key (network_id, owner_id, muted_id)
);

create table community.post (
  network_id uuid not null,
  id uuid not null,
  author_id uuid not null,
  -- The text as written; null in a boost, empty where deleted.
  text text,
  spoiler text not null,
  sensitive boolean not null,
  language text,
  label text not null check (label in ('public', 'internal', 'confidential', 'trade-secret')),
  space_id uuid,
  reply_to uuid,
  boost_of uuid,
  -- The author's wish to be in the network's own lists; it decides nothing about who may see it.
  listed boolean not null default true,
  -- What it answers or repeats, up to the root: it never reaches further than any of them.
  within uuid[] not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  deleted_at timestamptz,
  search tsvector generated always as (to_tsvector('simple', coalesce(text, '') || ' ' || spoiler)) stored,
  primary key (network_id, id)
);
create index post_author on community.post (network_id, author_id, id desc);
create index post_reply on community.post (network_id, reply_to, id) where reply_to is not null;
-- Also that an actor boosts a post once.
create unique index post_boost on community.post (network_id, boost_of, author_id)
  where boost_of is not null and deleted_at is null;
create index post_space on community.post (network_id, space_id, id desc) where space_id is not null;
create index post_search on community.post using gin (search);

create table community.post_tag (
  network_id uuid not null,
  tag text not null,
  post_id uuid not null,
  primary key (network_id, tag, post_id)
);
create index post_tag_post on community.post_tag (network_id, post_id);

create table community.post_mention (
  network_id uuid not null,
  post_id uuid not null,
  actor_id uuid not null,
  primary key (network_id, post_id, actor_id)
);

create table community.favourite (
  network_id uuid not null,
  post_id uuid not null,
  actor_id uuid not null,
  created_at timestamptz not null,
  primary key (network_id, post_id, actor_id)
);
create index favourite_actor on community.favourite (network_id, actor_id, post_id);

create table community.bookmark (
  network_id uuid not null,
  actor_id uuid not null,
  post_id uuid not null,
  created_at timestamptz not null,
  primary key (network_id, actor_id, post_id)
);
create index bookmark_post on community.bookmark (network_id, post_id);

-- The home feed: pointers, written at publish time. Through which set a post came is checked again when it is read.
create table community.inbox (
  network_id uuid not null,
  owner_id uuid not null,
  post_id uuid not null,
  via_key text not null,
  primary key (network_id, owner_id, post_id)
);
create index inbox_post on community.inbox (network_id, post_id);

create table community.notification (
  network_id uuid not null,
  owner_id uuid not null,
  id uuid not null,
  kind text not null,
  from_id uuid not null,
  post_id uuid,
  created_at timestamptz not null,
  primary key (network_id, owner_id, id)
);
-- The same is told once, however often its cause is handled.
create unique index notification_once on community.notification (network_id, owner_id, kind, from_id, post_id)
  nulls not distinct;
create index notification_post on community.notification (network_id, post_id) where post_id is not null;

-- A copy of an attribute at the precision that was granted; gone with the grant.
create table community.disclosure (
  network_id uuid not null,
  id uuid not null,
  actor_id uuid not null,
  kind text not null,
  value text not null,
  precision text not null,
  label text not null check (label in ('public', 'internal', 'confidential', 'trade-secret')),
  disclosed_at timestamptz not null,
  primary key (network_id, id)
);
create index disclosure_actor on community.disclosure (network_id, actor_id, id);

create table community.idempotency (
  network_id uuid not null,
  actor_id uuid not null,
  key text not null,
  post_id uuid not null,
  created_at timestamptz not null,
  primary key (network_id, actor_id, key)
);

-- Consequences of what was committed, in the transaction that committed it.
create table community.outbox (
  network_id uuid not null,
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  -- Not before then; moved on after a failure.
  due_at timestamptz not null,
  attempts smallint not null default 0,
  primary key (network_id, id)
);
create index outbox_due on community.outbox (due_at);
