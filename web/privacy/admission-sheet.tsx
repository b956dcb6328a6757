import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Admission, Conditions } from '../api/controls.ts';
import { AudiencePicker } from '../audience/audience-picker.tsx';
import { draftOf, fromJson, toggleWho, toJson } from '../audience/draft.ts';
import { PersonSearch } from '../audience/person-search.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { localTime, utcMinute } from './local-time.ts';

type Kind = NonNullable<Conditions['actorKinds']>[number];
const kinds: readonly Kind[] = ['persona', 'group', 'organisation'];

/** Puts together who may, and under what circumstances. */
export function AdmissionSheet({
  title,
  admission,
  onSave,
  onClose,
}: {
  title: string;
  /** Null for a new one. */
  admission: Admission | null;
  onSave: (admission: Admission) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const given: Conditions = admission?.conditions ?? {};
  const [draft, setDraft] = useState(
    () => (admission === null ? null : fromJson(admission.audience)) ?? draftOf({ kind: 'network' }),
  );
  const [actorKinds, setKinds] = useState<readonly Kind[]>(given.actorKinds ?? kinds);
  const [mutual, setMutual] = useState(given.mutual === undefined ? '' : String(given.mutual));
  const [from, setFrom] = useState(given.hours === undefined ? '' : localTime(given.hours.from));
  const [until, setUntil] = useState(given.hours === undefined ? '' : localTime(given.hours.until));
  const save = () => {
    const [begins, ends] = [utcMinute(from), utcMinute(until)];
    onSave({
      audience: toJson(draft),
      conditions: {
        ...(actorKinds.length === kinds.length ? {} : { actorKinds: [...actorKinds] }),
        ...(/^\d+$/.test(mutual) && Number(mutual) > 0 ? { mutual: Number(mutual) } : {}),
        ...(begins === null || ends === null ? {} : { hours: { from: begins, until: ends } }),
      },
    });
  };
  return (
    <Sheet
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <Button look="primary" onPress={save} isDisabled={draft.who.length === 0 || actorKinds.length === 0}>
          {t('action.save')}
        </Button>
      }
    >
      <AudiencePicker draft={draft} onChange={setDraft} />
      <PersonSearch
        label={t('condition.introducedBy')}
        without={[client.persona]}
        onFound={({ id }) => setDraft(toggleWho(draft, { kind: 'introduced', by: id }))}
      />
      <Toggles
        label={t('condition.onlyIf')}
        choices={kinds.map((kind) => ({ value: kind, title: t(`condition.kind.${kind}`) }))}
        value={actorKinds}
        onChange={setKinds}
      />
      <div className="rule-numbers">
        <Field
          label={t('condition.mutualLabel')}
          inputMode="numeric"
          value={mutual}
          onChange={setMutual}
          hint={t('condition.mutualHint')}
        />
        <Field label={t('condition.fromLabel')} type="time" value={from} onChange={setFrom} />
        <Field label={t('condition.untilLabel')} type="time" value={until} onChange={setUntil} />
      </div>
    </Sheet>
  );
}
