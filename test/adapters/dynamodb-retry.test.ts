import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterEach, describe, expect, it } from 'vitest'
import { DynamoSubjectStore } from '../../functions/adapters/dynamodb/subject-store.ts'
import { aCommit, aRepair } from '../support/repair-fixtures.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A DynamoDB that drops the connection instead of answering every odd request: the work may be done, the answer is lost. */
async function losesEveryOtherAnswer(tokens: unknown[]): Promise<string> {
  server = createServer(async (request: IncomingMessage, response) => {
    const { ClientRequestToken: token } = JSON.parse(await text(request))
    if (token) tokens.push(token)
    if (token && tokens.length % 2 === 1) request.socket.destroy()
    else response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

describe('a save whose answer is lost', () => {
  it('is repeated under the same token, so that DynamoDB does it once; another save has another token', async () => {
    const tokens: unknown[] = []
    const endpoint = await losesEveryOtherAnswer(tokens)
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const client = new DynamoDBClient({ endpoint, region: 'local', credentials })
    const store = new DynamoSubjectStore({ client: DynamoDBDocumentClient.from(client), name: 'table' })
    const commit = aCommit(aRepair())
    expect(await store.save(commit)).toEqual({ outcome: 'saved' })
    expect(await store.save(commit)).toEqual({ outcome: 'saved' })
    client.destroy()
    const [first, firstAgain, second, secondAgain] = tokens
    expect(first).toMatch(/^.{36}$/)
    expect(firstAgain).toBe(first)
    expect(secondAgain).toBe(second)
    expect(second).not.toBe(first)
  })
})
