import type { Person } from '../directory/directory.ts'
import { reachedAt } from '../directory/reached.ts'
import { MessageNotSentError } from '../kernel/errors.ts'
import { type Subject, shortNameOf } from '../kernel/subject.ts'
import type { SmsEffect } from '../subject/effect.ts'
import type { State } from '../subject/story.ts'
import { loadState, plotOf } from './commit.ts'
import type { ShellDeps } from './deps.ts'

/**
 * Tells the managers by SMS of what we cannot go on with, each in one message, past all that may be what fails: nothing is decided
 * or saved for it. Gives those that someone was told of.
 */
export async function tellOfStuck(deps: ShellDeps, subjects: readonly Subject[]): Promise<ReadonlySet<Subject>> {
  const readers = new Map<string, Subject[]>()
  for (const subject of subjects)
    for (const person of await managersFor(deps, subject))
      readers.set(person, [...(readers.get(person) ?? []), subject])
  const told = new Set<Subject>()
  for (const [id, stuck] of readers) {
    const person = await deps.directory.person(id).catch(() => undefined)
    if (person && (await tell(deps, person, stuck))) for (const subject of stuck) told.add(subject)
  }
  return told
}

async function managersFor(deps: ShellDeps, subject: Subject): Promise<readonly string[]> {
  try {
    const state: State | undefined = await loadState(deps, subject).catch(() => undefined)
    return await plotOf(deps, subject).managers(deps, state)
  } catch (error) {
    deps.log.error('No manager found to tell of what is stuck', { subject, error })
    return []
  }
}

async function tell(deps: ShellDeps, person: Person, [first, ...others]: readonly Subject[]): Promise<boolean> {
  if (!first) return false
  const effect = messageTo(person, first, others.length, deps.clock.now())
  try {
    // It is hoped that nobody ever is: its words are read when somebody is.
    const [{ renderSms }, { textMessage }] = await Promise.all([
      import('../message/sms.ts'),
      import('../message/text-message.ts'),
    ])
    await deps.messenger.send(textMessage(effect, renderSms(effect, '')))
    deps.metrics.count('PagesSent')
    return true
  } catch (error) {
    if (error instanceof MessageNotSentError) deps.metrics.count('PagesFailed')
    deps.log.error('Manager not told of what is stuck', { about: first, error })
    return false
  }
}

const messageTo = (person: Person, about: Subject, others: number, now: string): SmsEffect => ({
  key: `${shortNameOf(about)}/stuck/${now.slice(0, 10)}/${person.id}`,
  about,
  createdAt: now,
  channel: 'sms',
  template: 'stuck',
  to: reachedAt(person, now).phone,
  person: person.id,
  language: person.language,
  timezone: 'Asia/Shanghai',
  link: { about, kind: 'engineer', holder: person.id },
  values: { repair: shortNameOf(about), ...(others > 0 && { others: String(others) }) },
  reason: 'stuck',
})
