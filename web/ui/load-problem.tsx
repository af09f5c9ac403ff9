import { CloudOff } from 'lucide-react'
import { problemText, type Problem } from '../net/problem.ts'
import { useText } from '../text/use-text.ts'
import { Button } from './button.tsx'
import { Empty } from './empty.tsx'

/** A view that could not be loaded: what happened, that nothing is lost, and the one thing to do. */
export function LoadProblem({
  problem,
  onRetry,
}: {
  readonly problem: Problem
  readonly onRetry: () => void
}) {
  const { t, language } = useText()
  return (
    <div role="alert">
      <Empty icon={<CloudOff size={28} />} title={t('common.couldNotLoad')}>
        <p>{problemText(problem, language)}</p>
        <p>
          <Button onPress={onRetry}>{t('common.retry')}</Button>
        </p>
      </Empty>
    </div>
  )
}
