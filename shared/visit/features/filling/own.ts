import type { Actor, PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, type Fault, fault } from '../../../kernel/errors.ts'
import type { VisitState } from '../../state/visit.ts'
import { ownProblems, workersOf } from './forms.ts'

/** Nobody rates themselves. */
export const ofOnesOwn = (state: VisitState, about: string | undefined, { id }: Actor): readonly Fault[] =>
  about !== undefined && id !== undefined && workersOf(state, about).includes(id) ? [OWN] : []
const OWN = fault(
  'about',
  '这次维修您经手过：评价要由别的同事来问',
  'you had this repair: a colleague has to ask how it is rated',
)

/** Throws BadRequestError for somebody who would ask about repairs that they had themselves. */
export function requireNotOwn({ works }: Pick<VisitState, 'works'>, person: PersonRef | undefined): void {
  const own = ownProblems(works, person?.id)
  if (own.length === 0) return
  const shown = own.slice(0, 3)
  throw new BadRequestError([
    fault(
      'person',
      `${person?.name} 经手过 ${shown.join('、')}${own.length > 3 ? ' 等' : ''}：评价要由别的同事来问`,
      `${person?.name} had ${shown.join(', ')}${own.length > 3 ? ' …' : ''}: a colleague has to ask how it is rated`,
    ),
  ])
}
