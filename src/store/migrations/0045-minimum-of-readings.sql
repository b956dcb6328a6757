-- Below which a reading of a watch wasn't told: what isn't is as many as could be, and these are so many.
alter table community.listening_reading add column minimum integer not null default 10;
