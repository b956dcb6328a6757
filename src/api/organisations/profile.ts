import { z } from 'zod';
import { showActor } from '../../community/actors/show-actor.ts';
import { changeOrganisationProfile } from '../../community/organisations/change-profile.ts';
import { seenOrganisations } from '../../community/organisations/seen-organisations.ts';
import { showStaff } from '../../community/organisations/shown-staff.ts';
import { standingsOf } from '../../community/organisations/standings.ts';
import { verifiedDomains } from '../../community/organisations/verified-domains.ts';
import { displayNameSchema, noteSchema } from '../../community/personas/handle.ts';
import { absent, ok, type Result } from '../../core/result.ts';
import { type Endpoint, endpoint, type Reply } from '../../http/endpoint.ts';
import { accountSchema, presentAccounts, presentActorPage } from '../../present/account.ts';
import { namedSeatSchema } from '../../present/seat.ts';
import { PROFILE_KINDS } from '../../privacy/disclosure.ts';
import { type ActorId, FUNCTIONS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorParams } from '../actor-params.ts';
import { audienceJsonSchema } from '../audience-json.ts';

const PROFILE = '/api/organisations/v1/:id/profile';

const profileJson = z.object({
  account: accountSchema,
  /** As it was written; the account has it as HTML. */
  note: z.string(),
  lines: z.array(z.object({ id: z.string(), kind: z.enum(PROFILE_KINDS), value: z.string() })),
  /** That it proved to be its own. */
  domains: z.array(z.string()),
  /** In which one can write to it; whether anybody sits there isn't told. */
  functions: z.array(z.enum(FUNCTIONS)),
  /** Whether it hosts this network. */
  host: z.boolean(),
  /** On which other networks it is, where it lets that be told here and there. */
  elsewhere: z.array(
    z.object({
      network: z.object({ slug: z.string(), title: z.string() }),
      handle: z.string(),
      display_name: z.string(),
    }),
  ),
});

async function present(deps: Deps, viewer: Viewer, id: ActorId, at: Instant): Promise<Result<Reply>> {
  if (!(await seenOrganisations(deps, viewer, [id], at)).has(id)) return absent;
  const page = await showActor(deps, viewer, id, at);
  if (!page.ok) return page;
  const lines = page.value.attributes.flatMap(({ id: line, kind, value }) => {
    const known = PROFILE_KINDS.find((one) => one === kind);
    return known === undefined ? [] : [{ id: line, kind: known, value }];
  });
  const [domains, standings] = await Promise.all([
    verifiedDomains(deps, viewer.network, id, at),
    standingsOf(deps, viewer.network, id, at),
  ]);
  const account = presentActorPage(deps, page.value);
  const elsewhere = standings.elsewhere.map(({ network, handle, displayName }) => ({
    network,
    handle,
    display_name: displayName,
  }));
  return ok({
    body: {
      account,
      note: page.value.profile.note,
      lines,
      domains,
      functions: [...FUNCTIONS],
      host: standings.isHost,
      elsewhere,
    },
  });
}

const getProfile = endpoint({
  method: 'get',
  path: PROFILE,
  summary: 'An organisation as one may see it: what it says of itself, and the domains that it proved',
  auth: 'viewer',
  scope: 'read',
  params: actorParams,
  answers: profileJson,
  handle: ({ caller: { viewer }, params, at }, deps) => present(deps, viewer, params.id, at),
});

const line = z
  .strictObject({
    value: z.string('is needed').max(500, 'may have 500 characters at most'),
    audience: audienceJsonSchema,
  })
  .nullable()
  .optional();

const putProfile = endpoint({
  method: 'put',
  path: PROFILE,
  summary: 'Change what an organisation says of itself, and to whom; what isn’t given stays',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({
    display_name: displayNameSchema.optional(),
    note: noteSchema.optional(),
    lines: z
      .strictObject({
        website: line,
        'legal-name': line,
        country: line,
        contact: line,
        'data-protection-contact': line,
      })
      .default({}),
  }),
  answers: profileJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const { display_name: displayName, note, lines } = body;
    const changed = await changeOrganisationProfile(
      deps,
      viewer,
      params.id,
      { displayName, note, lines },
      at,
    );
    return changed.ok ? present(deps, viewer, params.id, at) : changed;
  },
});

const getStaffList = endpoint({
  method: 'get',
  path: '/api/organisations/v1/:id/staff',
  summary: 'The seats in which an organisation acts, for whom it opened the list to',
  auth: 'viewer',
  scope: 'read',
  params: actorParams,
  answers: z.array(namedSeatSchema),
  async handle({ caller: { viewer }, params, at }, deps) {
    const staff = await showStaff(deps, viewer, params.id, at);
    if (!staff.ok) return staff;
    const persons = staff.value.flatMap(({ person }) => person ?? []);
    const accounts = await presentAccounts(deps, viewer, persons, at);
    return ok({
      body: staff.value.map(({ name, number, person }) => ({
        function: name,
        number,
        account: person === null ? null : (accounts.get(person) ?? null),
      })),
    });
  },
});

export const organisationProfileEndpoints: readonly Endpoint[] = [getProfile, putProfile, getStaffList];
