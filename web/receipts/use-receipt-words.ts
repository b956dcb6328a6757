import { useTranslation } from 'react-i18next';
import type { HeldReceipt, Receipt } from '../api/receipts.ts';
import { fullDate, listText } from '../i18n/format.ts';

type Terms = Pick<Receipt, 'purposes' | 'at' | 'from' | 'until' | 'state'>;

/** Says receipts in plain words. */
export function useReceiptWords(): {
  /** What was allowed, and to whom: `Writing to you: @acme`. */
  what(receipt: Receipt): string;
  /** The same of an organisation's copy. */
  heldWhat(receipt: HeldReceipt): string;
  /** For what, and until when. */
  terms(receipt: Terms): string;
} {
  const { t, i18n } = useTranslation();
  const doing = ({ actions, object, by_signal }: Receipt): string => {
    if (by_signal) return t('receipts.does.signal');
    const known = (['contact', 'request-contact', 'process', 'see'] as const).find((one) =>
      actions.includes(one),
    );
    return t(`receipts.does.${known ?? 'other'}`, { what: object.text });
  };
  return {
    what: (receipt) => t('receipts.by', { does: doing(receipt), audience: receipt.audience_text }),
    heldWhat({ actions, object }) {
      if (actions.includes('contact')) return t('receipts.organisation.does.contact');
      if (actions.includes('request-contact')) return t('receipts.organisation.does.request-contact');
      const what =
        object.attribute === null
          ? t('receipts.organisation.does.attribute')
          : t(`attribute.kind.${object.attribute}` as 'attribute.kind.name').toLowerCase();
      return t('receipts.organisation.does.see', { what });
    },
    terms({ purposes, at, from, until, state }) {
      const names = purposes.map((purpose) => t(`grants.purpose.${purpose}` as 'grants.purpose.reading'));
      const begin =
        from === null || from === at || state !== 'given'
          ? []
          : [t('receipts.from', { date: fullDate(new Date(from), i18n.language) })];
      const end =
        until === null || state !== 'given'
          ? []
          : [t('receipts.until', { date: fullDate(new Date(until), i18n.language) })];
      return [listText(names, 'and', i18n.language), ...begin, ...end].join(' · ');
    },
  };
}
