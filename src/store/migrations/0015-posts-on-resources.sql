-- What a post answers, repeats or quotes may be a resource: `reply_to`, `boost_of` and `quote_of` then hold its id.
alter table community.post
  -- The resource that the thread hangs on: it never reaches further than that, nor than the folders around it.
  add column on_resource uuid,
  -- What it quotes. That decides nothing about the post: whoever may see what is quoted is shown it along.
  add column quote_of uuid;

-- Whose turn it is to write to an upload, and until when unless they go on.
alter table community.upload
  add column writer uuid,
  add column writing_until timestamptz;
