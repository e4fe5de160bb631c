import { App, type Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { Source } from 'aws-cdk-lib/aws-s3-deployment'
import { acknowledge } from '../../infra/aws/nag.ts'
import { createStacks } from '../../infra/aws/stacks.ts'

export const placeholderCode = () => Code.fromInline('exports.handler = () => {}')

export const placeholderConsole = () => ({
  page: Source.data('index.html', '<!doctype html>'),
  files: Source.data('console-12345678.js', ''),
})

/** The stacks with placeholder code: what they are made of does not depend on the bundles. Without `console` nothing stands before the API. */
export function synthesize(context: Readonly<Record<string, string>> = {}, console = [placeholderConsole()]) {
  const stacks = createStacks(new App({ context }), placeholderCode, console[0])
  acknowledge(stacks)
  const of = (stack: Stack) => Template.fromStack(stack)
  return { data: of(stacks.data), service: of(stacks.service), observability: of(stacks.observability), stacks }
}

export interface Resource {
  readonly Type: string
  // A template is read here as data of any shape.
  readonly Properties: Readonly<Record<string, unknown>>
  readonly Condition?: string
  readonly DeletionPolicy?: string
}

/** Resources of a type as [logical id, resource]. */
export const resources = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][]

export interface Statement {
  readonly Effect: string
  readonly Action: string | string[]
  readonly Resource?: unknown
  readonly NotResource?: unknown
}

/** Statements of the policies attached to a role. */
export function statementsOf(template: Template, roleId: string): Statement[] {
  return resources(template, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => JSON.stringify(Properties.Roles) === JSON.stringify([{ Ref: roleId }]))
    .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement)
}

export const actionsOf = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ Action }) => Action).sort()
