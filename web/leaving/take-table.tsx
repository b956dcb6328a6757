import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../ledger/save-file.ts';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';

/** Makes a table that was signed, which costs budget, and saves what was made as files. */
export function TakeTable({
  action,
  title,
  name,
  table,
  isMaking,
  onMake,
  csv,
}: {
  action: string;
  title: string;
  /** Of the files, without their ending. */
  name: string;
  /** Null until it is made. */
  table: object | null;
  isMaking: boolean;
  onMake: () => void;
  csv: () => Promise<string>;
}): ReactNode {
  const { t } = useTranslation();
  const { act, isBusy } = useAction();
  return (
    <div className="audience-deeds">
      <Button size="small" isPending={isMaking} onPress={onMake}>
        {action}
        <span className="visually-hidden"> {title}</span>
      </Button>
      {table === null ? null : (
        <>
          <Button
            size="small"
            icon="download"
            isPending={isBusy}
            onPress={() => act(async () => saveFile(`${name}.csv`, await csv()), {})}
          >
            {t('records.csv')}
          </Button>
          <Button
            size="small"
            icon="download"
            onPress={() => saveFile(`${name}.json`, JSON.stringify(table, null, 1))}
          >
            {t('records.json')}
          </Button>
        </>
      )}
    </div>
  );
}
