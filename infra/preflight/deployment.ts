import type { Asked } from './asked.ts'
import type { Facts } from './facts.ts'
import { canReserve } from './findings.ts'

/** What is said to us and not to CDK. */
const OURS = /^--(anyway|lang(=.*)?)$/

/** The arguments of `cdk`: as they were given, and whether the account has room to keep functions for the hotline and the clock. */
export function cdkArguments(args: readonly string[], { installation, given }: Asked, facts: Facts): string[] {
  const passed = args.filter((arg, at) => !OURS.test(arg) && args[at - 1] !== '--lang')
  const room = given.ReserveConcurrency === undefined ? canReserve(facts) : undefined
  const reserve =
    room === undefined
      ? []
      : ['--parameters', `${installation.stacks}Service:ReserveConcurrency=${room ? 'yes' : 'no'}`]
  return ['deploy', '--all', ...passed, ...reserve]
}
