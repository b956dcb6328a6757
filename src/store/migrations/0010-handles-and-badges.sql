-- Whose each handle of a network is, in small letters: the actor's who has it, or had it once. It stays theirs for good, so
-- that nobody passes for another.
create table community.handle (
  network_id uuid not null,
  handle text not null,
  actor_id uuid not null,
  primary key (network_id, handle)
);
insert into community.handle (network_id, handle, actor_id)
  select network_id, lower(handle), id from community.actor;

-- Handles that were given up, each with the time in which it was its actor's. Whoever met the actor right before then is
-- led from it to the actor. See docs/adr/0021-an-old-handle-leads-those-who-knew-it.md
create table community.former_handle (
  network_id uuid not null,
  handle text not null,
  actor_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, handle, valid_until)
);
create index former_handle_actor on community.former_handle (network_id, actor_id);

-- E-mail domains that administrators of the network confirmed to be an organisation's, each with its time. Whoever has an
-- address there may show that they work there. See docs/adr/0022-a-badge-says-the-organisation-alone.md
create table community.organisation_domain (
  network_id uuid not null,
  organisation_id uuid not null,
  domain text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, domain, valid_from),
  foreign key (network_id, organisation_id) references community.actor (network_id, id)
);
create index organisation_domain_name on community.organisation_domain (network_id, domain);

alter table community.disclosure
  -- Of the copy of a badge alone: the organisation, by which of its domains it may be shown, and until when at most.
  add column badge_of uuid,
  add column badge_domain text,
  add column badge_until timestamptz;
create index disclosure_badge on community.disclosure (network_id, badge_of, badge_domain) where badge_of is not null;

-- Further addresses of an account, beside the one of its sign-in.
create table vault.address (
  account_id uuid not null references vault.account (id) on delete cascade,
  id uuid not null,
  email_sealed bytea not null,
  -- When its owner showed last that it is theirs.
  confirmed_at timestamptz,
  -- Of the code that was mailed last.
  code_hash bytea,
  code_expires_at timestamptz,
  primary key (account_id, id)
);

-- Which attributes are badges, and of which organisation.
create table vault.badge (
  account_id uuid not null,
  attribute_id uuid not null,
  network_id uuid not null,
  organisation_id uuid not null,
  primary key (account_id, attribute_id),
  foreign key (account_id, attribute_id) references vault.attribute (account_id, id) on delete cascade
);

-- Sets of attributes that a member shows together, sealed: a title, and which kinds, how precisely, to whom, for what.
create table vault.attribute_set (
  account_id uuid not null references vault.account (id) on delete cascade,
  id uuid not null,
  content_sealed bytea not null,
  primary key (account_id, id)
);
