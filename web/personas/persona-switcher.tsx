import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useTranslation } from 'react-i18next';
import type { Persona } from '../api/types.ts';
import { useActing } from '../organisations/acting-context.tsx';
import { useSignOut } from '../session/use-sign-out.ts';
import { Avatar, type Face, faceOf } from '../ui/avatar.tsx';
import { hueStyle } from '../ui/hue.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toasts.tsx';
import { useSpeaking } from './persona-context.tsx';

export const personaFace = (persona: Persona): Face => ({
  display_name: persona.display_name === '' ? persona.handle : persona.display_name,
  hue: persona.colour,
  kind: 'persona',
});

/** Says whom one speaks as, and lets one speak as another. */
export function PersonaSwitcher(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { persona, personas, speakAs } = useSpeaking();
  const { seat, seats, actIn } = useActing();
  const change = (to: Persona) => {
    if (to.id === persona.id) return;
    speakAs(to.id);
    navigate({ to: '/' });
    say(t('personas.now', { name: to.display_name, network: to.network.title }));
  };
  return (
    <MenuTrigger>
      <Button className="switcher" style={hueStyle(persona.colour)}>
        <Avatar face={personaFace(persona)} size="small" />
        <span className="switcher-words">
          <span className="visually-hidden">{t('personas.speakingAs')} </span>
          <span className="switcher-name">{personaFace(persona).display_name}</span>
          <span className="switcher-network">{persona.network.title}</span>
        </span>
        <Icon name="swap" />
      </Button>
      <Popover className="popover switcher-popover" placement="bottom start">
        <Menu className="list-box" aria-label={t('personas.yours')}>
          <MenuSection>
            <Header className="list-heading">{t('personas.yours')}</Header>
            {personas.map((one) => (
              <MenuItem
                key={one.id}
                id={one.id}
                className="list-item persona-item"
                style={hueStyle(one.colour)}
                textValue={`${one.display_name}, ${one.network.title}`}
                isDisabled={one.state !== 'member'}
                onAction={() => change(one)}
              >
                <Avatar face={personaFace(one)} size="small" />
                <span className="switcher-words">
                  <span className="switcher-name">{personaFace(one).display_name}</span>
                  <span className="switcher-network">
                    {one.state === 'member' ? one.network.title : t(`personas.state.${one.state}`)}
                  </span>
                </span>
                {one.id === persona.id ? <Icon name="check" /> : null}
              </MenuItem>
            ))}
          </MenuSection>
          {seats.length === 0 ? null : (
            <MenuSection>
              <Header className="list-heading">{t('acting.for')}</Header>
              {seats.map((one) => (
                <MenuItem
                  key={one.id}
                  id={one.id}
                  className="list-item persona-item"
                  style={hueStyle(faceOf(one.organisation).hue)}
                  textValue={`${one.organisation.display_name}, ${t(`function.${one.name}`)}`}
                  onAction={() => actIn(one.id === seat?.id ? null : one)}
                >
                  <Avatar face={faceOf(one.organisation)} size="small" />
                  <span className="switcher-words">
                    <span className="switcher-name">{one.organisation.display_name}</span>
                    <span className="switcher-network">{t(`function.${one.name}`)}</span>
                  </span>
                  {one.id === seat?.id ? <Icon name="check" /> : null}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          <MenuItem id="join" className="list-item" onAction={() => navigate({ to: '/networks' })}>
            <Icon name="plus" />
            <span>{t('personas.another')}</span>
          </MenuItem>
          <MenuItem id="out" className="list-item" onAction={() => signOut(false)}>
            <Icon name="signOut" />
            <span>{t('session.signOut')}</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
