import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useTranslation } from 'react-i18next';
import { type Label, makeResource, uploadFile } from '../api/resources.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { Button } from '../ui/button.tsx';
import { useErrorText } from '../ui/states.tsx';
import { say } from '../ui/toasts.tsx';
import { type NewKind, NewResource } from './new-resource.tsx';
import { OptionalLabel } from './optional-label.tsx';
import { filesKey } from './queries.ts';
import { sizeText } from './size.ts';

interface Sending {
  readonly key: number;
  readonly file: File;
  readonly sent: number;
  readonly failed: string | null;
  /** As it was chosen when the upload began. */
  readonly label: Label;
}

const KINDS: readonly NewKind[] = ['folder', 'page', 'link', 'app'];

/** Puts something new into a folder, or among what an owner has. */
export function AddTools({ folder, owner }: { folder: string | null; owner: string }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [label, setLabel] = useState<Label>('public');
  const [making, setMaking] = useState<NewKind | null>(null);
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const count = useRef(0);
  const stops = useRef(new Map<number, AbortController>());
  const change = (key: number, by: Partial<Sending> | null) =>
    setSending((all) =>
      all.flatMap((one) => (one.key !== key ? [one] : by === null ? [] : [{ ...one, ...by }])),
    );

  const upload = async ({ key, file, label: chosen }: Sending) => {
    const stop = new AbortController();
    stops.current.set(key, stop);
    change(key, { failed: null, sent: 0 });
    try {
      const id = await uploadFile(client, file, (sent) => change(key, { sent }), stop.signal);
      const place = folder === null ? { owner } : { folder };
      await makeResource(client, { kind: 'file', title: file.name, upload: id, label: chosen, ...place });
      change(key, null);
      say(t(folder === null ? 'files.made' : 'files.madeIn'));
      await queries.invalidateQueries({ queryKey: filesKey(client.persona) });
    } catch (error) {
      if (!stop.signal.aborted) change(key, { failed: errorText(error) });
    }
  };
  const begin = (files: FileList | null) => {
    const added = [...(files ?? [])].map((file) => ({
      key: count.current++,
      file,
      sent: 0,
      failed: null,
      label,
    }));
    setSending((all) => [...all, ...added]);
    for (const one of added) void upload(one);
  };

  return (
    <>
      <div className="file-tools">
        <FileTrigger allowsMultiple onSelect={begin}>
          <Button look="primary" icon="plus">
            {t('files.upload')}
          </Button>
        </FileTrigger>
        {KINDS.map((kind) => (
          <Button key={kind} size="small" onPress={() => setMaking(kind)}>
            {t(`files.newTitle.${kind}`)}
          </Button>
        ))}
      </div>
      <OptionalLabel value={label} onChange={setLabel} />
      {sending.length === 0 ? null : (
        <ul className="file-sending" aria-live="polite">
          {sending.map((one) => (
            <li key={one.key}>
              {one.failed === null ? (
                <Progress sending={one} />
              ) : (
                <p role="alert">{t('files.uploadFailed', { name: one.file.name, why: one.failed })}</p>
              )}
              <span className="file-deeds">
                {one.failed === null ? null : (
                  <Button size="small" onPress={() => upload(one)}>
                    {t('files.again')}
                  </Button>
                )}
                <Button
                  size="small"
                  look="quiet"
                  onPress={() => {
                    stops.current.get(one.key)?.abort();
                    change(one.key, null);
                  }}
                >
                  {t('files.giveUp')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {making === null ? null : (
        <NewResource kind={making} folder={folder} owner={owner} onClose={() => setMaking(null)} />
      )}
    </>
  );
}

function Progress({ sending: { file, sent } }: { sending: Sending }): ReactNode {
  const { t, i18n } = useTranslation();
  const label = t('files.uploading', { name: file.name });
  const size = (bytes: number) => sizeText(bytes, i18n.language);
  return (
    <span className="file-progress">
      <span>{label}</span>
      <progress aria-label={label} value={sent} max={file.size} />
      <span className="file-facts">{t('files.sent', { sent: size(sent), whole: size(file.size) })}</span>
    </span>
  );
}
