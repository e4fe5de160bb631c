import { SettingError } from './errors.ts'

/** @throws SettingError where it is no address of these protocols; without what is written, which may hold a password. */
export function requireUrl(name: string, written: string, protocols: readonly string[], example: string): void {
  if (URL.canParse(written) && protocols.includes(new URL(written).protocol)) return
  throw new SettingError({ zh: `${name} 要写成网址，例如 ${example}`, en: `${name} is an address such as ${example}` })
}

/** What must be told besides `chosen`, by which something is chosen. @throws SettingError that names what is missing. */
export function requireAll<N extends string>(
  chosen: string,
  settings: Readonly<Record<string, string | undefined>>,
  names: readonly N[],
): Readonly<Record<N, string>> {
  const missing = names.filter((name) => !settings[name])
  if (missing.length > 0)
    throw new SettingError({
      zh: `有 ${chosen} 就要有 ${missing.join('、')}`,
      en: `${chosen} needs ${missing.join(', ')}`,
    })
  return Object.fromEntries(names.map((name) => [name, settings[name]])) as Record<N, string>
}
