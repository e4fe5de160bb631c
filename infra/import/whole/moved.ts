import type { Key } from '../../../functions/adapters/dynamodb/keys.ts'

/** Which file is being put into a table, or was: after a cut the same one goes on, and no other. */
export const MOVED: Key = { pk: 'MOVED', sk: 'MOVED' }
