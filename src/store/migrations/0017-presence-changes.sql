-- Whose membership, presence or suspension a transaction changed. Processes keep who shows themselves in memory, and
-- read again those who stand here since the oldest transaction that was under way when they last looked: a transaction
-- is seen with its changes or not at all, and the numbers say which weren't. Kept for a day.
create table community.presence_change (
  network_id uuid not null,
  actor_id uuid not null,
  xact xid8 not null,
  noted_at timestamptz not null,
  primary key (network_id, xact, actor_id)
);
create index presence_change_noted on community.presence_change (noted_at);
