import type { ReactNode } from 'react';
import type { Account } from '../api/types.ts';
import { hueStyle } from './hue.ts';

export interface Face {
  display_name: string;
  hue: number;
  kind: 'persona' | 'organisation' | 'group';
}

export const faceOf = (account: Account): Face => ({
  display_name: account.display_name === '' ? account.username : account.display_name,
  hue: account.waxseal?.colour ?? 30,
  kind: account.waxseal?.kind ?? 'persona',
});

/** At most two letters: of the first word and of the last. */
function initialsOf(name: string): string {
  const words = name.split(/[\s\-_.]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase() || '·';
}

/** The initials of an actor in the actor's colour. The name stands beside it, so that it is hidden from readers. */
export function Avatar({
  face,
  size = 'usual',
}: {
  face: Face;
  size?: 'tiny' | 'small' | 'usual' | 'large';
}): ReactNode {
  return (
    <span
      className={`avatar avatar-${size} avatar-${face.kind}`}
      style={hueStyle(face.hue)}
      aria-hidden="true"
    >
      {initialsOf(face.display_name)}
    </span>
  );
}

/** Overlapping faces of the first few. */
export function AvatarRow({ faces }: { faces: readonly Face[] }): ReactNode {
  return (
    <span className="avatar-row" aria-hidden="true">
      {faces.map((face, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: faces have no identity of their own, and no state
        <Avatar key={i} face={face} size="tiny" />
      ))}
    </span>
  );
}
