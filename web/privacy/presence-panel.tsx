import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePresence } from '../api/privacy.ts';
import type { Presence } from '../api/types.ts';
import { AudienceSheet } from '../audience/audience-sheet.tsx';
import { AudienceWords } from '../audience/audience-words.tsx';
import { draftOf, fromJson, toJson } from '../audience/draft.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import { presenceQuery } from './queries.ts';
import { useDecided } from './use-decided.ts';

type Part = Exclude<keyof Presence, 'etag'>;
const parts: readonly Part[] = ['see', 'find', 'search', 'suggest', 'mention', 'ties', 'contact'];

/** Who may see this persona, who may find it, who may see whom it is tied to, and who may write to it. */
export function PresencePanel(): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const [changing, setChanging] = useState<Part | null>(null);
  const { data: presence } = useQuery(presenceQuery(client));
  if (presence === undefined) return null;
  return (
    <section className="presence" aria-labelledby="presence-heading">
      <h2 id="presence-heading" className="section-heading section-heading-flush">
        {t('presence.title')}
      </h2>
      <dl>
        {parts.map((part) => (
          <div key={part}>
            <dt>{t(`presence.${part}`)}</dt>
            <dd>
              <span>
                <AudienceWords audience={presence[part]} />
              </span>
              <Button size="small" onPress={() => setChanging(part)}>
                {t('presence.change')}
                <span className="visually-hidden"> {t(`presence.${part}`)}</span>
              </Button>
            </dd>
          </div>
        ))}
      </dl>
      {changing === null ? null : (
        <ChangePart part={changing} presence={presence} onClose={() => setChanging(null)} />
      )}
    </section>
  );
}

function ChangePart({
  part,
  presence,
  onClose,
}: {
  part: Part;
  presence: Presence;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const decided = useDecided();
  const [draft, setDraft] = useState(() => fromJson(presence[part]) ?? draftOf());
  const [saving, setSaving] = useState(false);
  const save = async () => {
    setSaving(true);
    try {
      await changePresence(client, { [part]: toJson(draft) }, presence.etag);
      for (const touched of ['presence', 'grants']) {
        queries.invalidateQueries({ queryKey: [client.persona, touched] });
      }
      decided(t('presence.saved'));
      onClose();
    } catch (error) {
      complain(errorText(error));
      setSaving(false);
    }
  };
  return (
    <AudienceSheet
      title={t(`presence.${part}`)}
      isOpen
      draft={draft}
      onChange={setDraft}
      onClose={onClose}
      action={
        <Button look="primary" onPress={save} isPending={saving}>
          {t('action.save')}
        </Button>
      }
    />
  );
}
