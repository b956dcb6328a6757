-- Organisations and groups are few among many personas, and asked for whenever an owner is told of an audience.
create index actor_other on community.actor (network_id, id) where kind <> 'persona';
