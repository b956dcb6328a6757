import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cut, Signal } from '../api/linkage.ts';
import { useSignalWords } from './use-signal-words.ts';
import './linkage.css';

/** Where what is to be changed is changed, besides posts. */
const PLACES: Partial<Record<Cut, '/attributes' | '/privacy/visibility' | '/privacy/identity' | '/profile'>> =
  {
    'hide-attribute': '/attributes',
    'hide-ties': '/privacy/visibility',
    'new-handle': '/privacy/identity',
    rename: '/profile',
  };

/**
 * One signal: what it is, how strongly it ties, and how to cut it.
 * @param posts those of the persona who speaks, where one may go to mend them
 */
export function SignalLine({
  signal,
  posts = [],
  leads = false,
}: {
  signal: Signal;
  posts?: readonly string[];
  /** Whether it says where to go. */
  leads?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const words = useSignalWords()(signal);
  const place = PLACES[signal.cut];
  return (
    <li className="linkage-signal">
      <span className="linkage-title">{words.title}</span>
      <span className={`linkage-strength linkage-${signal.strength}`}>
        {t(`linkage.strength.${signal.strength}`)}
      </span>
      {signal.what === '' ? null : <q className="linkage-what">{signal.what}</q>}
      <span className="linkage-cut">
        {words.also === null ? null : `${words.also} `}
        {words.cut}
        {leads && place !== undefined ? (
          <>
            {' '}
            <Link to={place}>
              {t('linkage.go')}
              <span className="visually-hidden">: {words.title}</span>
            </Link>
          </>
        ) : null}
        {leads
          ? posts.map((id, n) => (
              <span key={id}>
                {' '}
                <Link to="/posts/$id" params={{ id }}>
                  {t('linkage.post', { number: n + 1 })}
                  <span className="visually-hidden">: {words.title}</span>
                </Link>
              </span>
            ))
          : null}
      </span>
    </li>
  );
}
