import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleAll } from '../../../infra/aws/bundle.ts'
import { FUNCTION_IDS } from '../../../infra/aws/functions.ts'
import { loadPlans } from '../../../infra/plans.ts'
import { NOT_FOUND } from '../../../shared/kernel/error-names.ts'
import { coldStartBytes, coldStartCode } from '../../support/cold-start.ts'

const bundles = await bundleAll()
/** Everything that is deployed. */
const code = (id: keyof typeof bundles): string =>
  readdirSync(bundles[id])
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => readFileSync(join(bundles[id], name), 'utf8'))
    .join('\n')

describe('the bundle of', () => {
  test.each(FUNCTION_IDS)('%s reads at most 400 kB at a cold start, so that it stays short', (id) => {
    const bytes = coldStartBytes(bundles[id])
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThanOrEqual(400_000)
  })

  test('TwilioFunction answers a caller with five verbs, and no library of XML', () => {
    expect(code('TwilioFunction')).not.toMatch(/xmlbuilder/i)
    // Twilio's own library would be a fifth more.
    expect(coldStartBytes(bundles.TwilioFunction)).toBeLessThanOrEqual(360_000)
  })

  test('LinksFunction opens a page without what only acting needs', () => {
    expect(coldStartBytes(bundles.LinksFunction)).toBeLessThanOrEqual(300_000)
  })

  test.each(FUNCTION_IDS)('%s reads a mail server’s client when it sends, and not before', (id) => {
    if (id === 'DeliverFunction') expect(code(id)).toContain('nodemailer')
    expect(coldStartCode(bundles[id])).not.toContain('nodemailer')
  })

  test.each(['AdvanceFunction', 'DeliverFunction', 'SweepFunction'] as const)(
    '%s reads what sends when it sends',
    (id) => {
      expect(code(id)).toContain('@aws-sdk/client-sns')
      expect(coldStartCode(bundles[id])).not.toMatch(/@aws-sdk\/client-(sns|ses)/)
    },
  )

  test.each(FUNCTION_IDS)('%s takes the AWS SDK from the runtime', (id) => {
    // Who signs people in has no business in the table.
    const client = id === 'SignInFunction' ? 'secrets-manager' : 'dynamodb'
    expect(code(id)).toMatch(new RegExp(`from ?"@aws-sdk/client-${client}"`))
  })

  test.each(FUNCTION_IDS)('%s carries the plans, checked', (id) => {
    const plans: { id: string }[] = JSON.parse(readFileSync(join(bundles[id], 'plans.json'), 'utf8'))
    expect(plans).toEqual(loadPlans())
  })

  test.each(FUNCTION_IDS)('%s does without the schema by which plans are checked, but where one is published', (id) => {
    const read = id === 'DirectoryFunction' ? coldStartCode(bundles[id]) : code(id)
    expect(read).not.toContain('is not a key we know')
  })
})

test('minifying keeps the error names by which the workflow decides about retries', () => {
  expect(code('AdvanceFunction')).toContain(`"${NOT_FOUND}"`)
})
