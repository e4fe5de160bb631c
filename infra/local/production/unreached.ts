import { numberOf } from '../../../shared/directory/reached.ts'
import { inLanguage, type Language, type Text, text } from '../../../shared/kernel/text.ts'
import type { Channel } from '../../../shared/ports/messaging.ts'
import type { Deps } from '../../../shared/use-cases/deps.ts'

/** So many are named in one warning. */
const NAMED = 20

/** Who of ours would not hear of something for what the directory or the settings lack: told at each start, while it can be mended. */
export async function warnOfUnreached(
  { directory, plans, log }: Pick<Deps, 'directory' | 'plans' | 'log'>,
  channels: readonly Pick<Channel, 'carries'>[],
  language: Language,
): Promise<void> {
  const { people, rosters } = await directory.all()
  const warn = (warning: Text) => log.warn('Not reached', { warning: inLanguage(warning, language) })
  const managers = people.filter(({ id, email }) => !email && rosters.some(({ manager }) => manager === id))
  const silent = named(managers)
  if (silent)
    warn(
      text(
        `经理 ${silent} 没有邮箱：备份没做成时收不到通知，请在人员里补上`,
        `managers without a mail address, who would not be told of a late backup: ${silent}. Add one to each`,
      ),
    )
  const unproved = named(people.filter((person) => numberOf(person) !== 'verified'))
  if (unproved)
    warn(
      text(
        `号码没验证：${unproved}。照样呼叫；在“设置”里发测试短信验证`,
        `numbers that nobody has verified, and are called all the same: ${unproved}. Send each a test message from Settings`,
      ),
    )
  if (channels.some(({ carries }) => carries === 'voice')) return
  const rung = named(people.filter(({ ringAfter }) => ringAfter?.length))
  const plansThatRing = (await plans()).filter(({ escalation }) => escalation.ringAfter).map(({ id }) => id)
  const all = [rung, ...new Set(plansThatRing)].filter(Boolean).join(', ')
  if (all)
    warn(
      text(
        `没有能打电话的渠道，而 ${all} 设了未接单就打电话：只有短信，设好 ALIBABA_VOICE_…、TENCENT_VOICE_…、TWILIO_VOICE_… 或 VOICE_WEBHOOK_URL`,
        `no channel carries calls, and ${all} would have phones rung: texts alone go. Set ALIBABA_VOICE_…, TENCENT_VOICE_…, TWILIO_VOICE_… or VOICE_WEBHOOK_URL`,
      ),
    )
}

function named(people: readonly { readonly id: string }[]): string {
  const more = people.length - NAMED
  return [...people.slice(0, NAMED).map(({ id }) => id), ...(more > 0 ? [`+${more}`] : [])].join(', ')
}
