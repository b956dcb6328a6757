import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type HeldReceipt, listHeldReceipts, nextReceipts, readHeldReceipt } from '../api/receipts.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { OlderList } from '../ui/older-list.tsx';
import { Page } from '../ui/page.tsx';
import { Ago } from '../ui/time.tsx';
import { DownloadReceipt } from './download-receipt.tsx';
import { useReceiptWords } from './use-receipt-words.ts';

/** What an organisation, for which one acts, holds of members' consents. */
export function OrganisationReceiptsScreen(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { id } = useParams({ from: '/app/organisations/$id/receipts' });
  const query = useInfiniteQuery({
    queryKey: [client.persona, 'held-receipts', id],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => listHeldReceipts(client, id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextReceipts,
  });
  const receipts = query.data?.pages.flatMap(({ items }) => items);
  return (
    <Page
      title={t('receipts.organisation.title')}
      intro={t('receipts.organisation.intro')}
      tools={<Link to="/verify">{t('receipts.verify')}</Link>}
    >
      <OlderList
        query={query}
        items={receipts}
        none={{ title: t('receipts.organisation.none'), text: t('receipts.organisation.noneText') }}
        keyOf={({ id }) => id}
      >
        {(receipt) => <HeldLine organisation={id} receipt={receipt} />}
      </OlderList>
    </Page>
  );
}

function HeldLine({ organisation, receipt }: { organisation: string; receipt: HeldReceipt }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useReceiptWords();
  const name = receipt.member.display_name;
  return (
    <>
      <div className="rule-words">
        <strong>{t(`receipts.organisation.state.${receipt.state}`, { name })}</strong> ·{' '}
        <Ago at={receipt.at} />
        <small>{words.heldWhat(receipt)}</small>
        <small>{words.terms(receipt)}</small>
      </div>
      <DownloadReceipt
        id={receipt.id}
        of={name}
        read={() => readHeldReceipt(client, organisation, receipt.id)}
      />
    </>
  );
}
