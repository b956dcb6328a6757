import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Acknowledgement, Receipt } from '../api/receipts.ts';
import { fullTime } from '../i18n/format.ts';

/** Which parts of the system act by what a receipt says, and since when. */
export function ReceiptParts({ receipt }: { receipt: Receipt }): ReactNode {
  const { t } = useTranslation();
  const said = useParts();
  return (
    <details className="receipt-parts">
      <summary>{t('receipts.acts')}</summary>
      <ul>
        {receipt.acknowledgements.map((one) => (
          <li key={one.part}>{said(one, receipt)}</li>
        ))}
      </ul>
    </details>
  );
}

function useParts(): (acknowledged: Acknowledgement, receipt: Receipt) => string {
  const { t, i18n } = useTranslation();
  return ({ part, since, place, count }, { state }) => {
    if (since === null) return t('receipts.part.ledgerLater');
    const time = fullTime(new Date(since), i18n.language);
    if (part === 'use') return t('receipts.part.use', { time, count: count ?? 1 });
    if (part === 'ledger') return t('receipts.part.ledger', { time, place });
    if (part === 'copy' && state !== 'given') return t('receipts.part.copyGone', { time });
    return t(`receipts.part.${part}`, { time });
  };
}
