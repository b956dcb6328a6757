import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type About,
  ENTRIES,
  type Ledger,
  type LedgerEntry,
  listEntries,
  readLedger,
  readProof,
} from '../api/ledger.ts';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { OlderList } from '../ui/older-list.tsx';
import { Page } from '../ui/page.tsx';
import { Ago } from '../ui/time.tsx';
import { useAction } from '../ui/use-action.ts';
import { saveFile } from './save-file.ts';
import './ledger.css';

/** What the ledger has about oneself, with the proofs, and the checkpoint to keep. */
export function LedgerScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data: ledger } = useQuery({
    queryKey: [client.persona, 'ledger'],
    queryFn: () => readLedger(client),
  });
  const own = useEntries('me');
  const policies = useEntries('network');
  return (
    <Page
      title={t('ledger.title')}
      intro={t('ledger.intro')}
      tools={<Link to="/verify">{t('ledger.verify')}</Link>}
    >
      {ledger === undefined ? null : <Keep ledger={ledger} />}
      <Entries of={own} />
      {policies.entries === undefined || policies.entries.length === 0 ? null : (
        <>
          <h2 className="section-heading">{t('ledger.policies')}</h2>
          <Entries of={policies} />
        </>
      )}
    </Page>
  );
}

function useEntries(about: About) {
  const { client } = useSpeaking();
  const { data, ...query } = useInfiniteQuery({
    queryKey: [client.persona, 'ledger-entries', about],
    queryFn: ({ pageParam }: { pageParam: number | undefined }) => listEntries(client, about, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last: readonly LedgerEntry[]) =>
      last.length < ENTRIES ? undefined : last.at(-1)?.place,
  });
  return { ...query, entries: data?.pages.flat() };
}

function Entries({ of: { entries, ...query } }: { of: ReturnType<typeof useEntries> }): ReactNode {
  const { t } = useTranslation();
  return (
    <OlderList
      query={query}
      items={entries}
      none={{ title: t('ledger.none'), text: t('ledger.noneText') }}
      keyOf={({ place }) => place}
    >
      {(entry) => <EntryLine entry={entry} />}
    </OlderList>
  );
}

function EntryLine({ entry }: { entry: LedgerEntry }): ReactNode {
  const { t, i18n } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const what = entry.object.text;
  return (
    <>
      <div className="rule-words">
        <strong>{t(`ledger.entry.${entry.entry}` as 'ledger.entry.grant')}</strong> ·{' '}
        <Ago at={entry.entered_at} />
        <small>
          {what}
          {entry.audience_text === null ? null : ` · ${t('ledger.for', { audience: entry.audience_text })}`}
          {entry.purpose === null || entry.purpose === 'reading'
            ? null
            : ` · ${t(`grants.purpose.${entry.purpose}` as 'grants.purpose.reading')}`}
          {entry.until === null || entry.entry !== 'grant'
            ? null
            : ` · ${t('ledger.until', { date: fullDate(new Date(entry.until), i18n.language) })}`}
        </small>
      </div>
      <Button
        size="small"
        icon="download"
        isPending={isBusy}
        onPress={() =>
          act(
            async () => saveFile(`ledger-entry-${entry.place}.json`, await readProof(client, entry.place)),
            {},
          )
        }
      >
        {t('ledger.proof')}
        <span className="visually-hidden"> {t('ledger.proofOf', { what })}</span>
      </Button>
    </>
  );
}

function Keep({ ledger }: { ledger: Ledger }): ReactNode {
  const { t } = useTranslation();
  const { checkpoint, key } = ledger;
  return (
    <section className="ledger-keep">
      <h2>{t('ledger.keepTitle')}</h2>
      <p>{t('ledger.keepText')}</p>
      <p>
        {t('ledger.key')} <code>{key}</code>
      </p>
      {checkpoint === null ? (
        <p>{t('ledger.none-made')}</p>
      ) : (
        <Button icon="download" onPress={() => saveFile(`checkpoint-${ledger.size}.txt`, checkpoint)}>
          {t('ledger.keep')}
        </Button>
      )}
    </section>
  );
}
