import { z } from 'zod';
import { leaveSeat, ownHouses, showInSeat } from '../../community/organisations/held-seats.ts';
import { endSeat, giveSeatTo, listSeats } from '../../community/organisations/organisation-seats.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import { DISCIPLINES, FUNCTIONS } from '../../privacy/words.ts';
import { actorId, actorParams } from '../actor-params.ts';
import { ownSeatParams, presentSeat, seatJson, seatParams } from './seat-json.ts';

const OWN = '/api/organisations/v1/seats';
const SEATS = '/api/organisations/v1/:id/seats';

const getOwnSeats = endpoint({
  method: 'get',
  path: OWN,
  summary: 'For which organisations one acts, in which functions and disciplines, and whose house one keeps',
  auth: 'persona',
  scope: 'read',
  answers: z.array(
    z.object({
      organisation: accountSchema,
      functions: z.array(z.enum(FUNCTIONS)),
      disciplines: z.array(z.enum(DISCIPLINES)),
      staff: z.boolean(),
      keeper: z.boolean(),
      seats: z.array(seatJson),
    }),
  ),
  async handle({ caller: { viewer }, at }, deps) {
    const houses = await ownHouses(deps, viewer, at);
    const ids = houses.map(({ organisation }) => organisation);
    const accounts = await presentFaces(deps, viewer, ids, at);
    return ok({
      body: houses.flatMap(({ organisation, isStaff, isKeeper, seats }) => {
        const account = accounts.get(organisation);
        if (account === undefined) return [];
        return [
          {
            organisation: account,
            functions: seats.flatMap((seat) => (seat.kind === 'function' ? [seat.name] : [])),
            disciplines: seats.flatMap((seat) => (seat.kind === 'discipline' ? [seat.name] : [])),
            staff: isStaff,
            keeper: isKeeper,
            seats: seats.map(presentSeat),
          },
        ];
      }),
    });
  },
});

const putOwnSeat = endpoint({
  method: 'put',
  path: `${OWN}/:seat`,
  summary: 'Say whether members see who holds a seat of one’s own, or the seat alone',
  auth: 'persona',
  scope: 'write',
  params: ownSeatParams,
  body: z.strictObject({ shows_person: z.boolean('is true or false') }),
  answers: seatJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const shown = await showInSeat(deps, viewer, params.seat, body.shows_person, at);
    return shown.ok ? ok({ body: presentSeat(shown.value) }) : shown;
  },
});

const deleteOwnSeat = endpoint({
  method: 'delete',
  path: `${OWN}/:seat`,
  summary: 'Leave a seat of one’s own; what it gives access to ends at once',
  auth: 'persona',
  scope: 'write',
  params: ownSeatParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const left = await leaveSeat(deps, viewer, params.seat, at);
    return left.ok ? ok({ status: 204 }) : left;
  },
});

const getSeats = endpoint({
  method: 'get',
  path: SEATS,
  summary: 'Who holds which seat of an organisation, for those who keep its house',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(seatJson.extend({ account: accountSchema })),
  async handle({ caller: { viewer }, params, at }, deps) {
    const seats = await listSeats(deps, viewer, params.id, at);
    if (!seats.ok) return seats;
    const holders = seats.value.map(({ actor }) => actor);
    const faces = await presentFaces(deps, viewer, holders, at);
    return ok({
      body: seats.value.flatMap((seat) => {
        const account = faces.get(seat.actor);
        return account === undefined ? [] : [{ ...presentSeat(seat), account }];
      }),
    });
  },
});

const postSeat = endpoint({
  method: 'post',
  path: SEATS,
  summary: 'Give somebody a seat of an organisation: in a business function, or as an expert in a discipline',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.discriminatedUnion(
    'kind',
    [
      z.strictObject({
        persona: actorId,
        kind: z.literal('function'),
        name: z.enum(FUNCTIONS, 'is no business function'),
      }),
      z.strictObject({
        persona: actorId,
        kind: z.literal('discipline'),
        name: z.enum(DISCIPLINES, 'is no discipline'),
      }),
    ],
    { error: 'is function or discipline' },
  ),
  answers: seatJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const given = await giveSeatTo(deps, viewer, params.id, body, at);
    return given.ok ? ok({ status: 201, body: presentSeat(given.value) }) : given;
  },
});

const deleteSeat = endpoint({
  method: 'delete',
  path: `${SEATS}/:seat`,
  summary: 'End somebody’s seat in an organisation; what it gives access to ends at once',
  auth: 'persona',
  scope: 'privacy',
  params: seatParams,
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endSeat(deps, viewer, params.id, params.seat, at);
    return ended.ok ? ok({ status: 204 }) : ended;
  },
});

export const seatEndpoints: readonly Endpoint[] = [
  getOwnSeats,
  putOwnSeat,
  deleteOwnSeat,
  getSeats,
  postSeat,
  deleteSeat,
];
