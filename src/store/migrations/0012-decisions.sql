-- When a grant would have ended, had its owner not ended it before: what undoing that gives again.
alter table community."grant" add column would_end timestamptz;
create index grant_ended_early on community."grant" (network_id, owner_id, valid_until) where would_end is not null;

-- What a member decided, one after the other. The grants say what it was: those that begin at that instant, and those that
-- were ended at it.
create table community.decision (
  network_id uuid not null,
  owner_id uuid not null,
  id uuid not null,
  kind text not null,
  decided_at timestamptz not null,
  -- What stood beside grants before: rules of connecting, preferred places. Null where nothing does.
  before jsonb,
  undone_at timestamptz,
  primary key (network_id, owner_id, id)
);

-- A change of whom many posts are for, from when it was asked for until it is forgotten. It happens in one transaction.
create table community.bulk_change (
  network_id uuid not null,
  owner_id uuid not null,
  id uuid not null,
  -- Which posts, and whom they are to be for.
  asked jsonb not null,
  total integer not null,
  done integer not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  asked_at timestamptz not null,
  primary key (network_id, owner_id, id)
);
create index bulk_change_age on community.bulk_change (asked_at);
