import type { Duration } from '../../kernel/instant.ts'
import { type Text, text } from '../../kernel/text.ts'
import { CONTRACT_DAY, CONTRACT_DAYS, type ContractDay } from './kit/contract-day.ts'
import type { RuleForm, RuleKind } from './kit/kind.ts'
import { both } from './kit/say.ts'

/** A clause of fact: kept by documents that someone records, shown as missing until then. */
export interface EvidenceRule {
  readonly rule: 'evidence'
  readonly of: 'contract' | 'site' | 'unit'
  readonly needs: readonly EvidenceNeed[]
  /** Due so long after this day of the contract (for a unit: of its acceptance); absent: at the day itself. */
  readonly from: ContractDay
  readonly within?: Duration
}

export interface EvidenceNeed {
  readonly id: string
  readonly name: Text
  /** Whoever records it says on which day it was; that is this day of the contract, from which others count. */
  readonly sets?: Exclude<ContractDay, 'signed'>
}

export const kind: RuleKind<EvidenceRule> = {
  files: () => true,
  describe: ({ of, needs, from, within }) =>
    both((say) => ({
      zh: `${OF[of].zh}须有：${needs.map(({ name }) => name.zh).join('、')}；${CONTRACT_DAY[from].zh}${within ? `后 ${say.length(within)}内` : '当日'}`,
      en: `on file ${OF[of].en}: ${needs.map(({ name }) => name.en).join('; ')}; ${within ? `within ${say.length(within)} of` : 'on the day of'} ${CONTRACT_DAY[from].en}`,
    })),
}

const OF = {
  contract: text('合同', 'for the contract'),
  site: text('每个地点', 'for each site'),
  unit: text('每台设备', 'for each unit'),
} as const

export const form: RuleForm<EvidenceRule> = {
  keptBy: ['documents on the contract', 'shared/contract/lines.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('evidence').describe('A clause of fact: kept by documents, shown as missing until recorded'),
      of: z.enum(['contract', 'site', 'unit']).describe('Once for the contract, or for each of its sites or units'),
      needs: z
        .array(
          field.strict({
            id: field.id,
            name: field.text,
            sets: z
              .enum(['delivered', 'accepted'])
              .exactOptional()
              .describe('Recording it says on which day the contract was delivered, or accepted'),
          }),
        )
        .min(1)
        .describe('The documents'),
      from: z.enum(CONTRACT_DAYS).describe('The day from which they are due'),
      within: field.period.exactOptional().describe('How long after that day. Left out: on the day itself'),
    }),
}
