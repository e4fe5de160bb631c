import type { Actor } from '../../kernel/actor.ts'
import { BadRequestError, fault } from '../../kernel/errors.ts'
import type { Instant } from '../../kernel/instant.ts'
import { type PlanRule, type RecordRule, rulesOf } from '../../plan/rules.ts'
import type { How } from '../../promise/agreement.ts'
import type { Repair } from '../state/repair.ts'
import type { SignedPaper } from '../state/work.ts'

// C16: each maintenance yields a record with what we suggest, which the customer signs: by their own link, or on paper. Papers
// and photos of them are kept where the supplier keeps papers; on record stands who signed, when, and where it is.

const recordRule = ({ plan }: Pick<Repair, 'plan'>): PlanRule<RecordRule> | undefined => rulesOf(plan, 'record')[0]

/** Throws BadRequestError for work without what is suggested to the customer, where the plan asks for it; `无` says that nothing is. */
export function requireSuggestions(state: Repair, { suggestions }: { readonly suggestions?: string }): void {
  const rule = recordRule(state)
  if (rule?.suggestions && suggestions === undefined)
    throw new BadRequestError([
      fault(
        'suggestions',
        `按 ${rule.clause} 要写给客户的建议；没有就写“无”`,
        `${rule.clause} asks what you suggest to the customer; write 无 for nothing`,
      ),
    ])
}

/** The paper that the customer signed. Throws BadRequestError for one that nobody could find again. */
export function paperIn(
  { how, keptAt, signedAt }: { readonly how?: How; readonly keptAt?: string; readonly signedAt?: Instant },
  by: Actor,
): SignedPaper | undefined {
  if (by.kind === 'customer' || how !== 'paper') return undefined
  if (keptAt === undefined)
    throw new BadRequestError([
      fault(
        'keptAt',
        '写明签字原件或照片存放在哪里：档案夹、文件或链接',
        'say where the signed paper, or its photo, is kept: a folder, a file, a link',
      ),
    ])
  return { keptAt, ...(signedAt && { signedAt }) }
}

/**
 * Whether this confirmation closes the repair. Where the record is to be signed, what the customer said by telephone stands on
 * record and keeps the promise to ask; the repair closes with their own link or the signed paper.
 */
export const closesRecord = (state: Repair): boolean =>
  !recordRule(state)?.signed || !state.confirmedFor || state.confirmedFor.how === 'paper'
