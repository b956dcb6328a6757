import { z } from 'zod';
import { checkDraft, type DraftFinding } from '../../community/giveaways/check-draft.ts';
import { ok } from '../../core/result.ts';
import { GIVEAWAY_KINDS } from '../../giveaway/finding.ts';
import { endpoint } from '../../http/endpoint.ts';
import { LABELS } from '../../privacy/words.ts';
import { conversationParams } from '../conversations/conversation-json.ts';
import { askedReach, draftPlace, presentReach, reachJson } from '../explaining/reach-json.ts';

/** More than a post may have: it is refused when it is published, and not here, where it only is looked at. */
const LONGEST = 20_000;
const text = z.string('is no text').max(LONGEST, `may have ${LONGEST} characters at most`).default('');

const findingJson = z.object({
  in: z.enum(['status', 'spoiler_text']),
  kind: z.enum(GIVEAWAY_KINDS),
  start: z.int().meta({ description: 'First UTF-16 unit of the piece.' }),
  end: z.int().meta({ description: 'The unit after its last.' }),
  certainty: z.enum(['sure', 'likely']),
  attribute: z.string().nullable().meta({ description: 'Which of one’s own attributes is withheld.' }),
  labelled: z
    .object({ title: z.string(), label: z.enum(LABELS) })
    .nullable()
    .meta({ description: 'What it repeats that is labelled: so it would be refused.' }),
});

const FIELDS = { text: 'status', spoiler: 'spoiler_text' } as const;

const presentFinding = ({ in: where, kind, start, end, certainty, attribute, labelled }: DraftFinding) => ({
  in: FIELDS[where],
  kind,
  start,
  end,
  certainty,
  attribute,
  labelled,
});

export const postDraftCheck = endpoint({
  method: 'post',
  path: '/api/privacy/v1/drafts/check',
  summary: 'What a draft would give away, and who would see it; nothing is published, and nothing is kept',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    status: text,
    spoiler_text: text,
    label: z.enum(LABELS, 'is no label').default('public'),
    /** Of a message: the place of a post is then of no matter. */
    conversation: conversationParams.shape.id.nullable().default(null),
    ...draftPlace,
  }),
  answers: z.object({ findings: z.array(findingJson), reach: reachJson }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const { status, spoiler_text: spoiler, label, conversation, ...place } = body;
    const draft = { text: status, spoiler, label, conversation, ...askedReach(place) };
    const checked = await checkDraft(deps, viewer, draft, at);
    if (!checked.ok) return checked;
    const { findings, reach } = checked.value;
    return ok({
      body: { findings: findings.map(presentFinding), reach: await presentReach(deps, viewer, reach, at) },
    });
  },
});
