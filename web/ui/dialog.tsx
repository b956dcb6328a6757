import type { ReactNode } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';

/** A sheet of paper over the page; on a phone it comes from below. */
export function Sheet({
  title,
  isOpen,
  onClose,
  children,
  footer,
  size = 'usual',
}: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  size?: 'usual' | 'wide';
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => (open ? undefined : onClose())}
      isDismissable
    >
      <Modal className={`sheet sheet-${size}`}>
        <Dialog className="sheet-dialog">
          <div className="sheet-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon="close" label={t('action.close')} onPress={onClose} />
          </div>
          <div className="sheet-body">{children}</div>
          {footer === undefined ? null : <div className="sheet-foot">{footer}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
