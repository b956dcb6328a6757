import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteAttribute, discloseAttribute, sealAttribute } from '../api/privacy.ts';
import type { Attribute, Disclosure } from '../api/types.ts';
import { AudienceWords } from '../audience/audience-words.tsx';
import { fullDate } from '../i18n/format.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useDecided } from '../privacy/use-decided.ts';
import { ActionsMenu, type MenuAction } from '../ui/actions-menu.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Confirmed } from '../ui/confirmed.tsx';
import { Icon } from '../ui/icon.tsx';
import { SealSign } from '../ui/seal.tsx';
import { useAction } from '../ui/use-action.ts';
import { DiscloseAttribute } from './disclose-attribute.tsx';
import { EditAttribute } from './edit-attribute.tsx';

const WhoCanSee = lazy(() => import('../explain/who-can-see.tsx').then((m) => ({ default: m.WhoCanSee })));

/** One attribute: what is kept, what is shown, to whom, and the seal that closes it again. */
export function AttributeCard({ attribute }: { attribute: Attribute }): ReactNode {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const { act } = useAction();
  const decided = useDecided();
  const [open, setOpen] = useState<'edit' | 'show' | 'who' | 'delete' | null>(null);
  const { disclosure } = attribute;
  const kind = t(`attribute.kind.${attribute.kind}` as 'attribute.kind.name');
  const touches = ['attributes', 'account', 'grants', 'who-can-see'].map((part) => [client.persona, part]);
  const close = () => setOpen(null);
  const seal = () =>
    act(() => sealAttribute(client, attribute.id), {
      touches,
      says: () => decided(t('attributes.sealedNow')),
    });
  const renew = (given: Disclosure) =>
    act(
      () =>
        discloseAttribute(client, attribute.id, {
          precision: given.precision,
          audience: given.audience,
          purpose: given.purpose,
          ...(given.until === null ? {} : { until: given.until }),
        }),
      { touches, says: t('attributes.renewed') },
    );
  const actions: MenuAction[] = [
    ...(attribute.kind === 'works-at'
      ? []
      : [{ id: 'edit', title: t('attributes.edit'), icon: 'pen' as const, act: () => setOpen('edit') }]),
    ...(disclosure === null
      ? []
      : [
          { id: 'who', title: t('explain.whoCanSee'), icon: 'eye' as const, act: () => setOpen('who') },
          { id: 'seal', title: t('attributes.seal'), icon: 'lock' as const, act: () => void seal() },
        ]),
    {
      id: 'delete',
      title: t('attributes.delete'),
      icon: 'trash',
      danger: true,
      act: () => setOpen('delete'),
    },
  ];
  return (
    <article className="attribute" aria-label={kind}>
      <header className="attribute-head">
        <div>
          <h2 className="attribute-kind">{kind}</h2>
          <p className="attribute-value">
            {attribute.kind === 'works-at' && attribute.value !== null ? (
              <Confirmed>{attribute.value}</Confirmed>
            ) : (
              (attribute.value ?? t('attributes.unreadable'))
            )}
          </p>
        </div>
        <ActionsMenu
          label={t('attributes.menu', { kind })}
          trigger={<IconButton icon="more" label={t('attributes.menu', { kind })} />}
          actions={actions}
        />
      </header>
      {disclosure === null ? (
        <p className="attribute-sealed">
          <SealSign />
          <span>{t('attributes.sealed')}</span>
        </p>
      ) : (
        <Shown disclosure={disclosure} onWho={() => setOpen('who')} onRenew={() => renew(disclosure)} />
      )}
      <div className="attribute-deeds">
        <Button size="small" onPress={() => setOpen('show')}>
          {t(disclosure === null ? 'attributes.show' : 'attributes.change')}
          <span className="visually-hidden"> {kind}</span>
        </Button>
        {disclosure === null ? null : (
          <Button size="small" look="quiet" onPress={seal}>
            {t('attributes.seal')}
            <span className="visually-hidden"> {kind}</span>
          </Button>
        )}
      </div>
      {open === 'edit' ? <EditAttribute attribute={attribute} onClose={close} /> : null}
      {open === 'show' ? <DiscloseAttribute attribute={attribute} onClose={close} /> : null}
      {open === 'who' && disclosure !== null ? (
        <Suspense>
          <WhoCanSee thing={{ kind: 'attribute', id: disclosure.id }} onClose={close} />
        </Suspense>
      ) : null}
      <Confirm
        isOpen={open === 'delete'}
        title={t('attributes.deleteTitle', { kind })}
        action={t('attributes.delete')}
        onClose={close}
        onConfirm={() => act(() => deleteAttribute(client, attribute.id), { touches })}
      >
        {t('attributes.deleteText')}
      </Confirm>
    </article>
  );
}

function Shown({
  disclosure,
  onWho,
  onRenew,
}: {
  disclosure: Disclosure;
  onWho: () => void;
  onRenew: () => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  return (
    <div className="attribute-shown">
      <p className="attribute-copy">
        <SealSign broken />
        <span>
          {t('attributes.shown')} <strong>{disclosure.shown}</strong>{' '}
          <span className="tag">
            {t(`attribute.precision.${disclosure.precision}` as 'attribute.precision.exact')}
          </span>
        </span>
      </p>
      <p className="attribute-to">
        <span>{t('audience.to')} </span>
        <AudienceWords audience={disclosure.audience} />
        {disclosure.purpose === 'reading'
          ? null
          : ` · ${t(`attributes.purposes.${disclosure.purpose}.title` as 'attributes.purposes.reading.title')}`}
        {disclosure.until === null
          ? null
          : `, ${t('attributes.until', { date: fullDate(new Date(disclosure.until), i18n.language) })}`}
      </p>
      <Button size="small" look="quiet" icon="eye" onPress={onWho}>
        {t('explain.whoCanSee')}
      </Button>
      {disclosure.stale ? (
        <p className="attribute-stale" role="status">
          <Icon name="clock" />
          <span>{t('attributes.stale')}</span>
          <Button size="small" onPress={onRenew}>
            {t('attributes.renew')}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
