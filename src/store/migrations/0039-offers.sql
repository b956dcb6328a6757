-- Offers: what an organisation has to say to whoever meets a saved audience. Nobody is picked before they ask.

create table community.offer (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  -- The saved audience that it goes by, and what was asked for there when the offer was written: a later change of it shows
  -- the offer to nobody.
  audience_id uuid not null,
  function text not null,
  purpose text not null,
  conditions jsonb not null,
  title text not null,
  text text not null,
  link text,
  -- At most so many times to one member in so many days.
  most_times integer not null check (most_times between 1 and 10),
  within_days integer not null check (within_days between 1 and 90),
  made_at timestamptz not null,
  -- The end as it was said.
  ends_at timestamptz not null,
  -- Of a draft both are null; of one that was thrown away the first is.
  valid_from timestamptz,
  valid_until timestamptz,
  primary key (network_id, id)
);
create index offer_organisation on community.offer (network_id, organisation_id);
create index offer_live on community.offer (network_id, valid_until) where valid_from is not null;

-- What became of an offer with one member: a row of the member's own, kept by the grants that let it and gone with the first
-- of them. Told to the organisation in noisy sums alone.
create table community.offer_outcome (
  network_id uuid not null,
  actor_id uuid not null,
  offer_id uuid not null,
  grant_ids uuid[] not null check (cardinality(grant_ids) > 0),
  -- When it was shown, the latest last.
  shown_at timestamptz[] not null check (cardinality(shown_at) > 0),
  opened_at timestamptz,
  accepted_at timestamptz,
  primary key (network_id, actor_id, offer_id),
  foreign key (network_id, offer_id) references community.offer (network_id, id)
);
create index offer_outcome_offer on community.offer_outcome (network_id, offer_id);

-- How many offers a member takes in a day, of all organisations together, who asked for fewer than usual.
create table community.offer_cap (
  network_id uuid not null,
  actor_id uuid not null,
  most integer not null check (most >= 0),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, actor_id, valid_from)
);

-- Offers that a member won't see again, and organisations of which they want none: the id of the one or of the other.
create table community.offer_hidden (
  network_id uuid not null,
  actor_id uuid not null,
  hidden_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, actor_id, hidden_id, valid_from)
);

-- Hashtags (folded) and spaces (their ids) that tell of what is nobody's business: by whom they were marked so.
create table community.sensitive_mark (
  network_id uuid not null,
  kind text not null check (kind in ('tag', 'space')),
  topic text not null,
  marked_by text not null check (marked_by in ('network', 'space')),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, kind, topic, marked_by, valid_from)
);
