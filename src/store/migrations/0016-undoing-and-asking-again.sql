-- What a persona showed of its account's attributes before and after a decision, sealed, so that the decision can be undone:
-- which attributes, by which copies, how precisely. Their values aren't in it. It goes when the decision can't be undone
-- any longer.
create table vault.shown_before (
  account_id uuid not null references vault.account (id) on delete cascade,
  decision_id uuid not null,
  persona_id uuid not null,
  noted_at timestamptz not null,
  content_sealed bytea not null,
  primary key (account_id, decision_id)
);
create index shown_before_age on vault.shown_before (noted_at);

-- When the asked one was last told of what an asker asks: at most once a day, however often they take it back and ask again.
alter table community.tie_request add column told_at timestamptz;
create index tie_request_withdrawn on community.tie_request (withdrawn_at) where withdrawn_at is not null and refused_at is null;
