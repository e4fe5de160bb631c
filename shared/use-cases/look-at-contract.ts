import type { ContractState } from '../contract/contract.ts'
import { advance } from '../contract/decide.ts'
import { boundTo } from './bound.ts'
import { addresseesOf } from './contract-people.ts'
import type { Deps } from './deps.ts'

/** What is due of a contract now. */
export async function decided(deps: Deps, state: ContractState) {
  const bound = await boundTo(deps, state.id)
  // Of a contract that nobody can read now nothing is decided: what is on record stands.
  if (!bound) return { before: state, state, events: [] }
  return advance(state, bound, await addresseesOf(deps, bound), deps.clock.now())
}
