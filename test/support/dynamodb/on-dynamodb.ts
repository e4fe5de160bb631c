import { afterAll, beforeAll, describe } from 'vitest'
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from './dynamodb-local.ts'

/** Tests beside a DynamoDB of their own; left out, with a word on stderr about `what`, where this machine cannot run it. */
export const onDynamoDb = (
  name: string,
  what: string,
  tests: (local: () => Pick<DynamoDbLocal, 'endpoint' | 'createTable'>) => void,
): void => {
  describe.runIf(hasJava(what))(name, () => {
    let local: DynamoDbLocal | undefined
    beforeAll(async () => {
      local = await startDynamoDbLocal()
    }, 90_000)
    afterAll(() => local?.stop())

    tests(() => {
      if (!local) throw new Error('DynamoDB Local is not running yet')
      return local
    })
  })
}
