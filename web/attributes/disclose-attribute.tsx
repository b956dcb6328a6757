import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { discloseAttribute } from '../api/privacy.ts';
import type { Attribute } from '../api/types.ts';
import { AudiencePicker } from '../audience/audience-picker.tsx';
import { draftOf, fromJson, toJson } from '../audience/draft.ts';
import { ReachBox } from '../audience/reach-box.tsx';
import { dayOf, endOfDay } from '../i18n/format.ts';
import { ShowingLinkage } from '../linkage/showing-linkage.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useDecided } from '../privacy/use-decided.ts';
import { Button } from '../ui/button.tsx';
import { Confirmed } from '../ui/confirmed.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import { PrecisionChoice } from './precision-choice.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { vocabularyQuery } from './queries.ts';

/** Shows an attribute through this persona: how precisely, to whom, for what, and until when. */
export function DiscloseAttribute({
  attribute,
  onClose,
}: {
  attribute: Attribute;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const decided = useDecided();
  const given = attribute.disclosure;
  const { data: vocabulary = [] } = useQuery(vocabularyQuery(client));
  const precisions = vocabulary.find(({ kind }) => kind === attribute.kind)?.precisions ?? ['exact'];
  const [precision, setPrecision] = useState(given?.precision ?? 'exact');
  const [audience, setAudience] = useState(
    () => (given === null ? null : fromJson(given.audience)) ?? draftOf(),
  );
  const [purpose, setPurpose] = useState(given?.purpose ?? 'reading');
  const [until, setUntil] = useState(dayOf(given?.until ?? null));
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    const end = endOfDay(until, given?.until ?? null);
    try {
      await discloseAttribute(client, attribute.id, {
        precision,
        audience: toJson(audience),
        purpose,
        ...(end === null ? {} : { until: end }),
      });
      for (const part of ['attributes', 'account', 'grants', 'who-can-see']) {
        queries.invalidateQueries({ queryKey: [client.persona, part] });
      }
      decided(t('attributes.shownNow'));
      onClose();
    } catch (error) {
      complain(errorText(error));
      setSaving(false);
    }
  };
  return (
    <Sheet
      title={t('attributes.showTitle', {
        kind: t(`attribute.kind.${attribute.kind}` as 'attribute.kind.name'),
      })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <ReachBox question={{ audience: toJson(audience) }} />
          <Button look="primary" onPress={save} isPending={saving} isDisabled={audience.who.length === 0}>
            {t('attributes.show')}
          </Button>
        </>
      }
    >
      <p className="attribute-value">
        {attribute.kind === 'works-at' ? <Confirmed>{attribute.value}</Confirmed> : attribute.value}
      </p>
      <PrecisionChoice precisions={precisions} value={precision} onChange={setPrecision} />
      <h3 className="section-heading section-heading-flush">{t('audience.title')}</h3>
      <AudiencePicker draft={audience} onChange={setAudience} />
      <ShowingLinkage attribute={attribute.id} precision={precision} audience={toJson(audience)} />
      <PurposeChoice value={purpose} onChange={setPurpose} />
      <Field
        label={t('attributes.untilLabel')}
        type="date"
        value={until}
        onChange={setUntil}
        hint={t('attributes.untilHint')}
      />
    </Sheet>
  );
}
