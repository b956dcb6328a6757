import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FUNCTIONS } from '../api/business.ts';
import type { BreachScope } from '../api/records.ts';
import { useSeatName } from '../organisations/use-seat-name.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { KINDS, PURPOSES } from '../risk/words.ts';
import { Field } from '../ui/field.tsx';
import { Toggles } from '../ui/toggles.tsx';
import { keptSeatsQuery } from './queries.ts';
import { useRecordWords } from './use-record-words.ts';

export const NO_SCOPE: BreachScope = {
  from: '',
  until: '',
  functions: [],
  purposes: [],
  kinds: [],
  seats: [],
};

/** A scope as it is sent: its times are of the clock here. */
export const sentScope = (scope: BreachScope): BreachScope => ({
  ...scope,
  from: new Date(scope.from).toISOString(),
  until: new Date(scope.until).toISOString(),
});

/** Which uses of members' data it is about: the time, and what it can be narrowed to. */
export function ScopeFields({
  organisation,
  scope,
  onChange,
}: {
  organisation: string;
  scope: BreachScope;
  onChange: (part: Partial<BreachScope>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const words = useRecordWords();
  const seatName = useSeatName();
  const { data: seats } = useQuery(keptSeatsQuery(client, organisation));
  const acting = seats?.filter(({ kind }) => kind === 'function') ?? [];
  const isNarrowed = [scope.functions, scope.purposes, scope.kinds, scope.seats].some(
    (list) => list.length > 0,
  );
  return (
    <>
      <Field
        label={t('breaches.from')}
        name="from"
        type="datetime-local"
        value={scope.from}
        onChange={(from) => onChange({ from })}
        isRequired
      />
      <Field
        label={t('breaches.until')}
        name="until"
        type="datetime-local"
        value={scope.until}
        onChange={(until) => onChange({ until })}
        isRequired
      />
      <details className="record-narrow" open={isNarrowed}>
        <summary>{t('breaches.narrow')}</summary>
        <p className="record-soft">{t('breaches.narrowText')}</p>
        <Toggles
          label={t('breaches.functions')}
          choices={FUNCTIONS.map((value) => ({ value: value as string, title: words.fn(value) }))}
          value={scope.functions}
          onChange={(functions) => onChange({ functions: [...functions] })}
        />
        {acting.length === 0 ? null : (
          <Toggles
            label={t('breaches.seats')}
            choices={acting.map((seat) => ({
              value: seat.id,
              title: seat.until === null ? seatName(seat) : t('breaches.seatOver', { seat: seatName(seat) }),
            }))}
            value={scope.seats}
            onChange={(chosen) => onChange({ seats: [...chosen] })}
          />
        )}
        <Toggles
          label={t('breaches.kinds')}
          choices={KINDS.map((value) => ({ value: value as string, title: words.attribute(value) }))}
          value={scope.kinds}
          onChange={(kinds) => onChange({ kinds: [...kinds] })}
        />
        <Toggles
          label={t('breaches.purposes')}
          choices={PURPOSES.map((value) => ({ value: value as string, title: words.purpose(value) }))}
          value={scope.purposes}
          onChange={(purposes) => onChange({ purposes: [...purposes] })}
        />
      </details>
    </>
  );
}
