-- From when until when a persona keeps out whoever is new or a stranger. Few rows, looked up by whose they are.
create table community.lockdown (
  network_id uuid not null,
  owner_id uuid not null,
  -- Who has been a member for less than so many days; null is nobody for being new.
  newer_than_days smallint check (newer_than_days > 0),
  -- Who has no connection in common with the owner.
  strangers boolean not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, owner_id, valid_from),
  foreign key (network_id, owner_id) references community.actor (network_id, id),
  check (strangers or newer_than_days is not null)
);

-- How often one persona looks at another within a day, by a keyed hash of the two. The key is gone after the day, and
-- the counts with it: then nobody can work out any more who looked at whom. Days are of UTC.
create table community.look_key (
  network_id uuid not null,
  day date not null,
  key bytea not null,
  primary key (network_id, day)
);
create table community.look_count (
  network_id uuid not null,
  day date not null,
  pair bytea not null,
  looks integer not null,
  last_at timestamptz not null,
  primary key (network_id, day, pair)
);

-- Who was looked at unusually often by one, on which day; by whom is nowhere. Told once the day is over, at most weekly.
create table community.looked_at (
  network_id uuid not null,
  actor_id uuid not null,
  day date not null,
  told_at timestamptz,
  primary key (network_id, actor_id, day)
);
create index looked_at_day on community.looked_at (day);
create index look_key_day on community.look_key (day);

-- A file goes with a post, or with a message, and then as far as that.
alter table community.attachment
  add column message_id uuid,
  add constraint attachment_goes_with_one check (post_id is null or message_id is null);
create index attachment_message on community.attachment (network_id, message_id, place) where message_id is not null;
alter table community.message
  add column label text not null default 'public' check (label in ('public', 'internal', 'confidential', 'trade-secret'));

-- How much a persona has asked strangers lately: one moment, up to which what it asked is paid for, as with looks.
create table community.request_budget (
  network_id uuid not null,
  actor_id uuid not null,
  spent_until timestamptz not null,
  primary key (network_id, actor_id)
);
create index request_budget_over on community.request_budget (spent_until);
