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
