import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalJson } from '../../core/canonical-json.ts';
import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Discipline, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database, MatterKind } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { assess } from './assess.ts';
import { type Compile, compileText, type TextParts } from './compile-text.ts';
import { floorOf, inOrder } from './floor.ts';
import type { Ground } from './ground.ts';
import type { OpenMatter } from './open-matter.ts';

/** What is put before the experts: the text as it compiles, and the facts of now. */
export interface Submission {
  readonly parts: TextParts;
  readonly required: readonly Discipline[];
  readonly facts: unknown;
  readonly hash: string;
}

/**
 * What would be submitted now. Of what is in force and is to be changed or retired, those who must sign are asked as well:
 * nobody is left out by writing them out of it.
 * @param required unless given, by the floor and what the organisation asks besides
 */
export async function submissionOf(
  db: Kysely<Database>,
  compile: Compile,
  ground: Ground,
  { id, organisation, kind, scope, matter }: OpenMatter,
  at: Instant,
  required?: readonly Discipline[],
): Promise<Result<Submission>> {
  const of = { kind: ground.kind, organisation, scope };
  const parts = await compileText(compile, kind, matter.text, of);
  if (!parts.ok) return parts;
  const { force } = matter;
  const asked =
    required ??
    inOrder(
      new Set([
        ...floorOf(kind, parts.value.boxes),
        ...(force?.required ?? []),
        ...(await raisedBy(db, ground.id, organisation, at)).flatMap((one) =>
          one.kind === kind ? [one.discipline] : [],
        ),
      ]),
    );
  // What is to be retired is weighed by what it forbids as long as it is in force.
  const ended =
    matter.text === '' && force !== null ? await compileText(compile, kind, force.text, of) : parts;
  const releases = [matter.force, matter.emergency].flatMap((one) => one?.release ?? []);
  const whose = { matter: id, organisation, releases };
  const facts = await assess(db, ground, whose, ended.ok ? ended.value : parts.value, at);
  const { title, text } = matter;
  return ok({
    parts: parts.value,
    required: asked,
    facts,
    hash: hashOf({ matter: id, kind, scope, title, text, required: asked, facts }),
  });
}

/** SHA-256 over canonical JSON (RFC 8785), in hexadecimal. */
const hashOf = (what: object): string => createHash('sha256').update(canonicalJson(what)).digest('hex');

/** What an organisation asks of itself besides the floor. */
export const raisedBy = (
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<{ kind: MatterKind; discipline: Discipline }[]> =>
  db
    .selectFrom('community.sign_off_rule')
    .select(['kind', 'discipline'])
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .orderBy('kind')
    .orderBy('discipline')
    .execute();
