-- The check-up: what isn't carried forward by the date of its review ends.

-- When its owner last said that it goes on; null is not since it was given.
alter table community."grant" add column reviewed_at timestamptz;

-- Nobody was ever asked until now: what would be due soon, or never, is in 90 days at the earliest. Letters that were sent
-- are never asked about.
update community."grant" set review_by = least(valid_until, greatest(
    case when review_by = 'infinity' then valid_from + interval '2 years' else review_by end,
    date_trunc('milliseconds', now()) + interval '90 days'))
  where object_kind <> 'message' and valid_until > now()
    and (review_by = 'infinity' or review_by < now() + interval '90 days');

-- What goes on beyond the date of its review, by that date. What ends before is never asked about.
create index grant_review on community."grant" (network_id, review_by, owner_id) where valid_until > review_by;

-- What a member carried forward, and when; with what stood there before, so that it can be undone.
create table community.renewal (
  network_id uuid not null,
  owner_id uuid not null,
  renewed_at timestamptz not null,
  grant_id uuid not null,
  review_by timestamptz not null,
  reviewed_at timestamptz,
  primary key (network_id, owner_id, renewed_at, grant_id)
);

-- When members were told that something is due, in which week: nothing ends of which its owner wasn't. Kept for a while.
create table community.check_up_notice (
  network_id uuid not null,
  owner_id uuid not null,
  week timestamptz not null,
  told_at timestamptz not null,
  primary key (network_id, owner_id, week)
);

alter table vault.account
  -- Whether it is mailed that a check-up is ready: at most once a week, whichever persona's it is.
  add column check_up_mail boolean not null default true,
  add column check_up_mailed_at timestamptz;
