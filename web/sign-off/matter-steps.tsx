import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Matter, Step } from '../api/sign-off.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useAction } from '../ui/use-action.ts';
import { ActivateSheet } from './activate-sheet.tsx';
import { DelegateSheet } from './delegate-sheet.tsx';
import { RefuseSheet } from './refuse-sheet.tsx';
import { useStep } from './use-step.ts';
import { useWords } from './use-words.ts';

/** What can be done with a matter as it stands; the server has the last word. */
export function MatterSteps({ organisation, matter }: { organisation: string; matter: Matter }): ReactNode {
  const { t } = useTranslation();
  const words = useWords();
  const take = useStep(organisation, matter.id);
  const { act, isBusy } = useAction();
  const [open, setOpen] = useState<'activate' | 'refuse' | 'delegate' | 'retire' | null>(null);
  const { state, hash } = matter;
  const mine = matter.disciplines.filter((one) => matter.required.includes(one));
  const unsigned = mine.filter((one) => matter.missing.includes(one));
  const leads = matter.wrote || mine.length > 0;
  const isActive = matter.in_force !== null && matter.in_force.version === matter.version;
  const mayRush =
    state === 'in-review' &&
    leads &&
    !matter.retires &&
    matter.kind === 'policy' &&
    matter.emergency === null &&
    matter.signatures.some(({ current }) => current);
  const mayActivate = state === 'signed' && leads && !matter.retires && !isActive;
  const isPlan = matter.kind !== 'policy' && matter.in_force !== null;
  const mayRetire =
    state !== 'retired' &&
    (matter.in_force === null ? matter.wrote : !matter.retires || state === 'signed' || isPlan) &&
    matter.retired_from === null;
  const step = (one: Step, says: string) => act(() => take(one), { says });
  return (
    <div className="matter-steps">
      {state === 'draft' ? (
        <Button
          look="primary"
          isPending={isBusy}
          onPress={() => step({ step: 'submit' }, t('signOff.submitted'))}
        >
          {t('signOff.submit')}
        </Button>
      ) : null}
      {state === 'in-review' && hash !== null
        ? unsigned.map((discipline) => (
            <Button
              key={discipline}
              look="primary"
              icon="check"
              isPending={isBusy}
              onPress={() => step({ step: 'approve', discipline, hash }, t('signOff.signed'))}
            >
              {t('signOff.sign', { discipline: words.discipline(discipline) })}
            </Button>
          ))
        : null}
      {state === 'in-review' && unsigned.length > 0 ? (
        <Button icon="none" onPress={() => setOpen('refuse')}>
          {t('signOff.refuse')}
        </Button>
      ) : null}
      {state === 'in-review' && unsigned.length > 0 ? (
        <Button icon="swap" onPress={() => setOpen('delegate')}>
          {t('signOff.delegate')}
        </Button>
      ) : null}
      {mayActivate || mayRush ? (
        <Button look={mayActivate ? 'primary' : 'plain'} onPress={() => setOpen('activate')}>
          {t(mayActivate ? 'signOff.activate' : 'signOff.rush')}
        </Button>
      ) : null}
      {mayRetire ? (
        <Button look="quiet" onPress={() => setOpen('retire')}>
          {t(isPlan ? 'signOff.stop' : 'signOff.retire')}
        </Button>
      ) : null}
      {open === 'activate' ? (
        <ActivateSheet
          organisation={organisation}
          matter={matter.id}
          isEmergency={!mayActivate}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'delegate' ? (
        <DelegateSheet
          organisation={organisation}
          matter={matter.id}
          disciplines={unsigned}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'refuse' && hash !== null ? (
        <RefuseSheet
          organisation={organisation}
          matter={matter.id}
          disciplines={unsigned}
          hash={hash}
          onClose={() => setOpen(null)}
        />
      ) : null}
      <Confirm
        title={t(isPlan ? 'signOff.stop' : 'signOff.retire')}
        action={t(isPlan ? 'signOff.stop' : 'signOff.retire')}
        isOpen={open === 'retire'}
        onConfirm={() =>
          step({ step: 'retire', from: null }, t(isPlan ? 'signOff.stopped' : 'signOff.retireAsked'))
        }
        onClose={() => setOpen(null)}
      >
        {t(
          isPlan
            ? 'signOff.stopText'
            : matter.in_force === null
              ? 'signOff.retireDraft'
              : matter.retires
                ? 'signOff.retireSigned'
                : 'signOff.retireText',
        )}
      </Confirm>
    </div>
  );
}
