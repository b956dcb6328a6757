import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import type { Attached, Label as HowHarmful, Resource } from '../api/resources.ts';
import type { Space, Status } from '../api/types.ts';
import { AudienceSheet } from '../audience/audience-sheet.tsx';
import { AudienceWords } from '../audience/audience-words.tsx';
import { type AudienceDraft, draftOf, isNobody, isOpenToAll, toJson } from '../audience/draft.ts';
import { reachQuery } from '../audience/queries.ts';
import { ReachBox } from '../audience/reach-box.tsx';
import { OptionalLabel } from '../files/optional-label.tsx';
import { GiveawayPanel } from '../giveaway/giveaway-panel.tsx';
import { useGiveaways } from '../giveaway/use-giveaways.ts';
import { LinkagePanel } from '../linkage/linkage-panel.tsx';
import { useLinkage } from '../linkage/use-linkage.ts';
import { useActing } from '../organisations/acting-context.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';
import { personaFace } from '../personas/persona-switcher.tsx';
import { PostInPost, ResourceInPost } from '../post/quoted.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { hueStyle } from '../ui/hue.ts';
import { Icon } from '../ui/icon.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain, say } from '../ui/toasts.tsx';
import { AttachButton, AttachedFiles } from './attach.tsx';
import { useSend } from './use-send.ts';
import './composer.css';

/** Longest text of a post, in characters, as the server takes it. */
const LONGEST = 5000;

/** Where a new post is for, until its author says otherwise: never further than the network. */
function usualAudience(replyTo: Status | Resource | undefined, space: Space | undefined): AudienceDraft {
  if (replyTo !== undefined) return draftOf({ kind: 'everyone' });
  if (space !== undefined && space.openness !== 'open') return draftOf({ kind: 'space', space: space.id });
  return draftOf({ kind: 'network' });
}

/** What quotes something goes under its label at least. */
const usualLabel = (quote: Status | Resource | undefined): HowHarmful =>
  quote === undefined
    ? 'public'
    : 'account' in quote
      ? ((quote.waxseal?.label ?? 'public') as HowHarmful)
      : quote.label;

const nameOf = (replyTo: Status | Resource): string =>
  'account' in replyTo ? faceOf(replyTo.account).display_name : replyTo.title;

/**
 * Writes a post. It says in whose name and colour, for whom, and how many they are, before anything is sent.
 */
