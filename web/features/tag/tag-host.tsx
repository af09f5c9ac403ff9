import { Suspense, useSyncExternalStore } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useKey } from '#web/keys/use-key.ts'
import { useLive } from '#web/live/desk-context.ts'
import { shownInteraction } from '#web/live/model.ts'
import { useMay } from '#web/live/use-may.ts'
import { useRoute } from '#web/route.ts'
import { closeTags, openTags, tagging } from './tagging-store.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const TagPicker = partOfPage('window', async () => (await import('./tag-picker.tsx')).TagPicker)

/** The one place the window of tags lives: it is opened by a key and from the tags beside the conversation. */
export function TagHost() {
  const { open } = useRoute()
  const id = useSyncExternalStore(tagging.subscribe, tagging.get)
  const interaction = useLive((model) => (id ? shownInteraction(model, id) : null))
  const current = useLive((model) => (open ? shownInteraction(model, open) : null))
  return (
    <>
      {current ? <TagKey interaction={current} /> : null}
      {interaction ? (
        <Suspense>
          <TagPicker key={interaction.id} interaction={interaction} onClose={closeTags} />
        </Suspense>
      ) : null}
    </>
  )
}

function TagKey({ interaction }: { readonly interaction: InteractionView }) {
  const may = useMay(interaction)
  useKey('conversation.tags', () => openTags(interaction.id), may.tag)
  return null
}
