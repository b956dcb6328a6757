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
  -- That data is used for a purpose only while a policy in force names it.
  policy_first boolean,
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

-- Work in steps that goes on after the request that asked for it: how far it is, and who works at it.
create table community.job (
  network_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  -- The function in which it was asked for; null is none in particular.
  function text,
  -- Who asked for it, and in whose name it goes on.
  by_id uuid not null,
  kind text not null,
  -- What it is about, in one form: asked for again while it goes on, it is the same job.
  about text not null,
  plan jsonb not null,
  done integer not null check (done >= 0),
  total integer not null check (total > 0),
  state text not null check (state in ('going', 'done', 'cancelled', 'stopped')),
  -- Why it stopped, in words for who asked.
  says text,
  -- Whoever works at a step, and until when it is theirs alone; a step that broke off is begun again after that.
  holder uuid,
  held_until timestamptz,
  -- How often the step that is next broke off.
  breaks integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (network_id, id)
);
create index job_organisation on community.job (network_id, organisation_id, id);
create index job_going on community.job (network_id, held_until) where state = 'going';

-- What came of each step.
create table community.job_step (
  network_id uuid not null,
  job_id uuid not null,
  n integer not null check (n >= 0),
  result jsonb not null,
  primary key (network_id, job_id, n),
  foreign key (network_id, job_id) references community.job (network_id, id) on delete cascade
);
