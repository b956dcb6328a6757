import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askSize, draftToSign, endAudience, type SavedAudience } from '../api/audiences.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { useAction } from '../ui/use-action.ts';
import { AudienceSheet } from './audience-sheet.tsx';
import { useAudienceWords } from './words.ts';

/** One audience: what it asks for, how many it was told to have, and what stands between it and its use. */
export function AudienceLine({
  organisation,
  audience,
  functions,
}: {
  organisation: string;
  audience: SavedAudience;
  functions: readonly string[];
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  const navigate = useNavigate();
  const words = useAudienceWords();
  const [open, setOpen] = useState<'change' | 'end' | null>(null);
  const { size, hindrance, title } = audience;
  const touches = [
    [client.persona, 'audiences', organisation],
    [client.persona, 'budget', organisation],
  ];
  const putToSign = async (): Promise<void> => {
    const text = audience.to_sign;
    await act(
      async () => {
        const name = t('audiences.matterTitle', { title });
        const { id } = await draftToSign(client, organisation, 'saved-audience', name, text);
        await navigate({ to: '/sign-off/$organisation/$matter', params: { organisation, matter: id } });
      },
      { touches: [[client.persona, 'matters', organisation]] },
    );
  };
  return (
    <>
      <h2 className="audience-title">{title}</h2>
      <p>
        {t('audiences.who', {
          function: words.fn(audience.function),
          purpose: words.purpose(audience.purpose).toLocaleLowerCase(),
        })}
      </p>
      <ul className="audience-conditions">
        {audience.conditions.map((condition) => (
          <li key={`${condition.kind} ${condition.values.join()}`}>{words.condition(condition)}</li>
        ))}
      </ul>
      <p>
        {size === null
          ? t('audiences.untold')
          : t('audiences.size', {
              size: words.number(size),
              day: words.day(size.asked_at),
              until: words.day(size.stands_until),
            })}
      </p>
      <p className={hindrance === null ? 'audience-state audience-usable' : 'audience-state'}>
        {t(`audiences.state.${hindrance ?? 'usable'}`)}
      </p>
      {functions.includes(audience.function) ? (
        <div className="audience-deeds">
          <Button
            size="small"
            isPending={isBusy}
            onPress={() => act(() => askSize(client, audience.id), { touches })}
          >
            {t('audiences.ask')}
            <span className="visually-hidden"> {title}</span>
          </Button>
          {hindrance === 'unsigned' ? (
            <Button size="small" look="primary" isPending={isBusy} onPress={putToSign}>
              {t('audiences.toSign')}
              <span className="visually-hidden"> {title}</span>
            </Button>
          ) : null}
          <Button size="small" onPress={() => setOpen('change')}>
            {t('audiences.change')}
            <span className="visually-hidden"> {title}</span>
          </Button>
          <Button size="small" onPress={() => setOpen('end')}>
            {t('audiences.end')}
            <span className="visually-hidden"> {title}</span>
          </Button>
        </div>
      ) : null}
      {open === 'change' ? (
        <AudienceSheet
          organisation={organisation}
          functions={functions}
          audience={audience}
          onClose={() => setOpen(null)}
        />
      ) : null}
      <Confirm
        title={t('audiences.endTitle', { title })}
        action={t('audiences.end')}
        isOpen={open === 'end'}
        onConfirm={() => act(() => endAudience(client, audience.id), { touches, says: t('audiences.ended') })}
        onClose={() => setOpen(null)}
      >
        {t('audiences.endText')}
      </Confirm>
    </>
  );
}
