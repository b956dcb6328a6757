import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../ledger/save-file.ts';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';

/** Saves a receipt's signed file. */
export function DownloadReceipt({
  id,
  of: what,
  read,
}: {
  id: string;
  of: string;
  read: () => Promise<string>;
}): ReactNode {
  const { t } = useTranslation();
  const { act, isBusy } = useAction();
  return (
    <Button
      size="small"
      icon="download"
      isPending={isBusy}
      onPress={() => act(async () => saveFile(`receipt-${id}.jsonld`, await read()), {})}
    >
      {t('receipts.download')}
      <span className="visually-hidden"> {t('receipts.downloadOf', { what })}</span>
    </Button>
  );
}
