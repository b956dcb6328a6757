import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Linkage, readLinkages } from '../api/linkage.ts';
import type { Persona } from '../api/types.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { personaFace } from '../personas/persona-switcher.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { hueStyle } from '../ui/hue.ts';
import { Page } from '../ui/page.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { SignalLine } from './signal-line.tsx';
import '../privacy/privacy.css';
import './linkage.css';

/** What an outsider could tell one's personas to be one person's by, and how to cut each. */
export function LinkageScreen(): ReactNode {
  const { t } = useTranslation();
  const { persona } = useSpeaking();
  const { data, error, refetch } = useQuery({
    // It is read anew whenever it is looked at: what one has just cut is to be gone.
    queryKey: [persona.id, 'linkages'],
    queryFn: readLinkages,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Page title={t('linkage.title')} intro={t('linkage.intro')}>
      {error === null ? null : <Failed error={error} retry={() => refetch()} />}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data !== undefined && data.personas < 2 ? (
        <Empty icon="lock" title={t('linkage.one')}>
          {t('linkage.oneText')}
        </Empty>
      ) : null}
      {data !== undefined && data.personas > 1 && data.linkages.length === 0 ? (
        <Empty icon="lock" title={t('linkage.none')}>
          {t('linkage.noneText')}
        </Empty>
      ) : null}
      <div className="linkage-pairs">
        {data?.linkages.map((linkage) => (
          <Pair key={`${linkage.persona} ${linkage.other}`} linkage={linkage} />
        ))}
        {data === undefined || data.personas < 2 ? null : <p className="control-now">{t('linkage.bound')}</p>}
      </div>
    </Page>
  );
}

function Pair({ linkage }: { linkage: Linkage }): ReactNode {
  const { t } = useTranslation();
  const { persona: speaking, personas } = useSpeaking();
  const one = personas.find(({ id }) => id === linkage.persona);
  const other = personas.find(({ id }) => id === linkage.other);
  if (one === undefined || other === undefined) return null;
  return (
    <section className="linkage-pair">
      <h2>
        <Named persona={one} />
        <span className="visually-hidden"> {t('linkage.and')} </span>
        <Named persona={other} />
      </h2>
      <p className={`linkage-sum linkage-${linkage.strength}`}>{t(`linkage.sum.${linkage.strength}`)}</p>
      <ul className="linkage-signals">
        {linkage.signals.map((signal) => (
          <SignalLine
            key={`${signal.kind} ${signal.of} ${signal.what} ${signal.posts[0]}`}
            signal={signal}
            leads={speaking.id === one.id || speaking.id === other.id}
            posts={speaking.id === one.id ? signal.posts : speaking.id === other.id ? signal.other_posts : []}
          />
        ))}
      </ul>
      {speaking.id === one.id || speaking.id === other.id ? null : (
        <p className="control-now">{t('linkage.speakAs')}</p>
      )}
    </section>
  );
}

function Named({ persona }: { persona: Persona }): ReactNode {
  return (
    <span className="linkage-persona" style={hueStyle(persona.colour)}>
      <Avatar face={personaFace(persona)} size="small" />
      <span>
        {personaFace(persona).display_name} <small>{persona.network.title}</small>
      </span>
    </span>
  );
}
