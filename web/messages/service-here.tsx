import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerHandover, type Conversation } from '../api/conversations.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { useAction } from '../ui/use-action.ts';
import { conversationsKey } from './queries.ts';

/** What an organisation keeps of one's conversation with it, and asks about it. */
export function ServiceHere({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { organisation, service } = conversation;
  if (service === null || organisation === null) return null;
  const name = faceOf(organisation).display_name;
  return (
    <div className="service-here">
      {service.filed_under.length === 0 ? null : (
        <p>{t('service.filedUnder', { name, tags: service.filed_under.join(', ') })}</p>
      )}
      <p>{t('service.idle', { count: service.idle_days })}</p>
      {service.handover_to === null ? null : (
        <Handover conversation={conversation} name={name} to={service.handover_to} />
      )}
    </div>
  );
}

/** May another function take it over? A no looks like silence. */
function Handover({
  conversation: { id, function: fn },
  name,
  to,
}: {
  conversation: Conversation;
  name: string;
  to: string;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const touches = [conversationsKey(client.persona), [client.persona, 'grants']];
  const answer = (said: 'accept' | 'refuse') => act(() => answerHandover(client, id, said), { touches });
  const words = (one: string | null) => t(`function.${one}` as 'function.sales');
  return (
    <section className="service-ask" aria-label={t('service.asks')}>
      <p>{t('service.handover', { name, to: words(to), from: words(fn) })}</p>
      <div className="message-answers">
        <Button look="primary" icon="check" isDisabled={isBusy} onPress={() => answer('accept')}>
          {t('service.agree', { to: words(to) })}
        </Button>
        <Button icon="close" isDisabled={isBusy} onPress={() => answer('refuse')}>
          {t('service.refuse')}
        </Button>
      </div>
    </section>
  );
}
