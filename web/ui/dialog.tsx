import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useText } from '../text/use-text.ts'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

export type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** `large`: of one size, whatever is in it. `palette`: from the top, where the eyes are. `sheet`: from the right edge, full height; on a phone every dialog comes from below. */
  readonly shape?: 'box' | 'wide' | 'large' | 'palette' | 'sheet'
  readonly children: ReactNode
}

export function Dialog({ title, isOpen, onClose, shape = 'box', children }: DialogProps) {
  const { t } = useText()
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable
      className={styles['overlay'] ?? ''}
    >
      <Modal className={classNames(styles['modal'], styles[shape])}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <header className={styles['header']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <IconButton label={t('common.close')} icon={<X size={18} />} onPress={onClose} />
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
