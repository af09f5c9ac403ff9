import { Suspense, useSyncExternalStore } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useLive } from '#web/live/desk-context.ts'
import { shownInteraction } from '#web/live/model.ts'
import { useMay } from '#web/live/use-may.ts'
import { useRoute } from '#web/route.ts'
import { pick, picking, stopPicking } from './picker-store.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const DispositionPicker = partOfPage(
  'window',
  async () => (await import('./disposition-picker.tsx')).DispositionPicker,
)

/** The one place the picker lives: it is opened by a key, from the foot of a conversation and from beside the contact's card. */
export function DispositionHost() {
  const { open } = useRoute()
  const asked = useSyncExternalStore(picking.subscribe, picking.get)
  const interaction = useLive((model) => (asked ? shownInteraction(model, asked.id) : null))
  const current = useLive((model) => (open ? shownInteraction(model, open) : null))
  return (
    <>
      {current ? <DisposeKey interaction={current} /> : null}
      {asked && interaction ? (
        <Suspense>
          <DispositionPicker interaction={interaction} thenDone={asked.thenDone} onClose={stopPicking} />
        </Suspense>
      ) : null}
    </>
  )
}

function DisposeKey({ interaction }: { readonly interaction: InteractionView }) {
  const may = useMay(interaction)
  useKey('conversation.dispose', () => pick(interaction.id), may.dispose)
  return null
}
