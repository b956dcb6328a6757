import type { ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useTranslation } from 'react-i18next';
import { type Attached, attachFile, describeAttached } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useAction } from '../ui/use-action.ts';
import './composer.css';

/** Most files of one post or message, as the server takes them. */
const MOST = 8;

/** Attaches files to a post or a message that is being written. */
export function AttachButton({
  attached,
  onAttach,
  seat,
}: {
  attached: readonly Attached[];
  onAttach: (one: Attached) => void;
  /** In which it is sent for an organisation. */
  seat?: string | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act, isBusy } = useAction();
  return (
    <FileTrigger
      onSelect={(files) => {
        const [file] = files ?? [];
        if (file !== undefined) void act(async () => onAttach(await attachFile(client, file, seat)), {});
      }}
    >
      <Button size="small" look="quiet" icon="clip" isPending={isBusy} isDisabled={attached.length >= MOST}>
        {t('composer.attach')}
      </Button>
    </FileTrigger>
  );
}

/** The attached files, each picture with words for those who can't see it. */
export function AttachedFiles({
  attached,
  onRemove,
  seat,
}: {
  attached: readonly Attached[];
  onRemove: (one: Attached) => void;
  seat?: string | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  if (attached.length === 0) return null;
  return (
    <ul className="composer-attached" aria-label={t('composer.attached')}>
      {attached.map((one) => (
        <li key={one.id}>
          {one.preview_url === null ? (
            <Icon name="file" />
          ) : (
            <img src={new URL(one.preview_url).pathname} alt="" />
          )}
          {one.type === 'image' ? (
            <Field
              label={t('composer.describe', { name: one.waxseal.name })}
              maxLength={1500}
              onBlur={(event) => {
                const field = event.target as HTMLInputElement;
                void describeAttached(client, one.id, field.value, seat).catch(() => undefined);
              }}
            />
          ) : (
            <span>{one.waxseal.name}</span>
          )}
          <IconButton
            icon="close"
            label={t('composer.unattach', { name: one.waxseal.name })}
            onPress={() => onRemove(one)}
          />
        </li>
      ))}
    </ul>
  );
}
