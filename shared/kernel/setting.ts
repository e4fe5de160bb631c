import { SettingError } from './errors.ts'

/** @throws SettingError where it is no address of these protocols; without what is written, which may hold a password. */
export function requireUrl(name: string, written: string, protocols: readonly string[], example: string): void {
  if (URL.canParse(written) && protocols.includes(new URL(written).protocol)) return
  throw new SettingError({ zh: `${name} 要写成网址，例如 ${example}`, en: `${name} is an address such as ${example}` })
}
