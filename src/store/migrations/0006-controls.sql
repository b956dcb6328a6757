-- Who may ask to connect is granted from now on. Until now whoever saw an actor could: for those that are here it stays so
-- until they say otherwise.
update community."grant" set actions = actions || '{connect}'
  where object_kind = 'presence' and 'see' = any(actions) and purpose = 'reading' and not 'connect' = any(actions)
    and conditions = '{}' and valid_until = 'infinity'
    and object_id not in (select actor_id from community.space where space.network_id = "grant".network_id);

alter table community.tie_request
  -- What the asker answered to the question.
  add column answer text,
  -- The asked one's rules don't let it through: for the asker it stands all the same, the asked one isn't told.
  add column unheard boolean not null default false;

-- What an actor asks of those who ask to connect, and what ends a connection; who may ask is granted.
create table community.connection_rules (
  network_id uuid not null,
  actor_id uuid not null,
  question text,
  -- Requests of which the actor is told on one day, UTC, at most; and how many it was told of on the last such day.
  daily_cap integer,
  told_on date,
  told_count integer not null default 0,
  -- How new connections end, unless said otherwise for one.
  ends_after_months integer,
  ends_dormant_months integer,
  ends_leaving uuid,
  primary key (network_id, actor_id)
);

-- How a connection ends by the wish of one of the two, who alone is told of it beforehand.
create table community.connection_ending (
  network_id uuid not null,
  owner_id uuid not null,
  other_id uuid not null,
  ends_at timestamptz,
  dormant_months integer,
  -- The organisation: it ends when the owner leaves its staff.
  leaving_id uuid,
  -- Dormancy is counted from then at the earliest: when it was set, or its owner said to keep the connection.
  kept_at timestamptz not null,
  told_at timestamptz,
  primary key (network_id, owner_id, other_id)
);
create index connection_ending_other on community.connection_ending (network_id, other_id, owner_id);

-- Where a member is reached by a business function.
create table community.preferred_place (
  network_id uuid not null,
  actor_id uuid not null,
  function text not null,
  place text not null,
  -- Whether an organisation that is refused is told of it.
  told boolean not null,
  primary key (network_id, actor_id, function)
);

-- An organisation asks, for one of its functions, to write to a member who wants to be asked.
create table community.contact_request (
  network_id uuid not null,
  organisation_id uuid not null,
  actor_id uuid not null,
  function text not null,
  id uuid not null,
  created_at timestamptz not null,
  refused_at timestamptz,
  primary key (network_id, organisation_id, actor_id, function)
);
create index contact_request_actor on community.contact_request (network_id, actor_id, id);

-- An organisation is a member of its network, so that what is granted to it there counts for it.
insert into community.tie (network_id, member_id, set_key, valid_from, valid_until)
  select network_id, id, 'network', created_at, 'infinity' from community.actor where kind = 'organisation'
  on conflict do nothing;
