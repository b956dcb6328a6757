import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listReceipts, nextReceipts, type Receipt, readReceipt, readReceiptKey } from '../api/receipts.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { seatsQuery } from '../profile/queries.ts';
import { OlderList } from '../ui/older-list.tsx';
import { Page } from '../ui/page.tsx';
import { Ago } from '../ui/time.tsx';
import { DownloadReceipt } from './download-receipt.tsx';
import { ReceiptParts } from './receipt-parts.tsx';
import { useReceiptWords } from './use-receipt-words.ts';
import '../ledger/ledger.css';
import './receipts.css';

/** What became of one's consents, each with its receipt to keep. */
export function ReceiptsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const query = useInfiniteQuery({
    queryKey: [client.persona, 'receipts'],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => listReceipts(client, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextReceipts,
  });
  const receipts = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Page
      title={t('receipts.title')}
      intro={t('receipts.intro')}
      tools={<Link to="/verify">{t('receipts.verify')}</Link>}
    >
      <Held />
      <OlderList
        query={query}
        items={receipts}
        none={{ title: t('receipts.none'), text: t('receipts.noneText') }}
        keyOf={({ id }) => id}
      >
        {(receipt) => <ReceiptLine receipt={receipt} />}
      </OlderList>
      <Key />
    </Page>
  );
}

function ReceiptLine({ receipt }: { receipt: Receipt }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useReceiptWords();
  const what = words.what(receipt);
  return (
    <>
      <div className="rule-words">
        <strong>{t(`receipts.state.${receipt.state}`)}</strong> · <Ago at={receipt.at} />
        <small>{what}</small>
        <small>{words.terms(receipt)}</small>
        {receipt.by_signal ? <small>{t('receipts.signal')}</small> : null}
        <ReceiptParts receipt={receipt} />
      </div>
      <DownloadReceipt id={receipt.id} of={what} read={() => readReceipt(client, receipt.id)} />
    </>
  );
}

/** Where the receipts are that organisations hold for which one acts. */
function Held(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data = [] } = useQuery(seatsQuery(client));
  const seats = data.filter(({ staff }) => staff);
  if (seats.length === 0) return null;
  return (
    <section className="receipts-held">
      <h2>{t('receipts.heldTitle')}</h2>
      {seats.map(({ organisation }) => (
        <Link key={organisation.id} to="/organisations/$id/receipts" params={{ id: organisation.id }}>
          {t('receipts.heldBy', { name: organisation.display_name })}
        </Link>
      ))}
    </section>
  );
}

function Key(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { data } = useQuery({
    queryKey: [client.persona, 'receipt-key'],
    queryFn: () => readReceiptKey(client),
  });
  if (data === undefined) return null;
  return (
    <section className="ledger-keep">
      <h2>{t('receipts.keyTitle')}</h2>
      <p>{t('receipts.keyText')}</p>
      <p>
        <code>{data.key}</code>
      </p>
    </section>
  );
}
