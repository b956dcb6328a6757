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
