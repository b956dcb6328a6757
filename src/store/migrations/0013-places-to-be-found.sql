-- Being found by a search, suggested to others and mentioned are granted one by one. Until now whoever found an actor in the
-- directory found it by searching, and whoever met it could mention it: for those that are here it stays so until they say
-- otherwise. Nobody is suggested who didn't say so.
update community."grant" set actions = actions || '{search}'
  where object_kind = 'presence' and 'find' = any(actions) and not 'search' = any(actions);
update community."grant" set actions = actions || '{mention}'
  where object_kind = 'presence' and 'see' = any(actions) and purpose = 'reading' and not 'mention' = any(actions);

-- Suggestions that a member doesn't want to be given again.
create table community.dismissed_suggestion (
  network_id uuid not null,
  owner_id uuid not null,
  dismissed_id uuid not null,
  primary key (network_id, owner_id, dismissed_id)
);
