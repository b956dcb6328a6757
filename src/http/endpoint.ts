import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { absent, ok, type Refusal, type Result, refuse } from '../core/result.ts';
import type { Instant } from '../privacy/words.ts';
import { type Deps, instantOf } from '../store/deps.ts';
import { takeLooks } from '../store/looks.ts';
import type { FunctionSeat } from '../store/seats.ts';
import type { Viewer } from '../store/viewer.ts';
import { inSeat, type SeatUse } from './acting-seat.ts';
import { hasBrokenText, type Json, readBody, readParams, readQuery } from './input.ts';
import { httpRefusal } from './refusal.ts';

/**
 * Who may call:
 * `nobody`: no viewer is worked out; `viewer`: a persona by bearer token, else a visitor of the network that the
 * address names; `anyone`: the same, also where it names no network; `persona`: a bearer token is needed; `session`: an
 * account by its cookie; `either`: a persona by bearer token, else an account by its cookie.
 */
export type Auth = 'nobody' | 'viewer' | 'anyone' | 'persona' | 'session' | 'either';

type Scope = 'read' | 'write' | 'follow' | 'push' | 'privacy';

/** The viewer that a request speaks for. */
export interface Caller {
  readonly viewer: Viewer;
  readonly scopes: readonly string[];
  /** In which the request acts for an organisation, where it names one. */
  readonly seat?: FunctionSeat;
}

/** The account behind a session cookie. */
export interface SessionCaller {
  readonly account: string;
  readonly sessionHash: Buffer;
}

/** Works out who calls. Given by the composition root, so that this folder needs none of the use cases. */
export interface Authenticator {
  viewer(c: Context, at: Instant): Promise<Result<Caller>>;
  persona(c: Context, at: Instant): Promise<Result<Caller>>;
  session(c: Context, at: Instant): Promise<Result<SessionCaller>>;
}

export interface Reply {
  readonly status?: 200 | 201 | 202 | 204;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of a body: the whole answer, for streams and redirections. */
  readonly response?: Response;
}

interface Callers {
  nobody: null;
  viewer: Caller;
  anyone: Caller | null;
  persona: Caller;
  session: SessionCaller;
  either: Caller | SessionCaller;
}

interface Call<A extends Auth, P, Q, B> {
  readonly caller: Callers[A];
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly at: Instant;
  readonly context: Context;
}

