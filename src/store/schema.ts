import type { ColumnType } from 'kysely';
import type { Key } from '../privacy/audience.ts';
import type { AttributeKind, Precision } from '../privacy/disclosure.ts';
import type { ResolvedBy, TrainingDefinition } from '../privacy/leaving.ts';
import type { Purpose } from '../privacy/purposes.ts';
import type { Condition, TargetingPurpose } from '../privacy/targeting.ts';
import type {
  Action,
  ActorId,
  ActorKind,
  AudienceId,
  BreachId,
  BusinessFunction,
  CircleId,
  ConversationId,
  Discipline,
  GrantId,
  Instant,
  Label,
  LawfulBasis,
  MatterId,
  NetworkId,
  ObjectId,
  ObjectKind,
  PolicyId,
  PolicyTextId,
  RequestId,
  ResolutionAttemptId,
  SeatId,
  TrainingFileId,
  UseId,
} from '../privacy/words.ts';

/** Times come out as {@link Instant}s and go in as `timestamp(instant)`. */
type Timestamp = ColumnType<Instant, string, string>;
type NullableTimestamp = ColumnType<Instant | null, string | null | undefined, string | null>;
/** Comes out parsed and is to be checked by whoever reads it; goes in as text. */
type Json = ColumnType<unknown, string, string>;
/** Null where an insert says nothing. */
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** What the table says where an insert says nothing. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;
type Generated = ColumnType<string, never, never>;

export type NetworkKind = 'employee' | 'partner' | 'customer' | 'open';
export type Naming = 'legal' | 'chosen' | 'pseudonym';
export type Openness = 'open' | 'closed' | 'secret';
export type ConversationKind = 'direct' | 'group' | 'organisation';
export type ParticipantState = 'member' | 'asked' | 'refused' | 'left';
/** What happened in a conversation, where nothing was said. */
export type MessageEvent =
  | 'asked'
  | 'joined'
  | 'left'
  | 'titled'
  | 'showed'
  | 'solved'
  | 'idle'
  | 'handover-asked'
  | 'handed-over';
/** By what a conversation with an organisation closed. */
type ClosingReason = 'solved' | 'idle' | 'left';
/** What came of writing to a member: `capped` is that they have had as many as they take. */
export type OutboundOutcome = 'sent' | 'asked' | 'no' | 'capped' | 'absent' | 'unsigned';
export type ResourceKind = 'folder' | 'file' | 'link' | 'page' | 'app';
/** What a member decided about: one of the controls, one thing, or what was decided before. */
export type DecisionKind =
  | 'presence'
  | 'contact'
  | 'processing'
  | 'connecting'
  | 'given'
  | 'ended'
  | 'post'
  | 'posts'
  | 'attributes'
  | 'lockdown-begun'
  | 'lockdown-ended'
  | 'checked-up'
  | 'not-renewed'
  | 'undone';
/**
 * What an organisation did with something of a member's: found out whether it may write to them, asked them, wrote, or
 * was told by name what influence they have, read what they show it, counted them among others, took numbers about them away in a table, listened to how many sound, or had an offer shown to them
 * that they meet the conditions of, without being told that they do.
 */
export type UseDeed =
  | 'checked'
  | 'asked'
  | 'wrote'
  | 'read'
  | 'counted'
  | 'exported'
  | 'compared'
  | 'matched'
  | 'trained'
  | 'listened'
  | 'named'
  | 'offered';
/** Why a watch asks no more: its last day is over, the budget or the topic is gone, or nobody sits in the function. */
export type WatchEnding = 'stopped' | 'over' | 'budget' | 'topic' | 'nobody';
/** In what a shift is: how many spoke, how many posts, or how they sounded. */
export type AlertKind = 'members' | 'posts' | 'mood';
/** What became of a request about somebody's own data. */
export type RequestStep = 'taken' | 'extended' | 'answered' | 'refused' | 'withdrawn';
/** What is entered about a breach: that it was reported to the authority, or that those affected were told, or anything. */
export type BreachEntryKind = 'note' | 'changed' | 'reported' | 'told' | 'closed';
export type RequestKind = 'follow' | 'connect' | 'join';

