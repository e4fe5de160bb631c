import { SettingError } from '../shared/kernel/errors.ts'
import type { Language } from '../shared/kernel/text.ts'

/**
 * The language in which a command speaks: `--lang`, else that of the machine, Chinese unless it says English.
 * @throws SettingError for another one.
 */
export function commandLanguage(asked: string | undefined, env: NodeJS.ProcessEnv = process.env): Language {
  if (asked === undefined) return machineLanguage(env)
  if (asked === 'en') return 'en'
  if (asked === 'zh' || asked === 'zh-CN') return 'zh-CN'
  throw new SettingError({
    zh: `--lang 只能是 zh-CN 或 en，不是 "${asked}"`,
    en: `--lang is zh-CN or en, not "${asked}"`,
  })
}

/** By the rules of POSIX: the first that is set and not empty counts. */
export const machineLanguage = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language =>
  /^en\b|^en_/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'zh-CN'
