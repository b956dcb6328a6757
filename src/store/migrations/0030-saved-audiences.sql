-- Conditions that organisations keep to reach members by, and tables of numbers about members.

-- A version of a saved audience. It says what is asked of members, and holds nobody: who is in it is found when it is asked.
create table community.saved_audience (
  network_id uuid not null,
  id uuid not null,
  version integer not null check (version > 0),
  organisation_id uuid not null,
  title text not null,
  -- The function whose seats keep it, and for what they use it.
  function text not null,
  purpose text not null,
  -- In the one order: kinds of attributes, each with the values of which one is to be shown.
  conditions jsonb not null,
  -- Until the next version, or until it was ended.
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, id, version)
);
create index saved_audience_organisation on community.saved_audience (network_id, organisation_id, valid_until);

-- From how many members on an organisation has its experts sign an audience before it is used; where it says nothing, from the
-- number in the code, of which it can only say less.
create table community.audience_threshold (
  network_id uuid not null,
  organisation_id uuid not null,
  signed_from integer not null check (signed_from > 0),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, valid_from)
);

-- Where an answer is a table: its cells as they were released, null for fewer than the minimum.
alter table community.noise_answer add column cells integer[];
