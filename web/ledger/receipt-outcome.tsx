import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerifiedReceipt } from '../../src/ledger/verify/receipt.ts';
import { listText } from '../i18n/format.ts';

/** Whether a receipt holds, and what it then shows. */
export function ReceiptOutcome({
  verified,
  isKnown,
}: {
  verified: VerifiedReceipt;
  /** Whether the key is one that was known before. */
  isKnown: boolean;
}): ReactNode {
  const { t, i18n } = useTranslation();
  if (!verified.holds) {
    return (
      <section className="verified">
        <h2>{t('verify.receipt.fails')}</h2>
        <p>{t('verify.step', { step: verified.step })}</p>
        <p>{verified.says}</p>
      </section>
    );
  }
  const { state, at, recipients, purposes, signer } = verified.shows;
  return (
    <section className="verified">
      <h2>{isKnown ? t('verify.receipt.holds') : t('verify.holdsItself')}</h2>
      <p>{t(`verify.receipt.${state}`, { at })}</p>
      <p>{t('verify.receipt.recipients', { names: listText(recipients, 'and', i18n.language) })}</p>
      <p>{t('verify.receipt.purposes', { names: purposes.join('; ') })}</p>
      <p>{t('verify.receipt.signer', { signer })}</p>
    </section>
  );
}
