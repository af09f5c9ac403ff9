/** Whether this tab has the sound of the call: a mark that a reload keeps and another tab does not see. Where the browser denies it, no tab has it. */
export function tabMark(account: string): { get(): boolean; set(hasSound: boolean): void } {
  const key = `atiende:${account}:sound`
  return {
    get() {
      try {
        return sessionStorage.getItem(key) === '1'
      } catch {
        return false
      }
    },
    set(hasSound) {
      try {
        if (hasSound) sessionStorage.setItem(key, '1')
        else sessionStorage.removeItem(key)
      } catch {
        // The other way is asked for then: the call shows with a button that brings the sound here.
      }
    },
  }
}