export function Composer({
  replyTo,
  quote,
  space,
  onSent,
  focused = false,
  beside = false,
}: {
  replyTo?: Status | Resource;
  quote?: Status | Resource;
  space?: Space;
  onSent?: () => void;
  focused?: boolean;
  /** It stands right below what it replies to, and needn't say so. */
  beside?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { persona, client } = useSpeaking();
  const { seat } = useActing();
  const send = useSend();
  const errorText = useErrorText();
  const heading = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [warning, setWarning] = useState('');
  const [attached, setAttached] = useState<readonly Attached[]>([]);
  const [warns, setWarns] = useState(false);
  const [audience, setAudience] = useState(() => usualAudience(replyTo, space));
  const [label, setLabel] = useState<HowHarmful>(() => usualLabel(quote));
  const [picking, setPicking] = useState(false);
  const [sending, setSending] = useState(false);
  // The same for every attempt at the same post: an answer that was lost doesn't make two of it.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [opened, setOpened] = useState(focused);
  const about = {
    ...(replyTo === undefined ? {} : { reply_to: replyTo.id }),
    ...(space === undefined ? {} : { space: space.id }),
  };
  const question = { ...about, audience: toJson(audience) };
  const { data } = useQuery({ ...reachQuery(client, question), enabled: opened && seat === null });
  // Whom it reaches is counted over what the persona knows, not the organisation.
  const reach = seat === null ? data : undefined;
  const texts = { status: text, spoiler_text: warns ? warning : '' };
  const giveaways = useGiveaways(texts, question);
  const linkage = useLinkage(`${texts.spoiler_text}\n${text}`.trim(), question);
  const isAsking = giveaways.isAsking || linkage.isAsking;
  const inThread = replyTo !== undefined;
  const left = LONGEST - [...text].length;
  const ready = (text.trim() !== '' || attached.length > 0) && left >= 0 && !sending;

  const submit = async () => {
    if (!ready) return;
    setSending(true);
    try {
      const looked = await Promise.all([giveaways.maySend(), linkage.maySend()]);
      if (looked.includes(false)) return;
      await send(
        {
          text,
          warning: texts.spoiler_text,
          audience: toJson(audience),
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(space === undefined ? {} : { space: space.id }),
          ...(quote === undefined ? {} : { quote: quote.id }),
          label,
          media: attached.map(({ id }) => id),
        },
        key,
      );
      setText('');
      setAttached([]);
      setWarning('');
      setWarns(false);
      setAudience(usualAudience(replyTo, space));
      setLabel(usualLabel(quote));
      setKey(crypto.randomUUID());
      giveaways.reset();
      linkage.reset();
      say(t('composer.sent'));
      onSent?.();
    } catch (error) {
      complain(errorText(error));
      area.current?.focus();
    } finally {
      setSending(false);
    }
  };

  const action =
    !inThread && isOpenToAll(audience)
      ? t('composer.toEveryone')
      : isNobody(audience)
        ? t('composer.toNobody')
        : reach === undefined
          ? t('composer.post')
          : reach.not_counted.length > 0
            ? t('composer.toMore', { count: reach.count })
            : t('composer.toPeople', { count: reach.count });

  return (
    <section
      className="composer"
      aria-labelledby={heading}
      style={hueStyle(seat === null ? persona.colour : faceOf(seat.organisation).hue)}
    >
      <h2 id={heading} className="composer-head">
        <Avatar face={seat === null ? personaFace(persona) : faceOf(seat.organisation)} size="small" />
        <span className="composer-who">
          <span className="visually-hidden">{t(inThread ? 'composer.replyAs' : 'composer.writeAs')} </span>
          <strong>{seat?.organisation.display_name ?? personaFace(persona).display_name}</strong>{' '}
          <span className="composer-network">
            {seat === null ? persona.network.title : t(`function.${seat.name}`)}
          </span>
        </span>
      </h2>
      {replyTo === undefined || beside ? null : (
        <p className="composer-about">
          <Icon name="reply" />
          <span>{t('composer.replyTo', { name: nameOf(replyTo) })}</span>
        </p>
      )}
      {space === undefined ? null : (
        <p className="composer-about">
          <Icon name="space" />
          <span>{t('composer.inSpace', { space: space.title })}</span>
        </p>
      )}
      <div className="composer-to">
        <span aria-hidden="true">{t('audience.to')}</span>
        <Button
          size="small"
          icon="down"
          onPress={() => {
            setOpened(true);
            setPicking(true);
          }}
        >
          <span className="visually-hidden">{t('audience.title')}: </span>
          <AudienceWords audience={toJson(audience)} inThread={inThread} />
        </Button>
      </div>
      {warns ? (
        <TextField className="composer-warning" value={warning} onChange={setWarning} maxLength={200}>
          <Label className="visually-hidden">{t('composer.warning')}</Label>
          <Input placeholder={t('composer.warningPlaceholder')} />
        </TextField>
      ) : null}
      <TextField
        className="composer-text"
        value={text}
        onChange={setText}
        onFocus={() => setOpened(true)}
        autoFocus={focused}
      >
        <Label className="visually-hidden">{t(inThread ? 'composer.reply' : 'composer.text')}</Label>
        <TextArea
          ref={area}
          rows={opened ? 3 : 1}
          placeholder={t(inThread ? 'composer.replyPlaceholder' : 'composer.placeholder')}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
      </TextField>
      {quote === undefined ? null : 'account' in quote ? (
        <PostInPost post={quote} />
      ) : (
        <ResourceInPost resource={quote} />
      )}
      {opened ? (
        <div className="composer-foot">
          <GiveawayPanel
            giveaways={giveaways}
            texts={texts}
            onChange={(field, changed) => (field === 'status' ? setText(changed) : setWarning(changed))}
          />
          <LinkagePanel linkages={linkage.linkages} isAsking={linkage.isAsking && !giveaways.isAsking} />
          <AttachedFiles
            seat={seat?.id}
            attached={attached}
            onRemove={({ id }) => setAttached((all) => all.filter((one) => one.id !== id))}
          />
          {seat === null ? <ReachBox question={question} /> : null}
          <OptionalLabel key={key} value={label} onChange={setLabel} />
          <div className="composer-deeds">
            <Button size="small" look="quiet" icon="warning" onPress={() => setWarns(!warns)}>
              {t(warns ? 'composer.noWarning' : 'composer.addWarning')}
            </Button>
            <AttachButton
              seat={seat?.id}
              attached={attached}
              onAttach={(one) => setAttached((all) => [...all, one])}
            />
            {left < 500 ? (
              <span className={left < 0 ? 'composer-left composer-over' : 'composer-left'}>
                {t('composer.left', { count: left })}
              </span>
            ) : null}
            <Button look="primary" onPress={submit} isDisabled={!ready} isPending={sending}>
              {isAsking ? t('giveaway.postAnyway') : action}
            </Button>
          </div>
        </div>
      ) : null}
      <AudienceSheet
        title={t('audience.title')}
        isOpen={picking}
        draft={audience}
        onChange={setAudience}
        onClose={() => setPicking(false)}
        about={about}
      />
    </section>
  );
}
