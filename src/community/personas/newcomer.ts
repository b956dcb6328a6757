import { ok, type Result, refuse } from '../../core/result.ts';
import type { Audience } from '../../privacy/audience.ts';
import { type AttributeKind, type Precision, precisionsOf } from '../../privacy/disclosure.ts';
import type { Naming } from '../../store/schema.ts';
import { type Rules, reaches } from '../networks/rules.ts';
import type { Presence } from './presence.ts';

/** An attribute that a newcomer gives, and to whom. */
export interface GivenAttribute {
  readonly kind: AttributeKind;
  readonly value: string;
  readonly precision: Precision;
  readonly audience: Audience;
}

/** A persona that is about to be. */
export interface Newcomer {
  readonly handle: string;
  readonly displayName: string;
  readonly note: string;
  readonly naming: Naming;
  readonly presence: Presence;
  readonly attributes: readonly GivenAttribute[];
}

/** Whether the newcomer gives what the network asks for: named by the field where not. */
export function fulfils(newcomer: Newcomer, rules: Rules): Result<null> {
  for (const action of ['see', 'find'] as const) {
    if (!reaches(newcomer.presence[action], rules.least_presence[action])) {
      const says = `this network asks that members let at least "${rules.least_presence[action]}" ${action} them`;
      return refuse({ kind: 'invalid', field: `presence.${action}`, says });
    }
  }
  for (const ask of rules.asks) {
    const given = newcomer.attributes.some(
      (one) =>
        one.kind === ask.kind &&
        isAsFine(ask.kind, one.precision, ask.precision) &&
        reaches(one.audience, ask.least_audience.kind),
    );
    if (!given) {
      const says = `this network asks for your ${ask.kind}, at least as "${ask.precision}" and shown at least to "${ask.least_audience.kind}"`;
      return refuse({ kind: 'invalid', field: `attributes.${ask.kind}`, says });
    }
  }
  return fulfilsNaming(newcomer, rules);
}

/** By their legal name where the network demands it: that name is an attribute of theirs, and what they are called. */
function fulfilsNaming({ naming, displayName, attributes }: Newcomer, rules: Rules): Result<null> {
  if (rules.naming === 'any') return ok(null);
  if (naming !== 'legal') {
    return refuse({ kind: 'invalid', field: 'naming', says: 'this network asks for legal names' });
  }
  const name = attributes.find(({ kind }) => kind === 'name');
  if (name === undefined) {
    return refuse({
      kind: 'invalid',
      field: 'attributes.name',
      says: 'this network asks for your legal name',
    });
  }
  if (name.value === displayName) return ok(null);
  return refuse({
    kind: 'invalid',
    field: 'display_name',
    says: 'this network asks that it be your legal name',
  });
}

/** Precisions are listed from exact to coarse. */
function isAsFine(kind: AttributeKind, given: Precision, asked: Precision): boolean {
  const order = precisionsOf(kind);
  return order.indexOf(given) <= order.indexOf(asked);
}
