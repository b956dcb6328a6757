import { ACTOR_KINDS, type ActorKind, type Instant } from './words.ts';

/**
 * Under what circumstances a grant holds. All that are given must hold; none is always. A condition that this build
 * doesn't know, or can't read, denies: a rule that errs denies.
 */
export interface Conditions {
  /** The kinds of actor that it is for. */
  readonly actorKinds?: readonly ActorKind[];
  /** Minutes after midnight UTC, half open; `from` after `until` runs over midnight; equal is all day. */
  readonly hours?: { readonly from: number; readonly until: number };
  /** At least so many connections in common with the owner. */
  readonly mutual?: number;
}

export const NO_CONDITIONS: Conditions = {};

export const CONDITION_NAMES = ['actorKinds', 'hours', 'mutual'] as const;

export interface Circumstances {
  readonly actorKind: ActorKind | null;
  readonly mutual: number;
  readonly at: Instant;
}

/** Minutes after midnight UTC, also before 1970. */
export const minuteOfDay = (at: Instant): number => {
  const minute = Math.floor(at / 60_000) % 1440;
  return minute < 0 ? minute + 1440 : minute;
};

/** Whether there is no condition at all, as mostly; malformed is not none. */
export function asksNothing(conditions: Conditions): boolean {
  if (conditions === NO_CONDITIONS) return true;
  if (isMalformed(conditions)) return false;
  for (const _ in conditions) return false;
  return true;
}

/** The first condition that doesn't hold, by name; null where all hold. */
export function failedCondition(conditions: Conditions, in_: Circumstances): string | null {
  if (isMalformed(conditions)) return 'malformed';
  for (const name of Object.keys(conditions)) if (!holds(name, conditions, in_)) return name;
  return null;
}

const isMalformed = (conditions: unknown): boolean =>
  typeof conditions !== 'object' || conditions === null || Array.isArray(conditions);

function holds(name: string, conditions: Conditions, in_: Circumstances): boolean {
  switch (name) {
    case 'actorKinds': {
      const kinds = conditions.actorKinds;
      if (!Array.isArray(kinds) || in_.actorKind === null) return false;
      return ACTOR_KINDS.includes(in_.actorKind) && kinds.includes(in_.actorKind);
    }
    case 'hours': {
      const hours = conditions.hours;
      if (!isMinute(hours?.from) || !isMinute(hours?.until)) return false;
      const now = minuteOfDay(in_.at);
      if (hours.from === hours.until) return true;
      if (hours.from < hours.until) return hours.from <= now && now < hours.until;
      return now >= hours.from || now < hours.until;
    }
    case 'mutual':
      return isCount(conditions.mutual) && in_.mutual >= conditions.mutual;
    default:
      return false;
  }
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

const isMinute = (value: unknown): value is number => isCount(value) && value < 1440;
