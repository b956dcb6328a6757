import { useTranslation } from 'react-i18next';
import type { Signal } from '../api/linkage.ts';

interface SignalWords {
  /** What it is. */
  readonly title: string;
  /** How many others have it too; null where nothing is to be said. */
  readonly also: string | null;
  readonly cut: string;
}

/** A signal in words for people. */
export function useSignalWords(): (signal: Signal) => SignalWords {
  const { t } = useTranslation();
  return ({ kind, of, times, also, cut }) => ({
    title: title(kind, of, times),
    also: also === null ? null : t('linkage.also', { count: also }),
    cut: t(`linkage.cut.${cut}`),
  });

  function title(kind: Signal['kind'], of: string | null, count: number): string {
    switch (kind) {
      case 'attribute':
        return of === 'together' || of === null
          ? t('linkage.kind.together', { count })
          : t('linkage.kind.attribute', {
              attribute: t(`attribute.kind.${of}` as 'attribute.kind.name'),
            });
      case 'contact-data':
        return t(`giveaway.kind.${of ?? 'email'}` as 'giveaway.kind.email');
      case 'contacts':
        return t(`linkage.contacts.${of ?? 'in-common'}` as 'linkage.contacts.in-common', { count });
      case 'hours':
        return t(`linkage.hours.${of ?? 'rhythm'}` as 'linkage.hours.rhythm', { count });
      case 'name':
        return of === null ? t('linkage.kind.name') : t('linkage.kind.named');
      default:
        return t(`linkage.kind.${kind}`);
    }
  }
}
