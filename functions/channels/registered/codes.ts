import { MessageNotSentError, SettingError } from '../../../shared/kernel/errors.ts'
import { REGISTERED, type RegisteredId, type TextMessage } from '../../../shared/ports/messaging.ts'

/** What the provider calls the registered texts. */
export type Codes = Readonly<Partial<Record<RegisteredId, string>>>

/** `page=SMS_123,reminder=SMS_456`, or the same as JSON. */
export function readCodes(written: string): Codes {
  const pairs = written.trim().startsWith('{') ? ofJson(written) : written.split(',').map((pair) => pair.split('='))
  return Object.fromEntries(pairs.map(([id = '', code = '']) => [id.trim(), code.trim()]).filter(([, code]) => code))
}

const ofJson = (written: string): string[][] => {
  try {
    return Object.entries(JSON.parse(written)).map(([id, code]) => [id, String(code)])
  } catch {
    return []
  }
}

/** @throws SettingError unless every text has a code, and nothing else has one: a page without one would not go. */
export function requireCodes(name: string, written = ''): Codes {
  const codes = readCodes(written)
  const missing = REGISTERED.filter((id) => !codes[id])
  const unknown = Object.keys(codes).filter((id) => !(REGISTERED as readonly string[]).includes(id))
  if (missing.length > 0)
    throw new SettingError({
      zh: `${name} 缺少模板编号：${missing.join('、')}。先用 npm run channels -- templates 取文案去报备，通过后写成 page=编号,reminder=编号…`,
      en: `${name} has no template code for ${missing.join(', ')}. Register the texts of npm run channels -- templates, then write page=CODE,reminder=CODE…`,
    })
  if (unknown.length > 0)
    throw new SettingError({
      zh: `${name} 里没有叫 ${unknown.join('、')} 的模板，只有 ${REGISTERED.join('、')}`,
      en: `${name} names ${unknown.join(', ')}, which is no template: they are ${REGISTERED.join(', ')}`,
    })
  return codes
}

/** What the provider calls the text that says this message. @throws MessageNotSentError where none does: another channel has it then. */
export function codeOf({ said, template }: Pick<TextMessage, 'said' | 'template'>, codes: Codes, name: string): string {
  const code = said && codes[said.as]
  if (!code) throw new MessageNotSentError(`${name} has no template for ${said?.as ?? template}`)
  return code
}