export interface EndpointSpec<A extends Auth, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Hono writes it: `/api/v1/statuses/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly auth: A;
  /** Scope that the token must have, where `auth` is `persona`. */
  readonly scope?: Scope;
  /** A path that doesn't match is absent. */
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Whether it can be done in a seat of an organisation: as the organisation, or for it. */
  readonly seat?: SeatUse;
  /** How much of other people it shows: it is taken from what a persona may look at, whatever the answer. */
  readonly looks?: (query: z.output<Q>) => number;
  /** What the answer looks like, for the OpenAPI description. */
  readonly answers: z.ZodType;
  handle(call: Call<A, z.output<P>, z.output<Q>, z.output<B>>, deps: Deps): Promise<Result<Reply>>;
}

/** An endpoint whose types are forgotten: what the router, the description and the harness read. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly auth: Auth;
  readonly scope: Scope | null;
  readonly seat: SeatUse | null;
  readonly schemas: {
    readonly params: z.ZodType | null;
    readonly query: z.ZodType | null;
    readonly body: z.ZodType | null;
    readonly answers: z.ZodType;
  };
  run(c: Context, deps: Deps, authenticator: Authenticator): Promise<Response>;
}

const NOTHING = z.object({});

/** One operation of an API: parse, call one use case, present. */
export function endpoint<
  A extends Auth,
  P extends z.ZodType = typeof NOTHING,
  Q extends z.ZodType = typeof NOTHING,
  B extends z.ZodType = typeof NOTHING,
>(spec: EndpointSpec<A, P, Q, B>): Endpoint {
  return {
    method: spec.method,
    path: spec.path,
    summary: spec.summary,
    auth: spec.auth,
    scope: spec.scope ?? null,
    seat: spec.seat ?? null,
    schemas: {
      params: spec.params ?? null,
      query: spec.query ?? null,
      body: spec.body ?? null,
      answers: spec.answers,
    },
    async run(c, deps, authenticator) {
      // Whoever asks may hold back the end of what they ask: what ended meanwhile has ended for them too.
      const rawBody = spec.body === undefined ? ({ ok: true, value: {} } as const) : await readBody(c);
      const at = instantOf(deps);
      const known = await callerOf(spec, c, at, authenticator);
      if (!known.ok) return refused(c, known.refusal);
      const caller =
        known.value !== null && 'viewer' in known.value
          ? await inSeat(spec.seat ?? null, c, known.value, deps, at)
          : known;
      if (!caller.ok) return refused(c, caller.refusal);
      const rawParams = readParams(c);
      const params = rawParams.ok ? parse(spec.params ?? NOTHING, rawParams.value) : rawParams;
      if (!params.ok) return refused(c, absent.refusal);
      const rawQuery = readQuery(c);
      const query = rawQuery.ok ? parse(spec.query ?? NOTHING, rawQuery.value) : rawQuery;
      if (!query.ok) return refused(c, query.refusal);
      const body = rawBody.ok ? parse(spec.body ?? NOTHING, rawBody.value) : rawBody;
      if (!body.ok) return refused(c, body.refusal);
      const looked = await look(spec.looks?.(query.value as z.output<Q>), caller.value, deps, at);
      if (!looked.ok) return refused(c, looked.refusal);
      const answer = await spec.handle(
        {
          caller: caller.value as Callers[A],
          params: params.value as z.output<P>,
          query: query.value as z.output<Q>,
          body: body.value as z.output<B>,
          at,
          context: c,
        },
        deps,
      );
      return answer.ok ? reply(c, answer.value) : refused(c, answer.refusal);
    },
  };
}

async function look(
  looks: number | undefined,
  caller: Caller | SessionCaller | null,
  deps: Deps,
  at: Instant,
): Promise<Result<null>> {
  if (looks === undefined || caller === null || !('viewer' in caller)) return ok(null);
  return takeLooks(deps, caller.viewer, looks, at);
}

async function callerOf(
  { auth, scope }: { readonly auth: Auth; readonly scope?: Scope },
  c: Context,
  at: Instant,
  authenticator: Authenticator,
): Promise<Result<Caller | SessionCaller | null>> {
  if (auth === 'nobody') return { ok: true, value: null };
  const byCookie = auth === 'either' && c.req.header('authorization') === undefined;
  if (auth === 'session' || byCookie) return authenticator.session(c, at);
  const caller = await authenticator[auth === 'persona' || auth === 'either' ? 'persona' : 'viewer'](c, at);
  if (auth === 'anyone' && !caller.ok && caller.refusal.kind === 'absent') return { ok: true, value: null };
  if (!caller.ok || scope === undefined || caller.value.viewer.actor === null) return caller;
  if (caller.value.scopes.some((held) => held === scope || held.startsWith(`${scope}:`))) return caller;
  return refuse({ kind: 'forbidden', says: `This token has no ${scope} scope; sign in to the app again.` });
}

function parse<T extends z.ZodType>(schema: T, raw: Json): Result<z.output<T>> {
  if (hasBrokenText(raw))
    return refuse({ kind: 'invalid', says: 'A text holds characters that are no Unicode.' });
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const says = issue?.message ?? 'is not valid';
  return refuse(field === '' ? { kind: 'invalid', says } : { kind: 'invalid', says, field });
}

function reply(c: Context, { status = 200, body, headers = {}, response }: Reply): Response {
  if (response !== undefined) return response;
  if (status === 204 || body === undefined)
    return c.body(null, status === 200 ? 204 : (status as 204), headers);
  return c.json(body as Json, status, headers);
}

function refused(c: Context, refusal: Refusal): Response {
  const { status, body, headers } = httpRefusal(refusal);
  return c.json(body, status, headers);
}

/** Puts the endpoints on the router. What the answers say is for the asker alone: nothing may be cached. */
export function mount(
  app: Hono,
  endpoints: readonly Endpoint[],
  deps: Deps,
  authenticator: Authenticator,
): void {
  for (const one of endpoints) {
    app.on(one.method.toUpperCase(), one.path, async (c) => {
      const response = await one.run(c, deps, authenticator);
      response.headers.set('Cache-Control', 'private, no-store');
      return response;
    });
  }
}

/** An id in a path or a body. */
export const idSchema = z.uuid('is not an id');
