import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Something that the experts signed, by its title, and what may be done with it. */
export function SignedLine({
  organisation,
  matter,
  title,
  words,
  children,
}: {
  organisation: string;
  matter: string;
  title: string;
  words: string;
  children?: ReactNode;
}): ReactNode {
  return (
    <li>
      <h3 className="audience-title">
        <Link to="/sign-off/$organisation/$matter" params={{ organisation, matter }}>
          {title}
        </Link>
      </h3>
      <p>{words}</p>
      {children}
    </li>
  );
}
