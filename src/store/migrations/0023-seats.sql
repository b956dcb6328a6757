-- Who holds which seat in an organisation. Decisions go by the sets that are tied in the same transaction
-- (`staff:<organisation>:<function>`, `experts:<organisation>:<discipline>`); this is what seats are called and shown as.

create table community.seat (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  actor_id uuid not null,
  -- A business function in which its holder acts, or a discipline in which they are an expert.
  kind text not null check (kind in ('function', 'discipline')),
  name text not null,
  -- Tells seats of one name apart ("Support 2"); never given again.
  number integer not null,
  -- Whether members see who holds it, or the seat alone; its holder chooses.
  shows_person boolean not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, id),
  unique (network_id, organisation_id, kind, name, number)
);
create unique index seat_live on community.seat (network_id, organisation_id, actor_id, kind, name)
  where valid_until = 'infinity';
create index seat_holder on community.seat (network_id, actor_id);
