-- What organisations have learnt of members in numbers, and what it cost; requests by those whose data it is; breaches.

-- What an organisation has spent of its budget in a quarter: ρ of zero-concentrated differential privacy, in millionths of
-- millionths. It only grows, by charges that are known beforehand.
create table community.noise_budget (
  network_id uuid not null,
  organisation_id uuid not null,
  -- UTC: 2026-Q1.
  quarter text not null,
  spent bigint not null check (spent >= 0),
  primary key (network_id, organisation_id, quarter)
);

-- Answers as they were released, never what was counted: kept with their charge in one transaction, so that what is spent
-- has its answer, and the same question has the same answer within its day.
create table community.noise_answer (
  network_id uuid not null,
  organisation_id uuid not null,
  -- The day, UTC, within which it is the answer.
  epoch text not null,
  -- In its one canonical form.
  question text not null,
  id uuid not null,
  function text not null,
  purpose text not null,
  what text not null,
  -- Null is fewer than the minimum.
  released integer,
  variance integer not null,
  charge bigint not null,
  asked_at timestamptz not null,
  primary key (network_id, organisation_id, epoch, question)
);
