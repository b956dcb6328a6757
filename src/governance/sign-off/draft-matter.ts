import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, MatterId, NetworkId } from '../../privacy/words.ts';
import type { Database, MatterKind, PolicyScope } from '../../store/schema.ts';
import { seatedIn } from '../../store/seated.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { againstTerm, compileText } from './compile-text.ts';
import { groundOf } from './ground.ts';
import { matterOf } from './matter.ts';
import { mayIssueForNetwork } from './may-issue-for-network.ts';
import { type MatterRef, type OpenMatter, takeStep } from './open-matter.ts';
import { onMatter, type StepDeps } from './step-deps.ts';

/** Something to be signed, as it is written. */
export interface NewMatter {
  readonly kind: MatterKind;
  readonly scope: PolicyScope;
  readonly title: string;
  readonly text: string;
}

/** Writes a draft, as somebody with a seat. What is malformed isn't kept: it says where it is wrong. */
export async function draftMatter(
  deps: StepDeps,
  viewer: Viewer,
  organisation: ActorId,
  { kind, scope, title, text }: NewMatter,
  at: Instant,
): Promise<Result<OpenMatter>> {
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<OpenMatter>> => {
    const who = await seatedIn(trx, viewer, organisation, at, 'transaction');
    if (!who.ok) return who;
    if (scope === 'network' && !(await mayIssueForNetwork(trx, network, organisation, at))) return NOT_HOST;
    const checked = await checkText(trx, deps, network, { organisation, kind, scope }, text, at);
    if (!checked.ok) return checked;
    const id = deps.ids.next('matter') as MatterId;
    await trx
      .insertInto('community.matter')
      .values({
        network_id: network,
        id,
        organisation_id: organisation,
        kind,
        scope,
        created_at: timestamp(at),
      })
      .execute();
    const open = { network, id, organisation, kind, scope, events: [], matter: matterOf([]) };
    return takeStep(trx, open, who.value.id, { kind: 'drafted', title, text }, at);
  });
}

const NOT_HOST = refuse({
  kind: 'forbidden',
  says: 'Only the organisation that hosts the network makes policies for all of it.',
});

/** Writes another version: whatever was signed of the one before is void. What is in force goes on. */
export function changeMatter(
  deps: StepDeps,
  viewer: Viewer,
  ref: MatterRef,
  { title, text }: Pick<NewMatter, 'title' | 'text'>,
  at: Instant,
): Promise<Result<OpenMatter>> {
  return onMatter(deps, viewer, ref, at, async ({ trx, open, who }) => {
    const checked = await checkText(trx, deps, viewer.network, open, text, at);
    if (!checked.ok) return checked;
    return takeStep(trx, open, who.id, { kind: 'changed', title, text }, at);
  });
}

async function checkText(
  trx: Kysely<Database>,
  { compile }: StepDeps,
  network: NetworkId,
  { organisation, kind, scope }: Pick<OpenMatter, 'organisation' | 'kind' | 'scope'>,
  text: string,
  at: Instant,
): Promise<Result<null>> {
  const { kind: networkKind } = await groundOf(trx, network, []);
  const parts = await compileText(compile, kind, text, { kind: networkKind, organisation, scope });
  if (!parts.ok) return parts;
  const says = againstTerm(parts.value, at);
  return says === null ? ok(null) : refuse({ kind: 'invalid', field: 'text', says });
}
