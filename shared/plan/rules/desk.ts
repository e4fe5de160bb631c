import type { Duration } from '../../kernel/instant.ts'
import type { RepairRuleKind, RuleForm } from './kit/kind.ts'
import { both } from './kit/say.ts'
import { days, verdict } from './kit/weigh.ts'

/** C24: the desk may try for so long before it goes to an engineer by itself. */
export interface DeskRule {
  readonly rule: 'desk'
  readonly within: Duration
}

export const kind: RepairRuleKind<DeskRule> = {
  forRepairs: true,
  describe: ({ within }) =>
    both((say) => ({
      zh: `客服先处理，${say.length(within)}内未解决即转工程师`,
      en: `the desk tries first; after ${say.length(within)} it goes to an engineer`,
    })),
  weigh: (old, next) => verdict([days(old.within) - days(next.within)]),
  clock: ({ clause, within }) => ({
    clause,
    from: 'desk',
    until: 'passedOn',
    limit: within,
    window: '7x24',
    pausable: false,
  }),
}

export const form: RuleForm<DeskRule> = {
  keptBy: ['time limit of the desk', 'shared/repair/features/desk/rules.ts'],
  once: true,
  schema: ({ z, field }) =>
    field.strict({
      rule: z
        .literal('desk')
        .describe('The service desk tries first; after this long it goes to an engineer by itself'),
      within: field.elapsed,
    }),
}
