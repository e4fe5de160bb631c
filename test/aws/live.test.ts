import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { loadPlans } from '../../infra/plans.ts'
import { embeddedSystem } from '../scenarios/story/embedded.ts'
import { comparable } from '../scenarios/story/record.ts'
import { STORY_PLANS } from '../scenarios/story/setting.ts'
import { tellStory } from '../scenarios/story/story.ts'
import { deployedSystem } from './deployed.ts'
import { liveAccess, liveSettings, loadPeople } from './live.ts'

const settings = liveSettings(process.env)
const access = await liveAccess(settings)
const deployed = deployedSystem(access)

beforeAll(async () => {
  const { status, json, text } = await deployed.api('/api/plans')
  if (status !== 200) throw new Error(`The staff API answers ${status}: ${text}`)
  const isForStory = json.plans.length === 1 && json.plans[0].title.en === loadPlans(STORY_PLANS)[0]?.title.en
  if (!isForStory)
    throw new Error(
      'This stack keeps real promises, whose limits are hours. Deploy one for the story, whose limits are seconds: ' +
        'npm run deploy -- -c plans=test/scenarios/story/plans',
    )
  await loadPeople(settings)
})

it('one story, two places: this deployment does what the embedded system does', { timeout: 300_000 }, async () => {
  const repairId = await tellStory(deployed, `CA${randomBytes(16).toString('hex')}`)
  const { json: there } = await deployed.api(`/api/repairs/${repairId}`)
  expect(await access.executions.status(repairId)).toBe('SUCCEEDED')
  const embedded = await embeddedSystem(there.reportedAt)
  const { json: here } = await embedded.api(`/api/repairs/${await tellStory(embedded)}`)
  expect(withoutRecipients(there)).toEqual(withoutRecipients(here))
})

/** Here all of ours have one number and all customers one address. */
const withoutRecipients = (record: unknown): unknown =>
  JSON.parse(JSON.stringify(comparable(record)).replace(/"(phone|caller|email)":"[^"]+"/g, '"$1":"…"'))
