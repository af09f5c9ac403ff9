/** What is loaded only when it is opened is fetched when the page has nothing else to do, so that a key and what is typed after it never race. */
const rarelyFirst = [
  () => import('./features/palette/palette.tsx'),
  () => import('./ui/pick-dialog.tsx'),
  () => import('./features/disposition/disposition-picker.tsx'),
  () => import('./features/case/case-panel.tsx'),
  () => import('./features/case/date-input.tsx'),
  () => import('./features/case/case-history.tsx'),
  () => import('./features/conversation/date-jump.tsx'),
  () => import('./features/response/slash-list.tsx'),
  () => import('./features/response/token-look.tsx'),
  () => import('./features/response/response-panel.tsx'),
  () => import('./features/tag/tag-picker.tsx'),
  () => import('./ui/assign-dialog.tsx'),
  () => import('./features/shell/key-sheet.tsx'),
  () => import('./features/settings/settings-dialog.tsx'),
  () => import('./features/team/team.tsx'),
  () => import('./features/team/colleague-card.tsx'),
  () => import('./features/note/note-panel.tsx'),
  () => import('./features/note/leave-dialog.tsx'),
  () => import('./features/note/reminder-dialog.tsx'),
  () => import('./features/case/leave-fields.tsx'),
  () => import('./features/conversation/conversation-search.tsx'),
  () => import('./features/conversation/emoji-picker.tsx'),
  () => import('./features/state/channels-panel.tsx'),
  () => import('./features/state/sign-out-dialog.tsx'),
  () => import('./features/alert/alert-sections.tsx'),
] as const

export function preloadWindows(): () => void {
  const timer = setTimeout(() => {
    // One that cannot be had now is asked for again when it is opened.
    for (const load of rarelyFirst) load().catch(() => {})
  }, 1_500)
  return () => clearTimeout(timer)
}
