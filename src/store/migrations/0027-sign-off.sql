-- What experts sign before it begins: policies, campaigns, exports, large saved audiences and new networks.

create table community.matter (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('policy', 'campaign', 'export', 'saved-audience', 'network')),
  -- Whom a policy binds: the organisation itself, or everybody on the network.
  scope text not null check (scope in ('organisation', 'network')),
  created_at timestamptz not null,
  -- When nothing more can become of it; the housekeeping looks at the others.
  closed_at timestamptz,
  primary key (network_id, id)
);
create index matter_organisation on community.matter (network_id, organisation_id, id);
create index matter_open on community.matter (network_id, id) where closed_at is null;

-- What happened to it, one by one; all of them are the matter. Nothing here is ever changed.
create table community.matter_event (
  network_id uuid not null,
  matter_id uuid not null,
  n integer not null,
  kind text not null,
  -- Null is the server's housekeeping.
  actor_id uuid,
  happened_at timestamptz not null,
  deed jsonb not null,
  -- Whether the ledger has it.
  entered boolean not null default false,
  primary key (network_id, matter_id, n),
  foreign key (network_id, matter_id) references community.matter (network_id, id)
);
create index matter_event_due on community.matter_event (network_id, happened_at) where not entered;

-- What may be, or is in force, since all have signed it (or one, for seven days): gates ask here, and members are told.
create table community.sign_off (
  network_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  scope text not null,
  version integer not null,
  title text not null,
  -- The text as it was signed, and the hash of it together with the facts.
  body text not null,
  hash text not null,
  -- Of what is to be done, for those who are about to do it; null of policies.
  subject text,
  disciplines text[] not null,
  emergency boolean not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, id),
  foreign key (network_id, matter_id) references community.matter (network_id, id)
);
create index sign_off_subject on community.sign_off (network_id, organisation_id, kind, subject);

-- Disciplines that an organisation asks besides those of the floor.
create table community.sign_off_rule (
  network_id uuid not null,
  organisation_id uuid not null,
  kind text not null,
  discipline text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, kind, discipline, valid_from)
);

-- That an expert was reminded of what waits for them.
create table community.sign_off_reminder (
  network_id uuid not null,
  matter_id uuid not null,
  actor_id uuid not null,
  version integer not null,
  reminded_at timestamptz not null,
  primary key (network_id, matter_id, actor_id, version, reminded_at)
);

-- What a policy changed for a member, from their own decisions before and after; for them alone.
create table community.policy_change (
  network_id uuid not null,
  owner_id uuid not null,
  id uuid not null,
  changed_at timestamptz not null,
  changes jsonb not null,
  primary key (network_id, owner_id, id)
);
create unique index policy_change_once on community.policy_change (network_id, owner_id, changed_at);
