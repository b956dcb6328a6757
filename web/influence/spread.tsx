import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  askInfluence,
  type InfluenceSpread,
  MEASURES,
  type Measure,
  PARTS,
  type Parts,
} from '../api/influence.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choices.tsx';
import { Pick } from '../ui/pick.tsx';
import { useAsked } from '../ui/use-asked.tsx';
import { SpreadTable } from './spread-table.tsx';

/** How members are spread over classes of a measure. It is asked by a button, for it costs. */
export function Spread({ organisation, fn }: { organisation: string; fn: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [measure, setMeasure] = useState<Measure>('ties');
  const [parts, setParts] = useState<Parts>('500');
  const touches = [[client.persona, 'budget', organisation]];
  const { told, isBusy, ask, progress } = useAsked<InfluenceSpread>(client, t('influence.spread'), touches);
  return (
    <section aria-labelledby="influence-spread">
      <h2 id="influence-spread">{t('influence.spread')}</h2>
      <p>{t('influence.spreadText')}</p>
      <Choices
        label={t('influence.measure.label')}
        value={measure}
        onChange={setMeasure}
        choices={MEASURES.map((value) => ({
          value,
          title: t(`influence.measure.${value}`),
          text: t(`influence.measure.${value}Text`),
        }))}
      />
      {measure === 'ties' ? null : (
        <>
          <Pick
            label={t('influence.parts')}
            options={PARTS.map((value) => ({ value, title: value }))}
            value={parts}
            onChange={setParts}
          />
          <p className="influence-note">{t('influence.partsText')}</p>
        </>
      )}
      <Button
        look="primary"
        isPending={isBusy}
        onPress={() => ask(() => askInfluence(client, organisation, fn, { measure, parts }))}
      >
        {t('influence.ask')}
      </Button>
      {progress}
      {told === null ? null : <SpreadTable told={told} />}
    </section>
  );
}
