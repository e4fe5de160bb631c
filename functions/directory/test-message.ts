import { sendTest } from '../../shared/use-cases/test-message.ts'
import { verifyNumber } from '../../shared/use-cases/verify-number.ts'
import { parse } from '../../shared/wire/problem.ts'
import { verificationSchema } from '../../shared/wire/test-message.ts'
import { pathOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import type { DirectoryCall } from './call.ts'

/** A manager finds out whether a page would reach somebody of ours. */
export const testMessage: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'testMessage')
  return json(200, await sendTest(deps, staff, pathOf(event, 'id')))
}

/** Its reader told them the code: the number is theirs. */
export const verifiedNumber: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'testMessage')
  const { code } = parse(verificationSchema, bodyJson(event))
  return json(200, await verifyNumber(deps, staff, pathOf(event, 'id'), code))
}
