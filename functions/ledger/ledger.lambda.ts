import { awsDeps } from '../adapters/aws-deps.ts'
import { lazyHandler } from '../adapters/lazy-handler.ts'
import { staffClaimsOf } from '../api/claims.ts'
import { ledgerHandler } from './ledger.ts'

export const handler = lazyHandler(async () => ledgerHandler({ ...awsDeps(), claims: staffClaimsOf(process.env) }))
