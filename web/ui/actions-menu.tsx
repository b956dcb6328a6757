import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon, type IconName } from './icon.tsx';

export interface MenuAction {
  id: string;
  title: string;
  icon: IconName;
  danger?: boolean;
  act: () => void;
}

/** A button that opens a list of deeds. */
export function ActionsMenu({
  trigger,
  label,
  actions,
}: {
  trigger: ReactNode;
  label: string;
  actions: readonly MenuAction[];
}): ReactNode {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end">
        <Menu className="list-box" aria-label={label}>
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              className={action.danger === true ? 'list-item list-item-danger' : 'list-item'}
              onAction={action.act}
              textValue={action.title}
            >
              <Icon name={action.icon} />
              <span>{action.title}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
