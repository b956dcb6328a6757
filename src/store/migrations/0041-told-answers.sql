-- What an organisation was told is listed, and whoever was counted reads of it: how many numbers each part of an answer has, and
-- which use its count noted.
alter table community.noise_answer add column part_cells integer[], add column use_id uuid;
update community.noise_answer set part_cells = array[coalesce(cardinality(cells), 1)];
alter table community.noise_answer alter column part_cells set not null;
update community.noise_answer a set use_id = (
  select u.id from community.data_use u where u.network_id = a.network_id and u.organisation_id = a.organisation_id
    and u.deed in ('counted', 'exported') and u.used_at = a.asked_at and u.purpose = a.purpose
    and u.function is not distinct from a.function
  order by u.id desc limit 1)
where a.what <> 'breach';
create index noise_answer_told on community.noise_answer (network_id, organisation_id, id);
create index noise_answer_use on community.noise_answer (network_id, use_id) where use_id is not null;
create index data_use_at on community.data_use (network_id, organisation_id, used_at);
