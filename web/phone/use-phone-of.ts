import { useEffect, useState } from 'react'
import type { Desk } from '../live/desk.ts'
import { createPhone } from './create-phone.ts'
import type { ChosenDevices, Phone } from './phone.ts'

const none: ChosenDevices = {}

/** One phone for as long as the desk is there. */
export function usePhoneOf(desk: Desk | null, devices: ChosenDevices = none): Phone | null {
  const [phone, setPhone] = useState<Phone | null>(null)
  useEffect(() => {
    if (!desk) return undefined
    const made = createPhone(desk)
    setPhone(made)
    return () => {
      made.close()
      setPhone(null)
    }
  }, [desk])
  useEffect(() => phone?.choose(devices), [phone, devices])
  return phone
}
