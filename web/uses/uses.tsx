import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataUse, listUses, readUseProof, USES } from '../api/uses.ts';
import { epsilonText, fullTime } from '../i18n/format.ts';
import { useInfluenceWords } from '../influence/words.ts';
import { saveFile } from '../ledger/save-file.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { OlderList } from '../ui/older-list.tsx';
import { Page } from '../ui/page.tsx';
import { useAction } from '../ui/use-action.ts';
import { AllowancePanel } from './allowance.tsx';
import { GrantWords, useUseWords } from './use-words.tsx';
import './uses.css';

/** Which organisations used what of one's own, when, for what and under which grant, with a proof of each. */
export function UsesScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = useInfiniteQuery({
    queryKey: [client.persona, 'uses'],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => listUses(client, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: readonly DataUse[]) => (last.length < USES ? undefined : last.at(-1)?.id),
  });
  const uses = query.data?.pages.flat();
  return (
    <Page
      title={t('uses.title')}
      intro={t('uses.intro')}
      tools={
        <>
          <Link to="/privacy/learnt">{t('learnt.title')}</Link>
          <Link to="/verify">{t('ledger.verify')}</Link>
        </>
      }
    >
      <AllowancePanel />
      <OlderList
        query={query}
        items={uses}
        none={{ title: t('uses.none'), text: t('uses.noneText') }}
        keyOf={({ id }) => id}
      >
        {(use) => <UseLine use={use} />}
      </OlderList>
    </Page>
  );
}

function UseLine({ use }: { use: DataUse }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const words = useUseWords();
  const who = words.who(use);
  const did = words.did(use);
  const influence = useInfluenceWords();
  return (
    <>
      <div className="rule-words">
        <strong>{who}</strong> {did}
        <small>
          <time dateTime={use.at}>{fullTime(new Date(use.at), i18n.language)}</time>
          {' · '}
          {words.purpose(use.purpose)}
          {' · '}
          <Link to="/organisations/$id/processing" params={{ id: use.organisation.id }}>
            {t('notice.heading', { organisation: use.organisation.display_name })}
          </Link>
        </small>
        {use.epsilon === null ? null : (
          <small>{t('allowance.took', { epsilon: epsilonText(use.epsilon, i18n.language) })}</small>
        )}
        {use.influence === null ? null : (
          <small>
            {t('uses.influence', { among: use.influence.among, worth: influence.worth(use.influence) })}
          </small>
        )}
        {use.grants.map((grant) => (
          <small key={grant.id}>
            <GrantWords grant={grant} />
          </small>
        ))}
      </div>
      {use.place === null ? (
        <small>{t('uses.pending')}</small>
      ) : (
        <Button
          size="small"
          icon="download"
          isPending={isBusy}
          onPress={() =>
            act(async () => saveFile(`ledger-use-${use.place}.json`, await readUseProof(client, use.id)), {})
          }
        >
          {t('ledger.proof')}
          <span className="visually-hidden"> {t('ledger.proofOf', { what: `${who} ${did}` })}</span>
        </Button>
      )}
    </>
  );
}
