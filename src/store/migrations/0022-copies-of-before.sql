-- What an actor showed of attributes before, so that one can look back: which kind at which precision, from when until
-- when. What it said is kept nowhere: the copy is deleted when it is withdrawn.
create table community.disclosure_past (
  network_id uuid not null,
  id uuid not null,
  actor_id uuid not null,
  kind text not null,
  precision text not null,
  label text not null,
  conversation_id uuid,
  shown_from timestamptz not null,
  shown_until timestamptz not null,
  primary key (network_id, id, shown_from)
);
create index disclosure_past_actor on community.disclosure_past (network_id, actor_id, shown_until);
