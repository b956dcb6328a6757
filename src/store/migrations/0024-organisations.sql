-- Organisations that keep their own house: seats for whoever acts for them already, keepers, and what each seat published.

-- Until now a seat was a tie alone. Numbered in the order in which they were given.
insert into community.seat (network_id, id, organisation_id, actor_id, kind, name, number, shows_person, valid_from,
  valid_until)
select t.network_id, gen_random_uuid(), split_part(t.set_key, ':', 2)::uuid, t.member_id, 'function',
  split_part(t.set_key, ':', 3),
  row_number() over (partition by t.network_id, t.set_key order by t.valid_from, t.member_id), false, t.valid_from,
  t.valid_until
from community.tie t where t.set_key like 'staff:%:%' and t.valid_until = 'infinity';

-- Who keeps the house of an organisation: gives its seats, and grants what is its own.
create table community.organisation_role (
  network_id uuid not null,
  organisation_id uuid not null,
  actor_id uuid not null,
  role text not null check (role in ('keeper')),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, actor_id, role, valid_from),
  foreign key (network_id, organisation_id) references community.actor (network_id, id)
);
create index organisation_role_actor on community.organisation_role (network_id, actor_id);

-- In which seat somebody said it in an organisation's name. Who that was is the seat's to tell, or not.
alter table community.post add column seat_id uuid;
alter table community.message add column seat_id uuid;
alter table community.resource add column seat_id uuid;
