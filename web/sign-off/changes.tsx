import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangedUse } from '../api/sign-off.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { changesQuery } from './queries.ts';

/** What policies changed of what one had allowed; nothing where they changed nothing. */
export function Changes(): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { data = [] } = useQuery(changesQuery(client));
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="policy-changes">
      <h2 id="policy-changes">{t('policies.changes')}</h2>
      <p>
        {t('policies.changesText')} <Link to="/privacy/processing">{t('policies.yours')}</Link>
      </p>
      <ol className="matters">
        {data.map((change) => (
          <li key={change.id} className="matter-card">
            <time dateTime={change.at} className="matter-note">
              {fullDate(new Date(change.at), i18n.language)}
            </time>
            <ul>
              {change.uses.map((use) => (
                <li key={JSON.stringify(use)}>
                  <Use use={use} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Use({ use }: { use: ChangedUse }): ReactNode {
  const { t } = useTranslation();
  const named = use.organisation === null ? null : faceOf(use.organisation).display_name;
  const who =
    use.capacity === 'person'
      ? t('policies.who.person')
      : use.capacity === 'service'
        ? (named ?? t('policies.who.any'))
        : t('policies.who.function', {
            organisation: named ?? t('policies.who.any'),
            function: t(`function.${use.capacity}` as 'function.sales').toLowerCase(),
          });
  const what =
    use.attribute === null
      ? t(`policies.what.${use.kind}` as 'policies.what.posts')
      : t('policies.what.attribute', {
          kind: t(`attribute.kind.${use.attribute}` as 'attribute.kind.name').toLowerCase(),
        });
  const done = t(`policies.did.${use.action}` as 'policies.did.process', {
    what,
    purpose: t(`grants.purpose.${use.purpose}` as 'grants.purpose.reading').toLowerCase(),
    defaultValue: t('policies.did.other', { what }),
  });
  const key = `${use.narrowed ? 'narrowed' : 'widened'}${use.always ? '' : 'Sometimes'}` as const;
  return t(`policies.${key}`, { who, done });
}
