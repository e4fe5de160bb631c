import { setTimeout as sleep } from 'node:timers/promises'
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import { durationMs } from '../../shared/kernel/instant.ts'
import type { Driver, Message } from '../scenarios/story/driver.ts'
import { byRecipient } from '../scenarios/story/record.ts'
import type { Answer } from '../support/edge.ts'

/** Something that was sent: an SMS to a person, or a mail, then with a subject. */
export interface Sent {
  readonly to: string
  readonly text: string
  readonly subject?: string
}

/** How a deployed system is reached. */
export interface Access {
  /** Where the HTTP API answers, and under which address it is known. */
  readonly url: string
  readonly publicUrl: string
  readonly twilioToken: string
  readonly staffToken: string
  /** All that was sent so far; to one recipient in order. */
  sent(): Promise<readonly Sent[]>
  /** Throws when the system is broken, so that nobody waits for what cannot come. */
  check(): Promise<void>
}

const MESSAGE_MS = 30_000
const POLL_MS = 400

/** A deployed system in real time. One story is told to it. */
export function deployedSystem(access: Access): Driver {
  const { url, publicUrl } = access
  const taken = new Set<string>()
  let reportedAt: number | undefined

  const request = async (path: string, init: RequestInit = {}): Promise<Answer> =>
    answerOf(await fetch(`${url}${path}`, { ...init, redirect: 'manual', signal: AbortSignal.timeout(30_000) }))

  const take = async (what: string, fits: (sent: Sent) => boolean): Promise<Message> => {
    const end = performance.now() + MESSAGE_MS
    for (;;) {
      const all = numbered(await access.sent())
      const found = all.find(({ key, sent }) => !taken.has(key) && fits(sent))
      if (found) {
        taken.add(found.key)
        const { text } = found.sent
        return { text, link: text.split(publicUrl)[1]?.match(/^\/[pc]\/[\w-]+/)?.[0] ?? '' }
      }
      await access.check()
      if (performance.now() > end)
        throw new Error(
          `No ${what} in ${MESSAGE_MS / 1000} s; there are:\n${all.map(({ sent }) => told(sent)).join('\n')}`,
        )
      await sleep(POLL_MS)
    }
  }

  return {
    async twilio(address, form) {
      const signature = webhooks.getExpectedTwilioSignature(access.twilioToken, publicUrl + address, form)
      const answer = await request(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
        body: new URLSearchParams(form).toString(),
      })
      reportedAt ??= Date.now()
      return answer
    },
    api: (path, body) =>
      request(path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${access.staffToken}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    open: (link) => request(link),
    tap: (link, action, fields) =>
      request(link, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ action, ...fields }).toString(),
      }),
    sms: (person, text) =>
      take(`SMS to ${person} (${text})`, (sent) => !sent.subject && sent.to === person && sent.text.includes(text)),
    mail: (subject) => take(`mail "${subject}"`, (sent) => sent.subject?.includes(subject) ?? false),
    async until(sinceReport) {
      const left = (reportedAt ?? Date.now()) + durationMs(sinceReport) - Date.now()
      await sleep(Math.max(0, left))
      await access.check()
    },
    messages: async () => (await access.sent()).map(told).toSorted(byRecipient),
  }
}

/** An empty answer, such as a redirect, may come labelled as JSON. */
async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response
  const text = await response.text()
  const isJson = text !== '' && headers.get('content-type')?.includes('json')
  return { status, text, location: headers.get('location'), json: isJson ? JSON.parse(text) : undefined }
}

/** Each with a key by which it is known again: the place in its recipient's list. */
function numbered(all: readonly Sent[]): { key: string; sent: Sent }[] {
  const counts = new Map<string, number>()
  return all.map((sent) => {
    const count = (counts.get(sent.to) ?? 0) + 1
    counts.set(sent.to, count)
    return { key: `${sent.to}#${count}`, sent }
  })
}

const told = ({ to, text, subject }: Sent): string => (subject ? `mail: ${subject}` : `${to}: ${text}`)
