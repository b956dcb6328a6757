import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Account } from '../api/types.ts';
import { Avatar, faceOf } from './avatar.tsx';

/** Somebody in a list, with what one can do about them at the end of the line. */
export function Person({
  account,
  children,
  below,
}: {
  account: Account;
  children?: ReactNode;
  below?: ReactNode;
}): ReactNode {
  const face = faceOf(account);
  return (
    <div className="person">
      <Avatar face={face} />
      <div className="person-words">
        <Link to="/people/$id" params={{ id: account.id }} className="person-name">
          {face.display_name}
        </Link>
        <span className="person-handle">@{account.acct}</span>
        {below === undefined ? null : <div className="person-below">{below}</div>}
      </div>
      {children === undefined ? null : <div className="person-deeds">{children}</div>}
    </div>
  );
}
