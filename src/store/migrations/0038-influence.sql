-- What an organisation was told of a member by name, with what it measured: for the member, of whom it was told.
create table community.influence_told (
  network_id uuid not null,
  use_id uuid not null,
  subject_id uuid not null,
  -- The place among so many, the first being 1.
  place integer not null check (place > 0),
  among integer not null check (among >= place),
  -- PageRank, 1 on average; and betweenness, from 0 to 1.
  pagerank double precision not null,
  betweenness double precision not null,
  primary key (network_id, use_id, subject_id),
  foreign key (network_id, use_id) references community.data_use (network_id, id)
);
create index influence_told_subject on community.influence_told (network_id, subject_id);
