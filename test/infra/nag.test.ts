import { App } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { acknowledge } from '../../infra/aws/nag.ts'
import { createStacks } from '../../infra/aws/stacks.ts'
import { placeholderCode } from './support.ts'

const findings = (app: App): string[] =>
  new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName)

test('cdk-nag finds nothing that is not acknowledged', () => {
  const app = new App()
  acknowledge(createStacks(app, placeholderCode))
  expect(findings(app)).toEqual([])
})

test('without the acknowledgements it does find something, so it looks', () => {
  const app = new App()
  createStacks(app, placeholderCode)
  expect(findings(app)).toContain('AwsSolutions-APIG4')
})
