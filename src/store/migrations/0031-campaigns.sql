-- Letters of the same words are a campaign beyond ten, however they are sent; and mails that something waits for a signature.

-- Each letter or question that went to a member of an organisation's own accord. It names no member, and says no word.
create table community.outbound_letter (
  network_id uuid not null,
  organisation_id uuid not null,
  id uuid not null,
  -- SHA-256 of its words as texts are compared, in hexadecimal.
  words text not null,
  -- What the experts signed, if it went by that.
  sign_off_id uuid,
  sent_at timestamptz not null,
  primary key (network_id, organisation_id, id)
);
create index outbound_letter_words on community.outbound_letter (network_id, organisation_id, words, sent_at);
create index outbound_letter_signed on community.outbound_letter (network_id, organisation_id, sign_off_id)
  where sign_off_id is not null;

alter table community.desk_tally drop constraint desk_tally_outcome_check;
alter table community.desk_tally add constraint desk_tally_outcome_check check (outcome in
  ('sent', 'asked', 'no', 'capped', 'absent', 'unsigned'));

-- Whether a mail is due with the reminder, and whether an emergency was about to end.
alter table community.sign_off_reminder
  add column by_mail boolean not null default false,
  add column is_last boolean not null default false;
create index sign_off_reminder_mail on community.sign_off_reminder (reminded_at) where by_mail;

alter table vault.account add column sign_off_mail boolean not null default true;

-- When an account was mailed that a matter waits; which of its personas is asked isn't kept.
create table vault.sign_off_mail (
  account_id uuid not null references vault.account (id) on delete cascade,
  matter_id uuid not null,
  mailed_at timestamptz not null,
  primary key (account_id, matter_id)
);