/** What is signed before it begins. */
/** Work in steps: stopped is by a rule, or since it broke off too often. */
export type JobState = 'going' | 'done' | 'cancelled' | 'stopped';
export type MatterKind = 'policy' | 'campaign' | 'export' | 'saved-audience' | 'network' | 'noise';
/** Whom a policy binds: the organisation that signs it, or everybody on the network. */
export type PolicyScope = 'organisation' | 'network';

interface Keyed {
  network_id: NetworkId;
}

interface Fact extends Keyed {
  valid_from: Timestamp;
  valid_until: Timestamp;
}

/** The tables, as `migrations/` makes them. */
export interface Database {
  'community.network': {
    id: NetworkId;
    slug: string;
    title: string;
    description: string;
    kind: NetworkKind;
    rules: Json;
    highest_label: Label;
    domain: string | null;
    created_at: Timestamp;
    policy_version: Defaulted<number>;
    policy_keys: Defaulted<Key[]>;
  };
  'community.oauth_app': {
    id: string;
    secret_hash: Buffer;
    name: string;
    website: string | null;
    redirect_uris: string[];
    scopes: string[];
    token_hash: Nullable<Buffer>;
    created_at: Timestamp;
  };
  'community.actor': Keyed & {
    id: ActorId;
    kind: ActorKind;
    handle: string;
    display_name: string;
    note: string;
    naming: Naming;
    colour: number;
    locked: boolean;
    bot: boolean;
    settings: Json;
    created_at: Timestamp;
    search: Generated;
  };
  'community.handle': Keyed & {
    handle: string;
    actor_id: ActorId;
  };
  'community.former_handle': Fact & {
    handle: string;
    actor_id: ActorId;
  };
  'community.suspension': Fact & {
    actor_id: ActorId;
  };
  'community.presence_change': {
    network_id: NetworkId;
    actor_id: ActorId;
    xact: string;
    noted_at: Instant;
  };
  'community.lockdown': Fact & {
    owner_id: ActorId;
    newer_than_days: number | null;
    strangers: boolean;
  };
  'community.network_role': Fact & {
    actor_id: ActorId;
    role: 'administrator';
  };
  'community.network_invite': Keyed & {
    code_hash: Buffer;
    created_by: ActorId;
    uses_left: number;
    valid_until: Timestamp;
  };
  'community.join_request': Keyed & {
    actor_id: ActorId;
    words: string;
    presence: Json;
    created_at: Timestamp;
  };
  'community.space': Keyed & {
    actor_id: ActorId;
    openness: Openness;
    created_by: ActorId;
    created_at: Timestamp;
    ended_at: NullableTimestamp;
  };
  'community.space_role': Keyed & {
    space_id: ActorId;
    actor_id: ActorId;
    role: 'administrator';
  };
  'community.token': Keyed & {
    token_hash: Buffer;
    actor_id: ActorId;
    app_id: string | null;
    scopes: string[];
    created_at: Timestamp;
  };
  'community.oauth_code': Keyed & {
    code_hash: Buffer;
    actor_id: ActorId;
    app_id: string;
    redirect_uri: string;
    challenge: string | null;
    scopes: string[];
    expires_at: Timestamp;
    token_hash: Nullable<Buffer>;
  };
  'community.tie': Fact & {
    member_id: ActorId;
    set_key: Key;
  };
  'community.block': Fact & {
    blocker_id: ActorId;
    blocked_id: ActorId;
  };
  'community.audience': Keyed & {
    id: AudienceId;
    terms: Json;
    except_keys: Key[];
    keys: Key[];
  };
  'community.audience_term': Keyed & {
    audience_id: AudienceId;
    anchor: Key;
    n: number;
    keys: Key[];
    outsiders: boolean;
  };
  'community.grant': Fact & {
    object_id: ObjectId;
    id: GrantId;
    object_kind: ObjectKind;
    owner_id: ActorId;
    actions: Action[];
    purpose: Purpose;
    audience_id: AudienceId;
    conditions: Json;
    excluding_since: Timestamp;
    would_end: NullableTimestamp;
    given_at: NullableTimestamp;
    review_by: Timestamp;
    reviewed_at: NullableTimestamp;
    entered_until: NullableTimestamp;
  };
  'community.renewal': Keyed & {
    owner_id: ActorId;
    renewed_at: Timestamp;
    grant_id: GrantId;
    review_by: Timestamp;
    reviewed_at: NullableTimestamp;
  };
  'community.check_up_notice': Keyed & {
    owner_id: ActorId;
    week: Timestamp;
    told_at: Timestamp;
  };
  'community.ledger_head': Keyed & {
    size: number;
    root: Buffer;
    beat_at: Timestamp;
  };
  'community.ledger_tile': Keyed & {
    level: number;
    n: number;
    hashes: Buffer;
  };
  'community.ledger_checkpoint': Keyed & {
    made_at: Timestamp;
    size: number;
    note: string;
  };
  'community.ledger_entry': Keyed & {
    place: number;
    subject_id: ActorId | NetworkId;
    about_id: string;
    salt: Buffer;
    content: string;
    entered_at: Timestamp;
  };
  'community.data_use': Keyed & {
    id: UseId;
    organisation_id: ActorId;
    function: BusinessFunction | null;
    deed: UseDeed;
    purpose: Purpose;
    kinds: string[];
    seat_id: Nullable<SeatId>;
    used_at: Timestamp;
    seed: Nullable<Buffer>;
    charge: Nullable<number>;
  };
  'community.data_use_participant': Keyed & {
    use_id: UseId;
    n: number;
    subject_id: ActorId | null;
    grant_ids: GrantId[] | null;
    place: number | null;
    salt: Buffer | null;
    leaf: Buffer | null;
  };
  'community.data_use_packed': Keyed & {
    use_id: UseId;
    quarter: string;
    charge: number;
    n: number;
    subjects: ActorId[];
    grants: (GrantId | null)[];
    more_of: ActorId[];
    more: string[];
  };
  'community.allowance_spent': Keyed & { actor_id: ActorId; quarter: string; spent: number };
  'community.allowance_turn': Keyed & { quarter: string; charged: number };
  'community.allowance_choice': Fact & { actor_id: ActorId; most: number };
  'community.influence_told': Keyed & {
    use_id: UseId;
    subject_id: ActorId;
    place: number;
    among: number;
    pagerank: number;
    betweenness: number;
  };
  'community.resolution_attempt': Keyed & {
    id: ResolutionAttemptId;
    organisation_id: ActorId;
    function: BusinessFunction;
    seat_id: Nullable<SeatId>;
    individually: boolean;
    by: ResolvedBy[];
    rows: number;
    outcome: Nullable<'told' | 'invalid' | 'forbidden' | 'conflict' | 'too-many'>;
    attempted_at: Timestamp;
  };
  'community.training_file': Keyed & {
    id: TrainingFileId;
    organisation_id: ActorId;
    function: BusinessFunction;
    definition: TrainingDefinition;
    seat_id: Nullable<SeatId>;
    rows: Nullable<number>;
    sha256: Nullable<Buffer>;
    made_at: Timestamp;
    delete_by: Timestamp;
  };
  'community.noise_budget': Keyed & {
    organisation_id: ActorId;
    quarter: string;
    spent: number;
  };
  'community.noise_answer': Keyed & {
    organisation_id: ActorId;
    epoch: string;
    question: string;
    id: string;
    function: Nullable<BusinessFunction>;
    purpose: Nullable<Purpose>;
    what: string;
    released: Nullable<number>;
    cells: Nullable<(number | null)[]>;
    words: Nullable<string[]>;
    variances: number[];
    minimum: number;
    part_cells: number[];
    use_id: Nullable<UseId>;
    charge: number;
    asked_at: Timestamp;
  };
  'community.job': Keyed & {
    id: string;
    organisation_id: ActorId;
    function: Nullable<BusinessFunction>;
    by_id: ActorId;
    kind: string;
    about: string;
    plan: Json;
    done: number;
    total: number;
    within: ColumnType<number, number | undefined, number>;
    state: JobState;
    says: Nullable<string>;
    holder: Nullable<string>;
    held_until: NullableTimestamp;
    breaks: number;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  'community.job_step': Keyed & {
    job_id: string;
    n: number;
    result: Json;
  };
  'community.noise_choice': Fact & {
    organisation_id: ActorId;
    id: string;
    minimum: Nullable<number>;
    /** In millionths. */
    epsilon_of_quarter: Nullable<number>;
    epsilon_of_query: Nullable<number>;
    policy_first: Nullable<boolean>;
    chosen_by: ActorId;
  };
  'community.saved_audience': Fact & {
    id: string;
    version: number;
    organisation_id: ActorId;
    title: string;
    function: BusinessFunction;
    purpose: TargetingPurpose;
    conditions: ColumnType<readonly Condition[], string, never>;
  };
  'community.audience_threshold': Fact & {
    organisation_id: ActorId;
    signed_from: number;
  };
  'community.offer': Keyed & {
    id: string;
    organisation_id: ActorId;
    audience_id: string;
    function: BusinessFunction;
    purpose: TargetingPurpose;
    conditions: ColumnType<readonly Condition[], string, string>;
    title: string;
    text: string;
    link: Nullable<string>;
    most_times: number;
    within_days: number;
    made_at: Timestamp;
    ends_at: Timestamp;
    valid_from: NullableTimestamp;
    valid_until: NullableTimestamp;
  };
  'community.offer_outcome': Keyed & {
    actor_id: ActorId;
    offer_id: string;
    grant_ids: GrantId[];
    shown_at: Timestamp[];
    opened_at: NullableTimestamp;
    accepted_at: NullableTimestamp;
  };
  'community.offer_cap': Fact & { actor_id: ActorId; most: number };
  'community.offer_hidden': Fact & { actor_id: ActorId; hidden_id: string };
  'community.sensitive_mark': Fact & {
    kind: 'tag' | 'space';
    topic: string;
    marked_by: 'network' | 'space';
  };
  'community.data_request': Keyed & {
    id: RequestId;
    member_id: ActorId;
    recipient_id: ActorId | NetworkId;
    kind: string;
    words: string;
    asked_at: Timestamp;
    reminded_at: NullableTimestamp;
  };
  'community.data_request_assignment': Fact & {
    request_id: RequestId;
    n: number;
    seat_id: SeatId;
    assigned_by: ActorId;
  };
  'community.deadline_notice': Keyed & {
    owner_id: ActorId;
    noted_at: Timestamp;
  };
  'community.controller': Keyed & {
    organisation_id: ActorId;
    n: number;
    words: Json;
    by_id: ActorId;
    said_at: Timestamp;
  };
  'community.saved_record': Keyed & {
    id: string;
    organisation_id: ActorId;
    title: string;
    body: string;
    hash: string;
    by_id: ActorId;
    saved_at: Timestamp;
    entered: ColumnType<boolean, boolean | undefined, boolean>;
  };
  'community.data_request_step': Keyed & {
    request_id: RequestId;
    n: number;
    kind: RequestStep;
    by_id: ActorId;
    words: string;
    made_at: Timestamp;
    told_at: NullableTimestamp;
  };
  'community.breach': Keyed & {
    id: BreachId;
    organisation_id: ActorId;
    title: string;
    happened_from: Timestamp;
    happened_until: Timestamp;
    functions: BusinessFunction[];
    purposes: Purpose[];
    kinds: AttributeKind[];
    seats: SeatId[];
    known_at: Timestamp;
    opened_by: ActorId;
    opened_at: Timestamp;
    reminded_at: NullableTimestamp;
    entered: ColumnType<boolean, boolean | undefined, boolean>;
  };
  'community.breach_entry': Keyed & {
    breach_id: BreachId;
    n: number;
    kind: BreachEntryKind;
    by_id: ActorId;
    words: string;
    advice: Nullable<string>;
    scope: Json | null;
    made_at: Timestamp;
    entered: ColumnType<boolean, boolean | undefined, boolean>;
  };
  'community.breach_notice': Keyed & {
    member_id: ActorId;
    breach_id: BreachId;
    n: number;
    told_at: NullableTimestamp;
  };
  'community.consent_refusal': Keyed & {
    owner_id: ActorId;
    id: string;
    organisation_id: Nullable<ActorId>;
    purposes: Purpose[];
    requested_at: NullableTimestamp;
    refused_at: Timestamp;
  };
  'community.policy': Fact & {
    id: PolicyId;
    actions: string[] | null;
    purposes: string[] | null;
    object_kinds: string[] | null;
    labels: string[] | null;
    unless_keys: Key[];
    entered_until: NullableTimestamp;
    binds_id: Nullable<ActorId>;
    capacities: Nullable<string[]>;
    attributes: Nullable<string[]>;
    conversations: Nullable<string[]>;
    bases: Nullable<string[]>;
    hours: Nullable<number>;
    age_from: Nullable<number>;
    age_until: Nullable<number>;
    retention_from: Nullable<number>;
    retention_until: Nullable<number>;
    source_id: Nullable<PolicyTextId>;
    version: Nullable<number>;
    clause: Nullable<string>;
  };
  'community.seat': Fact & {
    id: SeatId;
    organisation_id: ActorId;
    actor_id: ActorId;
    kind: 'function' | 'discipline';
    name: BusinessFunction | Discipline;
    number: number;
    shows_person: boolean;
  };
  'community.organisation_role': Fact & {
    organisation_id: ActorId;
    actor_id: ActorId;
    role: 'keeper';
  };
  'community.matter': Keyed & {
    id: MatterId;
    organisation_id: ActorId;
    kind: MatterKind;
    scope: PolicyScope;
    created_at: Timestamp;
    closed_at: NullableTimestamp;
  };
  'community.matter_event': Keyed & {
    matter_id: MatterId;
    n: number;
    kind: string;
    actor_id: ActorId | null;
    happened_at: Timestamp;
    deed: Json;
    entered: Defaulted<boolean>;
  };
  'community.sign_off': Fact & {
    id: PolicyTextId;
    matter_id: MatterId;
    organisation_id: ActorId;
    kind: MatterKind;
    scope: PolicyScope;
    version: number;
    title: string;
    body: string;
    hash: string;
    subject: string | null;
    disciplines: Discipline[];
    emergency: boolean;
  };
  'community.sign_off_rule': Fact & {
    organisation_id: ActorId;
    kind: MatterKind;
    discipline: Discipline;
  };
  'community.sign_off_reminder': Keyed & {
    matter_id: MatterId;
    actor_id: ActorId;
    version: number;
    reminded_at: Timestamp;
    by_mail: Defaulted<boolean>;
    is_last: Defaulted<boolean>;
  };
  'community.policy_change': Keyed & {
    owner_id: ActorId;
    id: string;
    changed_at: Timestamp;
    changes: Json;
  };
  'community.processing': Keyed & {
    id: string;
    organisation_id: ActorId;
    title: string;
    purpose: Purpose;
    functions: BusinessFunction[];
    kinds: AttributeKind[];
    sources: string[];
    retention_days: number | null;
    basis: LawfulBasis;
    necessity: string;
    answers: Json;
    owner_seat_id: SeatId;
    review_by: Timestamp;
    declared_at: Timestamp;
    changed_at: Timestamp;
    reminded_at: NullableTimestamp;
    ended_at: NullableTimestamp;
  };
  'community.circle': Keyed & {
    id: CircleId;
    owner_id: ActorId;
    title: string;
    created_at: Timestamp;
    ended_at: NullableTimestamp;
  };
  'community.tie_request': Keyed & {
    from_id: ActorId;
    to_id: ActorId;
    kind: RequestKind;
    id: string;
    created_at: Timestamp;
    refused_at: NullableTimestamp;
    withdrawn_at: NullableTimestamp;
    told_at: NullableTimestamp;
    answer: Nullable<string>;
    unheard: ColumnType<boolean, boolean | undefined, boolean>;
  };
  'community.connection_rules': Keyed & {
    actor_id: ActorId;
    question: string | null;
    daily_cap: number | null;
    told_on: Nullable<string>;
    told_count: ColumnType<number, number | undefined, number>;
    ends_after_months: number | null;
    ends_dormant_months: number | null;
    ends_leaving: ActorId | null;
  };
  'community.connection_ending': Keyed & {
    owner_id: ActorId;
    other_id: ActorId;
    ends_at: NullableTimestamp;
    dormant_months: number | null;
    leaving_id: ActorId | null;
    kept_at: Timestamp;
    told_at: NullableTimestamp;
  };
  'community.preferred_place': Keyed & {
    actor_id: ActorId;
    function: BusinessFunction;
    place: string;
    told: boolean;
  };
  'community.contact_request': Keyed & {
    organisation_id: ActorId;
    actor_id: ActorId;
    function: BusinessFunction;
    id: string;
    created_at: Timestamp;
    refused_at: NullableTimestamp;
  };
  'community.mute': Keyed & {
    owner_id: ActorId;
    muted_id: ActorId;
    valid_until: Timestamp;
  };
  'community.post': Keyed & {
    id: ObjectId;
    author_id: ActorId;
    text: string | null;
    spoiler: string;
    sensitive: boolean;
    language: string | null;
    label: Label;
    space_id: ActorId | null;
    reply_to: ObjectId | null;
    boost_of: ObjectId | null;
    on_resource: ObjectId | null;
    quote_of: ObjectId | null;
    seat_id: Nullable<SeatId>;
    listed: ColumnType<boolean, boolean | undefined, boolean>;
    within: ObjectId[];
    facts: string;
    granted_keys: Key[];
    created_at: Timestamp;
    edited_at: NullableTimestamp;
    deleted_at: NullableTimestamp;
    search: Generated;
  };
  'community.post_score': Keyed & {
    grant_id: GrantId;
    post_id: ObjectId;
    author_id: ActorId;
    said_at: Timestamp;
    score: number | null;
    scored_at: Timestamp;
    label: Label;
    within: ObjectId[];
    on_resource: ObjectId | null;
    space_id: ActorId | null;
  };
  'community.score_due': Keyed & {
    author_id: ActorId;
    post_id: ObjectId;
    due_at: Timestamp;
  };
  'community.listening_topic': Fact & {
    id: string;
    version: number;
    organisation_id: ActorId;
    title: string;
    function: BusinessFunction;
    hashtags: string[];
    phrases: string[];
  };
  'community.listening_watch': Keyed & {
    id: string;
    organisation_id: ActorId;
    topic_id: string;
    function: BusinessFunction;
    begun_at: Timestamp;
    last_day: string;
    ran_on: Nullable<string>;
    ended_at: NullableTimestamp;
    ended_because: Nullable<WatchEnding>;
  };
  'community.listening_reading': Keyed & {
    watch_id: string;
    day: string;
    question: string;
    members: number | null;
    posts: number | null;
    mood: number | null;
    variances: number[];
    minimum: number;
  };
  'community.listening_alert': Keyed & {
    id: string;
    watch_id: string;
    organisation_id: ActorId;
    kind: AlertKind;
    day: string;
    before_day: string;
    now_is: number;
    before_was: number;
    told_at: Timestamp;
  };
  'community.post_tag': Keyed & {
    tag: string;
    post_id: ObjectId;
  };
  'community.post_mention': Keyed & {
    post_id: ObjectId;
    actor_id: ActorId;
  };
  'community.favourite': Keyed & {
    post_id: ObjectId;
    actor_id: ActorId;
    created_at: Timestamp;
  };
  'community.bookmark': Keyed & {
    actor_id: ActorId;
    post_id: ObjectId;
    created_at: Timestamp;
  };
  'community.inbox': Keyed & {
    owner_id: ActorId;
    post_id: ObjectId;
    via_key: Key;
  };
  'community.notification': Keyed & {
    owner_id: ActorId;
    id: string;
    kind: string;
    from_id: ActorId;
    post_id: ObjectId | null;
    created_at: Timestamp;
  };
  'community.dismissed_suggestion': Keyed & { owner_id: ActorId; dismissed_id: ActorId };
  'community.decision': Keyed & {
    owner_id: ActorId;
    id: string;
    kind: DecisionKind;
    decided_at: Timestamp;
    before: ColumnType<unknown, string | null, string | null>;
    undone_at: NullableTimestamp;
  };
  'community.bulk_change': Keyed & {
    owner_id: ActorId;
    id: string;
    asked: Json;
    total: number;
    done: number;
    state: 'waiting' | 'done' | 'failed';
    asked_at: Timestamp;
  };
  'community.looks': Keyed & {
    viewer_id: ActorId;
    spent_until: Timestamp;
  };
  'community.request_budget': Keyed & {
    actor_id: ActorId;
    spent_until: Timestamp;
  };
  'community.look_key': Keyed & {
    day: string;
    key: Buffer;
  };
  'community.look_count': Keyed & {
    day: string;
    pair: Buffer;
    looks: number;
    last_at: Timestamp;
  };
  'community.looked_at': Keyed & {
    actor_id: ActorId;
    day: string;
    told_at: NullableTimestamp;
  };
  'community.disclosure': Keyed & {
    id: ObjectId;
    actor_id: ActorId;
    kind: AttributeKind;
    value: string;
    precision: Precision;
    label: Label;
    disclosed_at: Timestamp;
    conversation_id: Nullable<ConversationId>;
    attribute_mark: Nullable<Buffer>;
    badge_of: Nullable<ActorId>;
    badge_domain: Nullable<string>;
    badge_until: NullableTimestamp;
  };
  'community.disclosure_past': Keyed & {
    id: ObjectId;
    actor_id: ActorId;
    kind: AttributeKind;
    precision: Precision;
    label: Label;
    conversation_id: ConversationId | null;
    shown_from: Timestamp;
    shown_until: Timestamp;
  };
  'community.organisation_domain': Fact & {
    organisation_id: ActorId;
    domain: string;
  };
  'community.domain_challenge': Keyed & {
    organisation_id: ActorId;
    domain: string;
    token: string;
    begun_at: Timestamp;
    looked_at: NullableTimestamp;
    dropped_at: NullableTimestamp;
    looks: ColumnType<number, number | undefined, number>;
    misses: ColumnType<number, number | undefined, number>;
  };
  'community.verified_domain': Fact & {
    organisation_id: ActorId;
    domain: string;
  };
  'community.organisation_standing': Fact & {
    organisation_id: ActorId;
    standing: 'host' | 'told-elsewhere';
  };
  'community.conversation': Keyed & {
    id: ConversationId;
    kind: ConversationKind;
    title: string;
    organisation_id: Nullable<ActorId>;
    function: Nullable<BusinessFunction>;
    begun_by: ActorId;
    begun_by_organisation: Defaulted<boolean>;
    chapter: number;
    created_at: Timestamp;
  };
  'community.participant': Keyed & {
    conversation_id: ConversationId;
    actor_id: ActorId;
    state: ParticipantState;
    asked_by: Nullable<ActorId>;
    changed_at: Timestamp;
  };
  'community.conversation_mark': Keyed & {
    conversation_id: ConversationId;
    actor_id: ActorId;
    read_id: Nullable<ObjectId>;
    cleared_id: Nullable<ObjectId>;
    muted: boolean;
  };
  'community.message': Keyed & {
    id: ObjectId;
    conversation_id: ConversationId;
    sender_id: ActorId;
    event: Nullable<MessageEvent>;
    text: string;
    label: ColumnType<Label, Label | undefined, Label>;
    seat_id: Nullable<SeatId>;
    sent_at: Timestamp;
    deleted_at: NullableTimestamp;
  };
  'community.message_hidden': Keyed & {
    actor_id: ActorId;
    message_id: ObjectId;
  };
  'community.desk_assignment': Fact & { conversation_id: ConversationId; seat_id: SeatId };
  'community.desk_closing': Fact & { conversation_id: ConversationId; reason: ClosingReason };
  'community.desk_tag': Fact & { id: string; organisation_id: ActorId; name: string };
  'community.desk_tagging': Fact & { conversation_id: ConversationId; tag_id: string };
  'community.desk_handover': Keyed & {
    conversation_id: ConversationId;
    id: string;
    to_function: BusinessFunction;
    asked_at: Timestamp;
    refused_at: NullableTimestamp;
    agreed_at: NullableTimestamp;
  };
  'community.desk_idle': Fact & { organisation_id: ActorId; function: BusinessFunction; days: number };
  'community.contact_cap': Fact & { actor_id: ActorId; organisation_id: ActorId; most: number };
  'community.desk_tally': Keyed & {
    organisation_id: ActorId;
    function: BusinessFunction;
    day: string;
    outcome: OutboundOutcome;
    count: number;
  };
  'community.outbound_letter': Keyed & {
    organisation_id: ActorId;
    id: string;
    words: string;
    sign_off_id: PolicyTextId | null;
    sent_at: Timestamp;
  };
  'community.resource': Keyed & {
    id: ObjectId;
    owner_id: ActorId;
    created_by: ActorId;
    seat_id: Nullable<SeatId>;
    kind: ResourceKind;
    title: string;
    description: string;
    url: Nullable<string>;
    text: Nullable<string>;
    file_id: Nullable<string>;
    label: Label;
    within: ObjectId[];
    inherits: boolean;
    created_at: Timestamp;
    edited_at: Timestamp;
    deleted_at: NullableTimestamp;
  };
  'community.file': Keyed & {
    id: string;
    stored: string;
    name: string;
    media_type: string;
    bytes: number;
    width: Nullable<number>;
    height: Nullable<number>;
    preview: Nullable<string>;
    preview_bytes: Nullable<number>;
    created_at: Timestamp;
  };
  'community.upload': Keyed & {
    id: string;
    actor_id: ActorId;
    stored: string;
    name: string;
    bytes: number;
    received: number;
    writer: string | null;
    writing_until: NullableTimestamp;
    created_at: Timestamp;
  };
  'community.attachment': Keyed & {
    id: string;
    owner_id: ActorId;
    file_id: string;
    description: string;
    post_id: ObjectId | null;
    message_id: Nullable<ObjectId>;
    place: number;
    created_at: Timestamp;
  };
  'community.resource_shingle': Keyed & {
    hash: Buffer;
    resource_id: ObjectId;
  };
  'community.idempotency': Keyed & {
    actor_id: ActorId;
    key: string;
    post_id: ObjectId;
    created_at: Timestamp;
  };
  'community.outbox': Keyed & {
    id: string;
    kind: string;
    payload: Json;
    created_at: Timestamp;
    due_at: Timestamp;
    attempts: ColumnType<number, number | undefined, number>;
  };
  'vault.account': {
    id: string;
    key_sealed: Buffer;
    email_sealed: Buffer;
    email_confirmed_at: NullableTimestamp;
    founder: boolean;
    created_at: Timestamp;
    check_up_mail: ColumnType<boolean, boolean | undefined, boolean>;
    check_up_mailed_at: NullableTimestamp;
    deadline_mailed_at: NullableTimestamp;
    sign_off_mail: ColumnType<boolean, boolean | undefined, boolean>;
  };
  'vault.sign_off_mail': {
    account_id: string;
    matter_id: MatterId;
    mailed_at: Timestamp;
  };
  'vault.sign_in': {
    index: Buffer;
    account_id: string;
  };
  'vault.email_code': {
    account_id: string;
    code_hash: Buffer;
    expires_at: Timestamp;
  };
  'vault.session': {
    account_id: string;
    token_hash: Buffer;
    created_at: Timestamp;
    expires_at: Timestamp;
  };
  'vault.session_token': {
    account_id: string;
    session_hash: Buffer;
    network_id: NetworkId;
    token_hash: Buffer;
  };
  'vault.persona_link': {
    account_id: string;
    network_id: NetworkId;
    persona_id: ActorId;
  };
  'vault.persona_owner': {
    persona_id: ActorId;
    account_id: string;
  };
  'vault.attribute': {
    account_id: string;
    id: string;
    kind: AttributeKind;
    value_sealed: Buffer | null;
    updated_at: Timestamp;
  };
  'vault.address': {
    account_id: string;
    id: string;
    email_sealed: Buffer;
    confirmed_at: NullableTimestamp;
    code_hash: Nullable<Buffer>;
    code_expires_at: NullableTimestamp;
  };
  'vault.badge': {
    account_id: string;
    attribute_id: string;
    network_id: NetworkId;
    organisation_id: ActorId;
  };
  'vault.attribute_set': {
    account_id: string;
    id: string;
    content_sealed: Buffer;
  };
  'vault.shown_before': {
    account_id: string;
    decision_id: string;
    persona_id: ActorId;
    noted_at: Timestamp;
    content_sealed: Buffer;
  };
  'vault.disclosed': {
    account_id: string;
    attribute_id: string;
    network_id: NetworkId;
    persona_id: ActorId;
    disclosure_id: ObjectId;
    precision: Precision;
    stale: boolean;
    disclosed_at: Timestamp;
  };
  'vault.attempt': {
    bucket: Buffer;
    window_start: Timestamp;
    count: number;
  };
}
