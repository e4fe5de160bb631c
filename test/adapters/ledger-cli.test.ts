import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { DynamoLedger } from '../../functions/adapters/dynamodb/ledger.ts'
import { DynamoSubjectStore } from '../../functions/adapters/dynamodb/subject-store.ts'
import { openDatabase } from '../../infra/local/database.ts'
import { SqliteDirectory } from '../../infra/local/store/directory.ts'
import { SqliteLedger } from '../../infra/local/store/ledger.ts'
import { SqliteSubjectStore } from '../../infra/local/store/subject-store.ts'
import type { Ledger } from '../../shared/ports/ledger.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { onDynamoDb } from '../support/dynamodb/on-dynamodb.ts'
import { aDirectory } from '../support/repair-fixtures.ts'
import { stage } from '../unit/functions/support.ts'

/** Runs `npm run ledger -- …` with these settings. */
async function run(
  argument: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ code: number; says: string }> {
  const { TABLE_NAME: _, DATA_DIR: __, ...env } = process.env
  const child = spawn(process.execPath, ['infra/ledger.ts', argument], {
    env: { ...env, LC_ALL: 'en_US.UTF-8', ...settings },
  })
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, says: out + err }
}

/** A repair whose ledger lost all its lines but one, told by the command, and made good by it. */
async function lossIsFoundAndMadeGood(ledger: Ledger, id: string, settings: Readonly<Record<string, string>>) {
  expect(await run('check', settings)).toEqual({ code: 0, says: expect.stringContaining('stored as the events say') })
  const lines = await ledger.ofSubject(`repair/${id}`)
  await ledger.remove(lines.slice(1))
  const { code, says } = await run('check', settings)
  expect(code).toBe(1)
  for (const line of lines.slice(1)) expect(says).toContain(line.id)
  expect(says).toContain(`${lines.length - 1} differ`)
  expect(await run('rebuild', settings)).toEqual({
    code: 0,
    says: expect.stringContaining(`1 repairs and 0 contracts, ${lines.length - 1} lines and records corrected`),
  })
  expect(await ledger.ofSubject(`repair/${id}`)).toEqual(lines)
  expect((await run('check', settings)).code).toBe(0)
}

const REPORT = { callId: 'c-1', channel: 'api', caller: '+8613800138001', symptoms: 'x' } as const

describe('npm run ledger', () => {
  it('checks and rebuilds the file in DATA_DIR', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengnuo-ledger-'))
    const db = openDatabase(join(folder, 'chengnuo.db'))
    const directory = new SqliteDirectory(db)
    await directory.put(aDirectory())
    const deps = await stage(undefined, { store: new SqliteSubjectStore(db), directory })
    const { repair } = await reportFault(deps, REPORT)
    await lossIsFoundAndMadeGood(new SqliteLedger(db), repair.id, { DATA_DIR: folder })
    db.close()
    rmSync(folder, { recursive: true })
  }, 60_000)

  it('says how to use it, and what is not there', async () => {
    expect(await run('mend', {})).toEqual({ code: 2, says: expect.stringContaining('usage: npm run ledger') })
    expect(await run('check', { DATA_DIR: '/nowhere' })).toEqual({ code: 2, says: expect.stringContaining('/nowhere') })
  }, 30_000)

  onDynamoDb('on DynamoDB', 'npm run ledger on DynamoDB (test/adapters/ledger-cli.test.ts)', (local) => {
    it('checks and rebuilds the table TABLE_NAME', async () => {
      const table = await local().createTable()
      const directory = new DynamoDirectory(table)
      await directory.put(aDirectory())
      const deps = await stage(undefined, { store: new DynamoSubjectStore(table), directory })
      const { repair } = await reportFault(deps, REPORT)
      await lossIsFoundAndMadeGood(new DynamoLedger(table), repair.id, {
        TABLE_NAME: table.name,
        AWS_ENDPOINT_URL: local().endpoint,
        AWS_REGION: 'local',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      })
    }, 120_000)
  })
})
