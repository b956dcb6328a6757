import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Processed, ProcessingRule } from '../api/controls.ts';
import type { Account } from '../api/types.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { endOfDay } from '../i18n/format.ts';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Toggles } from '../ui/toggles.tsx';

const things: readonly Processed[] = ['posts', 'attributes', 'ties'];

/** By what one may be told of by name, which is asked for apart. */
const NAMED_BY = { 'influence-measurement': 'ties', 'entity-resolution': 'attributes' } as const;

/** Which organisation may process what, until when. */
export function AllowProcessing({
  purpose,
  title,
  onAllow,
  onClose,
}: {
  purpose: string;
  title: string;
  onAllow: (rule: ProcessingRule) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [who, setWho] = useState<'one' | 'any'>('one');
  const [organisation, setOrganisation] = useState<Account | null>(null);
  const [over, setOver] = useState<readonly Processed[]>([]);
  const [isNamed, setNamed] = useState(false);
  const [until, setUntil] = useState('');
  const naming = purpose in NAMED_BY ? (purpose as keyof typeof NAMED_BY) : null;
  const canName = naming !== null && over.includes(NAMED_BY[naming]);
  const isReady = over.length > 0 && (who === 'any' || organisation !== null);
  const allow = () => {
    onAllow({
      audience:
        who === 'one' && organisation !== null
          ? { kind: 'persona', persona: organisation.id }
          : { kind: 'network' },
      over: [
        ...things.filter((one) => over.includes(one)),
        ...(isNamed && canName ? (['named'] as const) : []),
      ],
      until: endOfDay(until),
    });
  };
  return (
    <Sheet
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <Button look="primary" onPress={allow} isDisabled={!isReady}>
          {t('privacy.processing.allow')}
        </Button>
      }
    >
      <Choices
        label={t('privacy.processing.who')}
        value={who}
        onChange={setWho}
        choices={[
          { value: 'one', title: t('privacy.processing.one') },
          { value: 'any', title: t('privacy.processing.any') },
        ]}
        inline
      />
      {who === 'any' ? null : (
        <>
          {organisation === null ? null : <p>{faceOf(organisation).display_name}</p>}
          <PersonSearch
            label={t('privacy.processing.organisation')}
            kinds={['organisation']}
            onFound={setOrganisation}
          />
        </>
      )}
      <Toggles
        label={t('privacy.processing.what')}
        choices={things.map((one) => ({ value: one, title: t(`privacy.processing.over.${one}`) }))}
        value={over}
        onChange={setOver}
      />
      {naming !== null ? (
        <>
          <Toggles
            label={t('privacy.processing.naming')}
            choices={[{ value: 'named', title: t(`privacy.processing.named.${naming}.title`) }]}
            value={isNamed && canName ? ['named'] : []}
            onChange={(value) => setNamed(value.length > 0)}
            isDisabled={!canName}
          />
          <p className="rule-note">{t(`privacy.processing.named.${naming}.text`)}</p>
        </>
      ) : null}
      <Field
        label={t('attributes.untilLabel')}
        type="date"
        value={until}
        onChange={setUntil}
        hint={t('privacy.processing.untilHint')}
      />
    </Sheet>
  );
}
