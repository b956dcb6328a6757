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

-- What an organisation is to put into the DNS of a domain to prove that it is its own, and when that was looked for last.
create table community.domain_challenge (
  network_id uuid not null,
  organisation_id uuid not null,
  domain text not null,
  token text not null,
  begun_at timestamptz not null,
  looked_at timestamptz,
  dropped_at timestamptz,
  -- How often it was looked for on that day, and how often in a row it was gone.
  looks integer not null default 0,
  misses integer not null default 0,
  primary key (network_id, organisation_id, domain),
  foreign key (network_id, organisation_id) references community.actor (network_id, id)
);
create index domain_challenge_due on community.domain_challenge (looked_at);

-- That it was there. Administrators' confirmations (organisation_domain), on which badges stand, are apart from it.
create table community.verified_domain (
  network_id uuid not null,
  organisation_id uuid not null,
  domain text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, domain, valid_from),
  foreign key (network_id, organisation_id) references community.actor (network_id, id)
);
create index verified_domain_name on community.verified_domain (domain);

-- The organisation that hosts a network, and the organisations that let it be told on which other networks they are.
create table community.organisation_standing (
  network_id uuid not null,
  organisation_id uuid not null,
  standing text not null check (standing in ('host', 'told-elsewhere')),
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, standing, valid_from),
  foreign key (network_id, organisation_id) references community.actor (network_id, id)
);
