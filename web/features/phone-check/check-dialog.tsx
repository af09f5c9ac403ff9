import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { markDone } from './check-window.ts'
import { Check } from './check.tsx'
import styles from './check.module.css'

export function CheckDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText()
  return (
    <Dialog title={t('phone.check.title')} isOpen onClose={onClose} shape="wide">
      <div className={styles['window']}>
        <p className={styles['help']}>{t('phone.check.intro')}</p>
        <Check />
        <footer className={styles['foot']}>
          <Button
            tone="primary"
            onPress={() => {
              markDone()
              onClose()
            }}
          >
            {t('phone.check.done')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
