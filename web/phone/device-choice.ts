/**
 * Devices are remembered by name: their ids differ from one browser to the next, and their names are what people know. A browser shows names only to a page
 * that has been given the microphone.
 */
export type Device = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>
export type DeviceKind = MediaDeviceInfo['kind']

/** Entries that stand for another one of the list: "Default – Headset". */
const standsForAnother = new Set(['default', 'communications'])

/** What can be chosen: each device once, by name. */
export function devicesOf(all: readonly Device[], kind: DeviceKind): readonly Device[] {
  const named = all.filter(
    (one) => one.kind === kind && one.label !== '' && !standsForAnother.has(one.deviceId),
  )
  return named.filter((one, index) => named.findIndex(({ label }) => label === one.label) === index)
}

/** Null: nothing was chosen, or it is not plugged in now. */
export function deviceNamed(
  all: readonly Device[],
  kind: DeviceKind,
  label: string | undefined,
): Device | null {
  if (label === undefined || label === '') return null
  return devicesOf(all, kind).find((one) => one.label === label) ?? null
}
