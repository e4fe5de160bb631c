import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleAll } from '../../infra/aws/bundle.ts'
import { FUNCTION_IDS } from '../../infra/aws/functions.ts'
import { loadPlans } from '../../infra/plans.ts'
import { NOT_FOUND } from '../../shared/errors/names.ts'

const bundles = await bundleAll()
const code = (id: keyof typeof bundles) => readFileSync(join(bundles[id], 'index.mjs'), 'utf8')

describe('the bundle of', () => {
  test.each(FUNCTION_IDS)('%s is at most 430 kB, so that a cold start stays short', (id) => {
    expect(statSync(join(bundles[id], 'index.mjs')).size).toBeLessThanOrEqual(430_000)
  })

  test.each(FUNCTION_IDS)('%s takes the AWS SDK from the runtime', (id) => {
    expect(code(id)).toMatch(/from ?"@aws-sdk\/client-dynamodb"/)
  })

  test.each(FUNCTION_IDS)('%s carries the plans, checked', (id) => {
    const plans: { id: string }[] = JSON.parse(readFileSync(join(bundles[id], 'plans.json'), 'utf8'))
    expect(plans).toEqual(loadPlans())
  })

  test.each(FUNCTION_IDS)('%s does without the schema by which plans were checked', (id) => {
    expect(code(id)).not.toContain('is not a key we know')
  })
})

test('minifying keeps the error names by which the workflow decides about retries', () => {
  expect(code('AdvanceFunction')).toContain(`"${NOT_FOUND}"`)
})
