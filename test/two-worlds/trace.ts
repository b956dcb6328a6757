import type { Endpoint } from '../../src/http/endpoint.ts';
import type { Phase, Probe, Scene, Use } from './probes/probe.ts';
import { PROBES } from './probes/probes.ts';
import { VIEWERS, type ViewerKind } from './viewers.ts';
import type { Ask, Credentials } from './world.ts';

/** A request of a trace, ready to be made. */
export interface Step {
  readonly route: string;
  readonly ask: Ask;
  readonly as: Credentials;
  readonly keep: string | undefined;
}

/** Requests of one phase, in order. They depend on what was kept of earlier answers, so they are asked for in turn. */
export function* stepsOf(phase: Phase, scene: Scene, routes: Routes): Generator<Step> {
  for (const probe of PROBES) {
    if (probe.phase !== phase) continue;
    for (const use of probe.uses(scene)) {
      yield stepOf(probe, use, scene, routes);
      // Whoever is refused at the gate is refused whatever they ask for.
      if (isShutOut(VIEWERS[scene.viewer], routes.get(probe.route)?.auth)) break;
    }
  }
}

/** What the router says of its routes, by method and path. */
export type Routes = ReadonlyMap<string, Pick<Endpoint, 'auth'>>;

function isShutOut({ persona, left, session }: ViewerKind, auth: Endpoint['auth'] | undefined): boolean {
  if (auth === 'persona') return persona === undefined || left === true;
  return auth === 'session' && session === undefined;
}

const pathOf = (route: string): string => route.slice(route.indexOf(' ') + 1);

function stepOf({ route }: Probe, use: Use, scene: Scene, routes: Routes): Step {
  const viewer: ViewerKind = VIEWERS[scene.viewer];
  const auth = routes.get(route)?.auth ?? 'nobody';
  const as = credentials(
    viewer,
    scene,
    use.as ?? (auth === 'session' || auth === 'either' ? 'cookie' : auth === 'nobody' ? 'nobody' : 'token'),
  );
  const path = pathOf(route).replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(use.at?.[name] ?? ''),
  );
  const network = auth === 'viewer' && as.token === undefined ? 'network=acme' : '';
  const query = [use.query ?? '', network].filter((part) => part !== '').join('&');
  return {
    route,
    as,
    keep: use.keep,
    ask: {
      method: route.slice(0, route.indexOf(' ')),
      path: query === '' ? path : `${path}?${query}`,
      ...(use.body === undefined ? {} : { body: use.body }),
      ...(use.headers === undefined ? {} : { headers: use.headers }),
    },
  };
}

function credentials(viewer: ViewerKind, { cast }: Scene, kind: NonNullable<Use['as']>): Credentials {
  if (kind === 'token' && viewer.persona !== undefined) return { token: cast.people[viewer.persona].token };
  const cookie = viewer.session === undefined ? undefined : cast.cookies[viewer.session];
  return kind === 'cookie' && cookie !== undefined ? { cookie } : {};
}
