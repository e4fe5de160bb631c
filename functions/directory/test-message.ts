import { sendTest } from '../../shared/use-cases/test-message.ts'
import { pathOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'
import type { DirectoryCall } from './call.ts'

/** A manager finds out whether a page would reach somebody of ours. */
export const testMessage: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'testMessage')
  return json(200, await sendTest(deps, staff, pathOf(event, 'id')))
}
