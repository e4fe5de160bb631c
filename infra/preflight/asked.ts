import { parseArgs } from 'node:util'
import { BadRequestError, fault } from '../../shared/kernel/errors.ts'
import { type Installation, installationOf } from '../aws/installation.ts'

/** What a deployment is asked for, as far as it decides what is to be looked at. */
export interface Asked {
  readonly installation: Installation
  /** Staff sign in by the Cognito pool that is deployed too. */
  readonly isCognito: boolean
  /** CloudFront stands before it. */
  readonly isFronted: boolean
  /** Parameters of its stacks, by their name alone. */
  readonly given: Readonly<Record<string, string>>
  readonly lang: string | undefined
}

/** `args` as `cdk deploy` takes them; `context` as `cdk.json` has it. What is not known here is CDK's to know. */
export function askedBy(args: readonly string[], context: Readonly<Record<string, unknown>>): Asked {
  const list = { type: 'string', multiple: true } as const
  const options = { parameters: list, context: { ...list, short: 'c' }, lang: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true })
  const told = { ...context, ...pairsOf(textsOf(values.context)) }
  const installation = installationOf(told.stage)
  const named = pairsOf(textsOf(values.parameters))
  return {
    installation,
    isCognito: told.signIn === 'cognito',
    isFronted: told.cloudFront !== 'off',
    given: Object.fromEntries(Object.entries(named).map(([name, value]) => [ofStack(name, installation), value])),
    lang: typeof values.lang === 'string' ? values.lang : undefined,
  }
}

const textsOf = (values: unknown): string[] =>
  Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []

/** Of `name=value` each; what has no value is left to CDK, which says so. */
const pairsOf = (written: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    written.flatMap((one) => {
      const at = one.indexOf('=')
      return at > 0 ? [[one.slice(0, at), one.slice(at + 1)]] : []
    }),
  )

/** CDK takes what names a stack that is not there, and sets nothing. */
function ofStack(name: string, { stacks }: Installation): string {
  const [stack = '', parameter] = name.split(':')
  if (parameter === undefined) return name
  if (stack === `${stacks}Service` || stack === `${stacks}Observability`) return parameter
  throw new BadRequestError([
    fault(
      `--parameters ${name}`,
      `没有这个栈：应为 ${stacks}Service 或 ${stacks}Observability`,
      `there is no such stack: it is ${stacks}Service or ${stacks}Observability`,
    ),
  ])
}
