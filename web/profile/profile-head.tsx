import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, PastAttribute } from '../api/types.ts';
import { Content } from '../post/content.tsx';
import { Avatar, faceOf } from '../ui/avatar.tsx';
import { Confirmed } from '../ui/confirmed.tsx';
import { hueStyle } from '../ui/hue.ts';
import './profile.css';

/** Name, picture and what is shown of somebody. */
export function ProfileHead({
  account,
  attributes,
  children,
  level = 2,
}: {
  account: Account;
  attributes: readonly PastAttribute[];
  children?: ReactNode;
  level?: 2 | 3;
}): ReactNode {
  const { t } = useTranslation();
  const face = faceOf(account);
  const Heading = `h${level}` as const;
  return (
    <section className="profile" style={hueStyle(face.hue)}>
      <div className="profile-band" aria-hidden="true" />
      <div className="profile-face">
        <Avatar face={face} size="large" />
        <div className="profile-deeds">{children}</div>
      </div>
      <Heading className="profile-name">{face.display_name}</Heading>
      <p className="profile-facts">
        <span>@{account.acct}</span>
        <span className="tag">
          {face.kind === 'persona'
            ? t(`persona.namings.${account.waxseal?.naming ?? 'chosen'}.title`)
            : t(`profile.kind.${face.kind}`)}
        </span>
      </p>
      {account.note === '' ? null : <Content html={account.note} />}
      <AttributeList attributes={attributes} />
    </section>
  );
}

/** What is shown of somebody, at the precision at which it is shown. */
export function AttributeList({ attributes }: { attributes: readonly PastAttribute[] }): ReactNode {
  const { t } = useTranslation();
  if (attributes.length === 0) return null;
  return (
    <dl className="profile-attributes">
      {attributes.map((one) => (
        <div key={one.id}>
          <dt>{t(`attribute.kind.${one.kind}` as 'attribute.kind.name')}</dt>
          <dd>
            {one.kind === 'works-at' ? (
              <Confirmed>{one.value}</Confirmed>
            ) : (
              (one.value ?? t('viewAs.notKept'))
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
