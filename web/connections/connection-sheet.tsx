import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeEnding, type Ending, introduce, readConnecting } from '../api/controls.ts';
import type { Account } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { dayOf, endOfDay } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Skeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';

/** How a connection ends by itself, and an introduction to another of one's connections. */
export function ConnectionSheet({ account, onClose }: { account: Account; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const name = faceOf(account).display_name;
  const { data } = useQuery({
    queryKey: [client.persona, 'connections', account.id],
    queryFn: () => readConnecting(client, account.id),
  });
  return (
    <Sheet title={t('connections.with', { name })} isOpen onClose={onClose}>
      {data === undefined ? <Skeleton /> : null}
      {data === undefined || data.ending === null ? null : (
        <EndingForm account={account} ending={data.ending} onClose={onClose} />
      )}
      <h3 className="section-heading section-heading-flush">{t('connections.introduce', { name })}</h3>
      <p>{t('connections.introduceText', { name })}</p>
      <PersonSearch
        label={t('connections.introduceTo')}
        without={[client.persona, account.id]}
        onFound={async (to) => {
          const says = t('connections.introduced', { name, other: faceOf(to).display_name });
          if (await act(() => introduce(client, account.id, to.id), { says })) onClose();
        }}
      />
    </Sheet>
  );
}

function EndingForm({
  account,
  ending,
  onClose,
}: {
  account: Account;
  ending: Ending;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const [date, setDate] = useState(dayOf(ending.ends_at));
  const [dormant, setDormant] = useState(ending.dormant_months === null ? '' : String(ending.dormant_months));
  const save = async () => {
    const changed = {
      ends_at: endOfDay(date, ending.ends_at),
      dormant_months: /^\d+$/.test(dormant) ? Number(dormant) : null,
      leaving: ending.leaving,
    };
    const done = {
      says: t('privacy.saved'),
      touches: ['connections', 'notifications'].map((part) => [client.persona, part]),
    };
    if (await act(() => changeEnding(client, account.id, changed), done)) onClose();
  };
  return (
    <>
      <p>{t('connections.endingText')}</p>
      <Field label={t('connections.endsOn')} type="date" value={date} onChange={setDate} />
      <Field
        label={t('privacy.connecting.dormant')}
        hint={t('privacy.connecting.never')}
        inputMode="numeric"
        value={dormant}
        onChange={setDormant}
      />
      <Button look="primary" onPress={save} isPending={isBusy}>
        {t('action.save')}
      </Button>
    </>
  );
}
