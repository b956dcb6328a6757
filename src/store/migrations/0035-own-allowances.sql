-- What organisations may learn of a member in numbers, all of them together; and uses of many, noted at once.

-- What a use took of the allowance of each whose data it was: ρ in millionths of millionths. Null is nothing: it was no number
-- with noise, or before this was kept.
alter table community.data_use add column charge bigint check (charge > 0);

-- Whose data a use of many was, until each has a row of their own: in few rows, so that all are noted as fast as they are counted.
-- Each subject is in one of them, once. The first grant lies beside the subject; of who let it by several, the others, as the text
-- of an array, beside the subject once more.
create table community.data_use_packed (
  network_id uuid not null,
  use_id uuid not null,
  n integer not null,
  -- In which quarter it counts: as data_use's charge.
  quarter text not null,
  charge bigint not null,
  subjects uuid[] not null,
  grants uuid[] not null,
  more_of uuid[] not null,
  more text[] not null,
  primary key (network_id, use_id, n),
  foreign key (network_id, use_id) references community.data_use (network_id, id)
);
-- Ids don't compress; to try takes longer than to write them.
alter table community.data_use_packed alter column subjects set storage external, alter column grants set storage external;

-- What was taken of a member's allowance in a quarter, but for uses that are still packed.
create table community.allowance_spent (
  network_id uuid not null,
  actor_id uuid not null,
  -- UTC: 2026-Q1.
  quarter text not null,
  spent bigint not null check (spent > 0),
  primary key (network_id, actor_id, quarter)
) with (fillfactor = 70);

-- Whoever counts members of a network takes this row first: so that they count one after the other, and none takes what
-- another has taken meanwhile. No member has had more taken than all organisations together were charged.
create table community.allowance_turn (
  network_id uuid not null,
  quarter text not null,
  charged bigint not null check (charged >= 0),
  primary key (network_id, quarter)
);

-- Who lets organisations learn less in a quarter than is usual: the most ρ.
create table community.allowance_choice (
  network_id uuid not null,
  actor_id uuid not null,
  most bigint not null check (most >= 0),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, actor_id, valid_from)
);
create index allowance_choice_live on community.allowance_choice (network_id, most) where valid_until = 'infinity';
