-- An answer may have several kinds of numbers, each with noise of its own size: σ² of each, in their order.
alter table community.noise_answer add column variances bigint[];
update community.noise_answer set variances = array[variance];
alter table community.noise_answer alter column variances set not null, drop column variance;
