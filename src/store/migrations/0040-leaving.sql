-- That an organisation brought a list from outside to find members in it: each attempt, however it ended. Nothing of the list is
-- kept but how long it was and by what it named people.
create table community.resolution_attempt (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  function text not null,
  -- In which it was done: for breaches, as of uses.
  seat_id uuid,
  -- Whether it was to tell of those who let just that, one by one.
  individually boolean not null,
  -- email, phone, name-town; empty where the list couldn't be read.
  by text[] not null,
  rows integer not null check (rows >= 0),
  -- Null where it broke off.
  outcome text check (outcome in ('told', 'invalid', 'forbidden', 'conflict', 'too-many')),
  attempted_at timestamptz not null,
  primary key (network_id, id)
);
create index resolution_attempt_organisation on community.resolution_attempt (network_id, organisation_id, id);

-- Posts that left to train models: the card of each file, which names nobody.
create table community.training_file (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  function text not null,
  -- As it was signed.
  definition jsonb not null,
  seat_id uuid,
  -- Null until the last byte was sent: what broke off has no card.
  rows integer check (rows >= 0),
  sha256 bytea check (length(sha256) = 32),
  made_at timestamptz not null,
  -- Until when it is to be deleted wherever it is.
  delete_by timestamptz not null,
  primary key (network_id, id)
);
create index training_file_organisation on community.training_file (network_id, organisation_id, id);
