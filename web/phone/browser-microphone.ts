/** The browser's side of the microphone: how it is opened, what is plugged in, and whether it is given. */
import type { Device } from './device-choice.ts'
import type { MicrophonePorts } from './microphone.ts'

type Ports = Pick<MicrophonePorts<MediaStreamTrack>, 'media' | 'permission'>

/** Speech: echoes and noise are taken away, and a soft voice is made louder. */
const speech: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
}

const devicesOfBrowser = (): MediaDevices | undefined =>
  (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices

export const listDevices = async (): Promise<readonly Device[]> =>
  (await devicesOfBrowser()?.enumerateDevices()) ?? []

export function onDevicesChange(listener: () => void): () => void {
  const media = devicesOfBrowser()
  media?.addEventListener('devicechange', listener)
  return () => media?.removeEventListener('devicechange', listener)
}

export async function openMicrophone(deviceId: string | null): Promise<MediaStreamTrack> {
  const exact = deviceId === null ? {} : { deviceId: { exact: deviceId } }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { ...speech, ...exact } })
  const [track] = stream.getAudioTracks()
  if (!track) throw new DOMException('', 'NotFoundError')
  return track
}

export function browserMicrophone(): Ports {
  return {
    media: devicesOfBrowser()
      ? { open: openMicrophone, devices: listDevices, onChange: onDevicesChange }
      : undefined,
    permission: { now: async () => (await permission())?.state ?? 'unknown', onChange },
  }
}

/** Not every browser knows this permission by name. */
async function permission(): Promise<PermissionStatus | null> {
  const { permissions } = navigator as { readonly permissions?: Permissions }
  return (await permissions?.query({ name: 'microphone' }).catch(() => null)) ?? null
}

function onChange(listener: () => void): () => void {
  let status: PermissionStatus | null = null
  let isOver = false
  void (async () => {
    status = await permission()
    if (!isOver) status?.addEventListener('change', listener)
  })()
  return () => {
    isOver = true
    status?.removeEventListener('change', listener)
  }
}
