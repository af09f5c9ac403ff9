import { useState, type DragEvent } from 'react'

/** Files dropped anywhere on the conversation. Dropping is never the only way: there is a button, and the clipboard. */
export function useDrop(isOn: boolean, onFiles: (files: FileList) => void) {
  const [isOver, setOver] = useState(false)
  if (!isOn) return { isOver: false, handlers: {} }
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        if (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)) return
        setOver(false)
      },
      onDrop(event: DragEvent) {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        onFiles(event.dataTransfer.files)
      },
    },
  }
}
