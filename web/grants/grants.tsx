import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withdrawGrant } from '../api/privacy.ts';
import type { Grant } from '../api/types.ts';
import { attributesQuery } from '../attributes/queries.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { sayAudience } from '../audience/say.ts';
import { usePhrases } from '../audience/use-phrases.ts';
import { fullDate, listText } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { grantsQuery } from '../privacy/queries.ts';
import { useDecided } from '../privacy/use-decided.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Field } from '../ui/field.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import './grants.css';

const icons: Partial<Record<string, IconName>> = {
  post: 'pen',
  attribute: 'key',
  presence: 'person',
  ties: 'people',
  posts: 'pen',
  attributes: 'key',
};
/** Posts come last: there are many, and they are changed where they stand. */
const order = ['presence', 'ties', 'attributes', 'posts', 'attribute', 'resource', 'post'];

/** Everything that this persona allows anybody, and how to take it back. */
export function GrantsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client, persona } = useSpeaking();
  const { data: grants, error, refetch } = useQuery(grantsQuery(client));
  const [words, setWords] = useState('');
  const found = useFound(grants ?? [], words);
  const sorted = [...found].sort((a, b) => order.indexOf(a.object.kind) - order.indexOf(b.object.kind));
  return (
    <Page
      title={t('nav.grants')}
      intro={t('grants.intro', { name: persona.display_name, network: persona.network.title })}
    >
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {grants === undefined && error === null ? <Skeleton /> : null}
      {grants?.length === 0 ? (
        <Empty icon="lock" title={t('grants.none')}>
          {t('grants.noneText')}
        </Empty>
      ) : null}
      {grants === undefined || grants.length === 0 ? null : (
        <div className="grants-search">
          <Field label={t('grants.search')} type="search" value={words} onChange={setWords} />
          {found.length === 0 ? <p role="status">{t('grants.noneFound')}</p> : null}
        </div>
      )}
      <ul className="grants">
        {sorted.map((grant) => (
          <li key={grant.id}>
            <GrantLine grant={grant} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** The grants in whose words, as they are shown or as the server says them, every word typed stands. */
function useFound(grants: readonly Grant[], typed: string): readonly Grant[] {
  const { t } = useTranslation();
  const phrases = usePhrases(grants.map(({ audience }) => audience));
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return grants;
  return grants.filter((grant) => {
    const text = [
      sayAudience(grant.audience, phrases),
      grant.audience_text,
      grant.object.text,
      t(`grants.object.${grant.object.kind}` as 'grants.object.post'),
      t(`grants.purpose.${grant.purpose}` as 'grants.purpose.reading'),
      ...grant.actions.map((action) => t(`grants.action.${action}` as 'grants.action.see')),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Of things of which there may be many, which one it is. */
const nameOf = ({ kind, text }: Grant['object'], name: string): string =>
  ['post', 'resource', 'attribute'].includes(kind) ? text.charAt(0).toUpperCase() + text.slice(1) : name;

function GrantLine({ grant }: { grant: Grant }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const decided = useDecided();
  const [asking, setAsking] = useState(false);
  const { data: attributes = [] } = useQuery({
    ...attributesQuery(client),
    enabled: grant.object.kind === 'attribute',
  });
  const attribute = attributes.find(({ disclosure }) => disclosure?.id === grant.object.id);
  const actions = grant.actions.map((action) => t(`grants.action.${action}` as 'grants.action.see'));
  const what =
    attribute === undefined
      ? nameOf(grant.object, t(`grants.object.${grant.object.kind}` as 'grants.object.post'))
      : t('grants.attribute', {
          kind: t(`attribute.kind.${attribute.kind}` as 'attribute.kind.name'),
          shown: attribute.disclosure?.shown ?? '',
        });
  return (
    <article className="grant">
      <Icon name={icons[grant.object.kind] ?? 'door'} />
      <div className="grant-words">
        <p className="grant-what">
          {grant.object.kind === 'post' ? (
            <Link to="/posts/$id" params={{ id: grant.object.id }}>
              {what}
            </Link>
          ) : (
            what
          )}
        </p>
        <p className="grant-to">
          <strong>
            <AudienceWords audience={grant.audience} />
          </strong>{' '}
          {t('grants.may', { actions: listText(actions, 'and', i18n.language) })}
        </p>
        {grant.contradictions.map((text) => (
          <p key={text} className="rule-note">
            {t('grants.contradiction', { who: text })}
          </p>
        ))}
        <p className="grant-facts">
          {t(`grants.purpose.${grant.purpose}` as 'grants.purpose.reading')}
          {' · '}
          {t('grants.since', { date: fullDate(new Date(grant.from), i18n.language) })}
          {grant.until === null
            ? null
            : ` · ${t('attributes.until', { date: fullDate(new Date(grant.until), i18n.language) })}`}
        </p>
      </div>
      <Button size="small" onPress={() => setAsking(true)}>
        {t('grants.withdraw')}
        <span className="visually-hidden"> {what}</span>
      </Button>
      <Confirm
        isOpen={asking}
        title={t('grants.withdrawTitle')}
        action={t('grants.withdraw')}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          act(() => withdrawGrant(client, grant.id), {
            touches: [[client.persona]],
            says: () => decided(t('grants.withdrawn')),
          })
        }
      >
        {t('grants.withdrawText')}
      </Confirm>
    </article>
  );
}
