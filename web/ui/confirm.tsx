import type { ReactNode } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

/** Asks once more before what can't be undone. */
export function Confirm({
  title,
  children,
  action,
  isOpen,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  action: string;
  isOpen: boolean;
  onConfirm: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal className="sheet sheet-small">
        <Dialog className="sheet-dialog" role="alertdialog">
          <header className="sheet-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
          </header>
          <div className="sheet-body">
            <p>{children}</p>
          </div>
          <footer className="sheet-foot">
            <Button onPress={onClose}>{t('action.cancel')}</Button>
            <Button
              look="danger"
              onPress={() => {
                onConfirm();
                onClose();
              }}
            >
              {action}
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
