import type { Robot } from '../../functions/channels/robots/robot.ts'
import { groupChat } from '../../functions/channels/robots/robots.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { announcement, isAnnounced } from '../../shared/message/announcement.ts'
import type { Effect } from '../../shared/subject/effect.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'

/** Tells group chats of each new repair for which somebody is paged, beside all else: no page waits for it, or fails with it. */
export function announcer(
  { directory, publicUrl, log }: Pick<Deps, 'directory' | 'publicUrl' | 'log'>,
  robots: readonly Robot[],
  language: Language,
): (effects: readonly Effect[]) => void {
  const post = groupChat(robots, log)
  const announce = async (effect: Effect) => {
    if (!isAnnounced(effect)) return
    const person = await directory.person(effect.person)
    await post(announcement(effect, person?.name ?? effect.person, publicUrl, language))
  }
  if (robots.length === 0) return () => {}
  return (effects) => {
    for (const effect of effects)
      announce(effect).catch((error: unknown) => log.error('Group chat not told', { key: effect.key, error }))
  }
}
