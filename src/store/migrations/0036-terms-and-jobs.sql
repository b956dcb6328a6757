-- On what terms organisations are told numbers, and work that goes on after the request that asked for it.

-- What an organisation chose for itself: a larger minimum, less ε. It only narrows, and holds for good; what widens it for a
-- time is signed (`sign_off` of the kind `noise`).
create table community.noise_choice (
  network_id uuid not null,
  organisation_id uuid not null,
  id uuid not null,
  minimum integer check (minimum >= 10),
  -- In millionths.
  epsilon_of_quarter bigint check (epsilon_of_quarter > 0),
  epsilon_of_query bigint check (epsilon_of_query > 0),
  chosen_by uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  primary key (network_id, organisation_id, id)
);

alter table community.matter drop constraint matter_kind_check,
  add constraint matter_kind_check
  check (kind in ('policy', 'campaign', 'export', 'saved-audience', 'network', 'noise'));

-- Below what it wasn't told: the organisation's minimum of then. Until now it was ten for all.
alter table community.noise_answer add column minimum integer not null default 10;
alter table community.noise_answer alter column minimum drop default;
