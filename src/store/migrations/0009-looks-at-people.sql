-- How much a persona has looked at other people lately: one moment, up to which what it looked at is paid for. It says
-- neither whom nor when; the row goes once the moment is over.
create table community.looks (
  network_id uuid not null,
  viewer_id uuid not null,
  spent_until timestamptz not null,
  primary key (network_id, viewer_id)
);
create index looks_over on community.looks (spent_until);
