import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Conversation, showInConversation } from '../api/conversations.ts';
import { PrecisionChoice } from '../attributes/precision-choice.tsx';
import { attributesQuery, vocabularyQuery } from '../attributes/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/dialog.tsx';
import { Pick } from '../ui/pick.tsx';
import { Empty } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import { conversationsKey } from './queries.ts';

/** Shows an attribute to the staff whom one talks with, as precisely as one likes. */
export function ShowHere({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const { data: kept = [], isPending } = useQuery(attributesQuery(client));
  const { data: vocabulary = [] } = useQuery(vocabularyQuery(client));
  const [chosen, setChosen] = useState<string | null>(null);
  const [precision, setPrecision] = useState('exact');
  const readable = kept.filter(({ kind, value }) => value !== null && kind !== 'works-at');
  const attribute = readable.find(({ id }) => id === chosen) ?? readable[0];
  const precisions = vocabulary.find(({ kind }) => kind === attribute?.kind)?.precisions ?? ['exact'];
  const { organisation, function: fn } = conversation;
  const name = organisation === null ? '' : faceOf(organisation).display_name;
  const show = async (id: string) => {
    const done = await act(() => showInConversation(client, conversation.id, id, precision), {
      touches: [conversationsKey(client.persona), [client.persona, 'grants']],
    });
    if (done) onClose();
  };
  return (
    <Sheet title={t('messages.show')} isOpen onClose={onClose}>
      {attribute === undefined ? (
        isPending ? null : (
          <Empty icon="key" title={t('attributes.none')}>
            {t('attributes.noneText')}
          </Empty>
        )
      ) : (
        <div className="form">
          <Pick
            label={t('messages.which')}
            value={attribute.id}
            onChange={(id) => {
              setChosen(id);
              setPrecision('exact');
            }}
            options={readable.map(({ id, kind, value }) => ({
              value: id,
              title: `${t(`attribute.kind.${kind}` as 'attribute.kind.name')}: ${value}`,
            }))}
          />
          <PrecisionChoice precisions={precisions} value={precision} onChange={setPrecision} />
          <p className="field-hint">
            {t('messages.showHint', { name, function: t(`function.${fn}` as 'function.sales') })}
          </p>
          <Button look="primary" isPending={isBusy} onPress={() => show(attribute.id)}>
            {t('attributes.show')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
