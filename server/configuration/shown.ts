import type { ConfigurationKind } from '#protocol/config/kind.ts'
import type { Bodies, Thing } from './kinds.ts'
import { showSettings, type Settings } from './secret-settings.ts'

/** What an administrator wrote, without what the server keeps beside it. */
export function bodyOf<Kind extends ConfigurationKind>(thing: Thing<Kind>): Bodies[Kind] {
  const { id: _id, version: _version, archivedAt: _archivedAt, ...body } = thing
  const written: unknown = body
  return written as Bodies[Kind]
}

/** As people and the audit log see it: with dots for secrets. */
export function shownBody<Body extends object>(body: Body): Body {
  return 'settings' in body ? { ...body, settings: showSettings(body.settings as Settings) } : body
}
