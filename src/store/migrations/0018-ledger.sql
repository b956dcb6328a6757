-- The ledger: an RFC 6962 tree for each network over what was granted, withdrawn and done with members' data.

-- Until when a grant goes on as the ledger has it; null is not entered yet. A grant is due whenever the two differ,
-- whoever changed it: nobody has to remember to enter it.
alter table community."grant" add column entered_until timestamptz;
create index grant_due on community."grant" (network_id) where entered_until is distinct from valid_until;

-- How far each network's log has come, and its root there. Whoever appends holds the row.
create table community.ledger_head (
  network_id uuid primary key references community.network (id),
  size bigint not null,
  root bytea not null,
  -- The beat of the last checkpoint.
  beat_at timestamptz not null
);

-- Tiles of 256 hashes as C2SP tlog-tiles has them, those at the right edge shorter.
create table community.ledger_tile (
  network_id uuid not null,
  level smallint not null,
  n bigint not null,
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (network_id, level, n)
);

create table community.ledger_checkpoint (
  network_id uuid not null,
  made_at timestamptz not null,
  size bigint not null,
  -- The signed note.
  note text not null,
  primary key (network_id, made_at)
);

-- What a leaf commits to, for whom it is about: SHA-256 of the salt and the content. Without the row the leaf says
-- nothing; what is erased is gone from here, and every proof goes on to hold.
create table community.ledger_entry (
  network_id uuid not null,
  place bigint not null,
  subject_id uuid not null,
  -- What it is about: a grant, a use of data.
  about_id uuid not null,
  salt bytea not null check (length(salt) = 32),
  content text not null,
  entered_at timestamptz not null,
  primary key (network_id, place)
);
create index ledger_entry_subject on community.ledger_entry (network_id, subject_id, place);
create index ledger_entry_about on community.ledger_entry (network_id, about_id);
