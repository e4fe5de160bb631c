import { setTimeout as sleep } from 'node:timers/promises'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { StopExecutionCommand } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { CUSTOMERS } from '../support/edge.ts'
import { deployedSystem } from './deployed.ts'
import { clientConfig, type Deployment, deployAgain, deployFirst } from './deployment.ts'
import { emulatedAccess } from './emulator/emulated.ts'
import { type Emulator, startEmulator } from './emulator/emulator.ts'
import { NEW_STATE, secondRelease } from './release.ts'
import { readTable, repairItems } from './table.ts'

let emulator: Emulator
let deployment: Deployment
let access: ReturnType<typeof emulatedAccess>
let system: ReturnType<typeof deployedSystem>

beforeAll(async () => {
  emulator = await startEmulator('redeploy')
  deployment = await deployFirst(emulator, inject('assembly'))
  access = emulatedAccess(deployment)
  system = deployedSystem(access)
})
afterAll(() => emulator?.stop())

describe.concurrent('repairs stay open while', () => {
  it('a release replaces the functions and the definition: all go on, none is lost', { timeout: 420_000 }, async () => {
    const [onSite, unanswered] = [await report('BWC-2025-0117'), await report('BWC-2025-0231')]
    const page = await pageOf(onSite)
    await act(page, 'acknowledge')
    await act(page, 'goOnSite')
    await deployAgain(emulator, await secondRelease())
    expect((await system.api('/api/plans')).json).toMatchObject({ plans: [{ id: 'R', version: 2 }] })
    const opened = await report('BWC-2024-0098')

    // Each is brought to its end: the first two under the plan and the definition that they began with.
    for (const repairId of [onSite, unanswered, opened]) {
      const link = repairId === onSite ? page : await pageOf(repairId)
      await act(link, 'arrive')
      await act(link, 'complete', { cause: '接触不良', done: '重新插接' })
      const confirmed = await system.api(`/api/repairs/${repairId}/actions`, {
        type: 'confirm',
        rating: 5,
        onBehalf: '何平',
        how: 'phone',
      })
      expect(confirmed.json).toMatchObject({ stage: 'closed', planVersion: repairId === opened ? 2 : 1 })
      await until(`${repairId} has ended`, async () => (await access.executions.status(repairId)) === 'SUCCEEDED')
      const isNew = (await access.executions.states(repairId)).includes(NEW_STATE)
      expect(isNew, repairId).toBe(repairId === opened)
      await everyMessageHandedOverOnce(repairId)
    }
  })

  it('someone stops an execution by hand: the sweeper starts the next one, and the pages go on', {
    timeout: 420_000,
  }, async () => {
    const repairId = await report('DOC-2025-0021')
    // By the record: a message to somebody who is paged about others as well names none of them.
    await until('the first line is paged', () => isPaged(repairId, 'chen-wei'), 150_000)
    await access.executions.client.send(
      new StopExecutionCommand({ executionArn: access.executions.arn(repairId), cause: 'by hand' }),
    )
    expect(await access.executions.status(repairId)).toBe('ABORTED')
    // Its wait was to end 15 s after the page; the sweeper looks 30 s after that, once a minute.
    await until('the second line is paged', () => isPaged(repairId, 'zhou-jie'), 180_000)
    expect(await access.executions.status(`${repairId}.2`)).toBe('RUNNING')
    const { json } = await system.api(`/api/repairs/${repairId}/actions`, {
      type: 'withdraw',
      reason: '误报',
      agreedBy: 'Zhang',
      how: 'phone',
    })
    expect(json.stage).toBe('closed')
    await until('it has ended', async () => (await access.executions.status(`${repairId}.2`)) === 'SUCCEEDED')
    await everyMessageHandedOverOnce(repairId)
  })
})

/** A signed call of another system about one unit. Gives the repair's number. */
async function report(serial: string): Promise<string> {
  const body = JSON.stringify({
    callId: `call-${serial}`,
    caller: CUSTOMERS.police.caller,
    serial,
    symptoms: '无法开机',
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const secrets = new SecretsManagerClient(clientConfig(emulator.endpoint))
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: deployment.hotlineSecretArn }))
  const answer = await fetch(`${deployment.url}/hotline/calls`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf(SecretString, timestamp, body),
    },
    body,
  })
  if (answer.status !== 201) throw new Error(`The call was answered with ${answer.status}: ${await answer.text()}`)
  const { repairId } = (await answer.json()) as { repairId: string }
  return repairId
}

const sentAbout = async (repairId: string, to?: string) =>
  (await access.sent()).filter((sent) => sent.text.includes(repairId) && (to === undefined || sent.to === to))

const isPaged = async (repairId: string, person: string): Promise<boolean> => {
  const { timeline } = (await system.api(`/api/repairs/${repairId}`)).json
  return timeline.some(
    (event: { type: string; person?: { id: string } }) => event.type === 'paged' && event.person?.id === person,
  )
}

/** The link of the first page about it: in a message of its own, or behind the one link to all that went with it. */
async function pageOf(repairId: string): Promise<string> {
  let link: string | undefined
  // Another page to the same person within the minute goes at the end of it.
  await until(
    `someone is paged about ${repairId}`,
    async () => {
      link = await linkTo(repairId)
      return link !== undefined
    },
    150_000,
  )
  return link ?? ''
}

async function linkTo(repairId: string): Promise<string | undefined> {
  const [own] = await sentAbout(repairId, 'chen-wei')
  if (own) return /\/p\/[\w-]+/.exec(own.text)?.[0]
  const inboxes = (await access.sent()).flatMap(({ to, text }) =>
    to === 'chen-wei' ? (/\/i\/[\w-]+/.exec(text) ?? []) : [],
  )
  for (const inbox of new Set(inboxes)) {
    const page = await (await fetch(`${deployment.url}${inbox}`)).text()
    const [, link] = new RegExp(`>${repairId}<[^]*?href="(/p/[\\w-]+)`).exec(page) ?? []
    if (link) return link
  }
  return undefined
}

async function act(link: string, action: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const { status, text } = await system.tap(link, action, fields)
  if (status !== 303) throw new Error(`${action} was answered with ${status}: ${text}`)
}

async function everyMessageHandedOverOnce(repairId: string): Promise<void> {
  const config = clientConfig(emulator.endpoint)
  const effects = async () => repairItems(await readTable(deployment.tableName, config), repairId).effects
  // What waited for the reader's sake until nobody needed it any more is not sent.
  await until('all is handed over', async () => (await effects()).every(({ status }) => status !== 'pending'))
  const [about, sent] = [await sentAbout(repairId), (await effects()).filter(({ status }) => status === 'sent')]
  // Several to one person within a minute are one message, which names no number.
  expect(about.length).toBeLessThanOrEqual(sent.length)
  expect(about.filter(({ subject }) => subject !== undefined)).toHaveLength(
    // The customer's one contact has an address.
    sent.filter(({ channel }) => channel !== 'sms').length,
  )
  expect(new Set(about.map(({ to, subject, text }) => `${to} ${subject ?? ''} ${text}`)).size).toBe(about.length)
}

async function until(what: string, holds: () => Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = performance.now() + ms; !(await holds()); await sleep(500)) {
    await access.check()
    if (performance.now() > end) throw new Error(`It did not come to pass in ${ms / 1000} s: ${what}`)
  }
}
