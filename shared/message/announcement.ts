import { inLanguage, type Language, text } from '../kernel/text.ts'
import type { Effect } from '../subject/effect.ts'
import { readBy } from './reader.ts'
import { cleaned, namesOf } from './sms.ts'
import { answerBy } from './sms-wordings.ts'
import { joined, WORDS } from './sms-words.ts'

type Page = Effect & { readonly channel: 'sms' }

/** By which a repair is new to everybody; those who are asked later are told of on the board. */
const FIRST: ReadonlySet<string | undefined> = new Set(['report', 'desk', 'notFixed'])

/** Whether a group chat is told of it: the first page about a repair. */
export const isAnnounced = (effect: Effect): effect is Page =>
  effect.channel === 'sms' && effect.template === 'page' && FIRST.has(effect.values.pageReason)

/** What a group chat is told: how bad, where, which unit, its number, who is asked, where to look. Nothing of the caller. */
export function announcement(page: Page, asked: string, publicUrl: string, language: Language): string {
  const effect = readBy(page, { to: '', language })
  const { repair = '', severity = '', site, answerBy: at, sentAt } = cleaned(effect)
  const { stranger } = WORDS[language]
  const where = site ? joined([site, namesOf(effect).unit]) : stranger
  const by = answerBy({ answerBy: at, sentAt }, effect).full
  const says = text(
    `新故障 ${severity}：${where}\n单号 ${repair}，已呼叫${asked}，${by}`,
    `New fault, ${severity}: ${where}\nNo. ${repair}, ${asked} is asked, ${by}`,
  )
  return `${inLanguage(says, language)}\n${publicUrl}/repairs/${repair}`
}
