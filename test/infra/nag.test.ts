import { App } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'
import { acknowledge } from '../../infra/aws/nag.ts'
import { createStacks } from '../../infra/aws/stacks.ts'
import { placeholderCode, placeholderConsole } from './support.ts'

const findings = (app: App): string[] =>
  new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName)

test.each([{}, { signIn: 'cognito' }, { signIn: 'cognito', mfa: 'optional' }])(
  'cdk-nag finds nothing that is not acknowledged, with %o',
  (context) => {
    const app = new App({ context })
    acknowledge(createStacks(app, placeholderCode, placeholderConsole()))
    expect(findings(app)).toEqual([])
  },
)

test('without the acknowledgements it does find something, so it looks', () => {
  const app = new App()
  createStacks(app, placeholderCode)
  expect(findings(app)).toContain('AwsSolutions-APIG4')
})
