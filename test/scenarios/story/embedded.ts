import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { onTestFinished } from 'vitest'
import { loadPlans } from '../../../infra/plans.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { durationMs, later } from '../../../shared/kernel/instant.ts'
import { PEOPLE } from '../../support/edge.ts'
import { World } from '../../support/world.ts'
import type { Driver } from './driver.ts'
import { byRecipient } from './record.ts'
import { STORY_PLANS, storyDirectory } from './setting.ts'

/** The embedded system with the story's plan and people; the report comes in at this instant, and time passes when told to. */
export async function embeddedSystem(reportedAt: Instant): Promise<Driver> {
  const folder = mkdtempSync(join(tmpdir(), 'story-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const directory = join(folder, 'directory.json')
  writeFileSync(directory, JSON.stringify(storyDirectory()))
  // The demo's other customers are served under the other plans.
  const plans = [...loadPlans(STORY_PLANS), ...loadPlans().filter(({ id }) => id !== 'R')]
  const world = await World.start(reportedAt, { directory, outside: () => ({ plans: async () => plans }) })
  const { deps, secrets, outbox } = world.host
  return {
    twilio: (address, form) =>
      world.fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': webhooks.getExpectedTwilioSignature(secrets.twilio, deps.publicUrl + address, form),
        },
        body: new URLSearchParams(form).toString(),
      }),
    api: (path, body) => world.api(path, body),
    open: (link) => world.fetch(link),
    tap: (link, action, fields) => world.tap(link, action, fields),
    sms: async (person, text) => world.sms(person, text),
    mail: async (subject) => world.mail(subject),
    until: (sinceReport) => world.advanceTo(later(reportedAt, durationMs(sinceReport))),
    messages: async () =>
      outbox
        .list(1000)
        .reverse()
        .map(({ kind, to, text, subject }) => (kind === 'sms' ? `${PEOPLE[to]}: ${text}` : `mail: ${subject}`))
        .toSorted(byRecipient),
  }
}
